//! What all pages of one dispatch share: what it is called, where it stands, its revision.

use luytre_model::dispatch::{Header, Reference};
use luytre_model::id::{DispatchId, ObligationId};
use luytre_model::work::DispatchState;
use luytre_office::dispatches::{DispatchView, DutyView};
use luytre_office::{Actor, OfficeError};

use crate::http::Problem;
use crate::state::App;
use crate::web::outcome;
use crate::web::shell::parts::{Badge, Tone};
use crate::web::shell::{Form, Page};
use crate::words::format;

/// The dispatch that a page is about.
pub(super) struct Frame {
    /// Its id.
    pub(super) id: DispatchId,
    /// "Công văn 231/UBND-VP".
    pub(super) name: String,
    /// The revision that the page was drawn with; every form sends it back.
    pub(super) revision: u64,
}

impl Frame {
    /// Of a dispatch.
    pub(super) fn of(page: &Page, view: &DispatchView) -> Self {
        Self {
            id: view.id,
            name: name(page, &view.header),
            revision: view.revision,
        }
    }

    /// Its page.
    pub(super) fn path(&self) -> String {
        format!("/van-ban/{}", self.id)
    }
}

/// The address of a dispatch's page.
pub(super) fn path(dispatch: DispatchId) -> String {
    format!("/van-ban/{dispatch}")
}

/// The address of a duty on that page.
pub(super) fn duty_path(dispatch: DispatchId, duty: ObligationId) -> String {
    format!("/van-ban/{dispatch}#nv-{duty}")
}

/// The page of a form again, as [`outcome::again`] has it; where somebody changed the dispatch since
/// the page was drawn, it says so and keeps what was typed.
pub(super) fn again(error: OfficeError, page: Page, form: &mut Form) -> Result<Page, Problem> {
    match error {
        OfficeError::Conflict { .. } => Ok(page.saying(Tone::Warn, "dispatches-changed-meanwhile")),
        error => outcome::again(error, page, form),
    }
}

/// The dispatch of an address.
pub(super) async fn open(
    app: &App,
    actor: &Actor,
    dispatch: &str,
) -> Result<DispatchView, Problem> {
    let id = crate::web::id(dispatch)?;
    Ok(app.service.dispatch(actor, id).await?)
}

/// The duty of an address.
pub(super) fn duty<'a>(
    view: &'a DispatchView,
    duty: &str,
) -> Result<(usize, &'a DutyView), Problem> {
    let id: ObligationId = crate::web::id(duty)?;
    let found = view.duties.iter().position(|duty| duty.id == id);
    let at = found.ok_or(Problem::NotFound)?;
    let before = view.duties.iter().take(at);
    let kept = before.filter(|duty| duty.state != luytre_model::work::ObligationState::Dropped);
    let duty = view.duties.get(at).ok_or(Problem::NotFound)?;
    Ok((kept.count() + 1, duty))
}

/// The revision that a form was drawn with.
pub(super) fn revision(form: &Form) -> Result<u64, Problem> {
    form.value("revision")
        .parse()
        .map_err(|_| Problem::BadRequest)
}

/// "Công văn 231/UBND-VP"; "Công văn …/UBND-VP" where the number is blank.
pub(super) fn name(page: &Page, header: &Header) -> String {
    let kind = page.w(kind_key(header.kind.as_deref()));
    match (header.number.as_deref(), header.symbol.as_deref()) {
        (None, None) => page
            .a("dispatches-unnumbered")
            .with("kind", kind.as_ref())
            .to_string(),
        (number, symbol) => format!("{kind} {}", numbered(number, symbol)),
    }
}

/// The subject as a title: what follows "V/v" begins small on paper.
pub(super) fn subject(page: &Page, header: &Header) -> String {
    let Some(subject) = header.subject.as_deref() else {
        return name(page, header);
    };
    let mut rest = subject.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// "231/UBND-VP".
pub(super) fn numbered(number: Option<&str>, symbol: Option<&str>) -> String {
    let number = number.unwrap_or("…");
    match symbol {
        // Party bodies join by a dash: their symbol has the slash.
        Some(symbol) if symbol.contains('/') && !begins_with_year(symbol) => {
            format!("{number}-{symbol}")
        }
        Some(symbol) => format!("{number}/{symbol}"),
        None => number.to_owned(),
    }
}

/// "2018/QH14": laws and the like, which join by a slash.
fn begins_with_year(symbol: &str) -> bool {
    let year = symbol.split('/').next().unwrap_or_default();
    year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())
}

/// The key of the name of a kind of document, by its abbreviation in Decree 30/2020.
const fn kind_key(kind: Option<&str>) -> &'static str {
    let Some(kind) = kind else {
        return "dispatches-kind-any";
    };
    match kind.as_bytes() {
        b"CV" => "dispatches-kind-cv",
        b"KH" => "dispatches-kind-kh",
        b"QD" => "dispatches-kind-qd",
        b"CT" => "dispatches-kind-ct",
        b"TB" => "dispatches-kind-tb",
        b"HD" => "dispatches-kind-hd",
        b"BC" => "dispatches-kind-bc",
        b"NQ" => "dispatches-kind-nq",
        b"CD" => "dispatches-kind-cd",
        _ => "dispatches-kind-any",
    }
}

/// A date as a heading has it: whole, or with day or month blank.
pub(super) fn issued(date: &str) -> String {
    if let Ok(day) = date.parse() {
        return format::date(day);
    }
    match date.split_once('-') {
        Some((year, month)) => format!("{month}/{year}"),
        None => date.to_owned(),
    }
}

/// "Công văn số 907/CAT-PA05 ngày 27/02/2026 của Công an tỉnh": a document that others rest on.
pub(super) fn basis(page: &Page, basis: &Reference) -> String {
    let mut out = basis.title.clone().unwrap_or_default();
    if basis.number.is_some() || basis.symbol.is_some() {
        if !out.is_empty() {
            out.push(' ');
        }
        let number = numbered(basis.number.as_deref(), basis.symbol.as_deref());
        out.push_str(
            &page
                .a("dispatches-basis-number")
                .with("number", number.as_str())
                .to_string(),
        );
    }
    if let Some(date) = &basis.date {
        out.push(' ');
        out.push_str(
            &page
                .a("dispatches-basis-date")
                .with("day", issued(date).as_str())
                .to_string(),
        );
    }
    if let Some(issuer) = &basis.issuer {
        out.push(' ');
        out.push_str(
            &page
                .a("dispatches-basis-issuer")
                .with("issuer", issuer.as_str())
                .to_string(),
        );
    }
    out
}

/// Where a dispatch stands: colour, sign and word.
pub(super) fn state(page: &Page, state: DispatchState) -> Badge {
    let (tone, key) = match state {
        DispatchState::Proposed => (Tone::Warn, "dispatches-proposed"),
        DispatchState::Confirmed => (Tone::Ok, "dispatches-in-work"),
        DispatchState::Withdrawn => (Tone::None, "dispatches-withdrawn"),
        DispatchState::Replaced => (Tone::None, "lineage-replaced"),
    };
    page.tag(tone, &page.w(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::language::Taste;

    #[test]
    fn a_dispatch_is_called_by_what_its_heading_has() {
        let page = Page::bare(Taste::default());
        let header = |kind: Option<&str>, number: Option<&str>, symbol: Option<&str>| {
            let owned = |text: Option<&str>| text.map(str::to_owned);
            name(
                &page,
                &Header {
                    kind: owned(kind),
                    number: owned(number),
                    symbol: owned(symbol),
                    ..Header::default()
                },
            )
        };
        assert_eq!(
            header(Some("CV"), Some("231"), Some("UBND-VP")),
            "Công văn 231/UBND-VP"
        );
        assert_eq!(
            header(Some("CV"), None, Some("UBND-VP")),
            "Công văn …/UBND-VP"
        );
        assert_eq!(
            header(Some("CV"), Some("32"), Some("CV/ĐU")),
            "Công văn 32-CV/ĐU"
        );
        assert_eq!(
            header(Some("QD"), Some("5"), Some("2017/QĐ-TTg")),
            "Quyết định 5/2017/QĐ-TTg"
        );
        assert_eq!(header(Some("KH"), Some("5"), None), "Kế hoạch 5");
        assert_eq!(header(None, None, None), "Văn bản chưa có số");
    }

    #[test]
    fn a_date_may_lack_its_day_or_month() {
        assert_eq!(issued("2026-03-05"), "05/03/2026");
        assert_eq!(issued("2026-03"), "03/2026");
        assert_eq!(issued("2026"), "2026");
    }
}
