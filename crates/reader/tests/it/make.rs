//! Helpers: small files made in memory, and the fixtures in `tests/files`.

use std::io::{Cursor, Write};
use std::path::Path;

use luytre_reader::{Document, Limits, ReadError, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/files")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn read_default(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    read(name, bytes, &Limits::default())
}

/// A ZIP archive with these entries. One named `mimetype` is not packed, as Open Documents have it.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let method = match *name {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("an entry");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A Word document with this inside its body, and further parts under `word/`.
pub(crate) fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let names: Vec<String> = parts
        .iter()
        .map(|(name, _)| format!("word/{name}"))
        .collect();
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ];
    for (name, (_, content)) in names.iter().zip(parts) {
        entries.push((name, content.as_bytes()));
    }
    zip(&entries)
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A paragraph of one run.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// Holds what every document promises about its parts.
pub(crate) fn assert_sound(document: &Document) {
    let mut last = 0;
    for part in &document.parts {
        assert!(part.range.start >= last, "sorted and apart: {part:?}");
        assert!(part.range.start < part.range.end, "not empty: {part:?}");
        assert!(
            document.text.get(part.range.clone()).is_some(),
            "in bounds: {part:?}"
        );
        let between = document
            .text
            .get(last..part.range.start)
            .expect("on boundaries");
        assert!(
            between.trim().is_empty(),
            "only blanks between parts: {between:?}"
        );
        last = part.range.end;
    }
    assert!(
        document
            .text
            .get(last..)
            .expect("in bounds")
            .trim()
            .is_empty()
    );
    assert!(
        !document
            .text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t'),
        "no control characters"
    );
}

/// A PDF with these objects, numbered from 1, the first of them the catalogue. It has no table of
/// cross-references, which the reader does not need.
pub(crate) fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        bytes.extend_from_slice(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    bytes.extend_from_slice(b"trailer\n<</Root 1 0 R>>\n%%EOF\n");
    bytes
}

/// A stream object of a PDF.
pub(crate) fn stream(entries: &str, content: &str) -> String {
    format!(
        "<<{entries}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// A PDF of one page with this content and a font `/F1`.
pub(crate) fn pdf_page(content: &str) -> Vec<u8> {
    pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        &stream("", content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ])
}

pub(crate) fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).expect("in memory");
    encoder.finish().expect("in memory")
}

/// A PDF of one page whose content is packed already.
pub(crate) fn pdf_with_packed(packed: &[u8]) -> Vec<u8> {
    let mut bytes = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Contents 9 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]);
    let head = format!(
        "9 0 obj\n<</Filter/FlateDecode/Length {}>>\nstream\n",
        packed.len()
    );
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(packed);
    bytes.extend_from_slice(b"\nendstream\nendobj\n");
    bytes
}

/// A tar with these files.
pub(crate) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, content) in files {
        let mut head = [0_u8; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
        head[156] = b'0';
        head[257..265].copy_from_slice(b"ustar\x0000");
        bytes.extend_from_slice(&head);
        bytes.extend_from_slice(content);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
    }
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

/// A RAR of version 4 with these files, not packed.
pub(crate) fn rar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = b"Rar!\x1a\x07\0".to_vec();
    rar_block(
        &mut bytes,
        &[&[0x73, 0, 0, 13, 0], &[0; 6][..]].concat(),
        b"",
    );
    for (name, content) in files {
        let size = u32::try_from(content.len()).expect("small").to_le_bytes();
        let head_size = u16::try_from(32 + name.len()).expect("small").to_le_bytes();
        let name_size = u16::try_from(name.len()).expect("small").to_le_bytes();
        let head = [
            &[0x74, 0, 0x80][..],
            &head_size,
            &size,
            &size,
            &[2],
            &crc32(content).to_le_bytes(),
            &[0; 4],
            &[20, 0x30],
            &name_size,
            &[0x20, 0, 0, 0],
            name.as_bytes(),
        ];
        rar_block(&mut bytes, &head.concat(), content);
    }
    rar_block(&mut bytes, &[0x7b, 0, 0x40, 7, 0], b"");
    bytes
}

fn rar_block(bytes: &mut Vec<u8>, head: &[u8], content: &[u8]) {
    bytes.extend_from_slice(&crc32(head).to_le_bytes()[..2]);
    bytes.extend_from_slice(head);
    bytes.extend_from_slice(content);
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The lines of a text that are not blank.
pub(crate) fn written(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .collect()
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let held = group
            .iter()
            .fold(0, |held, byte| held << 8 | usize::from(*byte))
            << (8 * (3 - group.len()));
        for at in 0..4 {
            text.push(if at <= group.len() {
                char::from(SIGNS[held >> (18 - 6 * at) & 63])
            } else {
                '='
            });
        }
    }
    text
}
