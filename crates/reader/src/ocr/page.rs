//! A picture of a page → its text in reading order.

use std::collections::BTreeMap;
use std::time::Duration;

use super::tsv::{self, Word};
use super::{Blind, Eyes, Grey, repair, skew};
use crate::pdf::{Glyph, Page, page_text};

/// Pages less askew than this, in degrees, are read as well as they are.
const STRAIGHT: f64 = 0.3;
/// Words less sure than this are told as unsure.
const SURE: f64 = 60.0;
/// A page of which words are less sure than this on the whole may lie on its side.
const PLAUSIBLE: f64 = 55.0;

/// What was recognised on a page.
pub(super) struct Recognised {
    page: Page,
    pub(super) words: usize,
    pub(super) unsure: usize,
}

/// Recognises a page; one that makes no sense is tried on its sides and upside down.
pub(super) fn recognise(
    picture: Grey,
    eyes: &dyn Eyes,
    patience: Duration,
) -> Result<Recognised, Blind> {
    let mut picture = picture;
    let (mut sure, mut best) = seen(&picture, eyes, patience)?;
    for _ in 0..3 {
        if best.words == 0 || sure >= PLAUSIBLE {
            break;
        }
        picture = picture.quarters(1);
        let (as_sure, other) = seen(&picture, eyes, patience)?;
        if as_sure > sure {
            (sure, best) = (as_sure, other);
        }
    }
    Ok(best)
}

/// What is seen on a page as it lies, straightened, and how sure that is on the whole.
fn seen(picture: &Grey, eyes: &dyn Eyes, patience: Duration) -> Result<(f64, Recognised), Blind> {
    let degrees = skew::degrees(picture);
    let words = if degrees.abs() < STRAIGHT {
        eyes.words(picture, patience)?
    } else {
        eyes.words(&picture.turned(degrees), patience)?
    };
    let words = tsv::words(&words);
    let sure = mean(&words);
    Ok((sure, arrange(&repair::repair(words), picture)))
}

/// How sure the letters are on the whole.
fn mean(words: &[Word]) -> f64 {
    let (sum, letters) = words.iter().fold((0.0, 0.0), |(sum, letters), word| {
        let count = word.text.chars().count() as f64;
        (word.sure.mul_add(count, sum), letters + count)
    });
    if letters > 0.0 { sum / letters } else { 0.0 }
}

/// Hands the words to those who put the text of a PDF in order, as if each were a glyph.
fn arrange(words: &[Word], picture: &Grey) -> Recognised {
    let points = 72.0 / f64::from(picture.dpi().max(1));
    let lines = lines(words);
    let mut page = Page::default();
    for word in words {
        let Some(line) = lines.get(&word.line) else {
            continue;
        };
        let start = page.text.len();
        page.text.push_str(&word.text);
        page.glyphs.push(Glyph {
            text: start..page.text.len(),
            x: word.left * points,
            y: (picture.height() as f64 - line.foot) * points,
            end: word.right * points,
            size: line.size * points,
            turn: 0,
        });
    }
    Recognised {
        page,
        words: words.len(),
        unsure: words.iter().filter(|word| word.sure < SURE).count(),
    }
}

/// Where a line stands and how large its letters are.
struct Line {
    foot: f64,
    size: f64,
}

fn lines(words: &[Word]) -> BTreeMap<u32, Line> {
    words
        .chunk_by(|one, next| one.line == next.line)
        .filter_map(|line| {
            // Dashes and stops stand higher or lower than letters.
            let lettered = line.iter().any(Word::has_letters);
            let of = || line.iter().filter(|word| !lettered || word.has_letters());
            let foot = median(of().map(|word| word.bottom))?;
            let size = median(of().map(|word| word.bottom - word.top))?;
            Some((line.first()?.line, Line { foot, size }))
        })
        .collect()
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

impl Recognised {
    /// The text in reading order.
    pub(super) fn text(&self) -> String {
        page_text(&self.page)
    }
}
