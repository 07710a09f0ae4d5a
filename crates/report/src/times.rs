//! Widths of text set in Times New Roman, to give a drawn line the length of the words above it,
//! to set dashes under a colon, to know the lines of a cell. Good to about a hundredth.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether text is set in the regular or in the bold face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Advance widths of the characters U+0020 to U+007E, in thousandths of the size.
const REGULAR: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

/// The width of `text` in points. A letter with marks is as wide as without; what is in neither
/// table counts as half the size.
pub(crate) fn width(text: &str, weight: Weight, size_pt: u16) -> f64 {
    let widths = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let thousandths: u32 = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            '\u{a0}' => ' ',
            c => c,
        })
        .map(|c| {
            let place = u32::from(c).checked_sub(0x20);
            place
                .and_then(|place| usize::try_from(place).ok())
                .and_then(|place| widths.get(place))
                .map_or(500, |width| u32::from(*width))
        })
        .sum();
    f64::from(thousandths) * f64::from(size_pt) / 1000.0
}

/// `text` broken at spaces into as few lines as fit `limit` points, about equally long.
pub(crate) fn balanced(text: &str, weight: Weight, size_pt: u16, limit: f64) -> Vec<String> {
    let mut lines = filled(text, weight, size_pt, limit);
    let (mut low, mut high) = (0.0, limit);
    while high - low > 1.0 {
        let middle = f64::midpoint(low, high);
        let narrower = filled(text, weight, size_pt, middle);
        if narrower.len() == lines.len() {
            lines = narrower;
            high = middle;
        } else {
            low = middle;
        }
    }
    lines
}

/// The lines that `text` takes in `limit` points; a word that is too long is broken anywhere.
pub(crate) fn line_count(text: &str, weight: Weight, size_pt: u16, limit: f64) -> u32 {
    let mut count = 0;
    for paragraph in text.lines() {
        for line in filled(paragraph, weight, size_pt, limit) {
            let mut left = width(&line, weight, size_pt);
            count += 1;
            while left > limit && limit > 0.0 {
                left -= limit;
                count += 1;
            }
        }
    }
    count
}

fn filled(text: &str, weight: Weight, size_pt: u16, limit: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&longer, weight, size_pt) > limit && !line.is_empty() {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        } else {
            line = longer;
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Measured with the font itself, in millimetres.
    #[test]
    fn widths_agree_with_the_font() {
        for (text, weight, size, measured) in [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Weight::Bold, 13, 95.7),
            ("Độc lập - Tự do - Hạnh phúc", Weight::Bold, 14, 60.5),
            ("ĐẢNG CỘNG SẢN VIỆT NAM", Weight::Bold, 15, 72.9),
            ("Kính gửi", Weight::Regular, 14, 17.6),
        ] {
            let mm = width(text, weight, size) * 25.4 / 72.0;
            assert!((mm - measured).abs() < measured * 0.02, "{text}: {mm}");
        }
    }

    #[test]
    fn breaks_a_long_name_into_equal_lines() {
        let name = "BAN CHỈ ĐẠO PHÁT TRIỂN KHOA HỌC VÀ CHUYỂN ĐỔI SỐ";
        let whole = width(name, Weight::Bold, 14);
        let lines = |limit: f64| balanced(name, Weight::Bold, 14, limit);
        assert_eq!(lines(whole + 1.0), [name]);
        assert_eq!(
            lines(whole * 0.9),
            ["BAN CHỈ ĐẠO PHÁT TRIỂN", "KHOA HỌC VÀ CHUYỂN ĐỔI SỐ"]
        );
        assert_eq!(lines(1.0).len(), name.split(' ').count());
    }

    #[test]
    fn counts_the_lines_of_a_cell() {
        let count = |text: &str| line_count(text, Weight::Regular, 12, 100.0);
        assert_eq!(count(""), 0);
        assert_eq!(count("Công an phường"), 1);
        assert_eq!(count("Công an phường\nVăn phòng"), 2);
        assert_eq!(count("Rà soát máy tính, máy in, thiết bị"), 2);
        // 6 pt a letter, 16 in a line.
        assert_eq!(count(&"a".repeat(40)), 3);
    }
}
