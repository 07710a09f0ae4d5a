//! Word documents from before 2007: places, lists, boxes, fields, old fonts, what is refused.

use luytre_reader::{
    Damage, Document, Encoding, Excess, Format, Kind, Limits, Place, Problem, ReadError, read,
};

use crate::make::{assert_sound, fixture, read_default, written};

fn read_doc(name: &str) -> Document {
    let document = read_default("a.doc", &fixture(name)).expect("a document");
    assert_sound(&document);
    document
}

fn places(document: &Document) -> Vec<(Place, &str)> {
    document
        .parts
        .iter()
        .map(|part| (part.place, &document.text[part.range.clone()]))
        .collect()
}

#[test]
fn a_dispatch_from_libreoffice_reads_as_its_docx() {
    let document = read_doc("dispatch.doc");
    assert_eq!(document.problems, []);
    let docx = read_default("a.docx", &fixture("dispatch.docx")).expect("a document");
    assert_eq!(written(&document.text), written(&docx.text));
    let found = places(&document);
    let place = Place::Cell {
        table: 1,
        row: 2,
        column: 1,
    };
    assert_eq!(found[4], (place, "Số: 215/UBND-VP"));
}

/// Old fonts, nested tables, lists, boxes, notes, changes: the same text in each format.
#[test]
fn one_document_is_the_same_in_every_format() {
    let docx = read_default("a.docx", &fixture("mixed.docx")).expect("a document");
    let expected = written(&docx.text);
    for line in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Thực hiện chỉ đạo của cấp trên về bảo vệ bí mật nhà nước, Văn phòng yêu cầu được báo cáo như sau:",
        "a) Máy tính để bàn, máy xách tay;",
        "xuống dòng\trồi thêm vào và hết ẩn.",
        "Chữ trong khung",
        "Chú thích cuối.",
        "Đảng ủy phường Trúc Lâm",
    ] {
        assert!(expected.contains(&line), "{line}\n{}", docx.text);
    }
    for name in ["mixed.doc", "mixed.rtf"] {
        let document = read_default(name, &fixture(name)).expect("a document");
        assert_sound(&document);
        assert_eq!(written(&document.text), expected, "{name}");
        let decoded = |encoding| Problem::Decoded {
            encoding,
            confidence: 100,
        };
        assert_eq!(
            document.problems,
            [
                decoded(Encoding::Tcvn3),
                decoded(Encoding::Vni),
                Problem::Comments,
                Problem::TrackedChanges {
                    inserted: 1,
                    deleted: 1
                },
                Problem::HiddenText { pieces: 1 },
            ],
            "{name}"
        );
    }
}

/// The fixture with other bytes at this place of the head of its main stream.
fn with_head(at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = fixture("mixed.doc");
    let head = file
        .windows(2)
        .step_by(512)
        .position(|sign| sign == b"\xec\xa5")
        .expect("the main stream")
        * 512;
    file[head + at..head + at + bytes.len()].copy_from_slice(bytes);
    file
}

fn refusal(bytes: &[u8]) -> ReadError {
    read_default("a.doc", bytes).expect_err("refused")
}

#[test]
fn what_is_not_read_is_named() {
    let format = Format::Doc;
    assert_eq!(
        refusal(&with_head(0x0b, b"\x13")),
        ReadError::Encrypted {
            format: Some(format)
        }
    );
    let kind = Kind::Word95;
    assert_eq!(
        refusal(&with_head(2, b"\x68\0")),
        ReadError::Unsupported { kind }
    );
    let damage = Damage::NoMainPart;
    assert_eq!(
        refusal(&with_head(0, b"\0\0")),
        ReadError::Broken { format, damage }
    );
    // No table of pieces.
    assert_eq!(
        refusal(&with_head(0x1a2, &[0; 8])),
        ReadError::Broken { format, damage }
    );
    // Sectors of one byte.
    let mut bytes = fixture("mixed.doc");
    bytes[0x1e] = 0;
    let damage = Damage::Archive;
    assert_eq!(refusal(&bytes), ReadError::Broken { format, damage });
}

#[test]
fn a_stream_has_a_limit() {
    let limits = |part_bytes| Limits {
        part_bytes,
        ..Limits::default()
    };
    let bytes = fixture("mixed.doc");
    assert!(read("a.doc", &bytes, &limits(16 * 1024)).is_ok());
    assert_eq!(
        read("a.doc", &bytes, &limits(1024)),
        Err(ReadError::Bomb {
            excess: Excess::PartBytes,
            limit: 1024
        })
    );
}
