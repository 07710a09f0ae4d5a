//! Containers: what comes out, under which names, what is left out and why, and each limit.

use std::io::Write as _;

use luytre_reader::{
    Container, Excess, Kind, Limits, Problem, ReadError, Reason, Unpacked, read, unpack,
};

use crate::make::{docx, fixture, paragraph, rar, tar, zip};

fn open<'bytes>(name: &str, bytes: &'bytes [u8]) -> Unpacked<'bytes> {
    unpack(name, bytes, &Limits::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn paths(unpacked: &Unpacked<'_>) -> Vec<String> {
    unpacked
        .files
        .iter()
        .map(|file| file.path.clone())
        .collect()
}

fn left_out(path: &str, why: Reason) -> Problem {
    let path = path.to_owned();
    Problem::LeftOut { path, why }
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).expect("in memory");
    encoder.finish().expect("in memory")
}

/// A ZIP within a ZIP, so often.
fn nested(times: usize) -> Vec<u8> {
    (0..times).fold(zip(&[("a.txt", b"chu")]), |inner, _| {
        zip(&[("in.zip", &inner)])
    })
}

#[test]
fn a_plain_file_gives_itself() {
    let bytes = docx(&paragraph("x"));
    let unpacked = open("../a.docx", &bytes);
    assert_eq!(unpacked.container, Container::File);
    assert_eq!(paths(&unpacked), ["a.docx"]);
    assert_eq!(unpacked.files[0].bytes, bytes);
    assert_eq!(unpacked.files[0].kind, Kind::Docx);
}

#[test]
fn an_archive_gives_its_files_and_says_what_it_leaves() {
    let document = docx(&paragraph("x"));
    let bytes = zip(&[
        ("cv/Công văn.docx", &document),
        ("../../etc/chay.exe", b"MZ\x90\0\x03\0"),
        ("la.bin", b"\x01\x02\0\x03"),
        ("rong.txt", b""),
        ("__MACOSX/._a.docx", b"\0\x05"),
        ("cu.tar.xz", b"\xfd7zXZ\0\0"),
    ]);
    let unpacked = open("a.zip", &bytes);
    assert_eq!(unpacked.container, Container::Archive);
    assert_eq!(paths(&unpacked), ["cv/Công văn.docx"]);
    assert_eq!(
        unpacked.problems,
        [
            left_out("etc/chay.exe", Reason::Program),
            left_out("la.bin", Reason::Unknown),
            left_out("rong.txt", Reason::Empty),
            left_out("cu.tar.xz", Reason::Unsupported),
        ]
    );
}

#[test]
fn names_of_old_archives_are_decoded() {
    let mut bytes = zip(&[("pl/xy.txt", b"chu")]);
    for at in 0..bytes.len() - 2 {
        if bytes[at..].starts_with(b"xy") {
            bytes[at..at + 2].copy_from_slice(b"\x82\x85");
        }
    }
    assert_eq!(paths(&open("a.zip", &bytes)), ["pl/éà.txt"]);
}

#[test]
fn every_kind_of_archive_is_opened() {
    let files: [(&str, &[u8]); 2] = [("Kế hoạch.txt", b"mot"), ("phu luc/b.txt", b"hai")];
    let cases = [
        ("a.zip", zip(&files)),
        ("a.tar", tar(&files)),
        ("a.tar.gz", gzip(&tar(&files))),
        ("a.7z", fixture("files.7z")),
    ];
    for (name, bytes) in cases {
        let unpacked = open(name, &bytes);
        let shown: Vec<String> = paths(&unpacked)
            .into_iter()
            .map(|path| path.trim_start_matches("a.tar/").replace("danh-sach", "b"))
            .collect();
        assert_eq!(shown, ["Kế hoạch.txt", "phu luc/b.txt"], "{name}");
        assert_eq!(unpacked.problems, [], "{name}");
        assert!(read("a.txt", &unpacked.files[1].bytes, &Limits::default()).is_ok());
        let kind = unpacked_kind(&bytes);
        assert_eq!(
            read(name, &bytes, &Limits::default()),
            Err(ReadError::Container { kind })
        );
    }
}

fn unpacked_kind(bytes: &[u8]) -> Kind {
    match bytes {
        [b'P', ..] => Kind::Zip,
        [b'7', ..] => Kind::SevenZip,
        [0x1f, ..] => Kind::Gzip,
        _ => Kind::Tar,
    }
}

/// Where the machine has no program for it, the error names the kind.
#[test]
fn rar_is_opened_by_a_program_of_the_machine_or_refused() {
    let bytes = rar(&[("ke-hoach.txt", b"mot"), ("..\\b.txt", b"hai")]);
    match unpack("a.rar", &bytes, &Limits::default()) {
        Ok(unpacked) => {
            assert_eq!(paths(&unpacked), ["ke-hoach.txt", "b.txt"]);
            assert_eq!(&*unpacked.files[1].bytes, b"hai");
        }
        Err(error) => assert_eq!(error, ReadError::ToolMissing { kind: Kind::Rar }),
    }
    let mut locked = bytes;
    locked[10] |= 0x80;
    let encrypted = Err(ReadError::Encrypted { format: None });
    assert_eq!(unpack("a.rar", &locked, &Limits::default()), encrypted);
}

#[test]
fn encrypted_archives_are_named_as_such() {
    for name in ["locked.7z", "locked.zip"] {
        let bytes = fixture(name);
        let unpacked = open(name, &bytes);
        assert_eq!(
            unpacked.problems,
            [left_out("Kế hoạch.txt", Reason::Encrypted)],
            "{name}"
        );
        assert!(unpacked.files.is_empty(), "{name}");
    }
    assert_eq!(
        unpack("a.7z", &fixture("locked-names.7z"), &Limits::default()),
        Err(ReadError::Encrypted { format: None })
    );
    let bytes = zip(&[("trong.7z", &fixture("locked-names.7z"))]);
    assert_eq!(
        open("a.zip", &bytes).problems,
        [left_out("trong.7z", Reason::Encrypted)]
    );
}

#[test]
fn a_method_that_is_not_known_is_unsupported() {
    let kind = Kind::SevenZip;
    assert_eq!(
        unpack("a.7z", &fixture("ppmd.7z"), &Limits::default()),
        Err(ReadError::Unsupported { kind })
    );
}

#[test]
fn containers_within_containers_are_opened_to_a_depth() {
    let limits = Limits {
        nesting: 3,
        ..Limits::default()
    };
    let bytes = nested(2);
    let unpacked = unpack("a.zip", &bytes, &limits).expect("three deep");
    assert_eq!(paths(&unpacked), ["in.zip/in.zip/a.txt"]);
    let bytes = nested(3);
    let unpacked = unpack("a.zip", &bytes, &limits).expect("opened so far");
    assert!(unpacked.files.is_empty());
    assert_eq!(
        unpacked.problems,
        [left_out("in.zip/in.zip/in.zip", Reason::TooDeep)]
    );
}

#[test]
fn a_damaged_archive_is_an_error_outside_and_left_out_inside() {
    let kinds = [
        ("a.zip", Kind::Zip),
        ("a.7z", Kind::SevenZip),
        ("a.tar", Kind::Tar),
        ("a.gz", Kind::Gzip),
    ];
    let whole = [
        zip(&[("a.txt", &[7; 900])]),
        fixture("files.7z"),
        tar(&[("a.txt", &[b'x'; 900])]),
        gzip(&[b'x'; 900]),
    ];
    for ((name, kind), bytes) in kinds.into_iter().zip(whole) {
        let cut = match kind {
            Kind::Tar => &bytes[..1200],
            _ => &bytes[..bytes.len() - 16],
        };
        assert_eq!(
            unpack(name, cut, &Limits::default()),
            Err(ReadError::DamagedContainer { kind }),
            "{name}"
        );
        let bytes = zip(&[(name, cut), ("b.txt", b"chu")]);
        let unpacked = open("b.zip", &bytes);
        assert_eq!(
            unpacked.problems,
            [left_out(name, Reason::Damaged)],
            "{name}"
        );
        assert_eq!(paths(&unpacked), ["b.txt"], "{name}");
    }
}

#[test]
fn bombs_are_refused_whole_at_any_depth() {
    let blanks = vec![b' '; 8 * 1024 * 1024];
    let limit = Limits::default().ratio;
    let excess = Excess::Ratio;
    let bomb = zip(&[("a.txt", &blanks)]);
    let cases = [
        ("a.zip", bomb.clone()),
        ("a.gz", gzip(&blanks)),
        ("b.zip", zip(&[("b.txt", b"chu"), ("trong.zip", &bomb)])),
    ];
    for (name, bytes) in cases {
        assert_eq!(
            unpack(name, &bytes, &Limits::default()),
            Err(ReadError::Bomb { excess, limit }),
            "{name}"
        );
    }
}

#[test]
fn limits_hold_at_their_edge() {
    let bytes = zip(&[("a.txt", &[b'a'; 600]), ("b.txt", &[b'b'; 400])]);
    let with = |change: fn(&mut Limits, u64), value| {
        let mut limits = Limits::default();
        change(&mut limits, value);
        unpack("a.zip", &bytes, &limits)
    };
    let entries =
        |limits: &mut Limits, value| limits.entries = usize::try_from(value).expect("small");
    assert!(with(entries, 2).is_ok());
    let excess = Excess::Entries;
    assert_eq!(with(entries, 1), Err(ReadError::Bomb { excess, limit: 1 }));

    let total = |limits: &mut Limits, value| limits.unpacked_bytes = value;
    assert!(with(total, 1000).is_ok());
    let excess = Excess::UnpackedBytes;
    assert_eq!(
        with(total, 999),
        Err(ReadError::Bomb { excess, limit: 999 })
    );

    let held = |limits: &mut Limits, value| limits.held_bytes = value;
    assert_eq!(with(held, 1000).expect("both").problems, []);
    let too_large = [left_out("b.txt", Reason::TooLarge)];
    assert_eq!(with(held, 999).expect("one").problems, too_large);

    let part = |limits: &mut Limits, value| limits.part_bytes = value;
    assert_eq!(with(part, 600).expect("both").problems, []);
    let too_large = [left_out("a.txt", Reason::TooLarge)];
    assert_eq!(with(part, 599).expect("one").problems, too_large);
}

#[test]
fn entries_of_nested_archives_count_together() {
    let limits = Limits {
        entries: 4,
        ..Limits::default()
    };
    assert!(unpack("a.zip", &nested(3), &limits).is_ok());
    let excess = Excess::Entries;
    let inner = zip(&[("a", b"x"), ("b", b"x"), ("c", b"x")]);
    let bytes = zip(&[("a.zip", &inner), ("b.zip", &inner)]);
    assert_eq!(
        unpack("a.zip", &bytes, &limits),
        Err(ReadError::Bomb { excess, limit: 4 })
    );
}

#[test]
fn links_are_not_followed() {
    let mut bytes = tar(&[("a.txt", b""), ("b.txt", b"chu")]);
    bytes[156] = b'2';
    let unpacked = open("a.tar", &bytes);
    assert_eq!(unpacked.problems, [left_out("a.txt", Reason::Link)]);
    assert_eq!(paths(&unpacked), ["b.txt"]);
}

#[test]
fn long_names_of_tar_are_whole() {
    let name = format!("{}/a.txt", "x".repeat(120));
    let record = format!("{} path={name}\n", name.len() + 10);
    let mut bytes = tar(&[("PaxHeader", record.as_bytes()), ("x", b"chu")]);
    bytes[156] = b'x';
    assert_eq!(paths(&open("a.tar", &bytes)), [name]);
}
