//! Figures that the words of a clause state: "tối thiểu 12 ký tự", "không quá 02 (hai) tài khoản
//! quản trị". Which wording states which parameter is data of the catalogue.
//!
//! Periods are not read here: the reader of dispatches gives them apart.

use super::parameter::{Parameter, Stricter, Value};
use crate::fold::nfc;

/// Stands for the figure in a wording.
pub(super) const PLACE: &str = "{n}";

/// Before a word of a wording that must not follow: "{n} ký tự -đặc" leaves out "1 ký tự đặc biệt".
const BARRED: char = '-';

/// Greatest figure that is taken for one; years and numbers of documents are larger.
const MOST: u32 = 1_000;

/// Words of a text as they are compared.
struct Words(Vec<String>);

impl Words {
    fn of(text: &str) -> Self {
        let low = nfc(text).to_lowercase().replace('%', " % ");
        let words = low.split_whitespace();
        Self(words.map(str::to_owned).collect())
    }

    fn bare(&self, at: usize) -> Option<&str> {
        let word = self.0.get(at)?;
        Some(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
    }

    /// Whether `wanted` stands from word `at` on.
    fn stand(&self, at: usize, wanted: &[&str]) -> bool {
        (at..)
            .zip(wanted)
            .all(|(at, wanted)| self.bare(at) == Some(wanted))
    }

    /// The figure at word `at`, and the word after it; "02 (hai)" is one figure.
    fn figure(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.bare(at)?;
        let (number, mut next) = match word.parse::<u32>() {
            Ok(number) if word.bytes().all(|b| b.is_ascii_digit()) => (number, at + 1),
            _ => self.spoken(at)?,
        };
        if self.0.get(next).is_some_and(|word| word.starts_with('(')) {
            while let Some(word) = self.0.get(next) {
                next += 1;
                if word.contains(')') {
                    break;
                }
            }
        }
        (1..=MOST).contains(&number).then_some((number, next))
    }

    /// "hai", "mười hai", "ba mươi".
    fn spoken(&self, at: usize) -> Option<(u32, usize)> {
        let digit = |at: usize| self.bare(at).and_then(digit);
        let tens = |at: usize| self.bare(at) == Some("mươi");
        match (self.bare(at)?, digit(at)) {
            ("mười", _) => Some(match digit(at + 1) {
                Some(ones) => (10 + ones, at + 2),
                None => (10, at + 1),
            }),
            (_, Some(number)) if tens(at + 1) => Some((number * 10, at + 2)),
            (_, Some(number)) => Some((number, at + 1)),
            _ => None,
        }
    }
}

fn digit(word: &str) -> Option<u32> {
    let words = [
        "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
    ];
    (1..)
        .zip(words)
        .find(|(_, known)| *known == word)
        .map(|(number, _)| number)
}

/// The value that the words of a clause state for a parameter; the strictest where it states several.
#[must_use]
pub fn stated(parameter: &Parameter, clause: &str) -> Option<Value> {
    if parameter.wording.is_empty() {
        return None;
    }
    let words = Words::of(clause);
    let found = parameter.wording.iter().flat_map(|wording| {
        let (before, after) = wording.split_once(PLACE).unwrap_or((wording, ""));
        let before: Vec<&str> = before.split_whitespace().collect();
        let (barred, after): (Vec<&str>, Vec<&str>) = after
            .split_whitespace()
            .partition(|word| word.starts_with(BARRED));
        let figure = |at: usize| {
            let (number, next) = words.figure(at)?;
            let from = at.checked_sub(before.len())?;
            let end = words.bare(next + after.len()).unwrap_or_default();
            let open = !barred
                .iter()
                .any(|word| word.strip_prefix(BARRED) == Some(end));
            let stands = words.stand(from, &before) && words.stand(next, &after);
            (stands && open).then_some(number)
        };
        (0..words.0.len()).filter_map(figure).collect::<Vec<u32>>()
    });
    let strictest = match parameter.stricter {
        Stricter::Smaller => found.min(),
        Stricter::Larger => found.max(),
    }?;
    let value = Value::Number(strictest);
    parameter.measure.takes(value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn read(control: &str, parameter: &str, clause: &str) -> Option<u32> {
        let catalogue = Catalogue::embedded().unwrap();
        let control = catalogue.get(control.parse().unwrap()).unwrap();
        let parameter = control.parameters.iter().find(|p| p.id == parameter);
        match stated(parameter.unwrap(), clause)? {
            Value::Number(number) => Some(number),
            Value::YesNo(_) => None,
        }
    }

    /// Control, parameter, clause, and the figure that it states.
    const CLAUSES: &[(&str, &str, &str, Option<u32>)] = &[
        (
            "ACC-02",
            "min_length",
            "Đặt mật khẩu có độ dài tối thiểu 08 ký tự và bao gồm chữ hoa, chữ thường",
            Some(8),
        ),
        (
            "ACC-02",
            "min_length",
            "mật khẩu từ 12 ký tự trở lên, ít nhất 1 ký tự đặc biệt",
            Some(12),
        ),
        (
            "ACC-02",
            "min_length",
            "mật khẩu gồm ít nhất 10 (mười) kí tự.",
            Some(10),
        ),
        (
            "ACC-02",
            "min_length",
            "mật khẩu có ít nhất 1 ký tự đặc biệt",
            None,
        ),
        (
            "ACC-02",
            "min_length",
            "mật khẩu mạnh theo Thông tư 12/2022/TT-BTTTT",
            None,
        ),
        ("ACC-02", "classes", "gồm ít nhất 3 loại ký tự", Some(3)),
        (
            "ACC-02",
            "history",
            "không dùng lại 5 mật khẩu gần nhất",
            Some(5),
        ),
        (
            "CHN-05",
            "administrators",
            "nên tạo lập riêng 02 tài khoản facebook cá nhân chuyên để quản trị",
            Some(2),
        ),
        (
            "CHN-05",
            "administrators",
            "chỉ giao hai tài khoản quản trị",
            Some(2),
        ),
        (
            "CHN-05",
            "administrators",
            "rà soát các tài khoản quản trị",
            None,
        ),
        (
            "ACC-04",
            "max_tries",
            "khóa tài khoản khi nhập sai quá 05 lần liên tiếp",
            Some(5),
        ),
        (
            "ACC-07",
            "screen_lock",
            "tự khóa màn hình sau 10 phút không thao tác",
            Some(10),
        ),
        (
            "ACC-07",
            "screen_lock",
            "màn hình tự động khóa sau mười lăm phút",
            None,
        ),
        (
            "ACC-06",
            "max_idle",
            "vô hiệu hóa tài khoản không hoạt động quá 30 ngày",
            Some(30),
        ),
        (
            "ACC-06",
            "max_idle",
            "vô hiệu hóa tài khoản không hoạt động quá ba mươi ngày",
            Some(30),
        ),
        (
            "AWR-02",
            "least_households",
            "tuyên truyền đến 95% số hộ dân",
            Some(95),
        ),
        (
            "AWR-02",
            "least_households",
            "tuyên truyền đến 950 % số hộ dân",
            None,
        ),
    ];

    #[test]
    fn figures_of_the_catalogue_are_read_from_clauses() {
        for (control, parameter, clause, wanted) in CLAUSES {
            assert_eq!(read(control, parameter, clause), *wanted, "{clause}");
        }
    }

    #[test]
    fn the_strictest_of_several_figures_counts() {
        let clause = "tối thiểu 8 ký tự; với người quản trị tối thiểu 14 ký tự";
        assert_eq!(read("ACC-02", "min_length", clause), Some(14));
        let clause = "sai quá 10 lần thì cảnh báo, sai quá 5 lần thì khóa";
        assert_eq!(read("ACC-04", "max_tries", clause), Some(5));
    }
}
