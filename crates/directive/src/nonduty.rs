//! What no one can tick off: reports, praise, purposes, definitions, money, effect.

use std::ops::Range;

use crate::rules::Rules;
use crate::text::Flat;

/// Headings, and words before a colon: at most so many.
const LABEL: usize = 9;

/// Whether a heading opens a part in which nothing is asked.
pub(crate) fn is_silent(flat: &Flat, range: &Range<usize>, rules: &Rules) -> bool {
    let title = flat.trim(range.clone(), &[':', '.', '-']);
    let low = flat.low(title.clone());
    let whole = low.split(':').next().unwrap_or_default().trim();
    rules.sections.is(whole)
        || rules.sections.is_folded(whole)
        || rules.sections.begins(flat, &title).is_some_and(|end| {
            let rest = flat.low(end..title.end);
            !rest.contains(" nhiệm vụ")
                && (rest.is_empty()
                    || rest.starts_with(" của")
                    || rest.starts_with(" và")
                    || rest.starts_with(',')
                    || rest.starts_with(" công tác")
                    || rest.starts_with(" trong")
                    || rest.starts_with(" năm"))
        })
}

/// Whether a piece reports, praises, explains or pays.
pub(crate) fn is_told(flat: &Flat, range: &Range<usize>, rules: &Rules) -> bool {
    let low = flat.low(range.clone());
    let binds = [
        " phải ",
        "có trách nhiệm",
        " chỉ được ",
        " chỉ cài ",
        " chỉ dùng ",
    ]
    .iter()
    .any(|word| low.contains(word));
    let words = flat
        .token_at(range.end)
        .saturating_sub(flat.token_at(range.start));
    let address = words < 12 && low.contains('@');
    let scrap = words < 3 && rules.verbs.begins(flat, range).is_none();
    let opens = scrap || address || rules.nonduty.begins_scanned(flat, range).is_some();
    let orders = low.contains("đề nghị") || low.contains("yêu cầu");
    // "Trên đây là kết luận …, Văn phòng thông báo đến các đơn vị biết, thực hiện"
    let rolls_out = low.starts_with("trên đây")
        && (orders || (low.contains("thông báo ") && low.contains("thực hiện")));
    // "Chỉ thị này phổ biến đến chi bộ để thực hiện"
    let spreads = low.contains(" này phổ biến ") || low.contains(" này được phổ biến ");
    let rests = orders && low.starts_with("căn cứ");
    if opens && !(binds || rolls_out || rests || spreads) {
        // "Kết quả thực hiện báo cáo về …" asks
        let result = ["kết quả", "két quả", "két qua"]
            .iter()
            .any(|word| low.starts_with(word));
        return !(result && (low.contains("báo cáo") || low.contains("gửi ")));
    }
    if low.starts_with("ban hành") && low.contains("kèm theo") && low.contains(" này") {
        return true;
    }
    let asks = rules.verbs.begins_scanned(flat, range).is_some();
    if !asks && rules.nonduty_marks.find(flat, range).is_some() {
        return !binds;
    }
    // a purpose, and nothing done for it
    let purpose = ["để ", "nhằm "].iter().any(|word| low.starts_with(word));
    purpose
        && !["phải ", "yêu cầu", "đề nghị", ", "]
            .iter()
            .any(|word| low.contains(word))
}

/// Whether a piece quotes the law: its words are duties of the law, not of this document.
pub(crate) fn is_quoted(flat: &Flat, range: &Range<usize>) -> bool {
    let low = flat.low(range.clone());
    if amends(low) || mostly_quoted(flat.text(range.clone())) {
        return true;
    }
    let cites = [
        "khoản ",
        "điều ",
        "điểm ",
        "tại khoản",
        "tại điều",
        "theo khoản",
        "theo điều",
        "theo quy định tại",
    ]
    .iter()
    .any(|word| low.starts_with(word));
    let quotes = flat.text(range.clone()).contains('“') || low.contains(": \"");
    cites && quotes && low.contains("quy định")
}

/// "Sửa đổi, bổ sung khoản 2 Điều 4 như sau: …" changes the law and orders nothing.
fn amends(low: &str) -> bool {
    let verb = [
        "sửa đổi",
        "bổ sung",
        "bãi bỏ",
        "thay thế",
        "thay cụm từ",
        "bỏ cụm từ",
        "bổ sung cụm từ",
    ]
    .iter()
    .any(|verb| low.starts_with(verb));
    let reach: String = low.chars().take(90).collect();
    verb && ["khoản ", "điều ", "điểm ", "cụm từ", "phụ lục"]
        .iter()
        .any(|word| reach.contains(word))
}

/// Whether most of a piece stands between quotation marks.
fn mostly_quoted(text: &str) -> bool {
    let Some((before, rest)) = text.split_once('“') else {
        return false;
    };
    let quoted = rest.rfind('”').unwrap_or(rest.len());
    before.trim().is_empty() || (quoted > 120 && quoted * 10 > text.len() * 6)
}

/// What stands before the first colon of a piece, and where the text goes on.
pub(crate) fn label(flat: &Flat, range: &Range<usize>) -> Option<(Range<usize>, usize)> {
    let colon = flat.low(range.clone()).find(": ")?;
    let label = range.start..range.start + colon;
    let next = flat.tokens.get(flat.token_at(label.end))?.start;
    (next < range.end).then_some((label, next))
}

/// Whether that only labels ("Thực hiện nghiêm:") and is no part of the sentence.
pub(crate) fn is_label(flat: &Flat, label: &Range<usize>, next: usize, rules: &Rules) -> bool {
    let low = flat.low(label.clone());
    let opens_list = [
        "gồm",
        "bao gồm",
        "cụ thể",
        "cụ thể là",
        "như sau",
        "sau",
        "sau đây",
        "gồm có",
    ]
    .iter()
    .any(|word| low.ends_with(word));
    let condition = rules.conditions.begins(flat, label).is_some() || low.starts_with("đối với");
    let words = flat.token_at(label.end) - flat.token_at(label.start);
    let figure = low.ends_with(|c: char| c.is_numeric()) && !low.contains('/');
    // "Về sử dụng trí tuệ nhân tạo: cán bộ …"
    let topic = words <= LABEL && low.starts_with("về ");
    opens_list || topic || (words <= LABEL && flat.is_capital(next) && !condition && !figure)
}
