//! Vietnamese text made comparable: composed form, and a folded form for search in which neither
//! diacritics nor their place nor capitals count ("UỶ BAN", "Ủy ban" and "uy ban" are one).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The composed form (NFC) in which all text is kept, with look-alikes of `Đ` and `Ư` that
/// keyboards and scanners produce made right.
#[must_use]
pub fn nfc(text: &str) -> String {
    text.nfc()
        .map(|c| match c {
            'Ð' => 'Đ',
            'ð' => 'đ',
            'Ƣ' => 'Ư',
            'ƣ' => 'ư',
            c => c,
        })
        .collect()
}

/// The form that is searched: no diacritics, `đ` as `d`, small letters, each run of anything else
/// than letters and digits one space, none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        let c = match c {
            'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
            'ƣ' | 'Ƣ' => 'u',
            c => c,
        };
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spellings_of_one_word_together() {
        for same in ["UỶ BAN", "Ủy ban", "uy ban", "ỦY  BAN.", "u\u{309}y ban"] {
            assert_eq!(fold(same), "uy ban", "{same}");
        }
        for same in ["Hoà Bình", "Hòa Bình", "hoa-binh"] {
            assert_eq!(fold(same), "hoa binh", "{same}");
        }
        assert_eq!(fold("  Đường 3/2 "), "duong 3 2");
    }

    #[test]
    fn keeps_different_words_apart() {
        assert_ne!(fold("phường"), fold("phòng"));
        assert_ne!(fold("1082/UBND"), fold("1082UBND"));
    }

    #[test]
    fn composes_and_mends_look_alikes() {
        assert_eq!(nfc("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"), "Tiếng Việt");
        assert_eq!(nfc("Ðảng bộ, ngƣời"), "Đảng bộ, người");
    }
}
