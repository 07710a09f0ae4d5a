//! One paragraph while its runs are being gathered.

#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) style: Option<String>,
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
}

impl Paragraph {
    /// Adds as much of the text as leaves the paragraph no longer than any text that is kept.
    pub(super) fn push(&mut self, text: &str, longest: usize) {
        let end = text.floor_char_boundary(longest.saturating_sub(self.text.len()));
        self.text.push_str(text.get(..end).unwrap_or_default());
    }

    /// The text after its automatic number. A blank stands between, also where a list asks for
    /// none: `1.Rà soát` is a number to the eye but not to a reader of text.
    pub(super) fn numbered(&self, label: &str) -> String {
        if label.is_empty() {
            self.text.clone()
        } else {
            format!("{} {}", label.trim_end(), self.text.trim_start())
        }
    }

    /// A page number or a rule: the furniture of page margins.
    pub(super) fn is_furniture(&self) -> bool {
        self.text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | '/'))
    }
}
