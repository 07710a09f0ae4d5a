//! One paragraph of an Open Document while its text is being gathered. Blanks and line ends of the
//! markup are one blank, as the format has it; those that are meant have elements of their own.

#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) style: Option<String>,
    /// Its automatic number or bullet.
    pub(super) label: String,
    /// Whether the text ends with a blank of the markup, which swallows those that follow.
    blank: bool,
}

impl Paragraph {
    pub(super) fn new(style: Option<String>, label: String) -> Self {
        Self {
            text: String::new(),
            style,
            label,
            blank: true,
        }
    }

    /// Adds text of the markup.
    pub(super) fn push(&mut self, text: &str, longest: usize) {
        for c in text.chars() {
            if self.text.len() >= longest {
                return;
            }
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !blank {
                self.text.push(c);
            } else if !self.blank {
                self.text.push(' ');
            }
            self.blank = blank;
        }
    }

    /// Adds characters as they are.
    pub(super) fn push_exact(&mut self, text: &str, longest: usize) {
        if self.text.len().saturating_add(text.len()) <= longest {
            self.text.push_str(text);
        }
        self.blank = false;
    }
}
