//! The secrecy mark (dấu chỉ độ mật): MẬT, TỐI MẬT, TUYỆT MẬT as a stamp on a document.
//!
//! A document that bears one is never kept, so a missed mark is grave and a false one only a
//! nuisance. Prose that speaks of secrets is no mark: the stamp stands alone on its line, or alone
//! in its column, in capitals.

use luytre_model::fold::{fold, nfc};

/// A level of secrecy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Mật.
    Secret,
    /// Tối mật.
    HighlySecret,
    /// Tuyệt mật.
    TopSecret,
}

impl Mark {
    /// The mark as printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Secret => "MẬT",
            Self::HighlySecret => "TỐI MẬT",
            Self::TopSecret => "TUYỆT MẬT",
        }
    }
}

/// Lines of the head of a document, and of its foot, among which a stamp stands.
const HEAD: usize = 60;

/// The secrecy mark that a document bears, the highest where there are several.
#[must_use]
pub fn secrecy_mark(text: &str) -> Option<Mark> {
    let mut lines = text
        .lines()
        .flat_map(|line| line.split('\u{c}'))
        .filter(|line| line.chars().any(char::is_alphanumeric));
    let head = lines.by_ref().take(HEAD).filter_map(of_line).max();
    // past the head only a line that holds little else could bear the stamp of a page
    head.or_else(|| {
        lines
            .filter(|line| line.trim().chars().count() < 40)
            .find_map(of_line)
    })
}

fn of_line(line: &str) -> Option<Mark> {
    if line.len() > 400 {
        return None;
    }
    let line = nfc(line);
    if let Some(mark) = of_cell(&line) {
        return Some(mark);
    }
    let mut marks: Vec<Mark> = line
        .split(['\t', '|'])
        .flat_map(|cell| cell.split("   "))
        .filter_map(of_cell)
        .collect();
    marks.sort();
    marks.dedup();
    // two levels side by side name the levels, a stamp is one
    if marks.len() > 1 { None } else { marks.pop() }
}

/// A cell that holds the stamp and nothing else.
fn of_cell(cell: &str) -> Option<Mark> {
    let bare = cell.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || bare.chars().count() > 60 {
        return None;
    }
    let labelled = fold(bare);
    let (value, labelled) = match labelled.strip_prefix("do mat ") {
        Some(value) => (value.to_owned(), true),
        None => (labelled.clone(), false),
    };
    let letters: String = value.chars().filter(|c| c.is_alphanumeric()).collect();
    let mark = match letters.as_str() {
        "mat" => Mark::Secret,
        "toimat" => Mark::HighlySecret,
        "tuyetmat" => Mark::TopSecret,
        _ => return None,
    };
    // "mất", "mặt", "mát" fold to the same letters: the circumflex and the dot must be there,
    // unless the scanner has lost every mark
    let raw: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = raw.chars().all(|c| !c.is_lowercase());
    let upper = raw.to_uppercase();
    let right = upper.ends_with("MẬT") || (upper.is_ascii() && capitals);
    (right && (capitals || labelled)).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_stamps() {
        for (text, mark) in [
            ("MẬT", Mark::Secret),
            ("  M Ậ T  \nSố: 12/BC-CA", Mark::Secret),
            ("TỐI MẬT", Mark::HighlySecret),
            ("T U Y Ệ T   M Ậ T", Mark::TopSecret),
            ("[TUYỆT MẬT]", Mark::TopSecret),
            ("**TỐI MẬT**", Mark::HighlySecret),
            ("MA\u{302}\u{323}T", Mark::Secret),
            ("MA\u{323}\u{302}T", Mark::Secret),
            ("Số: 02/KH-CA        MẬT", Mark::Secret),
            ("UBND XÃ\tTỐI MẬT", Mark::HighlySecret),
            ("| MẬT | Hòa Lạc, ngày 1 tháng 2 năm 2026 |", Mark::Secret),
            ("Độ mật: TUYỆT MẬT", Mark::TopSecret),
            ("Độ mật: Mật", Mark::Secret),
            ("MẬT\nTUYỆT MẬT", Mark::TopSecret),
            ("TOI MAT", Mark::HighlySecret),
        ] {
            assert_eq!(secrecy_mark(text), Some(mark), "{text}");
        }
        let deep = format!("{}\nTỐI MẬT\n", "một dòng chữ thường\n".repeat(200));
        assert_eq!(secrecy_mark(&deep), Some(Mark::HighlySecret));
    }

    #[test]
    fn prose_is_no_stamp() {
        for text in [
            "",
            "bảo mật",
            "MẬT KHẨU",
            "BÍ MẬT NHÀ NƯỚC",
            "BẢO MẬT",
            "Tài liệu mật",
            "mật",
            "Mật",
            "Độ mật: (không)",
            "Độ mật:",
            "Độ mật: Không",
            "các mức độ: Tuyệt mật, Tối mật, Mật",
            "“Tuyệt mật”, “Tối mật”, “Mật”",
            "MẤT",
            "MẶT",
            "MÁT",
            "V/v bảo vệ bí mật",
            "không để lộ tài liệu MẬT ra ngoài",
            "MẬT ĐỘ DÂN SỐ",
            "TM. BAN MẬT MÃ",
            "| TUYỆT MẬT | TỐI MẬT | MẬT |",
        ] {
            assert_eq!(secrecy_mark(text), None, "{text}");
        }
    }
}
