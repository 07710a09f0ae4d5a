//! Random and mutated files: nothing panics, and what is read is sound.

use luytre_reader::{Limits, read, unpack};
use proptest::prelude::*;

use crate::edxml::message;
use crate::mail::{attached, multipart};
use crate::make::{assert_sound, docx_with, fixture, paragraph, pdf, pdf_page, stream, tar, zip};
use crate::odt::odt_with;
use crate::outlook::{msg, winmail};
use crate::sheet::xlsx;

fn try_read(name: &str, bytes: &[u8]) {
    if let Ok(document) = read(name, bytes, &Limits::default()) {
        assert_sound(&document);
    }
}

/// Unpacks, holds what is promised about names and sizes, and reads what came out.
fn try_unpack(name: &str, bytes: &[u8]) {
    let limits = Limits {
        held_bytes: 1024 * 1024,
        entries: 100,
        ..Limits::default()
    };
    let Ok(unpacked) = unpack(name, bytes, &limits) else {
        return;
    };
    let held: usize = unpacked.files.iter().map(|file| file.bytes.len()).sum();
    assert!(held <= 1024 * 1024 || unpacked.files.len() == 1);
    for file in &unpacked.files {
        assert!(
            !file.path.is_empty() && !file.path.starts_with('/'),
            "{:?}",
            file.path
        );
        assert!(
            !file.path.split('/').any(|step| step == ".."),
            "{:?}",
            file.path
        );
        assert!(
            !file.path.chars().any(|c| c.is_control() || c == '\\'),
            "{:?}",
            file.path
        );
        try_read(&file.path, &file.bytes);
    }
}

fn mutate(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    for (index, value) in changes {
        let at = index.index(bytes.len());
        bytes[at] = *value;
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec(any::<(prop::sample::Index, u8)>(), 1..12)
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..512), sign in 0..5_usize) {
        let signs: [&[u8]; 5] = [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
        let bytes = [signs[sign], &bytes].concat();
        try_read("a.docx", &bytes);
        try_read("a.txt", &bytes);
    }

    #[test]
    fn random_text_is_sound(text in "\\PC{0,40}(\n|\r\n|\u{300}|\u{2028}|\\PC){0,40}", limit in 0..60_usize) {
        let limits = Limits { text_bytes: limit, ..Limits::default() };
        if let Ok(document) = read("a.txt", text.as_bytes(), &limits) {
            assert_sound(&document);
            assert!(document.text.len() <= limit + 1);
        }
    }

    #[test]
    fn mutated_packages_never_panic(changes in changes()) {
        try_read("a.docx", &mutate(fixture("dispatch.docx"), &changes));
    }

    #[test]
    fn mutated_markup_never_panics(changes in changes()) {
        let body = format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
            paragraph("mot")
        );
        let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
        let printable: Vec<_> = changes.iter().map(|(at, value)| (*at, 32 + value % 95)).collect();
        let body = String::from_utf8(mutate(body.into_bytes(), &printable)).expect("ASCII");
        let numbering = String::from_utf8(mutate(numbering.into(), &printable)).expect("ASCII");
        try_read("a.docx", &docx_with(&body, &[("numbering.xml", &numbering)]));
    }

    #[test]
    fn mutated_pdfs_never_panic(changes in changes(), which in 0..4_usize) {
        let names = ["dispatch.pdf", "streams.pdf", "restricted-aes-256.pdf", "restricted-rc4-40.pdf"];
        try_read("a.pdf", &mutate(fixture(names[which]), &changes));
    }

    #[test]
    fn mutated_objects_never_panic(changes in changes()) {
        let map = stream("", "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <45> <0110> endbfrange");
        let file = pdf(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90>>",
            "<</Type/Page/Contents[4 0 R]/Resources<</Font<</F1 5 0 R>>/XObject<</X 7 0 R>>>>>>",
            &stream("", "q 1 0 0 1 9 9 cm BT /F1 12 Tf 2 Tc 14 TL [(AB) -300 <41>] TJ (C) ' ET Q /X Do"),
            "<</Type/Font/Subtype/Type0/ToUnicode 6 0 R/DescendantFonts[<</W[1[2] 3 4 5]>>]>>",
            &map,
            &stream("/Subtype/Form/Filter[/AHx/LZW]/DecodeParms[null<</Predictor 12/Columns 4>>]", "800b6050220c0c8501>"),
        ]);
        try_read("a.pdf", &mutate(file, &changes));
    }

    #[test]
    fn mutated_old_word_never_panics(changes in changes(), which in 0..2_usize) {
        try_read("a.doc", &mutate(fixture(["dispatch.doc", "mixed.doc"][which]), &changes));
    }

    #[test]
    fn mutated_tables_of_old_word_never_panic(changes in changes(), within in 0x40..0x600_usize) {
        // The head of the main stream, where all the tables begin.
        const HEAD: usize = 7680;
        let mut bytes = fixture("mixed.doc");
        assert_eq!(&bytes[HEAD..HEAD + 2], b"\xec\xa5");
        for (at, (index, value)) in changes.iter().enumerate() {
            bytes[HEAD + (within + at * index.index(64)) % 1500] = *value;
        }
        try_read("a.doc", &bytes);
    }

    #[test]
    fn mutated_rtf_never_panics(changes in changes()) {
        try_read("a.rtf", &mutate(fixture("dispatch.rtf"), &changes));
    }

    #[test]
    fn random_control_words_never_panic(words in prop::collection::vec(0..30_usize, 0..80)) {
        const WORDS: [&str; 30] = [
            "{", "}", "\\par ", "\\cell ", "\\row ", "\\intbl", "\\itap3 ", "\\itap-1 ", "\\pard ", "\\u273?",
            "\\u-10179 ", "\\uc-1 ", "\\uc9 ", "\\bin9 ", "\\bin-1 ", "\\'e9", "\\'zz", "\\f1 ", "{\\fonttbl{\\f1 .VnTime;}}",
            "{\\footnote ", "{\\header ", "{\\shptxt ", "{\\*\\x ", "{\\listtext ", "x", "\u{a7}", "\\deleted ", "\\v ",
            "\\nestcell ", "\\nestrow ",
        ];
        let content: String = words.iter().map(|word| WORDS[*word]).collect();
        try_read("a.rtf", format!("{{\\rtf1 {content}").as_bytes());
    }

    #[test]
    fn random_operators_never_panic(words in prop::collection::vec(0..24_usize, 0..80)) {
        const WORDS: [&str; 24] = [
            "BT", "ET", "q", "Q", "cm", "Tm", "Td", "T*", "Tj", "TJ", "'", "\"", "/F1", "Tf", "Do",
            "(ab)", "<41>", "[(a) -900 (b)]", "1e9", "-7", "0", "0.5", "BI", "99999999999",
        ];
        let content: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
        try_read("a.pdf", &pdf_page(&content.join(" ")));
    }

    #[test]
    fn mutated_archives_never_panic(changes in changes(), which in 0..6_usize) {
        let inner = zip(&[("../a.docx", &docx_with(&paragraph("x"), &[])), ("b.txt", b"chu")]);
        let archive = match which {
            0 => zip(&[("a.zip", &inner), ("c.txt", b"chu")]),
            1 => tar(&[("a.zip", &inner), ("c.txt", b"chu")]),
            2 => fixture("files.7z"),
            3 => fixture("locked.7z"),
            4 => fixture("locked.zip"),
            _ => fixture("ppmd.7z"),
        };
        try_unpack("a.zip", &mutate(archive, &changes));
    }

    #[test]
    fn mutated_open_documents_never_panic(changes in changes(), which in 0..2_usize) {
        let names = ["dispatch.odt", "dispatch.fodt"];
        try_read("a.odt", &mutate(fixture(names[which]), &changes));
        let styles = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' style:num-list-format='%1%.'/></text:list-style>";
        let body = "<text:list text:style-name='L'><text:list-item text:start-value='9'><text:p>x<text:s text:c='3'/><text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell table:number-columns-repeated='7'><text:p>c</text:p></table:table-cell></table:table-row></table:table>";
        let printable: Vec<_> = changes.iter().map(|(at, value)| (*at, 32 + value % 95)).collect();
        let ascii = |text: &str| String::from_utf8(mutate(text.into(), &printable)).expect("ASCII");
        try_read("a.odt", &odt_with(&ascii(styles), &ascii(body)));
    }

    #[test]
    fn mutated_pages_never_panic(changes in changes()) {
        try_read("a.html", &mutate(fixture("dispatch.html"), &changes));
        let page = b"<html><style>p.a{font-family:'.VnTime'}</style><ol type=I start=2><li value=9><p class=a>x<table><tr><td colspan=3 rowspan=9>y<td>z</table><pre> a&#65;&amp;</pre><div id=ftn1>n</div>";
        try_read("a.html", &mutate(page.to_vec(), &changes));
    }

    #[test]
    fn tags_in_any_order_never_panic(words in prop::collection::vec(0..24_usize, 0..80)) {
        const WORDS: [&str; 24] = [
            "<p>", "</p>", "<table>", "</table>", "<tr>", "<td rowspan=2>", "</td>", "<td colspan=9>",
            "<ol>", "</ol>", "<li>", "</li>", "<div title=footer>", "</div>", "chu ", "<br>", "<pre>",
            "</pre>", "<svg>", "</svg>", "<style>", "</style>", "<font face=VNI-Times>", "</font>",
        ];
        let body: String = words.iter().map(|word| WORDS[*word]).collect();
        try_read("a.html", format!("<html>{body}").as_bytes());
    }

    #[test]
    fn mutated_mails_and_messages_never_panic(changes in changes(), which in 0..4_usize) {
        let archive = zip(&[("../a.txt", b"chu")]);
        let bytes = match which {
            2 => msg(),
            3 => winmail(&[("../a.txt", b"chu"), ("b.zip", &archive)]),
            0 => message(&[("../a.txt", b"chu"), ("b.zip", &archive)]).into_bytes(),
            _ => multipart("mixed", &[
                "Content-Type: text/html; charset=windows-1258\r\n\r\n<p>chu".to_owned(),
                attached("b.zip", "application/zip", &archive),
                "Content-Type: message/rfc822\r\n\r\nSubject: =?utf-8?q?a=20b?=\r\n\r\nx".to_owned(),
            ]),
        };
        try_unpack("a.eml", &mutate(bytes, &changes));
    }

    #[test]
    fn mutated_workbooks_never_panic(changes in changes(), which in 0..3_usize) {
        let names = ["plan.xlsx", "plan.ods", "plan.xls"];
        try_read("a.xlsx", &mutate(fixture(names[which]), &changes));
        let printable: Vec<_> = changes.iter().map(|(at, value)| (*at, 32 + value % 95)).collect();
        let ascii = |text: &str| String::from_utf8(mutate(text.into(), &printable)).expect("ASCII");
        let rows = "<row r='2'><c r='B2' t='s' s='1'><v>0</v></c><c s='1'><v>46086.5</v></c><c t='inlineStr'><is><t>x</t></is></c></row>";
        let styles = "<numFmts><numFmt numFmtId='170' formatCode='[$-42A]dd/mm/yyyy hh:mm'/></numFmts><fonts><font><name val='.VnTime'/></font></fonts><cellXfs><xf/><xf numFmtId='170' fontId='0'/></cellXfs>";
        try_read("a.xlsx", &xlsx(&ascii(rows), &ascii(styles), "<si><t>Rm</t></si>"));
    }
}
