//! Names of files inside containers, made fit to be shown. They are never used to open or to write
//! anything.

/// Longest path that is kept, in bytes; the end is kept, where the name is.
const LONGEST: usize = 512;

/// The path without roots, drives, `.`, `..`, empty steps, control characters and marks that turn
/// the direction of writing, which hide what an extension is. Never empty.
pub(super) fn clean(raw: &str) -> String {
    let sound: String = raw
        .chars()
        .map(|c| if c == '\\' { '/' } else { c })
        .filter(|&c| !c.is_control() && !turns_direction(c))
        .collect();
    let steps: Vec<&str> = sound
        .split('/')
        .map(str::trim)
        .filter(|step| !step.is_empty() && !step.chars().all(|c| c == '.') && !is_drive(step))
        .collect();
    let path = steps.join("/");
    let from = path.ceil_char_boundary(path.len().saturating_sub(LONGEST));
    match path.get(from..) {
        Some(end) if !end.trim_start_matches('/').is_empty() => {
            end.trim_start_matches('/').to_owned()
        }
        _ => "?".to_owned(),
    }
}

/// What programs leave behind in archives; not worth a word.
pub(super) fn is_furniture(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    path.starts_with("__MACOSX/")
        || name.is_empty()
        || ["desktop.ini", "thumbs.db", ".ds_store"]
            .iter()
            .any(|junk| name.eq_ignore_ascii_case(junk))
}

fn is_drive(step: &str) -> bool {
    matches!(step.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic())
}

const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn paths_cannot_climb_or_start_at_a_root() {
        let cases = [
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\Windows\\a.docx", "Windows/a.docx"),
            ("a/./..//b.docx", "a/b.docx"),
            ("kế hoạch\u{0}\n.docx", "kế hoạch.docx"),
            ("a\u{202e}xcod.exe", "axcod.exe"),
            ("...", "?"),
            ("", "?"),
        ];
        for (raw, shown) in cases {
            assert_eq!(clean(raw), shown, "{raw:?}");
        }
    }

    #[test]
    fn a_long_path_keeps_its_end() {
        let path = clean(&format!("{}/a.docx", "ư/".repeat(400)));
        assert!(
            path.len() <= super::LONGEST && path.ends_with("/a.docx"),
            "{path}"
        );
    }
}
