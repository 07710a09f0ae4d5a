//! Mails of Outlook, made here as compound files with the streams that Outlook writes.

use std::io::{Cursor, Write as _};

use luytre_reader::{Container, Envelope, Limits, Problem, Reason, Unpacked, read, unpack};

use crate::make::{docx, paragraph, zip};

type File = cfb::CompoundFile<Cursor<Vec<u8>>>;

fn write(file: &mut File, path: &str, content: &[u8]) {
    file.create_stream(path)
        .expect(path)
        .write_all(content)
        .expect(path);
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn message(file: &mut File, place: &str, subject: &str, text: &str) {
    write(
        file,
        &format!("{place}__substg1.0_0037001F"),
        &wide(subject),
    );
    write(
        file,
        &format!("{place}__substg1.0_0C1A001F"),
        &wide("Văn thư mẫu"),
    );
    write(
        file,
        &format!("{place}__substg1.0_5D01001F"),
        &wide("vanthu@example.vn"),
    );
    write(file, &format!("{place}__substg1.0_1000001F"), &wide(text));
    // 5 March 2026, 01:30 UTC.
    let mut list = vec![0; 32];
    list.extend_from_slice(&[0x40, 0, 0x39, 0, 6, 0, 0, 0]);
    let seconds = (134_774_u64 + 20_517) * 86_400 + 5_400;
    list.extend_from_slice(&(seconds * 10_000_000).to_le_bytes());
    write(file, &format!("{place}__properties_version1.0"), &list);
}

fn attachment(file: &mut File, place: &str, number: u32, name: &str, content: &[u8]) {
    let place = format!("{place}__attach_version1.0_#{number:08X}/");
    file.create_storage(&place).expect("a storage");
    write(file, &format!("{place}__substg1.0_3707001F"), &wide(name));
    write(file, &format!("{place}__substg1.0_37010102"), content);
}

pub(crate) fn msg() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    message(
        &mut file,
        "/",
        "Công văn số 215",
        "Đề nghị rà soát.\r\nTrân trọng.",
    );
    let document = docx(&paragraph("x"));
    attachment(&mut file, "/", 0, "..\\Công văn.docx", &document);
    attachment(
        &mut file,
        "/",
        1,
        "phu-luc.zip",
        &zip(&[("a.txt", b"chu"), ("b.exe", b"MZ\0\0")]),
    );
    let within = "/__attach_version1.0_#00000002/__substg1.0_3701000D/";
    file.create_storage_all(within).expect("a storage");
    message(&mut file, within, "Bên trong", "Thư gốc");
    attachment(&mut file, within, 0, "c.txt", b"chu");
    file.flush().expect("in memory");
    file.into_inner().into_inner()
}

fn paths<'own>(unpacked: &'own Unpacked<'_>) -> Vec<&'own str> {
    unpacked
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect()
}

#[test]
fn text_head_and_attachments_come_out() {
    let bytes = msg();
    let unpacked = unpack("a.msg", &bytes, &Limits::default()).expect("a mail");
    assert_eq!(unpacked.container, Container::Mail);
    assert_eq!(
        paths(&unpacked),
        [
            "Nội dung thư.txt",
            "Công văn.docx",
            "phu-luc.zip/a.txt",
            "Thư kèm 3/Nội dung thư.txt",
            "Thư kèm 3/c.txt",
        ]
    );
    let file = &unpacked.files[0];
    let text = read(&file.path, &file.bytes, &Limits::default())
        .expect("a text")
        .text;
    let wanted = "From: Văn thư mẫu <vanthu@example.vn>\nDate: 2026-03-05T01:30:00Z\nSubject: Công văn số 215\n\nĐề nghị rà soát.\nTrân trọng.\n";
    assert_eq!(text, wanted);
    let path = "phu-luc.zip/b.exe".to_owned();
    assert_eq!(
        unpacked.problems,
        [Problem::LeftOut {
            path,
            why: Reason::Program
        }]
    );
    assert!(
        matches!(&unpacked.envelope, Some(Envelope::Mail { subject, .. }) if subject == "Công văn số 215")
    );
}

#[test]
fn messages_within_count_for_the_depth() {
    let limits = Limits {
        nesting: 1,
        ..Limits::default()
    };
    let bytes = msg();
    let unpacked = unpack("a.msg", &bytes, &limits).expect("a mail");
    assert_eq!(paths(&unpacked), ["Nội dung thư.txt", "Công văn.docx"]);
    let left_out = |path: &str| Problem::LeftOut {
        path: path.to_owned(),
        why: Reason::TooDeep,
    };
    assert_eq!(
        unpacked.problems,
        [left_out("phu-luc.zip"), left_out("Thư kèm 3")]
    );
}

#[test]
fn a_page_stands_in_for_text_that_is_missing() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    write(&mut file, "/__properties_version1.0", &[0; 32]);
    write(
        &mut file,
        "/__substg1.0_10130102",
        "<html><p>Một</p><ol><li>hai</ol>".as_bytes(),
    );
    let bytes = file.into_inner().into_inner();
    let unpacked = unpack("a.msg", &bytes, &Limits::default()).expect("a mail");
    let text = String::from_utf8_lossy(&unpacked.files[0].bytes);
    assert!(text.ends_with("\n\nMột\n1. hai\n"), "{text}");
}

/// What Outlook wraps attachments into, with these of them.
pub(crate) fn winmail(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x78\x9f\x3e\x22\x01\0".to_vec();
    let mut attribute = |number: u32, content: &[u8]| {
        let length = u32::try_from(content.len()).expect("short");
        bytes.push(2);
        bytes.extend_from_slice(&number.to_le_bytes());
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(content);
        bytes.extend_from_slice(&[0, 0]);
    };
    for (name, content) in files {
        attribute(0x0006_9002, &[0; 14]);
        attribute(0x0001_8010, &[name.as_bytes(), b"\0"].concat());
        attribute(0x0006_800f, content);
    }
    bytes
}

#[test]
fn wrapped_attachments_come_out() {
    let archive = zip(&[("b.txt", b"chu")]);
    let bytes = winmail(&[("../a.txt", b"chu"), ("", b"hai"), ("c.zip", &archive)]);
    let unpacked = unpack("winmail.dat", &bytes, &Limits::default()).expect("a wrap");
    assert_eq!(paths(&unpacked), ["a.txt", "Tệp kèm 2", "c.zip/b.txt"]);
    assert_eq!(unpacked.container, Container::Mail);
    let cut = &bytes[..bytes.len() - 20];
    assert_eq!(
        unpack("a", cut, &Limits::default())
            .expect("what came before")
            .files
            .len(),
        2
    );
}
