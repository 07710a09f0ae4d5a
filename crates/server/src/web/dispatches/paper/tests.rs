//! Paragraphs and marks of small texts.

use luytre_model::id::uuid_v7;
use proptest::prelude::*;

use super::*;

fn mark(number: usize, span: Range<usize>) -> Mark {
    let random = [u8::try_from(number).unwrap(); 10];
    Mark {
        duty: ObligationId::new(uuid_v7(1, random)),
        number,
        force: Force::Must,
        span,
    }
}

fn place(text: &str, of: &str) -> Range<usize> {
    let start = text.find(of).unwrap();
    start..start + of.len()
}

const TEXT: &str = "ỦY BAN NHÂN DÂN PHƯỜNG TRE XANH\nSố: 12/UBND-VP\n\nKính gửi: Các đơn vị.\n\n\
    1. Rà soát máy tính; thay mật khẩu\nba tháng một lần.\n\n- Báo cáo kết quả.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n";

#[test]
fn lines_become_paragraphs_of_their_shape() {
    let paper = Paper::new(TEXT, Vec::new());
    let shapes: Vec<_> = paper
        .blocks
        .iter()
        .map(|block| (block.shape, block.lead.as_str()))
        .collect();
    assert_eq!(
        shapes,
        [
            (Shape::Opening, ""),
            (Shape::Opening, ""),
            (Shape::Plain, ""),
            (Shape::Item, "1."),
            (Shape::Item, "-"),
            (Shape::Closing, ""),
            (Shape::Closing, ""),
            (Shape::Closing, ""),
        ]
    );
    let clause = &paper.blocks[3];
    let words: String = clause
        .pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!(words, "Rà soát máy tính; thay mật khẩu\nba tháng một lần.");
}

#[test]
fn a_mark_that_crosses_lines_is_one_with_one_number() {
    let span = place(TEXT, "thay mật khẩu\nba tháng một lần");
    let paper = Paper::new(
        TEXT,
        vec![
            mark(2, span.clone()),
            mark(1, place(TEXT, "Rà soát máy tính")),
        ],
    );
    let clause = &paper.blocks[3];
    let opened: Vec<_> = clause
        .pieces
        .iter()
        .flat_map(|p| &p.opens)
        .map(|m| m.number)
        .collect();
    assert_eq!(opened, [1, 2]);
    let second = clause
        .pieces
        .iter()
        .find(|p| p.mark.as_ref().is_some_and(|m| m.number == 2))
        .unwrap();
    assert_eq!((second.start, second.text.len()), (span.start, span.len()));
}

#[test]
fn of_two_places_in_each_other_the_inner_shows_and_both_numbers_stand() {
    let outer = place(TEXT, "Rà soát máy tính; thay mật khẩu");
    let inner = place(TEXT, "thay mật khẩu");
    let paper = Paper::new(
        TEXT,
        vec![mark(1, outer), mark(2, inner.clone()), mark(3, inner)],
    );
    let clause = &paper.blocks[3];
    let opened: Vec<Vec<_>> = clause
        .pieces
        .iter()
        .map(|p| p.opens.iter().map(|m| m.number).collect())
        .collect();
    assert_eq!(opened, [vec![1], vec![2, 3], vec![]]);
}

#[test]
fn a_place_outside_the_text_is_passed_over() {
    let paper = Paper::new(
        "Rà soát.",
        vec![mark(1, 2..900), mark(2, 1..2), mark(3, 3..3)],
    );
    assert!(
        paper
            .blocks
            .iter()
            .flat_map(|b| &b.pieces)
            .all(|p| p.opens.is_empty() && p.mark.is_none())
    );
}

#[test]
fn a_text_beyond_the_limit_says_that_it_is_cut() {
    let text = "ă".repeat(MOST_BYTES / 2);
    assert!(!Paper::new(&text, Vec::new()).cut);
    assert!(Paper::new(&format!("{text}ă"), Vec::new()).cut);
}

proptest! {
    #[test]
    fn nothing_is_lost_and_each_piece_knows_where_it_begins(
        text in "([a-cĂđ1]{0,4}[. \n;)-]{0,2}){0,40}",
        ends in prop::collection::vec((0_usize..200, 0_usize..200), 0..6),
    ) {
        let marks = ends.into_iter().enumerate().map(|(n, (a, b))| mark(n, a.min(b)..a.max(b))).collect();
        let paper = Paper::new(&text, marks);
        let mut kept = String::new();
        for block in &paper.blocks {
            kept.push_str(&block.lead);
            for piece in &block.pieces {
                prop_assert_eq!(text.get(piece.start..piece.start + piece.text.len()), Some(piece.text.as_str()));
                kept.push_str(&piece.text);
            }
        }
        let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(ink(&kept), ink(&text));
    }
}
