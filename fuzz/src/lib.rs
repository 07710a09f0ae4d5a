//! What every reader must hold, whatever the bytes: no panic, the limits, a sound document. Each
//! target reads under a name of its format; what the content is decides nevertheless, so seeds of
//! that format (`crates/reader/tests/files`) bring a target to its reader.

use luytre_reader::{Document, Limits};

/// Small enough that a breach shows within a second.
fn limits() -> Limits {
    Limits {
        unpacked_bytes: 8 << 20,
        part_bytes: 4 << 20,
        text_bytes: 1 << 20,
        parts: 50_000,
        pages: 50,
        ..Limits::default()
    }
}

/// Reads the bytes under this name and checks what comes out.
///
/// # Panics
///
/// When a document is not what it promises to be.
pub fn read(name: &str, bytes: &[u8]) {
    let limits = limits();
    if let Ok(document) = luytre_reader::read(name, bytes, &limits) {
        check(&document, &limits);
    }
}

/// Opens the bytes as whatever container they are, checks the names and sizes of what comes out, and
/// reads it.
///
/// # Panics
///
/// When a path could lead out of a folder, or more is held than allowed.
pub fn unpack(bytes: &[u8]) {
    let limits = Limits {
        held_bytes: 4 << 20,
        entries: 200,
        ..limits()
    };
    let Ok(unpacked) = luytre_reader::unpack("a", bytes, &limits) else {
        return;
    };
    let held: usize = unpacked.files.iter().map(|file| file.bytes.len()).sum();
    let is_itself = unpacked.container == luytre_reader::Container::File;
    assert!(is_itself || held <= 4 << 20, "more held than allowed");
    for file in &unpacked.files {
        let sound = |step: &str| !step.is_empty() && step != "." && step != "..";
        assert!(file.path.split('/').all(sound), "a path that climbs: {:?}", file.path);
        let is_clean = |c: char| !c.is_control() && c != '\\';
        assert!(file.path.chars().all(is_clean), "control characters: {:?}", file.path);
        read(&file.path, &file.bytes);
    }
}

fn check(document: &Document, limits: &Limits) {
    assert!(document.text.len() <= limits.text_bytes + 1, "longer than the limit");
    assert!(document.parts.len() <= limits.parts, "more parts than the limit");
    let mut last = 0;
    for part in &document.parts {
        assert!(part.range.start >= last, "parts overlap");
        assert!(part.range.start < part.range.end, "a part is empty");
        let between = document.text.get(last..part.range.start);
        assert!(between.is_some_and(|text| text.trim().is_empty()), "text without a part");
        assert!(document.text.get(part.range.clone()).is_some(), "a part out of bounds");
        last = part.range.end;
    }
    let is_clean = |c: char| !c.is_control() || c == '\n' || c == '\t';
    assert!(document.text.chars().all(is_clean), "control characters");
}
