//! Words of the heading that a scanner read wrongly, respelled as the body writes them.
//!
//! A word changes only where the body has the same letters without marks behind the same word, much
//! more often than the reading of the heading. Nothing is looked up outside the document.

use std::collections::{HashMap, HashSet};

use luytre_model::fold::fold;

use crate::text::Flat;

/// How often the body must write the other form, and how many times as often as this one.
const LEAST: usize = 2;
const TIMES: usize = 4;

/// Bytes of the body that are looked at.
const REACH: usize = 30_000;

/// Pairs of neighbours in the body, without marks, with the forms of the second word.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    forms: HashMap<(String, String), HashMap<String, usize>>,
    /// Each form of a word with the word that follows it, without marks.
    followed: HashSet<(String, String)>,
}

impl Spelling {
    /// Counts the forms of words in the body.
    pub(crate) fn new<'a>(flats: impl Iterator<Item = &'a Flat>) -> Self {
        let mut made = Self::default();
        let mut seen = 0;
        for flat in flats {
            seen += flat.text.len();
            if seen > REACH {
                break;
            }
            let folded: Vec<String> = flat
                .tokens
                .iter()
                .map(|word| fold(flat.low(word.clone())))
                .collect();
            for (pair, word) in folded.windows(2).zip(flat.tokens.iter().skip(1)) {
                let [before, own] = pair else { continue };
                let forms = made.forms.entry((before.clone(), own.clone())).or_default();
                *forms.entry(flat.low(word.clone()).to_owned()).or_default() += 1;
            }
            for (word, next) in flat.tokens.iter().zip(folded.iter().skip(1)) {
                let form = flat.low(word.clone()).to_owned();
                made.followed.insert((form, next.clone()));
            }
        }
        made
    }

    /// The text with its misread words respelled.
    pub(crate) fn mend(&self, text: &str) -> String {
        let flat = Flat::whole(text);
        let mut out = String::with_capacity(text.len());
        let mut end = 0;
        let mut before: Option<String> = None;
        for (number, word) in flat.tokens.iter().enumerate() {
            out.push_str(flat.text(end..word.start));
            end = word.end;
            let own = flat.low(word.clone());
            let key = fold(own);
            let better = before
                .and_then(|before| self.better(before, &key, own))
                .filter(|form| {
                    let next = flat.tokens.get(number + 1);
                    !flat.is_capital(word.start)
                        && next.is_none_or(|next| self.goes_on(form, flat.low(next.clone())))
                });
            out.push_str(better.unwrap_or_else(|| flat.text(word.clone())));
            before = Some(key);
        }
        out.push_str(flat.text(end..flat.text.len()));
        out
    }

    /// "khi sắp xếp" is not "khi sáp nhập" misread: what follows must fit too.
    fn goes_on(&self, form: &str, next: &str) -> bool {
        self.followed.contains(&(form.to_owned(), fold(next)))
    }

    fn better(&self, before: String, key: &str, own: &str) -> Option<&str> {
        let forms = self.forms.get(&(before, key.to_owned()))?;
        let mine = forms.get(own).copied().unwrap_or(0);
        let mut ranked: Vec<(&String, usize)> =
            forms.iter().map(|(form, count)| (form, *count)).collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let (form, count) = *ranked.first()?;
        (form != own && count >= LEAST && count >= mine * TIMES).then_some(form.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_spelling_of_the_body() {
        let body = Flat::whole("công tác kiểm tra thuế; việc kiểm tra thuế; thuê nhà kiểm tra");
        let spelling = Spelling::new(std::iter::once(&body));
        assert_eq!(spelling.mend("về kiêm tra thuê"), "về kiêm tra thuế");
        assert_eq!(spelling.mend("tác kiêm tra"), "tác kiêm tra");
        assert_eq!(spelling.mend("Thuê nhà"), "Thuê nhà");
        let body = Flat::whole("khi sáp nhập đơn vị; sau khi sáp nhập xã; khi sáp nhập");
        let spelling = Spelling::new(std::iter::once(&body));
        assert_eq!(spelling.mend("khi sắp xếp đơn vị"), "khi sắp xếp đơn vị");
    }
}
