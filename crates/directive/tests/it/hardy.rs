//! No text makes the reader panic, and what it finds is always a piece of that text.

use std::sync::LazyLock;

use luytre_directive::Reader;
use luytre_model::catalogue::Catalogue;
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&Catalogue::embedded().unwrap()));

const DISPATCHES: &[&str] = &[
    include_str!("../dispatches/tan-phu-cong-van.txt"),
    include_str!("../dispatches/dang-uy-hoa-son.txt"),
    include_str!("../dispatches/ke-hoach-phong-chong-thien-tai.txt"),
    include_str!("../dispatches/quyet-dinh-to-cong-tac.txt"),
];

fn check(text: &str) {
    for duty in READER.read(text).duties {
        let piece = text
            .get(duty.span.clone())
            .expect("a span on character boundaries");
        let folded: Vec<&str> = piece.split_whitespace().collect();
        assert_eq!(duty.text, folded.join(" "));
        assert!(!duty.text.is_empty());
        assert!(!duty.actors.is_empty() && !duty.controls.is_empty());
        assert!(duty.confidence <= 100);
    }
}

/// Lines of a real-looking dispatch, some taken away, doubled, or out of order.
fn mangled() -> impl Strategy<Value = String> {
    (
        0..DISPATCHES.len(),
        prop::collection::vec((0_usize..60, 0_u8..4), 0..40),
    )
        .prop_map(|(which, edits)| {
            let mut lines: Vec<&str> = DISPATCHES[which].lines().collect();
            for (at, edit) in edits {
                let at = at % lines.len().max(1);
                match edit {
                    0 if lines.len() > 1 => {
                        lines.remove(at);
                    }
                    1 => lines.insert(at, lines[at]),
                    2 => lines.swap(at, 0),
                    _ => {
                        let end = lines[at].char_indices().nth(5).map_or(0, |(end, _)| end);
                        lines[at] = &lines[at][end..];
                    }
                }
            }
            lines.join("\n")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,400}") {
        check(&text);
    }

    #[test]
    fn any_mixture_of_signs_is_read(
        text in "(Số|Điều|Kính gửi:|V/v|không|phải|và|;|:|\\.|,|\\(|\\)|“|”|1\\.|a\\)|-|\n|\u{301}|ỷ|Ủ| ){0,120}"
    ) {
        check(&text);
    }

    #[test]
    fn mangled_dispatches_are_read(text in mangled()) {
        check(&text);
    }
}

/// Shapes that make careless code look at the same text again and again.
#[test]
fn long_texts_of_bad_shape_are_read() {
    let head = "Kính gửi: Các đơn vị\n\nUBND xã yêu cầu các đơn vị:\n\n1. ";
    for (piece, times) in [
        ("kiểm tra, và thường xuyên ", 4_000),
        ("(khi phát hiện ", 6_000),
        ("các cơ quan, đơn vị, ", 4_000),
        ("- Không được sao lưu;\n", 2_000),
        ("1. Luật số 1/2025/QH15 ngày 1 tháng 1 năm 2025. ", 2_000),
        ("“2. Điều 3 ", 6_000),
        ("\u{302}", 60_000),
        ("A. ", 20_000),
    ] {
        let text = format!("{head}{}", piece.repeat(times));
        let duties = READER.read(&text).duties;
        assert!(duties.len() <= times + 1, "{piece:?}: {}", duties.len());
    }
}

/// Twice the clauses are twice the duties: nothing is lost or found again in a long document.
#[test]
fn duties_grow_with_the_clauses() {
    let clauses = |count: usize| {
        let list: String = (1..=count)
            .map(|n| format!("{n}. Rà soát máy tính của đơn vị; không sử dụng USB lạ.\n"))
            .collect();
        let text = format!("Kính gửi: Các đơn vị\n\nUBND xã yêu cầu các đơn vị:\n\n{list}");
        READER.read(&text).duties.len()
    };
    assert_eq!(clauses(20), 40);
    assert_eq!(clauses(40), 80);
}

#[test]
fn decomposed_text_is_read_as_composed() {
    for text in DISPATCHES {
        let apart: String = unicode(text);
        check(&apart);
        let (one, two) = (READER.read(text), READER.read(&apart));
        assert_eq!(one.duties.len(), two.duties.len());
        assert_eq!(one.header.number, two.header.number);
    }
}

fn unicode(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().collect()
}
