//! Small rules of writing: clean text, one mark at the end, capitals, letters of points.

use luytre_model::fold::nfc;

/// Letters of points (điểm) in their Vietnamese order.
const POINTS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "x", "y",
];

/// Words of two syllables between which the name of a body or a subject is not broken.
const TOGETHER: [&str; 34] = [
    "an ninh",
    "an toàn",
    "ban chỉ",
    "bí mật",
    "bảo vệ",
    "bảo đảm",
    "chuyển đổi",
    "chương trình",
    "chỉ huy",
    "chỉ đạo",
    "công an",
    "công nghệ",
    "công tác",
    "cơ quan",
    "hội đồng",
    "khoa học",
    "kiểm tra",
    "mật khẩu",
    "nhiệm vụ",
    "nhà nước",
    "nhân dân",
    "quân sự",
    "sáng tạo",
    "thành phố",
    "thông báo",
    "thông tin",
    "thực hiện",
    "trung tâm",
    "tăng cường",
    "văn phòng",
    "đảng bộ",
    "đảng ủy",
    "đổi mới",
    "ủy ban",
];

/// Words that stay with the figure after them.
const BEFORE_FIGURES: [&str; 6] = ["số", "ngày", "tháng", "năm", "điều", "khoản"];

/// Composed, without line breaks, each run of white space one space.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_control() || (c.is_whitespace() && c != '\u{a0}')) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&nfc(word));
    }
    out
}

/// The clean lines of `text`, without empty ones.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(clean)
        .filter(|line| !line.is_empty())
        .collect()
}

/// `text` without a full stop, comma, semicolon or end mark at its end.
pub(crate) fn open(text: &str) -> String {
    let text = clean(text);
    let text = text.strip_suffix("./.").unwrap_or(&text);
    if text.ends_with("...") {
        return text.to_owned();
    }
    text.trim_end_matches(['.', ',', ';', ' ']).to_owned()
}

/// `text` with `mark` at its end and no other.
pub(crate) fn closed(text: &str, mark: &str) -> String {
    let text = open(text);
    // An ellipsis and the full stop after it are one sign.
    let mark = if text.ends_with("...") && mark == "." {
        ""
    } else {
        mark
    };
    format!("{text}{mark}")
}

/// `text` ended by `;`, or by a full stop when it is the last of a list.
pub(crate) fn listed(text: &str, number: usize, count: usize) -> String {
    closed(text, if number + 1 == count { "." } else { ";" })
}

/// Capitals, but for the word between two posts of one person.
pub(crate) fn capitals(line: &str) -> String {
    if line.eq_ignore_ascii_case("kiêm") || line == "Kiêm" {
        return "kiêm".to_owned();
    }
    line.to_uppercase()
}

/// `line` with the spaces inside of words and before figures made such that no line breaks at them.
pub(crate) fn together(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut last = "";
    for word in line.split(' ') {
        if !last.is_empty() {
            let pair = format!("{last} {word}").to_lowercase();
            let figure = word.starts_with(|c: char| c.is_ascii_digit());
            let one = TOGETHER.contains(&pair.trim_end_matches([',', ';', '.']))
                || (figure && BEFORE_FIGURES.contains(&last.to_lowercase().as_str()));
            out.push(if one { '\u{a0}' } else { ' ' });
        }
        out.push_str(word);
        last = word;
    }
    out
}

/// The mark of point `number` of `count`; a dash where the letters do not suffice or one point
/// stands alone.
pub(crate) fn point(number: usize, count: usize) -> String {
    match POINTS.get(number) {
        Some(letter) if count > 1 && count <= POINTS.len() => format!("{letter})"),
        _ => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mark_stands_at_the_end() {
        for given in ["thực hiện", "thực hiện.", "thực hiện;", " thực  hiện./. "] {
            assert_eq!(closed(given, "./."), "thực hiện./.", "{given}");
        }
        assert_eq!(closed("Facebook, Zalo...", "."), "Facebook, Zalo...");
        assert_eq!(closed("Facebook, Zalo...", "./."), "Facebook, Zalo..../.");
        assert_eq!(closed("(qua Văn phòng)", ";"), "(qua Văn phòng);");
    }

    #[test]
    fn lists_end_in_a_full_stop() {
        assert_eq!(listed("Trạm Y tế.", 0, 2), "Trạm Y tế;");
        assert_eq!(listed("Trạm Y tế;", 1, 2), "Trạm Y tế.");
    }

    #[test]
    fn words_of_two_syllables_stay_together() {
        assert_eq!(
            together("VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN"),
            "VĂN\u{a0}PHÒNG HỘI\u{a0}ĐỒNG NHÂN\u{a0}DÂN VÀ ỦY\u{a0}BAN"
        );
        assert_eq!(
            together("số 101/CAT ngày 05/3/2026 của"),
            "số\u{a0}101/CAT ngày\u{a0}05/3/2026 của"
        );
        assert_eq!(together("an ninh, an toàn"), "an\u{a0}ninh, an\u{a0}toàn");
    }

    #[test]
    fn points_follow_the_vietnamese_alphabet() {
        assert_eq!(point(4, 6), "đ)");
        assert_eq!(point(22, 23), "y)");
        assert_eq!(point(0, 24), "-");
        assert_eq!(point(0, 1), "-");
    }

    #[test]
    fn capitals_spare_the_word_between_posts() {
        assert_eq!(capitals("Ủy ban nhân dân phường"), "ỦY BAN NHÂN DÂN PHƯỜNG");
        assert_eq!(capitals("kiêm"), "kiêm");
    }
}
