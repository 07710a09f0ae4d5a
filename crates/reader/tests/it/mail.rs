//! Mails: text under its head, attachments, signatures, messages within messages.

use luytre_reader::{
    Container, Envelope, Excess, Limits, Problem, ReadError, Reason, Unpacked, read, unpack,
};

use crate::make::{base64, docx, paragraph, zip};

fn open(bytes: &[u8]) -> Unpacked<'_> {
    unpack("a.eml", bytes, &Limits::default()).expect("a mail")
}

fn paths<'own>(unpacked: &'own Unpacked<'_>) -> Vec<&'own str> {
    unpacked
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect()
}

/// What the text of the mail reads as.
fn text(unpacked: &Unpacked<'_>) -> String {
    let file = &unpacked.files[0];
    assert_eq!(file.path, "Nội dung thư.txt");
    read(&file.path, &file.bytes, &Limits::default())
        .expect("a text")
        .text
}

const HEAD: &str = "From: =?UTF-8?B?VsSDbiB0aMawIG3huqt1?= <vanthu@example.vn>\r\nTo: phuong@example.vn\r\nDate: Thu, 5 Mar 2026 08:30:00 +0700\r\nSubject: =?UTF-8?Q?C=C3=B4ng_v=C4=83n_s=E1=BB=91_215?=\r\nMIME-Version: 1.0\r\n";
const SHOWN: &str = "From: Văn thư mẫu <vanthu@example.vn>\nDate: 2026-03-05T08:30:00+07:00\nSubject: Công văn số 215\n\n";

/// A mail of these parts, each with its headers.
pub(crate) fn multipart(kind: &str, parts: &[String]) -> Vec<u8> {
    let mut mail = format!("{HEAD}Content-Type: multipart/{kind}; boundary=b\r\n\r\n");
    for part in parts {
        mail.push_str("--b\r\n");
        mail.push_str(part);
        mail.push_str("\r\n");
    }
    mail.push_str("--b--\r\n");
    mail.into_bytes()
}

pub(crate) fn attached(name: &str, kind: &str, content: &[u8]) -> String {
    format!(
        "Content-Type: {kind}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
        base64(content)
    )
}

#[test]
fn a_plain_mail_gives_its_text_under_its_head() {
    let mail = format!(
        "{HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\nĐề nghị các đơn vị rà soát.\r\n"
    );
    let unpacked = open(mail.as_bytes());
    assert_eq!(unpacked.container, Container::Mail);
    assert_eq!(
        text(&unpacked),
        format!("{SHOWN}Đề nghị các đơn vị rà soát.\n")
    );
    let Some(Envelope::Mail {
        from,
        date,
        subject,
    }) = &unpacked.envelope
    else {
        panic!("{:?}", unpacked.envelope);
    };
    assert_eq!(from, "Văn thư mẫu <vanthu@example.vn>");
    assert_eq!(date, "2026-03-05T08:30:00+07:00");
    assert_eq!(subject, "Công văn số 215");
    assert_eq!(unpacked.problems, []);
}

#[test]
fn text_is_preferred_over_the_page_and_the_page_over_nothing() {
    let plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCh=E1=BB=AF".to_owned();
    let page =
        "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Trang</p><ol><li>một</ol>".to_owned();
    let both = multipart("alternative", &[plain, page.clone()]);
    assert_eq!(text(&open(&both)), format!("{SHOWN}Chữ\n"));
    assert_eq!(open(&both).files.len(), 1);
    let alone = multipart("alternative", &[page]);
    assert_eq!(text(&open(&alone)), format!("{SHOWN}Trang\n1. một\n"));
}

#[test]
fn attachments_are_opened_and_named() {
    let document = docx(&paragraph("x"));
    let archive = zip(&[("../Kế hoạch.docx", &document), ("a.exe", b"MZ\0\0")]);
    let mail = multipart(
        "mixed",
        &[
            "Content-Type: text/plain\r\n\r\nKinh gui".to_owned(),
            attached(
                "=?UTF-8?B?Q8O0bmcgdsSDbi5kb2N4?=",
                "application/octet-stream",
                &document,
            ),
            attached("phu-luc.zip", "application/zip", &archive),
            attached(
                "smime.p7s",
                "application/pkcs7-signature",
                b"0\x82\x01\0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02",
            ),
        ],
    );
    let unpacked = open(&mail);
    assert_eq!(
        paths(&unpacked),
        [
            "Nội dung thư.txt",
            "Công văn.docx",
            "phu-luc.zip/Kế hoạch.docx"
        ]
    );
    let left_out = |path: &str, why| Problem::LeftOut {
        path: path.to_owned(),
        why,
    };
    assert_eq!(
        unpacked.problems,
        [
            left_out("phu-luc.zip/a.exe", Reason::Program),
            left_out("smime.p7s", Reason::Signature)
        ]
    );
}

#[test]
fn a_mail_within_a_mail_is_opened_beneath_it() {
    let inner = format!("{HEAD}\r\nBên trong");
    let plain = format!("Content-Type: message/rfc822\r\n\r\n{inner}");
    let encoded = format!(
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
        base64(inner.as_bytes())
    );
    for part in [plain, encoded] {
        let mail = multipart(
            "mixed",
            &["Content-Type: text/plain\r\n\r\nNgoai".to_owned(), part],
        );
        let unpacked = open(&mail);
        assert_eq!(
            paths(&unpacked),
            ["Nội dung thư.txt", "Thư kèm 1.eml/Nội dung thư.txt"]
        );
        let within = String::from_utf8_lossy(&unpacked.files[1].bytes);
        assert!(within.ends_with("Bên trong"), "{within}");
    }
}

#[test]
fn messages_nested_without_end_are_a_bomb() {
    let mail = format!(
        "{HEAD}{}",
        "Content-Type: message/rfc822\r\n\r\n".repeat(100_000)
    );
    let excess = Excess::Depth;
    assert_eq!(
        unpack("a.eml", mail.as_bytes(), &Limits::default()),
        Err(ReadError::Bomb { excess, limit: 256 })
    );
}

#[test]
fn text_in_no_declared_encoding_is_read_as_a_file_would_be() {
    // TCVN3, as programs of the nineties send it.
    let words = b"nh\xa9n d\xa9n ph\xad\xeang y\xaau c\xc7u c\xb8c \xae\xacn v\xde r\xb5 so\xb8t t\xb5i kho\xb6n";
    let mail = [
        HEAD.as_bytes(),
        b"Content-Type: text/plain\r\n\r\n",
        &words[..],
    ]
    .concat();
    let wanted = "nhân dân phường yêu cầu các đơn vị rà soát tài khoản";
    assert_eq!(text(&open(&mail)), format!("{SHOWN}{wanted}\n"));
}

#[test]
fn a_mail_is_known_by_its_head_and_a_text_is_not_taken_for_one() {
    let mail = format!("{HEAD}\r\nChữ");
    assert_eq!(
        unpack("a", mail.as_bytes(), &Limits::default())
            .expect("a mail")
            .container,
        Container::Mail
    );
    for text in ["From: a\nTo: b\nDate: c\n", "Kính gửi: a\nNgày: b\n"] {
        let unpacked = unpack("a.txt", text.as_bytes(), &Limits::default()).expect("a text");
        assert_eq!(unpacked.container, Container::File, "{text}");
    }
}
