//! A tree of XML elements and its text. Elements are written in the order given; characters that
//! XML cannot hold are left out.

/// An element with its attributes and content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Element(Element),
    Text(String),
}

/// An empty element.
pub(crate) fn element(name: &'static str) -> Element {
    Element {
        name,
        attributes: Vec::new(),
        content: Vec::new(),
    }
}

/// An element whose one attribute is `w:val`.
pub(crate) fn valued(name: &'static str, value: impl Into<String>) -> Element {
    element(name).with("w:val", value)
}

impl Element {
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(crate) fn child(mut self, child: Self) -> Self {
        self.content.push(Content::Element(child));
        self
    }

    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.content
            .extend(children.into_iter().map(Content::Element));
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        self.content.push(Content::Text(text.to_owned()));
        self
    }

    /// The element as the root of a part.
    pub(crate) fn to_part(&self) -> String {
        let mut out =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        if self.content.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for content in &self.content {
            match content {
                Content::Element(element) => element.write(out),
                Content::Text(text) => escape(text, out),
            }
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_attributes_children_and_text_in_order() {
        let tree = element("w:p")
            .child(valued("w:jc", "both"))
            .child(element("w:t").text("a"));
        assert!(
            tree.to_part()
                .ends_with("<w:p><w:jc w:val=\"both\"/><w:t>a</w:t></w:p>")
        );
    }

    #[test]
    fn text_from_outside_cannot_become_markup() {
        let tree = element("w:t")
            .with("w:val", "\"><x>")
            .text("A&B <b>\u{0}\u{b}\u{fffe}đ");
        assert!(
            tree.to_part()
                .ends_with("<w:t w:val=\"&quot;&gt;&lt;x&gt;\">A&amp;B &lt;b&gt;đ</w:t>")
        );
    }
}
