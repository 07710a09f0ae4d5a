//! Old Vietnamese encodings: by the name of the font, by the shape of the words, and never where
//! the text is Unicode already.

use luytre_reader::{Document, Encoding, Problem, ReadError};
use proptest::prelude::*;

use crate::encode::{as_latin1, encode, table, viqr};
use crate::make::{assert_sound, docx, docx_with, read_default};

/// Sections of the table, and what they are called.
const ENCODINGS: [(&str, Encoding); 9] = [
    ("TCVN3", Encoding::Tcvn3),
    ("VNI", Encoding::Vni),
    ("VPS", Encoding::Vps),
    ("VISCII", Encoding::Viscii),
    ("BKHCM2", Encoding::BkHcm2),
    ("BKHCM1", Encoding::BkHcm1),
    ("VIETWARE-X", Encoding::VietwareX),
    ("VIETWARE-F", Encoding::VietwareF),
    ("WINDOWS-1258", Encoding::Windows1258),
];

const LETTER: &str = "\
Ủy ban nhân dân xã yêu cầu các đơn vị thực hiện nghiêm những việc sau đây.
1. Rà soát toàn bộ máy tính được giao, gỡ bỏ phần mềm không rõ nguồn gốc.
2. Công an xã chủ trì, phối hợp với Văn phòng kiểm tra định kỳ hằng quý.
3. Báo cáo kết quả trước ngày 15 tháng 6; quá hạn thì nêu rõ lý do.
Trưởng các thôn, bản tuyên truyền để người dân biết và cảnh giác với thủ đoạn lừa đảo.
";

fn read(bytes: &[u8]) -> Document {
    let document = read_default("a.txt", bytes).expect("a text");
    assert_sound(&document);
    document
}

fn encodings(document: &Document) -> Vec<Encoding> {
    let of = |problem: &Problem| match problem {
        Problem::Decoded { encoding, .. } => Some(*encoding),
        _ => None,
    };
    document.problems.iter().filter_map(of).collect()
}

fn run(font: &str, text: &str) -> String {
    format!(
        "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r>"
    )
}

fn in_fonts(runs: &[(&str, &str)]) -> Document {
    let runs: String = runs.iter().map(|(font, text)| run(font, text)).collect();
    read_default("a.docx", &docx(&format!("<w:p>{runs}</w:p>"))).expect("a document")
}

#[test]
fn a_plain_text_in_each_encoding_is_read() {
    for (name, encoding) in ENCODINGS {
        let document = read(&encode(name, LETTER));
        let text = document.text.to_lowercase();
        assert_eq!(text, LETTER.to_lowercase(), "{name}");
        assert_eq!(encodings(&document), [encoding], "{name}");
    }
}

#[test]
fn words_known_from_elsewhere_are_right() {
    let cases: [(&str, &[u8], &str); 7] = [
        (
            ".VnTime",
            b"C\xe9ng h\xdfa, \xae\xad\xeec, Ng\xb5y 28 th\xb8ng",
            "Cộng hòa, được, Ngày 28 tháng",
        ),
        (".VnTimeH", b"c\xe9ng hoa x\xb7", "CỘNG HOA XÃ"),
        (".VnArial NarrowH", b"\xa7\xb6ng", "ĐẢNG"),
        (
            "VNI-Times",
            b"CO\xc4NG HO\xd8A, ng\xf6\xf4\xf8i, n\xf6\xf4\xf9c, \xd1a\xe4t",
            "CỘNG HÒA, người, nước, Đật",
        ),
        ("VNI-Helve", b"A\xf9o kho\xe1c", "Áo khốc"),
        ("VPS Times", b"Ti\x89ng Vi\x8ct", "Tiếng Việt"),
        ("VI Times", b"Ti\xaang Vi\xaet", "Tiếng Việt"),
    ];
    for (font, bytes, expected) in cases {
        let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let text = text.replace('\u{89}', "&#x89;").replace('\u{8c}', "&#x8c;");
        let document = in_fonts(&[(font, &text)]);
        assert_eq!(document.text, format!("{expected}\n"), "{font}");
        assert_eq!(encodings(&document).len(), 1, "{font}");
    }
}

#[test]
fn only_runs_in_old_fonts_are_decoded() {
    let document = in_fonts(&[
        ("Times New Roman", "Số 12, "),
        (".VnTime", "ngµy 28 th¸ng 5, "),
        (".VnTimeH", "ñy ban "),
        ("VNI-Times", "nöôùc, "),
        ("Vni Sans", "café"),
    ]);
    assert_eq!(document.text, "Số 12, ngày 28 tháng 5, ỦY BAN nước, café\n");
    assert_eq!(encodings(&document), [Encoding::Tcvn3, Encoding::Vni]);
}

#[test]
fn unicode_in_an_old_font_stays() {
    let document = in_fonts(&[(".VnTime", "Cộng hòa xã hội")]);
    assert_eq!(document.text, "Cộng hòa xã hội\n");
    assert_eq!(document.problems, []);
}

#[test]
fn the_font_may_come_from_a_style() {
    let styles = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Head"><w:basedOn w:val="Normal"/></w:style>
        <w:style w:type="character" w:styleId="Latin"><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:style></w:styles>"#;
    let body = "<w:p><w:r><w:t>§iÒu</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"Head\"/></w:pPr><w:r><w:t>th¸ng</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Latin\"/></w:rPr><w:t> 5§</w:t></w:r></w:p>";
    let document =
        read_default("a.docx", &docx_with(body, &[("styles.xml", styles)])).expect("a document");
    assert_eq!(document.text, "Điều\ntháng 5§\n");
}

#[test]
fn text_saved_as_unicode_with_its_bytes_as_latin1_is_decoded() {
    for name in ["TCVN3", "VNI", "BKHCM2", "VIETWARE-X"] {
        let document = read(as_latin1(name, LETTER).as_bytes());
        assert_eq!(
            document.text.to_lowercase(),
            LETTER.to_lowercase(),
            "{name}"
        );
        assert_eq!(encodings(&document).len(), 1, "{name}");
    }
}

#[test]
fn in_a_mixed_text_only_the_lines_that_need_it_are_decoded() {
    let unicode = "Kính gửi: Công an xã và các trường học trên địa bàn.\nÔng Lê Vũ à.\n";
    let mixed = format!(
        "{unicode}{}Nơi nhận: như trên.\n",
        as_latin1("TCVN3", LETTER)
    );
    let document = read(mixed.as_bytes());
    let decoded = LETTER.replace('Ủ', "ủ");
    let expected = format!("{unicode}{decoded}Nơi nhận: như trên.\n");
    assert_eq!(document.text, expected);
}

#[test]
fn capitals_of_tcvn3_without_their_font_are_restored() {
    let text = format!(
        "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\n{}",
        as_latin1("TCVN3", LETTER)
    );
    let document = read(text.as_bytes());
    assert!(
        document
            .text
            .starts_with("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"),
        "{}",
        document.text
    );
}

#[test]
fn marks_typed_as_signs_are_read() {
    let document = read(viqr(LETTER).as_bytes());
    assert_eq!(document.text, LETTER);
    assert_eq!(encodings(&document), [Encoding::Viqr]);
    let loose = "Xin chu+a the^? tra? lo+`i nga^n ha`ng va` co^ng an xa~ hie^.n nay.\nViet Nam dda^'t nu+o+'c ma^'y tra(m na(m.\n";
    assert_eq!(
        read(loose.as_bytes()).text,
        "Xin chưa thể trả lời ngân hàng và công an xã hiện nay.\nViet Nam đất nước mấy trăm năm.\n"
    );
}

#[test]
fn what_is_not_old_is_never_decoded() {
    let texts = [
        LETTER,
        "Xin chao cac ban, day la van ban khong dau. Bao cao truoc ngay 15/6 (quy 2).\n",
        "The file (see a^2 + b^2) adds address data to C++ and a(b) calls; odd, middle, added.\n",
        "Le présent décret établit les règles applicables à la sécurité; où, déjà, être, naïve, français, élève, même, pièce.\n",
        "Müller übergibt größere Flächen für öffentliche Gebäude; ähnlich wäre häufig möglich.\n",
        "El año señor niño mañana español acción corazón según está aquí.\n",
        "Ông Hà và bà Tú ở xã Lũng Cú.\nà ô là và có xã hòa thì mà đã.\n",
        "Giá 5 € – “hạn” … 3 °C § 2 • ½ × 4\n",
    ];
    for text in texts {
        let document = read(text.as_bytes());
        assert_eq!(document.text, text);
        assert_eq!(document.problems, [], "{text}");
    }
}

#[test]
fn what_is_unsure_is_refused_with_the_best_guess() {
    let error = read_default("a.txt", b"So 1\nC\xe9ng h\xdfa").expect_err("too short");
    let ReadError::UnknownEncoding {
        at,
        guess,
        confidence,
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!((at, guess), (6, Some(Encoding::Tcvn3)));
    assert!((50..90).contains(&confidence), "{confidence}");
    let french = "Le présent décret établit les règles; où, déjà, être, français, élève, même.";
    let bytes: Vec<u8> = french
        .chars()
        .map(|c| u8::try_from(c).expect("Latin-1"))
        .collect();
    let error = read_default("a.txt", &bytes).expect_err("no Vietnamese");
    let ReadError::UnknownEncoding { confidence, .. } = error else {
        panic!("{error}");
    };
    assert!(confidence < 50, "{confidence}");
}

#[test]
fn a_stray_byte_does_not_make_a_text_old() {
    let mut bytes = LETTER.as_bytes().to_vec();
    bytes.insert(40, 0xff);
    let document = read(&bytes);
    assert_eq!(document.problems, [Problem::Undecodable { characters: 1 }]);
    assert!(document.text.contains("Rà soát toàn bộ"));
}

#[test]
fn a_lost_soft_hyphen_is_put_back() {
    let document = read(
        "Ban Chấp hành Trung ơng, ngời đợc nớc, trờng.\nTH TRUNG ƠNG nh trên, nhng\n".as_bytes(),
    );
    assert_eq!(
        document.text,
        "Ban Chấp hành Trung ương, người được nước, trường.\nTHƯ TRUNG ƯƠNG như trên, nhưng\n"
    );
    assert_eq!(document.problems, [Problem::LostLetters { words: 9 }]);
    // One slip in a text that has its letters proves nothing of other words.
    let document = read("Ngời lên, trường và trờng nh thế\n".as_bytes());
    assert_eq!(document.text, "Ngời lên, trường và trường nh thế\n");
}

#[test]
fn tcvn3_that_has_lost_its_soft_hyphens_is_still_told() {
    let text = "Người được giao nước, trường, đường, lương, hướng dẫn, dương, thương.\n\
        Đảng ủy yêu cầu báo cáo về việc thực hiện những nhiệm vụ của cấp trên.\n";
    let lost = as_latin1("TCVN3", text).replace('\u{ad}', "");
    let document = read(lost.as_bytes());
    assert_eq!(document.text, text);
    assert_eq!(encodings(&document), [Encoding::Tcvn3]);
}

#[test]
fn letters_that_only_look_right_are_replaced() {
    let document = read("Ðiều 1. QÐ-UBND của Ðảng; nƣớc, ÐƯỜNG.\nÞað er Ðetta\n".as_bytes());
    assert_eq!(
        document.text,
        "Điều 1. QĐ-UBND của Đảng; nước, ĐƯỜNG.\nÞað er Ðetta\n"
    );
    assert_eq!(document.problems, [Problem::LookAlikes { words: 5 }]);
}

/// Syllables of every rhyme and tone that people write, with each onset once.
fn word() -> impl Strategy<Value = String> {
    let onsets = ["b", "đ", "ch", "l", "th", "m", "h", "tr", "x", "nh", ""];
    let rhymes = [
        "iếng", "iệt", "ước", "ường", "ưởng", "ững", "ẳng", "ẵn", "ặc", "ắp", "ằng", "ấy", "ầu",
        "ẩn", "ẫn", "ậm", "é", "è", "ẻ", "ẽ", "ẹ", "ế", "ề", "ể", "ễ", "ệ", "í", "ì", "ỉ", "ĩ",
        "ị", "ó", "ò", "ỏ", "õ", "ọ", "ố", "ồ", "ổ", "ỗ", "ộ", "ớ", "ờ", "ở", "ỡ", "ợ", "ú", "ù",
        "ủ", "ũ", "ụ", "ứ", "ừ", "ử", "ữ", "ự", "á", "à", "ả", "ã", "ạ", "ý", "ỳ", "ỷ", "ỹ", "ỵ",
        "ăng", "âng", "ênh", "ôm", "ơn", "ưng",
    ];
    (
        prop::sample::select(onsets.to_vec()),
        prop::sample::select(rhymes.to_vec()),
    )
        .prop_map(|(onset, rhyme)| format!("{onset}{rhyme}"))
}

proptest! {
    #[test]
    fn what_was_encoded_is_decoded(words in prop::collection::vec(word(), 1..30), which in 0..9_usize) {
        let (name, _) = ENCODINGS[which];
        let text = format!("{LETTER}{}\n", words.join(" "));
        let document = read(&encode(name, &text));
        // Capitals that share a code with the small letter come back small.
        prop_assert_eq!(document.text.to_lowercase(), text.to_lowercase());
    }

    #[test]
    fn fonts_decode_what_was_encoded(words in prop::collection::vec(word(), 1..20), which in 0..4_usize) {
        let (font, name) = [(".VnTime", "TCVN3"), (".VnArialH", "TCVN3"), ("VNI-Times", "VNI"), ("VNI-Helve", "VNI")][which];
        let text = words.join(" ");
        let document = in_fonts(&[(font, &as_latin1(name, &text))]);
        let expected = if font.ends_with('H') { text.to_uppercase() } else { text };
        prop_assert_eq!(document.text, expected + "\n");
    }

    #[test]
    fn unicode_is_left_alone(words in prop::collection::vec(word(), 1..60)) {
        let text = words.join(" ") + "\n";
        let document = read(text.as_bytes());
        prop_assert_eq!(&document.text, &text);
        prop_assert_eq!(document.problems, []);
    }
}

#[test]
fn every_letter_of_every_table_comes_back() {
    for (name, font) in [("TCVN3", ".VnTime"), ("VNI", "VNI-Times")] {
        for letter in table(name)
            .into_keys()
            .filter(|c| !c.is_uppercase() || name == "VNI")
        {
            let text = format!("x{letter}x");
            let document = in_fonts(&[(font, &as_latin1(name, &text))]);
            assert_eq!(document.text, text + "\n", "{name}");
        }
    }
}
