//! How the numbers and bullets of lists are written, whatever the format of the document.

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Numerals {
    #[default]
    Decimal,
    DecimalZero,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Bullet,
    Nothing,
}

impl Numerals {
    /// The name that Word has for it.
    pub(crate) fn of_word(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "bullet" => Self::Bullet,
            "none" => Self::Nothing,
            _ => Self::Decimal,
        }
    }

    /// The sample of a number by which Open Documents name it.
    pub(crate) fn of_sample(sample: &str) -> Self {
        match sample {
            "a" => Self::LowerLetter,
            "A" => Self::UpperLetter,
            "i" => Self::LowerRoman,
            "I" => Self::UpperRoman,
            sample if sample.starts_with("01") => Self::DecimalZero,
            _ => Self::Decimal,
        }
    }

    pub(crate) fn write(self, value: u32) -> String {
        match self {
            Self::DecimalZero => format!("{value:02}"),
            Self::LowerLetter => letter(value, b'a'),
            Self::UpperLetter => letter(value, b'A'),
            Self::LowerRoman => roman(value).to_lowercase(),
            Self::UpperRoman => roman(value),
            Self::Nothing => String::new(),
            Self::Decimal | Self::Bullet => value.to_string(),
        }
    }
}

/// a … z, then aa, bb … as Word counts; numbers that would run long are written in digits.
fn letter(value: u32, first: u8) -> String {
    const LONGEST: u32 = 8;
    let Some(index) = value.checked_sub(1).filter(|index| *index < 26 * LONGEST) else {
        return value.to_string();
    };
    let letter = u8::try_from(index % 26).map_or(first, |offset| first.saturating_add(offset));
    let times = usize::try_from(index / 26 + 1).unwrap_or(1);
    char::from(letter).to_string().repeat(times)
}

fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&value) {
        return value.to_string();
    }
    let mut left = value;
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            text.push_str(sign);
            left -= worth;
        }
    }
    text
}

/// Bullets that mean something in a Vietnamese outline stay; pictures of dots become a dash.
pub(crate) fn bullet(text: &str) -> &'static str {
    match text.trim() {
        "+" | "\u{f02b}" => "+",
        "*" => "*",
        _ => "-",
    }
}

/// The text after its automatic number. A blank stands between, also where a list asks for none:
/// `1.Rà soát` is a number to the eye but not to a reader of text.
pub(crate) fn numbered(label: &str, text: &str) -> String {
    if label.trim().is_empty() {
        text.to_owned()
    } else {
        format!("{} {}", label.trim(), text.trim_start())
    }
}

/// A page number or a rule: the furniture of page margins.
pub(crate) fn is_furniture(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | '/'))
}
