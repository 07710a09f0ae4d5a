//! The little of style sheets that matters: fonts and hiding, of elements and of classes. Selectors
//! that depend on more than the element itself are taken by their last part.

use std::collections::BTreeMap;

/// Rules beyond this many are ignored; Word writes a few hundred.
const MOST: usize = 4_000;

/// Fonts by selector: `p`, `.class`, `p.class`, all in lower case.
#[derive(Default)]
pub(super) struct Sheet(BTreeMap<String, String>);

impl Sheet {
    /// Adds the rules of a style sheet.
    pub(super) fn add(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, body)) = rule.split_once('{') else {
                continue;
            };
            let Some(font) = font(body) else {
                continue;
            };
            // A comment before the first selector hides what stands before it.
            let selectors = selectors.rsplit("*/").next().unwrap_or_default();
            for selector in selectors.split(',') {
                let last = selector.split_whitespace().next_back().unwrap_or_default();
                if self.0.len() < MOST && !last.is_empty() && !last.contains(['@', ':', '#', '[']) {
                    self.0.insert(last.to_lowercase(), font.clone());
                }
            }
        }
    }

    /// The font of an element of these classes.
    pub(super) fn font(&self, element: &str, classes: &str) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        classes
            .split_whitespace()
            .map(str::to_lowercase)
            .find_map(|class| {
                let both = self.0.get(&format!("{element}.{class}"));
                both.or_else(|| self.0.get(&format!(".{class}")))
            })
            .or_else(|| self.0.get(element))
            .map(String::as_str)
    }
}

/// The value of a property among declarations.
pub(super) fn property<'body>(body: &'body str, name: &str) -> Option<&'body str> {
    body.split(';').find_map(|declaration| {
        let (key, value) = declaration.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// The first family of fonts that declarations name.
pub(super) fn font(body: &str) -> Option<String> {
    let family = property(body, "font-family")
        .or_else(|| property(body, "mso-ascii-font-family"))
        .or_else(|| property(body, "font").filter(|font| font.contains(['"', '\''])))?;
    let first = family.split(',').next().unwrap_or_default();
    let bare = first
        .rsplit(['"', '\''])
        .find(|piece| !piece.trim().is_empty())?;
    Some(bare.trim().to_owned())
}
