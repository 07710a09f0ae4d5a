//! Splits a Rust source into its code and its string literals; comments are neither.
//!
//! Not a parser: it knows just enough of the language never to take a comment or a quote for
//! something else.

/// A source taken apart.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// The code; comments and contents of literals are left out, lines stay where they are.
    pub(crate) code: String,
    /// The string literals in their order.
    pub(crate) literals: Vec<Literal>,
}

/// A string literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// The line that it begins on, from 1.
    pub(crate) line: usize,
    /// What stands between its quotes, escapes as they are written.
    pub(crate) text: String,
}

/// Takes a source apart.
pub(crate) fn split(text: &str) -> Source {
    let mut cursor = Cursor {
        rest: text,
        line: 1,
        source: Source::default(),
    };
    while !cursor.rest.is_empty() {
        cursor.step();
    }
    cursor.source
}

struct Cursor<'a> {
    rest: &'a str,
    line: usize,
    source: Source,
}

impl<'a> Cursor<'a> {
    fn step(&mut self) {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.take(end);
        } else if self.rest.starts_with("/*") {
            let end = block_comment(self.rest);
            self.take(end);
        } else if let Some(marks) = self.raw_string() {
            let close = format!("\"{}", "#".repeat(marks));
            self.take(marks + 2);
            let end = self.rest.find(&close).unwrap_or(self.rest.len());
            self.literal(end, close.len());
        } else if self.rest.starts_with('"') {
            self.take(1);
            self.literal(closing_quote(self.rest), 1);
        } else if let Some(length) = character(self.rest) {
            self.source.code.push_str("' '");
            self.take(length);
        } else {
            let length = self.rest.chars().next().map_or(1, char::len_utf8);
            let code = self.take(length);
            self.source.code.push_str(code);
        }
    }

    /// Moves on and keeps the count of lines.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        let lines = taken.matches('\n').count();
        self.line += lines;
        if taken.len() > 1 {
            self.source.code.extend(std::iter::repeat_n('\n', lines));
        }
        taken
    }

    fn literal(&mut self, length: usize, close: usize) {
        let line = self.line;
        self.source.code.push_str("\"\"");
        let text = self.take(length).to_owned();
        self.take(close);
        self.source.literals.push(Literal { line, text });
    }

    /// How many `#` a raw string that begins here has.
    fn raw_string(&self) -> Option<usize> {
        let before = self.source.code.trim_end_matches(['b', 'c']);
        if before.ends_with(|sign: char| sign.is_alphanumeric() || sign == '_') {
            return None;
        }
        let marked = self.rest.strip_prefix('r')?;
        let quoted = marked.trim_start_matches('#');
        quoted.starts_with('"').then(|| marked.len() - quoted.len())
    }
}

/// The length of a comment between `/*` and `*/`, which may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// Where the string ends that began before this text.
fn closing_quote(text: &str) -> usize {
    let mut escaped = false;
    for (place, sign) in text.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character literal that begins here; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let mut signs = inside.char_indices();
    let (_, first) = signs.next()?;
    if first == '\\' {
        let (after, _) = signs.nth(1)?;
        return inside
            .get(after..)?
            .find('\'')
            .map(|end| 1 + after + end + 1);
    }
    let (place, second) = signs.next()?;
    (second == '\'').then_some(1 + place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, literals: &[(usize, &str)]) {
        let found: Vec<(usize, String)> = split(source)
            .literals
            .into_iter()
            .map(|literal| (literal.line, literal.text))
            .collect();
        let expected: Vec<(usize, String)> = literals
            .iter()
            .map(|(line, text)| (*line, (*text).to_owned()))
            .collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn plain_raw_and_byte_strings() {
        check(
            r#"let a = "one"; let b = b"two";"#,
            &[(1, "one"), (1, "two")],
        );
        check(
            "r\"one\" r#\"t\"wo\"# br##\"thr\"#ee\"##",
            &[(1, "one"), (1, "t\"wo"), (1, "thr\"#ee")],
        );
        check(r#"let r#type = for"x";"#, &[(1, "x")]);
    }

    #[test]
    fn escapes_do_not_end_a_string() {
        check(
            r#""a \" b" "c \\" "d""#,
            &[(1, r#"a \" b"#), (1, r"c \\"), (1, "d")],
        );
    }

    #[test]
    fn comments_are_neither_code_nor_literal() {
        let source = "// \"one\"\n/* \"two /* \" */ three */ \"four\" /// \"five\"\n\"six\"";
        check(source, &[(2, "four"), (3, "six")]);
        assert!(!split(source).code.contains("three"));
    }

    #[test]
    fn a_quote_in_a_character_begins_no_string() {
        check(
            r#"'"' "a" '\'' "b" '\u{22}' "c" b'"' "d""#,
            &[(1, "a"), (1, "b"), (1, "c"), (1, "d")],
        );
    }

    #[test]
    fn a_lifetime_is_no_character() {
        check("fn f<'a>(x: &'a str) -> &'a str { \"x\" }", &[(1, "x")]);
    }

    #[test]
    fn lines_are_counted_over_literals_of_several() {
        check("\"a\nb\"\n\n\"c\"", &[(1, "a\nb"), (4, "c")]);
        assert_eq!(split("\"a\nb\"\n/*\n*/ x").code.lines().count(), 4);
    }

    #[test]
    fn what_never_ends_ends_with_the_text() {
        check("\"open", &[(1, "open")]);
        check("r#\"open\"", &[(1, "open\"")]);
        check("/* open", &[]);
        check("'", &[]);
    }
}
