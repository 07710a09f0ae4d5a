//! What must be refused, and that the refusal names the reason.

use luytre_reader::{Damage, Excess, Format, Kind, Limits, Problem, ReadError, read};

use crate::make::{docx, docx_with, fixture, paragraph, read_default, zip};

fn refusal(name: &str, bytes: &[u8]) -> ReadError {
    read_default(name, bytes).expect_err("refused")
}

fn broken(damage: Damage) -> ReadError {
    ReadError::Broken {
        format: Format::Docx,
        damage,
    }
}

#[test]
fn no_bytes_are_empty_whatever_the_name() {
    for name in ["a.docx", "a.pdf", "a.txt", "", "."] {
        assert_eq!(refusal(name, b""), ReadError::Empty);
    }
}

#[test]
fn a_readable_file_under_a_wrong_name_is_read_with_a_problem() {
    let document = read_default("a.pdf", &docx(&paragraph("x"))).expect("a document");
    let says = "pdf".to_owned();
    assert_eq!(
        document.problems,
        [Problem::Misnamed {
            says,
            is: Kind::Docx
        }]
    );
    let document = read_default("a.docx", b"chi la chu").expect("a text");
    let says = "docx".to_owned();
    assert_eq!(
        document.problems,
        [Problem::Misnamed {
            says,
            is: Kind::Text
        }]
    );
    assert_eq!(read_default("a", b"chu").expect("a text").problems, []);
    assert_eq!(read_default("a.log", b"chu").expect("a text").problems, []);
}

#[test]
fn other_content_under_a_readable_name_is_named() {
    let cases: [(&[u8], Kind); 3] = [
        (b"MZ\x90\0\x03\0", Kind::Program),
        (b"\x7fELF\x02", Kind::Program),
        (b"\x01\x02\0\x03", Kind::Unknown),
    ];
    for (bytes, is) in cases {
        let says = "docx".to_owned();
        assert_eq!(
            refusal("a.docx", bytes),
            ReadError::NotWhatItSays { says, is }
        );
    }
}

#[test]
fn other_content_under_its_own_name_is_unsupported() {
    let old = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let cases = [
        ("a.pptx", zip(&[("ppt/presentation.xml", b"x")]), Kind::Pptx),
        (
            "a.odp",
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.presentation".to_vec(),
            Kind::OpenDocument,
        ),
        ("a.cmp", old("Contents"), Kind::Compound),
    ];
    for (name, bytes, kind) in cases {
        assert_eq!(
            refusal(name, &bytes),
            ReadError::Unsupported { kind },
            "{name}"
        );
    }
}

#[test]
fn an_office_file_under_a_password_is_encrypted() {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(
        refusal("a.docx", &bytes),
        ReadError::Encrypted { format: None }
    );
}

#[test]
fn a_picture_is_a_scan() {
    for bytes in [&b"\xff\xd8\xff\xe0"[..], b"\x89PNG\r\n\x1a\n"] {
        assert_eq!(refusal("a.jpg", bytes), ReadError::Scan { pages: 1 });
        assert_eq!(refusal("a.pdf", bytes), ReadError::Scan { pages: 1 });
    }
}

#[test]
fn every_cut_of_a_document_is_broken_and_none_reads_as_sound() {
    let whole = fixture("dispatch.docx");
    for length in (64..whole.len()).step_by(97) {
        assert_eq!(
            refusal("a.docx", &whole[..length]),
            broken(Damage::Archive),
            "{length}"
        );
    }
}

#[test]
fn markup_that_is_not_well_formed_is_broken() {
    for body in ["<w:p>", "</w:p>", "<w:p></w:r>", "<w:p", "<w:p a='"] {
        assert_eq!(
            refusal("a.docx", &docx(body)),
            broken(Damage::Markup),
            "{body}"
        );
    }
    let entity = r#"<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>"#;
    let bytes = zip(&[("word/document.xml", entity.as_bytes())]);
    assert_eq!(refusal("a.docx", &bytes), broken(Damage::Markup));
    let bytes = zip(&[("word/document.xml", b"\xff\xfe<\0")]);
    assert_eq!(refusal("a.docx", &bytes), broken(Damage::Markup));
}

#[test]
fn nesting_is_held_at_its_limit() {
    let limits = Limits {
        depth: 64,
        ..Limits::default()
    };
    // document, body, p, r, t
    let nested = |depth: usize| {
        docx(&format!(
            "{}{}{}",
            "<w:sdt>".repeat(depth),
            paragraph("x"),
            "</w:sdt>".repeat(depth)
        ))
    };
    assert!(read("a.docx", &nested(59), &limits).is_ok());
    let excess = Excess::Depth;
    assert_eq!(
        read("a.docx", &nested(60), &limits),
        Err(ReadError::Bomb { excess, limit: 64 })
    );
    let tables = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    assert_eq!(
        refusal("a.docx", &docx(&tables)),
        ReadError::Bomb { excess, limit: 512 }
    );
}

#[test]
fn a_part_that_unpacks_too_far_is_a_bomb() {
    let blanks = docx(&" ".repeat(8 * 1024 * 1024));
    let excess = Excess::Ratio;
    assert_eq!(
        refusal("a.docx", &blanks),
        ReadError::Bomb { excess, limit: 300 }
    );

    let small = docx_with(
        &paragraph("thân"),
        &[("header1.xml", &format!("<w:hdr>{}</w:hdr>", paragraph("x")))],
    );
    let size = zip_size(&small, "word/document.xml");
    let margin = zip_size(&small, "word/header1.xml");
    let at = |part_bytes, unpacked_bytes| {
        read(
            "a.docx",
            &small,
            &Limits {
                part_bytes,
                unpacked_bytes,
                ..Limits::default()
            },
        )
    };
    assert!(at(size, size + margin).is_ok());
    let excess = Excess::PartBytes;
    assert_eq!(
        at(size - 1, 10_000),
        Err(ReadError::Bomb {
            excess,
            limit: size - 1
        })
    );
    let excess = Excess::UnpackedBytes;
    let limit = size + margin - 1;
    assert_eq!(at(size, limit), Err(ReadError::Bomb { excess, limit }));
}

fn zip_size(bytes: &[u8], name: &str) -> u64 {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    archive.by_name(name).expect("the entry").size()
}

#[test]
fn a_declared_size_that_lies_does_not_help() {
    let mut bytes = docx(&" ".repeat(8 * 1024 * 1024));
    let wanted = (8 * 1024 * 1024_u32..).take(1024).find_map(|size| {
        let size = size.to_le_bytes();
        bytes.windows(4).rposition(|window| window == size)
    });
    let at = wanted.expect("the size in the directory");
    bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    let error = refusal("a.docx", &bytes);
    assert!(
        matches!(error, ReadError::Bomb { .. } | ReadError::Broken { .. }),
        "{error:?}"
    );
}

#[test]
fn entries_are_held_at_their_limit() {
    let bytes = docx_with(&paragraph("x"), &[("a.xml", "x"), ("b.xml", "x")]);
    let at = |entries| {
        read(
            "a.docx",
            &bytes,
            &Limits {
                entries,
                ..Limits::default()
            },
        )
    };
    assert!(at(4).is_ok());
    let excess = Excess::Entries;
    assert_eq!(at(3), Err(ReadError::Bomb { excess, limit: 3 }));
}

#[test]
fn a_package_without_its_main_part_is_broken() {
    let bytes = zip(&[("word/documents.xml", b"x"), ("[Content_Types].xml", b"x")]);
    assert_eq!(refusal("a.docx", &bytes), broken(Damage::NoMainPart));
}

#[test]
fn a_document_without_text_says_so() {
    let format = Format::Docx;
    assert_eq!(
        refusal("a.docx", &docx("<w:p/>")),
        ReadError::NoText { format }
    );
}
