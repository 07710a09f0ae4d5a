//! The heading and the sign-off: kind, number, date, place, issuer, subject, addressees, signer.
//!
//! Finds only what is printed; what is blank stays empty. Knows nothing of clauses.

mod issuer;
mod number;
pub(crate) use issuer::as_written;
pub(crate) use number::mend;
pub(crate) use respell::Spelling;
mod recipients;
mod respell;
mod signer;
mod title;

use std::ops::Range;

use luytre_model::dispatch::Header;

use crate::lines::Lines;
use crate::mark::secrecy_mark;
use crate::rules::Rules;

/// The heading, and which lines are left for the body.
#[derive(Debug, Default)]
pub(crate) struct Heading {
    pub(crate) header: Header,
    /// The lines of the body.
    pub(crate) body: Range<usize>,
    /// The lines of a regulation or plan that stands behind the signature that issues it.
    pub(crate) annex: Range<usize>,
}

/// Lines among which a heading is looked for.
const REACH: usize = 80;

/// Lines among which an urgency mark stands where nobody is addressed.
const HEAD: usize = 20;

/// Reads the heading and the sign-off.
pub(crate) fn read(source: &str, lines: &Lines, rules: &Rules) -> Heading {
    let mut heading = Heading::default();
    let numbered = number::read(lines, rules);
    let titled = title::read(lines, rules, &numbered);
    let addressed = recipients::read(lines, rules);
    let header = &mut heading.header;

    header.kind = titled.kind.map(str::to_owned);
    header.number = numbered.number;
    header.symbol = numbered.symbol;
    header.date = numbered.date;
    header.place = numbered.place;
    header.subject = titled.subject;
    header.recipients = addressed.names;
    header.secrecy = secrecy_mark(source).map(|mark| mark.as_str().to_owned());
    header.urgency = lines
        .all
        .iter()
        .take(addressed.end.clamp(HEAD, REACH))
        .find(|line| rules.urgency.is(&line.fold))
        .map(|line| line.text.clone());

    let start = titled
        .end
        .max(addressed.end)
        .max(numbered.end)
        .min(lines.all.len());
    let signed = signer::read(source, lines, rules, start);
    header.signer = signed.signer;
    header.issuer = issuer::letterhead(source, lines, rules, numbered.first.min(start));
    if header.issuer.is_none() {
        header.issuer = issuer::from_sign_off(header, &signed.bodies, lines);
    }
    heading.body = start..signed.start.max(start);
    heading.annex = title::annex(lines, rules, heading.body.end);
    heading
}
