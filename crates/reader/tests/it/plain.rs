//! Plain text and Markdown: encodings, line ends, normal form, limits.

use luytre_reader::{Cut, Format, Limits, Place, Problem, ReadError, read};

use crate::make::{assert_sound, read_default};

fn text_of(bytes: &[u8]) -> String {
    let document = read_default("a.txt", bytes).expect("text");
    assert_sound(&document);
    assert_eq!(document.problems, []);
    document.text
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(unit)
        .collect()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let text = "Kính gửi: Công an phường\nĐiều 1. Ghi 😀\n";
    assert_eq!(text_of(text.as_bytes()), text);
    assert_eq!(text_of(format!("\u{feff}{text}").as_bytes()), text);
    assert_eq!(text_of(&utf16(text, u16::to_le_bytes)), text);
    assert_eq!(text_of(&utf16(text, u16::to_be_bytes)), text);
}

#[test]
fn every_line_end_is_one() {
    for end in ["\n", "\r\n", "\r", "\u{2028}", "\u{c}"] {
        let text = format!("một{end}hai{end}{end}bốn");
        assert_eq!(text_of(text.as_bytes()), "một\nhai\n\nbốn\n", "{end:?}");
        assert_eq!(
            text_of(&utf16(&text, u16::to_le_bytes)),
            "một\nhai\n\nbốn\n",
            "{end:?}"
        );
    }
}

#[test]
fn a_line_knows_its_number() {
    let document = read_default("a.txt", "một\n\n  ba  \n".as_bytes()).expect("text");
    let places: Vec<_> = document.parts.iter().map(|part| part.place).collect();
    assert_eq!(places, [Place::Line(1), Place::Line(3)]);
    assert_eq!(
        document.text.get(document.parts[1].range.clone()),
        Some("  ba  ")
    );
}

#[test]
fn split_letters_become_whole() {
    assert_eq!(
        text_of("tie\u{302}\u{301}ng Vie\u{323}\u{302}t".as_bytes()),
        "tiếng Việt\n"
    );
    assert_eq!(
        text_of("tiê\u{301}ng Viê\u{323}t".as_bytes()),
        "tiếng Việt\n"
    );
}

#[test]
fn markdown_keeps_its_marks() {
    let document = read_default("A.MD", b"# Title\n\n* item\n").expect("text");
    assert_eq!(document.format, Format::Markdown);
    assert_eq!(document.text, "# Title\n\n* item\n");
}

#[test]
fn half_a_character_at_the_end_is_a_problem_only() {
    let document = read_default("a.txt", &"Việt".as_bytes()[..4]).expect("text");
    assert_eq!(document.text, "Vi\n");
    assert_eq!(document.problems, [Problem::Undecodable { characters: 1 }]);
    let document = read_default("a.txt", b"\xff\xfea\0b").expect("text");
    assert_eq!(document.problems, [Problem::Undecodable { characters: 1 }]);
}

#[test]
fn half_a_surrogate_pair_is_marked() {
    let document = read_default("a.txt", b"\xff\xfea\0\x00\xd8b\0").expect("text");
    assert_eq!(document.text, "a\u{fffd}b\n");
    assert_eq!(document.problems, [Problem::Undecodable { characters: 1 }]);
}

#[test]
fn only_blanks_is_no_text() {
    let format = Format::Text;
    assert_eq!(
        read_default("a.txt", b" \n\t\n"),
        Err(ReadError::NoText { format })
    );
    assert_eq!(
        read_default("a.txt", b"\xef\xbb\xbf"),
        Err(ReadError::NoText { format })
    );
    assert_eq!(
        read_default("a.txt", b"\xff\xfe"),
        Err(ReadError::NoText { format })
    );
}

#[test]
fn a_file_at_the_limit_is_read_and_one_byte_more_is_not() {
    let limits = Limits {
        file_bytes: 10,
        ..Limits::default()
    };
    assert!(read("a.txt", b"0123456789", &limits).is_ok());
    assert_eq!(
        read("a.txt", b"0123456789a", &limits),
        Err(ReadError::TooLarge {
            bytes: 11,
            limit: 10
        })
    );
}

#[test]
fn text_beyond_its_limit_is_cut_with_a_problem() {
    let limits = Limits {
        text_bytes: 9,
        ..Limits::default()
    };
    let whole = read("a.txt", b"mot\nhai b\n", &limits).expect("text");
    assert_eq!(
        (whole.text.as_str(), whole.problems.len()),
        ("mot\nhai b\n", 0)
    );
    let cut = read("a.txt", "mot\nhai bố".as_bytes(), &limits).expect("text");
    assert_eq!(cut.text, "mot\nhai b\n");
    assert_eq!(
        cut.problems,
        [Problem::CutShort {
            at: Cut::TextBytes,
            limit: 9
        }]
    );
    assert_sound(&cut);
}

#[test]
fn parts_beyond_their_limit_are_cut_with_a_problem() {
    let limits = Limits {
        parts: 2,
        ..Limits::default()
    };
    assert_eq!(
        read("a.txt", b"a\nb\n", &limits).expect("text").problems,
        []
    );
    let cut = read("a.txt", b"a\nb\nc", &limits).expect("text");
    assert_eq!(cut.text, "a\nb\n");
    assert_eq!(
        cut.problems,
        [Problem::CutShort {
            at: Cut::Parts,
            limit: 2
        }]
    );
}
