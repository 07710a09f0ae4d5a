//! What lists and histories are told in: which clause of which dispatch, which day, what happened
//! and by whom. Only words; nothing is looked up or decided here.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "templates hand over references"
)]

mod happened;

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::Date;
use luytre_model::duty::Force;
use luytre_model::fold::fold;
use luytre_office::work::Act;

use super::shell::parts::Status;
use super::shell::{Given, Page};
use crate::words::Lang;

impl Page {
    /// `187/UBND-VP`, `32-CV/ĐU`; words where the number is blank.
    pub(crate) fn document(&self, number: &str, symbol: &str) -> String {
        // Party bodies join by a dash: their symbol has the slash.
        let join = if symbol.contains('/') { '-' } else { '/' };
        match (number, symbol) {
            ("", "") => self.w("telling-no-number").into_owned(),
            ("", symbol) => self
                .a("telling-blank-number")
                .with("symbol", symbol)
                .to_string(),
            (number, "") => self.a("telling-number").with("number", number).to_string(),
            (number, symbol) => {
                let number = format!("{number}{join}{symbol}");
                self.a("telling-number").with("number", number).to_string()
            }
        }
    }

    /// Where in a dispatch: "mục 4.1", "Điều 5.2", "phần mở đầu".
    pub(crate) fn clause(&self, clause: &str) -> String {
        match clause {
            "" | "0" => self.w("telling-opening").into_owned(),
            "end" => self.w("telling-closing").into_owned(),
            clause => match clause.strip_prefix('Đ') {
                Some(article) => self
                    .a("telling-article")
                    .with("clause", article)
                    .to_string(),
                None => self.a("telling-clause").with("clause", clause).to_string(),
            },
        }
    }

    /// "Văn bản số 187/UBND-VP, mục 4.1".
    pub(crate) fn place(&self, number: &str, symbol: &str, clause: &str) -> String {
        format!("{}, {}", self.document(number, symbol), self.clause(clause))
    }

    /// The address of a duty's place in the text of its dispatch.
    pub(crate) fn place_href(
        &self,
        dispatch: impl std::fmt::Display,
        obligation: impl std::fmt::Display,
    ) -> String {
        format!("/van-ban/{dispatch}#doan-{obligation}")
    }

    /// The title of a control in the page's language; of none, words that say so.
    pub(crate) fn control(
        &self,
        controls: &luytre_model::catalogue::Catalogue,
        id: &str,
    ) -> String {
        let control = id.parse().ok().and_then(|id| controls.get(id));
        match (control, self.lang) {
            (Some(control), Lang::Vi) => control.title.vi.clone(),
            (Some(control), Lang::En) => control.title.en.clone(),
            (None, _) => self.w("telling-no-control").into_owned(),
        }
    }

    /// The page of a control; of what fits none, the list of its assignments.
    #[expect(
        clippy::unused_self,
        reason = "templates reach words and addresses through the page"
    )]
    pub(crate) fn control_href(&self, id: &str) -> String {
        match id.parse::<luytre_model::catalogue::ControlId>() {
            Ok(id) => format!("/bien-phap/{id}"),
            Err(_) => super::assignments::filter::Query::default()
                .control(id)
                .href(),
        }
    }

    /// The id of a control; of what fits none, words that say so.
    pub(crate) fn control_code(&self, id: &str) -> String {
        match id.parse::<luytre_model::catalogue::ControlId>() {
            Ok(id) => id.to_string(),
            Err(_) => self.w("telling-other").into_owned(),
        }
    }

    /// How strongly a clause binds.
    pub(crate) fn force(&self, force: &Force) -> String {
        let key = match force {
            Force::Must => "telling-must",
            Force::MustNot => "telling-must-not",
            Force::Should => "telling-should",
        };
        self.w(key).into_owned()
    }

    /// A status as it is shown.
    #[expect(
        clippy::unused_self,
        reason = "templates reach words and signs through the page"
    )]
    pub(crate) fn status(&self, status: impl Given<Status>) -> Status {
        status.given()
    }

    /// A status and how many have it: "Quá hạn: 3".
    pub(crate) fn counted(&self, status: impl Given<Status>, count: &u64) -> String {
        let status = self.w(status.given().key());
        self.a("telling-counted")
            .with("status", status.as_ref())
            .with("count", count)
            .to_string()
    }

    /// What a piece of evidence says.
    pub(crate) fn act(&self, act: &Act) -> String {
        let key = match act {
            Act::Done => "act-done",
            Act::Failed => "act-failed",
            Act::NotApplicable => "act-not-applicable",
            Act::Confirmed => "act-confirmed",
            Act::Returned => "act-returned",
        };
        self.w(key).into_owned()
    }

    /// A day as a tile before a line of a list.
    pub(crate) fn when(&self, day: &Option<Date>) -> When {
        let day = day.map(|day| {
            (
                format!("{:02}", day.day()),
                format!("{:02}/{}", day.month(), day.year()),
            )
        });
        When {
            day,
            late: false,
            none: self.w("telling-no-day").into_owned(),
        }
    }

    /// The same of a day that has passed.
    pub(crate) fn when_late(&self, day: &Option<Date>) -> When {
        When {
            late: true,
            ..self.when(day)
        }
    }

    /// The size of a file: "12 KB", "1,4 MB".
    pub(crate) fn size(&self, bytes: &u64) -> String {
        let bytes = *bytes;
        if bytes < 1_000_000 {
            format!("{} KB", self.number(bytes.div_ceil(1000)))
        } else {
            let tenths = bytes.div_ceil(100_000);
            let mark = if self.lang == Lang::Vi { ',' } else { '.' };
            format!("{}{mark}{} MB", self.number(tenths / 10), tenths % 10)
        }
    }
}

/// The day of a line.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"{% if let Some((day, month)) = day %}<span class="when{% if late %} late{% endif %}"><b>{{ day }}</b>{{ month }}</span>{% else %}<span class="when none">{{ none }}</span>{% endif %}"#
)]
pub(crate) struct When {
    day: Option<(String, String)>,
    late: bool,
    none: String,
}

impl HtmlSafe for When {}

/// A text in pieces, those that were looked for marked.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    ext = "html",
    source = r"{% for (text, marked) in pieces %}{% if *marked %}<mark>{{ text }}</mark>{% else %}{{ text }}{% endif %}{% endfor %}"
)]
pub(crate) struct Marked {
    pieces: Vec<(String, bool)>,
}

impl HtmlSafe for Marked {}

impl Marked {
    /// `text` with the words of `query` marked, whatever their diacritics; of the last word, words
    /// that begin with it.
    pub(crate) fn new(text: &str, query: &str) -> Self {
        let folded = fold(query);
        let mut wanted: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let beginning = wanted.pop();
        let is_wanted = |word: &str| {
            let word = fold(word);
            wanted.contains(&word.as_str())
                || beginning.is_some_and(|beginning| word.starts_with(beginning))
        };
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let end = piece.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
            let (word, rest) = piece.split_at(end);
            for (part, marked) in [(word, !word.is_empty() && is_wanted(word)), (rest, false)] {
                match pieces.last_mut() {
                    Some((last, state)) if *state == marked => last.push_str(part),
                    _ if part.is_empty() => {}
                    _ => pieces.push((part.to_owned(), marked)),
                }
            }
        }
        Self { pieces }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::language::Taste;

    fn page(lang: Lang) -> Page {
        Page::bare(Taste {
            lang,
            ..Taste::default()
        })
    }

    #[test]
    fn a_document_is_called_by_number_and_symbol() {
        let page = page(Lang::Vi);
        assert_eq!(page.document("187", "UBND-VP"), "Văn bản số 187/UBND-VP");
        assert_eq!(page.document("32", "CV/ĐU"), "Văn bản số 32-CV/ĐU");
        assert_eq!(page.document("", "UBND-VP"), "Văn bản chưa có số (UBND-VP)");
        assert_eq!(page.document("", ""), "Văn bản không số");
    }

    #[test]
    fn a_clause_says_where_it_stands() {
        let page = page(Lang::Vi);
        assert_eq!(page.clause("4.1"), "mục 4.1");
        assert_eq!(page.clause("Đ5.2"), "Điều 5.2");
        assert_eq!(page.clause("0"), "phần mở đầu");
        assert_eq!(page.clause("end"), "phần kết");
    }

    #[test]
    fn sizes_have_the_mark_of_their_language() {
        assert_eq!(page(Lang::Vi).size(&1_340_000), "1,4 MB");
        assert_eq!(page(Lang::En).size(&1_340_000), "1.4 MB");
        assert_eq!(page(Lang::Vi).size(&1), "1 KB");
        assert_eq!(page(Lang::Vi).size(&0), "0 KB");
    }

    #[test]
    fn found_words_are_marked_whatever_their_diacritics() {
        let marked = |text, query| Marked::new(text, query).render().unwrap();
        assert_eq!(
            marked("Đổi mật khẩu, mật mã", "mat khau"),
            "Đổi <mark>mật</mark> <mark>khẩu</mark>, <mark>mật</mark> mã"
        );
        assert_eq!(marked("Mật khẩu", "kh"), "Mật <mark>khẩu</mark>");
        assert_eq!(marked("a < b", "b"), "a &#60; <mark>b</mark>");
        assert_eq!(marked("không", ""), "không");
        assert_eq!(marked("", "x"), "");
    }
}
