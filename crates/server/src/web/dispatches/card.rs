//! A duty as a card of the plan: what the text says and what is proposed, in words, kept apart.

use luytre_model::catalogue::Catalogue;
use luytre_model::duty::{Force, Trigger};
use luytre_model::id::{AssignmentId, ObligationId, UnitId};
use luytre_model::status::Status as Judged;
use luytre_model::work::ObligationState;
use luytre_office::dispatches::{AskedBy, Assigned, DispatchView, DutyView, Origin};

use super::frame;
use super::paper::Mark;
use super::times;
use crate::web::shell::Page;
pub(super) use crate::web::shell::parts::Tone;
use crate::web::shell::parts::{Badge, Status};
use crate::words::{Lang, format};

/// Below this the reviewer should look.
const SURE: u8 = 70;
/// The key of what is said of a duty that is meant for nobody yet.
const LACKS_UNIT: &str = "dispatches-lacks-unit";
/// So many units are named on a card.
const MOST_UNITS: usize = 4;

/// A duty of the plan.
pub(super) struct Card {
    /// Its id.
    pub(super) id: ObligationId,
    /// Its number on the page, from 1; 0 where it was dropped.
    pub(super) number: usize,
    /// Where it stands in the text.
    pub(super) clause: String,
    /// Its words.
    pub(super) text: String,
    /// How it binds.
    pub(super) force: Force,
    /// Whether its place in the text is marked.
    pub(super) placed: bool,
    /// Whom the text names; empty where it names nobody but the recipients.
    pub(super) actors: String,
    /// Names of units, the first few.
    pub(super) units: Vec<String>,
    /// How many more.
    pub(super) more_units: usize,
    /// Whether these are all units of the office.
    pub(super) all_units: bool,
    /// What the text says about time; empty where nothing.
    pub(super) stated: Vec<String>,
    /// What is proposed about time.
    pub(super) proposed: Vec<String>,
    /// What it must make true.
    pub(super) controls: Vec<ControlLink>,
    /// How far it can be trusted.
    pub(super) look: Look,
    /// Keys of what is missing before it can be given out.
    pub(super) lacks: Vec<&'static str>,
    /// Why it was dropped.
    pub(super) drop_reason: String,
    /// To whom it was given, and how it stands there.
    pub(super) given: Vec<Given>,
    /// The same by status: how many.
    pub(super) sums: Vec<Badge>,
    /// The next one on the page, with which it could be merged.
    pub(super) next: Option<ObligationId>,
}

/// A duty as it was given to one unit.
pub(super) struct Given {
    /// The assignment.
    pub(super) id: AssignmentId,
    /// Whether the reader may open it.
    pub(super) follows: bool,
    /// The unit's name.
    pub(super) unit: String,
    /// `false`: it fell away when the dispatch was taken back.
    pub(super) live: bool,
    /// How it stands.
    pub(super) status: Badge,
}

/// A control, with who else asks for it.
pub(super) struct ControlLink {
    /// Its id; empty for none of the catalogue.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// Other dispatches that ask for it.
    pub(super) also: Vec<AskedBy>,
}

/// "907/CAT-PA05": which dispatch asks for a control too.
pub(super) fn asked(by: &AskedBy) -> String {
    let text = |text: &str| (!text.is_empty()).then_some(text.to_owned());
    frame::numbered(text(&by.number).as_deref(), text(&by.symbol).as_deref())
}

/// How far a proposal can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The rules are sure.
    Clear,
    /// Somebody should look.
    Needed,
    /// Somebody looked and corrected it, or left it as it is.
    Corrected,
    /// Somebody added it.
    Added,
}

impl Card {
    /// Whether it still waits for somebody's eyes. Units are given to many duties at once, at the
    /// end, so that lacking one is nothing to look at.
    pub(super) fn waits(&self) -> bool {
        self.look == Look::Needed || self.lacks.iter().any(|key| *key != LACKS_UNIT)
    }

    /// Whether it is meant for nobody yet.
    pub(super) fn lacks_unit(&self) -> bool {
        self.lacks.contains(&LACKS_UNIT)
    }

    /// The keys of what else is missing.
    pub(super) fn lacks_else(&self) -> impl Iterator<Item = &'static str> {
        let lacks = self.lacks.iter().copied();
        lacks.filter(|key| *key != LACKS_UNIT)
    }

    /// The key of how it binds.
    pub(super) const fn force_key(&self) -> &'static str {
        force_key(self.force)
    }

    /// The icon of how it binds.
    pub(super) const fn force_icon(&self) -> &'static str {
        match self.force {
            Force::Must => "check",
            Force::MustNot => "cross",
            Force::Should => "info",
        }
    }
}

/// The key of how a duty binds.
pub(super) const fn force_key(force: Force) -> &'static str {
    match force {
        Force::Must => "dispatches-must",
        Force::MustNot => "dispatches-must-not",
        Force::Should => "dispatches-should",
    }
}

/// The key of an event.
pub(super) const fn trigger_key(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Incident => "dispatches-on-incident",
        Trigger::Departure => "dispatches-on-departure",
        Trigger::Reorganisation => "dispatches-on-reorganisation",
        Trigger::DocumentHandling => "dispatches-on-document",
    }
}

/// The cards of a plan, and of what was dropped from it.
pub(super) fn cards(
    page: &Page,
    view: &DispatchView,
    catalogue: &Catalogue,
) -> (Vec<Card>, Vec<Card>) {
    let (live, dropped): (Vec<&DutyView>, Vec<&DutyView>) = view
        .duties
        .iter()
        .partition(|duty| duty.state != ObligationState::Dropped);
    let next = live.iter().skip(1).map(|duty| Some(duty.id)).chain([None]);
    let live = (1..)
        .zip(live.iter().zip(next))
        .map(|(number, (duty, next))| card(page, view, catalogue, duty, (number, next)))
        .collect();
    let dropped = dropped
        .iter()
        .map(|duty| card(page, view, catalogue, duty, (0, None)))
        .collect();
    (live, dropped)
}

/// The marks of these cards in the text.
pub(super) fn marks(cards: &[Card], view: &DispatchView) -> Vec<Mark> {
    cards
        .iter()
        .filter_map(|card| {
            let duty = view.duties.iter().find(|duty| duty.id == card.id)?;
            Some(Mark {
                duty: card.id,
                number: card.number,
                force: card.force,
                span: duty.span.clone()?,
            })
        })
        .collect()
}

fn card(
    page: &Page,
    view: &DispatchView,
    catalogue: &Catalogue,
    duty: &DutyView,
    (number, next): (usize, Option<ObligationId>),
) -> Card {
    let all_units =
        view.units.len() > 1 && view.units.iter().all(|unit| duty.units.contains(&unit.id));
    let named: Vec<String> = duty
        .units
        .iter()
        .map(|unit| unit_name(view, *unit))
        .collect();
    // Four and one more is as long as five.
    let shown = if named.len() == MOST_UNITS + 1 {
        named.len()
    } else {
        MOST_UNITS
    };
    Card {
        id: duty.id,
        number,
        clause: duty.clause.clone(),
        text: duty.text.clone(),
        force: duty.force,
        placed: duty.span.is_some(),
        actors: duty
            .actors
            .iter()
            .filter(|actor| !actor.starts_with('@'))
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("; "),
        more_units: named.len().saturating_sub(shown),
        units: named.into_iter().take(shown).collect(),
        all_units,
        stated: stated(page, duty),
        proposed: proposed(page, duty),
        controls: duty
            .controls
            .iter()
            .map(|id| control(page, view, catalogue, id))
            .collect(),
        look: look(duty),
        lacks: duty
            .lacks
            .iter()
            .filter_map(|code| lack_key(code))
            .collect(),
        drop_reason: duty.drop_reason.clone(),
        given: given(page, view, duty),
        sums: sums(page, duty),
        next,
    }
}

fn given(page: &Page, view: &DispatchView, duty: &DutyView) -> Vec<Given> {
    let one = |assigned: &Assigned| Given {
        id: assigned.assignment,
        follows: page.follows(&assigned.unit),
        unit: unit_name(view, assigned.unit),
        live: assigned.live,
        status: if assigned.live {
            page.badge(Status::from(assigned.status))
        } else {
            page.tag(Tone::None, &page.w("dispatches-withdrawn"))
        },
    };
    duty.assigned.iter().map(one).collect()
}

/// How many assignments have each status, the worst first.
fn sums(page: &Page, duty: &DutyView) -> Vec<Badge> {
    let count = |status: Judged| {
        duty.assigned
            .iter()
            .filter(|one| one.live && one.status == status)
            .count()
    };
    let ended = duty.assigned.iter().filter(|one| !one.live).count();
    Judged::ALL
        .iter()
        .map(|status| (Status::from(*status), count(*status)))
        .map(|(status, number)| (status.tone(), status.key(), number))
        .chain([(Tone::None, "dispatches-withdrawn", ended)])
        .filter(|(_, _, number)| *number > 0)
        .map(|(tone, key, number)| {
            let words = format!("{}: {}", page.w(key), page.number(number));
            page.tag(tone, &words)
        })
        .collect()
}

fn unit_name(view: &DispatchView, id: UnitId) -> String {
    let unit = view.units.iter().find(|unit| unit.id == id);
    unit.map_or_else(|| "…".to_owned(), |unit| unit.name.clone())
}

fn look(duty: &DutyView) -> Look {
    match duty.origin {
        Origin::Read if duty.confidence < SURE => Look::Needed,
        Origin::Read => Look::Clear,
        Origin::Corrected => Look::Corrected,
        Origin::Added => Look::Added,
    }
}

fn lack_key(code: &str) -> Option<&'static str> {
    match code {
        "no-unit" => Some(LACKS_UNIT),
        "unit-closed" => Some("dispatches-lacks-open-unit"),
        "no-due" => Some("dispatches-lacks-due"),
        _ => None,
    }
}

fn stated(page: &Page, duty: &DutyView) -> Vec<String> {
    let often = duty
        .stated_recurrence
        .map(|often| times::recurrence(page, often));
    let by = duty.stated_due.map(|due| times::due(page, due));
    let event = duty
        .trigger
        .map(|trigger| page.w(trigger_key(trigger)).into_owned());
    [often, by, event].into_iter().flatten().collect()
}

fn proposed(page: &Page, duty: &DutyView) -> Vec<String> {
    let often = match duty.recurrence {
        Some(every) => times::every_period(page, every),
        None if duty.due_on.is_some() => page.w("dispatches-once").into_owned(),
        None => page.w("dispatches-standing").into_owned(),
    };
    let day = |day| format::date(day);
    let by = duty.due_on.map(|due| match duty.recurrence {
        Some(_) => page
            .a("dispatches-first-by")
            .with("day", day(due).as_str())
            .to_string(),
        None => page
            .a("dispatches-by-day")
            .with("day", day(due).as_str())
            .to_string(),
    });
    let second = duty
        .second_person
        .then(|| page.w("dispatches-second").into_owned());
    [Some(often), by, second].into_iter().flatten().collect()
}

fn control(page: &Page, view: &DispatchView, catalogue: &Catalogue, id: &str) -> ControlLink {
    let known = id.parse().ok().and_then(|id| catalogue.get(id));
    let title = known.map_or_else(
        || page.w("dispatches-no-control").into_owned(),
        |control| match page.lang {
            Lang::Vi => control.title.vi.clone(),
            Lang::En => control.title.en.clone(),
        },
    );
    ControlLink {
        id: if known.is_some() {
            id.to_owned()
        } else {
            String::new()
        },
        title,
        also: view.asked_elsewhere.get(id).cloned().unwrap_or_default(),
    }
}
