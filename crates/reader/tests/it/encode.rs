//! The other way round: Vietnamese text as the old encodings write it, for tests only. Reads the
//! table of the product; that the table itself is right is held by words known from elsewhere.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

const FACTS: &str = include_str!("../../src/legacy/tables.txt");
const TONES: [&str; 6] = ["", "\u{301}", "\u{300}", "\u{309}", "\u{303}", "\u{323}"];

/// Letter → bytes of the section `[name]`. Capitals without a code have that of the small letter.
pub(crate) fn table(name: &str) -> BTreeMap<char, Vec<u8>> {
    let mut table = BTreeMap::new();
    let section = FACTS
        .split("\n[")
        .find(|section| section.starts_with(&format!("{name}]")))
        .expect("a section");
    for line in section.lines().skip(1).filter(|line| !line.is_empty()) {
        let mut fields = line.split(' ');
        let letter = fields.next().expect("a letter");
        for (code, tone) in fields.zip(TONES).filter(|(code, _)| *code != "-") {
            let whole = format!("{letter}{tone}").nfc().next().expect("a letter");
            let bytes: Vec<u8> = (0..code.len() / 2)
                .map(|at| u8::from_str_radix(&code[at * 2..at * 2 + 2], 16).expect("hex"))
                .collect();
            table.insert(whole, bytes);
        }
    }
    let small: Vec<(char, Vec<u8>)> = table
        .iter()
        .filter_map(|(letter, bytes)| Some((letter.to_uppercase().next()?, bytes.clone())))
        .collect();
    for (letter, bytes) in small {
        table.entry(letter).or_insert(bytes);
    }
    table
}

/// The bytes of a text in the encoding of this section.
pub(crate) fn encode(name: &str, text: &str) -> Vec<u8> {
    if name == "WINDOWS-1258" {
        return encode_1258(text);
    }
    let table = table(name);
    text.chars()
        .flat_map(|c| match table.get(&c) {
            Some(bytes) => bytes.clone(),
            None => vec![u8::try_from(c).expect("a letter of the encoding")],
        })
        .collect()
}

/// The text as programs show it that take the bytes for Latin-1.
pub(crate) fn as_latin1(name: &str, text: &str) -> String {
    encode(name, text).into_iter().map(char::from).collect()
}

/// Letters with hats, then tones: neither composed nor decomposed.
fn encode_1258(text: &str) -> Vec<u8> {
    const CODES: [(char, u8); 14] = [
        ('Ă', 0xc3),
        ('ă', 0xe3),
        ('Đ', 0xd0),
        ('đ', 0xf0),
        ('Ơ', 0xd5),
        ('ơ', 0xf5),
        ('Ư', 0xdd),
        ('ư', 0xfd),
        ('\u{300}', 0xcc),
        ('\u{301}', 0xec),
        ('\u{303}', 0xde),
        ('\u{309}', 0xd2),
        ('\u{323}', 0xf2),
        ('₫', 0xfe),
    ];
    let is_tone = |c: &char| TONES.iter().any(|tone| tone.starts_with(*c));
    let mut bytes = Vec::new();
    for c in text.chars() {
        let parts: Vec<char> = c.nfd().collect();
        let base: String = parts
            .iter()
            .copied()
            .filter(|c| !is_tone(c))
            .nfc()
            .collect();
        for c in base.chars().chain(parts.into_iter().filter(is_tone)) {
            let known = CODES.iter().find(|(letter, _)| *letter == c);
            bytes.push(known.map_or_else(|| u8::try_from(c).expect("Latin-1"), |(_, byte)| *byte));
        }
    }
    bytes
}

/// VIQR: hats, horns and tones as signs; signs of the text itself are escaped.
pub(crate) fn viqr(text: &str) -> String {
    const SIGNS: [(char, &str); 8] = [
        ('\u{302}', "^"),
        ('\u{306}', "("),
        ('\u{31b}', "+"),
        ('\u{301}', "'"),
        ('\u{300}', "`"),
        ('\u{309}', "?"),
        ('\u{303}', "~"),
        ('\u{323}', "."),
    ];
    let mut written = String::new();
    for c in text.chars() {
        match c {
            'đ' => written.push_str("dd"),
            'Đ' => written.push_str("DD"),
            '.' | '?' | '(' => written.extend(['\\', c]),
            c => {
                // Canonical order puts the dot below before the hat.
                let mut marks: Vec<char> = c.nfd().collect();
                marks[1..].sort_by_key(|mark| SIGNS.iter().position(|(sign, _)| sign == mark));
                for c in marks {
                    let sign = SIGNS.iter().find(|(sign, _)| *sign == c);
                    written.push_str(sign.map_or(&c.to_string(), |(_, sign)| sign));
                }
            }
        }
    }
    written
}
