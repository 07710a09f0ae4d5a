//! What a dispatch rests on, in words: each document with its state, and what has taken its place.

use luytre_model::catalogue::Texts;
use luytre_model::legal::{Judged, Named, Standing, is_law};
use luytre_office::dispatches::Basis;

use super::frame;
use crate::web::shell::Page;
use crate::web::shell::parts::{Badge, Tone};
use crate::words::{Lang, format};

/// A line of the list.
pub(super) struct Line {
    /// As cited.
    pub(super) name: String,
    /// The page of the dispatch that it is, where the office has it.
    pub(super) path: Option<String>,
    /// How it stands; none for what is no law.
    pub(super) state: Option<Badge>,
    /// What one should know about it, in sentences.
    pub(super) more: Vec<String>,
    /// It has ended.
    pub(super) ended: bool,
}

/// The documents that a dispatch cites.
pub(super) fn lines(page: &Page, bases: &[Basis]) -> Vec<Line> {
    bases.iter().map(|basis| line(page, basis)).collect()
}

fn line(page: &Page, basis: &Basis) -> Line {
    let judged = &basis.judged;
    Line {
        name: frame::basis(page, &basis.cited),
        path: basis.here.as_ref().map(|kin| frame::path(kin.dispatch)),
        state: state(page, basis),
        more: more(page, judged),
        ended: matches!(judged.standing, Standing::Ended { .. }),
    }
}

fn state(page: &Page, basis: &Basis) -> Option<Badge> {
    let (tone, key) = match basis.judged.standing {
        Standing::InForce if basis.judged.doubt.is_some() => (Tone::Warn, "lineage-doubtful"),
        Standing::InForce => (Tone::Ok, "lineage-in-force"),
        Standing::NotYet { .. } => (Tone::Warn, "lineage-not-yet"),
        Standing::Ended { .. } => (Tone::Old, "lineage-ended"),
        Standing::Unknown if is_law(&basis.cited) => (Tone::None, "lineage-unknown"),
        Standing::Unknown => return None,
    };
    Some(page.tag(tone, &page.w(key)))
}

fn more(page: &Page, judged: &Judged) -> Vec<String> {
    let standing = match &judged.standing {
        Standing::NotYet { from } => {
            let day = format::date(*from);
            Some(page.a("lineage-not-yet-more").with("day", day.as_str()))
        }
        Standing::Ended { since, by } => {
            let (day, names) = (format::date(*since), named(by));
            Some(if by.is_empty() {
                page.a("lineage-ended-more").with("day", day.as_str())
            } else {
                page.a("lineage-replaced-more")
                    .with("day", day.as_str())
                    .with("by", names.as_str())
            })
        }
        Standing::InForce | Standing::Unknown => None,
    };
    let doubt = judged.doubt.as_ref().map(|doubt| {
        page.a("lineage-doubt")
            .with("doubt", text(page, doubt))
            .to_string()
    });
    let standing = standing.map(|sentence| sentence.to_string());
    standing.into_iter().chain(doubt).collect()
}

/// "Luật Bảo vệ bí mật nhà nước (117/2025/QH15)", several joined.
fn named(all: &[Named]) -> String {
    let one = |named: &Named| format!("{} ({})", named.title, named.number);
    all.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn text<'t>(page: &Page, texts: &'t Texts) -> &'t str {
    match page.lang {
        Lang::Vi => &texts.vi,
        Lang::En => &texts.en,
    }
}
