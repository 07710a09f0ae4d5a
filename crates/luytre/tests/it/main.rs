//! The command line from outside: what it prints, and with which status it ends.
#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use luytre_ledger::hash::Hash;
use luytre_ledger::leaf::Leaf;
use luytre_ledger::pack::Writer;
use luytre_ledger::secret::LedgerKey;
use luytre_ledger::tree::Frontier;

/// A dispatch of our own writing.
const DISPATCH: &str = "ỦY BAN NHÂN DÂN\nPHƯỜNG TRE XANH\n\nSố: 12/UBND-VP\n\n\
    Tre Xanh, ngày 05 tháng 3 năm 2026\n\nV/v tăng cường an toàn thông tin\n\n\
    Kính gửi: Các phòng, đơn vị thuộc phường.\n\n\
    Ủy ban nhân dân phường yêu cầu các đơn vị thực hiện:\n\n\
    1. Định kỳ (tối thiểu 03 tháng/lần) thay đổi mật khẩu máy tính.\n\n\
    2. Không sử dụng USB không rõ nguồn gốc.\n";

fn luytre(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_luytre"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_dispatch_is_printed_as_one_object_a_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), DISPATCH).unwrap();
    fs::write(folder.path().join("b.md"), DISPATCH).unwrap();
    let done = luytre(&["read", "a.txt", "b.md", "--json"], folder.path());
    assert_eq!(done.status.code(), Some(0));
    let lines: Vec<serde_json::Value> = text(&done.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines
            .iter()
            .map(|line| line["source"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["a.txt", "b.md"]
    );
    assert_eq!(lines[0]["dispatch"]["number"], "12");
    assert_eq!(lines[0]["obligations"][0]["recurrence"], "P3M");
    assert_eq!(lines[0]["obligations"][1]["force"], "must_not");
    assert!(done.stderr.is_empty());
}

#[test]
fn a_plan_for_people_names_clause_force_and_control() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), DISPATCH).unwrap();
    let done = luytre(&["read", "a.txt"], folder.path());
    let plan = text(&done.stdout);
    for part in [
        "12/UBND-VP",
        "05/03/2026",
        "2 nhiệm vụ",
        "KHÔNG",
        "DEV-07",
        "3 tháng một lần",
    ] {
        assert!(plan.contains(part), "{part} in {plan}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), DISPATCH).unwrap();
    fs::write(folder.path().join("rỗng.docx"), b"").unwrap();
    let done = luytre(
        &["read", "rỗng.docx", "không-có.txt", "a.txt", "--json"],
        folder.path(),
    );
    assert_eq!(done.status.code(), Some(3));
    assert_eq!(text(&done.stdout).lines().count(), 1);
    let told = text(&done.stderr);
    assert!(
        told.contains("tệp rỗng") && told.contains("không-có.txt"),
        "{told}"
    );
}

#[test]
fn nothing_of_a_marked_document_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let marked = DISPATCH.replace("Số: 12/UBND-VP\n", "Số: 12/UBND-VP\n\nMẬT\n");
    fs::write(folder.path().join("a.txt"), marked).unwrap();
    let done = luytre(&["read", "a.txt"], folder.path());
    assert_eq!(done.status.code(), Some(3));
    assert!(done.stdout.is_empty());
    let told = text(&done.stderr);
    assert!(told.contains("dấu chỉ độ mật"), "{told}");
    assert!(
        !told.contains("UBND-VP") && !told.contains("mật khẩu"),
        "{told}"
    );
}

#[test]
fn wrong_usage_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(luytre(&["read"], folder.path()).status.code(), Some(2));
    assert_eq!(luytre(&["đọc"], folder.path()).status.code(), Some(2));
}

/// A pack of three entries, signed, and the key that verifies it.
fn pack() -> (Vec<u8>, String) {
    let key = LedgerKey::new("luytre/so-chung-cu/thu".parse().unwrap(), &[7; 32]);
    let mut pack = Writer::new(Vec::new()).unwrap();
    let mut tree = Frontier::default();
    for number in 0..3 {
        let leaf = Leaf {
            kind: "dispatch.received".to_owned(),
            office: "tre-xanh".to_owned(),
            object: "dispatch".to_owned(),
            id: number.to_string(),
            revision: 1,
            actor: None,
            unit: None,
            at: 1_790_000_000_000,
            payload: Hash([0; 32]),
        };
        let body = leaf.to_bytes().unwrap();
        tree.push(Hash::of_leaf(&body));
        pack.leaf(&body).unwrap();
    }
    pack.checkpoint(&luytre_ledger::checkpoint::sign(&tree.head(), &key))
        .unwrap();
    (pack.finish().unwrap(), key.verifier().to_string())
}

#[test]
fn a_genuine_pack_is_told_from_a_changed_one_by_the_status() {
    let folder = tempfile::tempdir().unwrap();
    let (genuine, key) = pack();
    fs::write(
        folder.path().join("keys"),
        format!("# khóa của phường\n{key}\n"),
    )
    .unwrap();
    fs::write(folder.path().join("pack"), &genuine).unwrap();
    let verify = ["ledger", "verify", "pack", "--keys", "keys"];
    let done = luytre(&verify, folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(
        text(&done.stdout).starts_with("ĐÚNG"),
        "{}",
        text(&done.stdout)
    );

    let changed = text(&genuine).replacen("leaf e", "leaf f", 1);
    assert_ne!(changed.as_bytes(), genuine);
    fs::write(folder.path().join("pack"), changed).unwrap();
    let done = luytre(&verify, folder.path());
    assert_eq!(done.status.code(), Some(1));
    assert!(
        text(&done.stdout).starts_with("SAI"),
        "{}",
        text(&done.stdout)
    );

    assert_eq!(
        luytre(
            &["ledger", "verify", "none", "--keys", "keys"],
            folder.path()
        )
        .status
        .code(),
        Some(3)
    );
}

#[test]
fn the_doctor_names_what_is_missing_and_how_to_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_luytre"))
        .arg("doctor")
        .env("PATH", folder.path())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(3));
    let told = text(&done.stdout);
    for named in ["Tesseract tiếng Việt: chưa có", "Dùng để mở tệp nén .rar."] {
        assert!(told.contains(named), "{named:?} in\n{told}");
    }
    if cfg!(unix) {
        let install =
            "sudo apt-get install tesseract-ocr tesseract-ocr-vie poppler-utils libarchive-tools\n";
        assert!(told.contains(install), "{told}");
    }
}
