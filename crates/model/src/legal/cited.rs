//! How documents are cited: numbers and titles made comparable, and the day that decides.

use jiff::civil::Date;

use crate::dispatch::Reference;
use crate::fold::fold;

/// A number with its symbol as it is compared: folded, without zeros in front, whatever joins the
/// parts. `13/2023/NĐ-CP`, `013 / 2023/NDCP` and `13/2023/nđ–cp` are one.
pub(super) fn key(number: &str) -> String {
    let folded = fold(number);
    let (first, rest) = folded.split_once(' ').unwrap_or((&folded, ""));
    let rest = rest.replace(' ', "");
    format!("{}/{rest}", first.trim_start_matches('0'))
}

/// Whether a citation is of a law or the like, which the program may know: it has a year in its
/// symbol, or is called by a title alone.
#[must_use]
pub fn is_law(cited: &Reference) -> bool {
    cited.title.is_some() || cited.symbol.as_deref().and_then(leading_year).is_some()
}

/// The keys under which a cited document may be known, the likeliest first.
pub(super) fn numbers(cited: &Reference) -> Vec<String> {
    let mut keys = Vec::new();
    match (cited.number.as_deref(), cited.symbol.as_deref()) {
        (Some(number), Some(symbol)) => {
            keys.push(key(&format!("{number}/{symbol}")));
            // "Nghị định số 13/NĐ-CP ngày 17/04/2023": the year stands in the date.
            if let Some(year) = year(cited) {
                keys.push(key(&format!("{number}/{year}/{symbol}")));
            }
        }
        // A title that took the number along: "Luật … số 29/2018/QH14".
        _ => keys.extend(cited.title.iter().flat_map(|title| {
            title
                .split_whitespace()
                .filter(|word| word.contains('/') && word.starts_with(|c: char| c.is_ascii_digit()))
                .map(key)
        })),
    }
    keys
}

/// The year of a cited document: of its symbol, else of its date.
pub(super) fn year(cited: &Reference) -> Option<i16> {
    let of_symbol = cited.symbol.as_deref().and_then(leading_year);
    of_symbol.or_else(|| cited.date.as_deref().and_then(leading_year))
}

fn leading_year(text: &str) -> Option<i16> {
    let year = text.get(..4)?.parse().ok()?;
    (1945..2100).contains(&year).then_some(year)
}

/// A title as it is compared, and the year that it ends with: "Luật An ninh mạng năm 2018".
pub(super) fn title_key(title: &str) -> (String, Option<i16>) {
    let folded = fold(title);
    let Some((name, last)) = folded.rsplit_once(' ') else {
        return (folded, None);
    };
    match leading_year(last).filter(|_| last.len() == 4) {
        Some(year) => {
            let name = name.strip_suffix(" nam").unwrap_or(name);
            (name.to_owned(), Some(year))
        }
        None => (folded, None),
    }
}

/// The day that decides which law is in force: that of the document. Where day or month are blank it
/// is the last one that the rest allows, yet never later than `at_latest`, on which it was there.
#[must_use]
pub fn day_meant(date: Option<&str>, at_latest: Date) -> Date {
    let Some(date) = date else { return at_latest };
    if let Ok(day) = date.parse() {
        return day;
    }
    let mut parts = date.split('-').map(str::parse::<i16>);
    let year = parts.next().and_then(Result::ok);
    let month = parts.next().and_then(Result::ok);
    let month = month.and_then(|month| i8::try_from(month).ok());
    let first = year.and_then(|year| Date::new(year, month.unwrap_or(12), 1).ok());
    first.map_or(at_latest, |first| first.last_of_month().min(at_latest))
}
