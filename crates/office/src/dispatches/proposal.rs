//! What is proposed for the duties that were read: which units, how often, by when. Pure; the
//! reader's work with it.

use jiff::civil::Date;
use luytre_directive::{Cell, Source};
use luytre_model::catalogue::Control;
use luytre_model::dispatch::{FoundDuty, Header, Reading};
use luytre_model::id::{DispatchId, ObligationId, OfficeId, UnitId};
use luytre_model::plan::{self, Ground, Proposal, Stated};
use luytre_model::unit_sets::Candidate;
use luytre_model::work::ObligationState;
use luytre_reader::Document;
use luytre_store::obligations::{ObligationRow, Origin};
use luytre_store::units::Unit;

use crate::service::Knowledge;

/// How a reading says that nobody but the recipients is named.
const RECIPIENTS: &str = "@recipients";

/// A reading with a proposal for each duty, in the same order.
pub(super) struct Plan {
    pub(super) reading: Reading,
    pub(super) proposals: Vec<(Proposal, Vec<UnitId>)>,
}

/// Reads a document and proposes a plan for an office with these units.
pub(super) fn read(
    knowledge: &Knowledge,
    document: &Document,
    units: &[Unit],
    today: Date,
) -> Plan {
    let cells: Vec<Cell> = document.cells().map(Cell::from).collect();
    let reading = knowledge.reader.read_source(&Source {
        text: &document.text,
        cells: &cells,
    });
    let issued = whole_date(&reading.header);
    let proposals = reading
        .duties
        .iter()
        .map(|duty| {
            let stated = Stated {
                recurrence: duty.recurrence,
                due: duty.due,
                trigger: duty.trigger,
            };
            let proposal = propose(knowledge, &stated, &duty.controls, issued, today);
            let units = units_meant(knowledge, &duty.actors, &reading.header.recipients, units);
            (proposal, units)
        })
        .collect();
    Plan { reading, proposals }
}

/// The date of a dispatch, where it bears a whole one.
pub(super) fn whole_date(header: &Header) -> Option<Date> {
    header.date.as_deref().and_then(|date| date.parse().ok())
}

/// Proposes for what a clause states and the first control that it asks for.
pub(super) fn propose(
    knowledge: &Knowledge,
    stated: &Stated,
    controls: &[String],
    issued: Option<Date>,
    today: Date,
) -> Proposal {
    let ground = Ground {
        control: controls.iter().find_map(|id| control(knowledge, id)),
        issued,
        today,
        calendar: &knowledge.calendar,
    };
    plan::propose(stated, &ground)
}

/// The control of this id.
pub(super) fn control<'a>(knowledge: &'a Knowledge, id: &str) -> Option<&'a Control> {
    id.parse().ok().and_then(|id| knowledge.catalogue.get(id))
}

/// The open units that these words mean, in their order.
fn units_meant(
    knowledge: &Knowledge,
    actors: &[String],
    recipients: &[String],
    units: &[Unit],
) -> Vec<UnitId> {
    let candidates: Vec<Candidate<'_>> = units
        .iter()
        .filter(|unit| unit.closed_at.is_none())
        .map(|unit| Candidate {
            id: unit.id,
            kind: unit.kind,
            name: &unit.name,
            aliases: &unit.aliases,
        })
        .collect();
    let mut meant: Vec<UnitId> = Vec::new();
    for actor in actors {
        let phrases = if actor == RECIPIENTS {
            recipients
        } else {
            std::slice::from_ref(actor)
        };
        for phrase in phrases {
            let resolved = knowledge.phrases.resolve(phrase, &candidates);
            meant.extend(resolved.into_iter().map(|found| found.unit));
        }
    }
    candidates
        .iter()
        .map(|candidate| candidate.id)
        .filter(|id| meant.contains(id))
        .collect()
}

/// The row of a duty that was read.
pub(super) fn row(
    (office, dispatch, obligation): (OfficeId, DispatchId, ObligationId),
    position: i64,
    duty: FoundDuty,
    proposal: Proposal,
    units: Vec<UnitId>,
) -> ObligationRow {
    ObligationRow {
        office,
        obligation,
        dispatch,
        state: ObligationState::Proposed,
        position,
        clause: duty.clause,
        text: duty.text,
        span: Some(duty.span),
        force: duty.force,
        actors: duty.actors,
        trigger: duty.trigger,
        recurrence_stated: duty.recurrence,
        due_stated: duty.due,
        recurrence: proposal.recurrence,
        due_on: proposal.due_on,
        fresh_for: proposal.fresh_for,
        second_person: proposal.second_person,
        confidence: duty.confidence.min(100),
        origin: Origin::Read,
        drop_reason: String::new(),
        controls: duty.controls,
        units,
    }
}
