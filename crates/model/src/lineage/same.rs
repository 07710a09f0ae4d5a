//! Whether a citation means a dispatch: by number, symbol and date.

use crate::dispatch::{Header, Reference};
use crate::fold::fold;

/// Whether `cited` means the dispatch with this heading: number and symbol are the same however they
/// are spelled, and the dates do not contradict each other. A dispatch whose number is blank is
/// meant by no citation.
#[must_use]
pub fn means(cited: &Reference, header: &Header) -> bool {
    let parts = |number: Option<&str>, symbol: Option<&str>| {
        let number = number?.trim().trim_start_matches('0').to_owned();
        let symbol = fold(symbol?).replace(' ', "");
        (!number.is_empty() && !symbol.is_empty()).then_some((number, symbol))
    };
    let cited_as = parts(cited.number.as_deref(), cited.symbol.as_deref());
    let called = parts(header.number.as_deref(), header.symbol.as_deref());
    let agree = match (cited.date.as_deref(), header.date.as_deref()) {
        (Some(cited), Some(dated)) => cited.starts_with(dated) || dated.starts_with(cited),
        _ => true,
    };
    cited_as.is_some() && cited_as == called && agree
}
