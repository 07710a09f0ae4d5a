//! Units and controls by how much of them is met: those that fall short first.

use luytre_model::catalogue::Catalogue;
use luytre_model::status::{Status as Judged, Tally};
use luytre_office::overview::{ControlLine, UnitLine};

use crate::web::assignments::filter::Query;
use crate::web::shell::Page;
use crate::web::shell::parts::Tone;

/// A unit or a control as a bar with the reasons why it falls short.
#[derive(Debug, Clone)]
pub(crate) struct Short {
    /// Its name.
    pub(crate) name: String,
    /// Its page, for who may open it.
    pub(crate) href: Option<String>,
    /// Met of those that apply.
    pub(crate) met: u64,
    pub(crate) of: u64,
    /// How many have which status that falls short, with the list behind it for who may open it.
    pub(crate) why: Vec<(Judged, u64, Option<String>)>,
}

impl Short {
    fn new(name: String, href: Option<String>, tally: &Tally, list: Option<&Query>) -> Self {
        let why = [Judged::Overdue, Judged::Failing, Judged::Stale]
            .into_iter()
            .map(|status| {
                (
                    status,
                    tally.count(status),
                    list.map(|list| list.clone().status(status).href()),
                )
            })
            .filter(|(_, number, _)| *number > 0)
            .collect();
        let of = tally.total() - tally.count(Judged::NotApplicable);
        Self {
            name,
            href,
            met: tally.count(Judged::Met),
            of,
            why,
        }
    }

    /// Width of the bar, in whole per cent, rounded down: 99.6 % is not all.
    pub(crate) fn percent(&self) -> u64 {
        (self.met * 100).checked_div(self.of).unwrap_or(0)
    }

    pub(crate) fn tone(&self) -> Tone {
        match self.percent() {
            _ if self.why.is_empty() => Tone::Ok,
            0..50 => Tone::Fail,
            _ => Tone::Warn,
        }
    }
}

fn applies(tally: &Tally) -> bool {
    tally.total() > tally.count(Judged::NotApplicable)
}

/// Units that have something, the worst first; their lists are parts of `base`.
pub(crate) fn units(page: &Page, lines: &[UnitLine], base: &Query, most: usize) -> Vec<Short> {
    let mut lines: Vec<_> = lines
        .iter()
        .filter(|line| applies(&line.figures.tally))
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.figures.tally.short()));
    let short = lines.into_iter().take(most).map(|line| {
        let follows = page.follows(&line.unit);
        let list = follows.then(|| base.clone().unit(line.unit));
        Short::new(
            line.name.clone(),
            follows.then(|| format!("/don-vi/{}", line.unit)),
            &line.figures.tally,
            list.as_ref(),
        )
    });
    short.collect()
}

/// Controls of which something falls short, the worst first; their lists are parts of `base`.
pub(crate) fn controls(
    page: &Page,
    catalogue: &Catalogue,
    lines: &[ControlLine],
    base: &Query,
    most: usize,
) -> Vec<Short> {
    let mut lines: Vec<_> = lines
        .iter()
        .filter(|line| line.figures.tally.short() > 0)
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.figures.tally.short()));
    let short = lines.into_iter().take(most).map(|line| {
        let title = page.control(catalogue, &line.control);
        let name = format!("{} {title}", page.control_code(&line.control));
        let list = page
            .follows_any()
            .then(|| base.clone().control(&line.control));
        Short::new(
            name,
            page.control_link(&line.control),
            &line.figures.tally,
            list.as_ref(),
        )
    });
    short.collect()
}
