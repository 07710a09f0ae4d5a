//! PDF: fonts, places, columns, filters, encryption, scans, limits.

use std::collections::BTreeMap;

use luytre_reader::{
    Cut, Damage, Document, Encoding, Excess, Format, Limits, Place, Problem, ReadError, read,
};

use crate::make::{assert_sound, fixture, pdf, pdf_page, read_default, stream};

fn read_pdf(bytes: &[u8]) -> Document {
    let document = read_default("a.pdf", bytes).expect("a document");
    assert_eq!(document.format, Format::Pdf);
    assert_sound(&document);
    document
}

fn refusal(bytes: &[u8]) -> ReadError {
    read_default("a.pdf", bytes).expect_err("refused")
}

fn shown(content: &str) -> String {
    read_pdf(&pdf_page(content)).text
}

/// Shows texts at places, each 12 high.
fn at(places: &[(u32, u32, &str)]) -> String {
    let show = |(x, y, text): &(u32, u32, &str)| format!("1 0 0 1 {x} {y} Tm ({text}) Tj ");
    let shown: String = places.iter().map(show).collect();
    format!("BT /F1 12 Tf {shown}ET")
}

#[test]
fn a_dispatch_from_libreoffice_reads_in_the_order_of_reading() {
    let document = read_pdf(&fixture("dispatch.pdf"));
    assert_eq!(document.problems, []);
    let lines: Vec<&str> = document.text.lines().collect();
    let heading = [
        "1",
        "ỦY BAN NHÂN DÂN",
        "PHƯỜNG TRÚC LÂM",
        "Số: 215/UBND-VP",
        "V/v tăng cường bảo đảm an ninh",
        "mạng trong cơ quan",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Trúc Lâm, ngày 05 tháng 3 năm 2026",
        "Kính gửi: Các phòng, ban, đơn vị thuộc phường.",
    ];
    assert_eq!(lines[..heading.len()], heading);
    let sign_off = [
        "Nơi nhận:",
        "- Như trên;",
        "- Thường trực Đảng ủy (để b/c);",
        "- Lưu: VT, VP.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Thị Mẫu",
        "1 Công văn gửi kèm theo văn bản này.",
        "Lưu hành nội bộ phường Trúc Lâm",
    ];
    assert_eq!(lines[lines.len() - sign_off.len()..], sign_off);
    assert!(lines.contains(&"a) Thu hồi tài khoản của người đã chuyển công tác;"));
    assert!(lines.contains(&"II. BẢO VỆ THIẾT BỊ"));
}

#[test]
fn the_same_dispatch_has_the_same_words_as_pdf_and_as_word_document() {
    let words = |document: &Document| {
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for word in document.text.replace('–', "-").split_whitespace() {
            *counted.entry(word.to_owned()).or_default() += 1;
        }
        counted
    };
    let mut from_pdf = words(&read_pdf(&fixture("dispatch.pdf")));
    let mut from_docx = words(&read_default("a.docx", &fixture("dispatch.docx")).expect("docx"));
    // The page number, the mark of the footnote, and the word that carries that mark.
    for (words, extra) in [
        (&mut from_pdf, ["1", "Trúc1"]),
        (&mut from_docx, ["1", "Trúc"]),
    ] {
        for word in extra {
            words.remove(word);
        }
    }
    from_pdf.remove("Trúc");
    assert_eq!(from_pdf, from_docx);
}

#[test]
fn every_way_of_writing_the_file_gives_the_same_text() {
    let plain = read_pdf(&fixture("plain.pdf"));
    assert_eq!(plain.text, "Hello office\n");
    for name in [
        "streams.pdf",
        "restricted-rc4-40.pdf",
        "restricted-rc4-128.pdf",
        "restricted-aes-128.pdf",
        "restricted-aes-256.pdf",
    ] {
        assert_eq!(read_pdf(&fixture(name)), plain, "{name}");
    }
}

#[test]
fn a_file_under_a_password_is_encrypted() {
    let format = Some(Format::Pdf);
    assert_eq!(
        refusal(&fixture("locked.pdf")),
        ReadError::Encrypted { format }
    );
}

#[test]
fn shifts_between_pieces_become_blanks_and_small_ones_do_not() {
    assert_eq!(
        shown("BT /F1 12 Tf [(Gi) -40 (ao) -300 (ban)] TJ ET"),
        "Giao ban\n"
    );
    assert_eq!(
        shown("BT /F1 12 Tf (a) Tj 0 -14 Td (b) Tj 14 TL (c) ' T* (d) Tj ET"),
        "a\nb\nc\nd\n"
    );
    assert_eq!(shown("BT /F1 12 Tf 3 Tw (a b) Tj ET"), "a b\n");
}

#[test]
fn bold_made_by_writing_twice_reads_once() {
    assert_eq!(shown(&at(&[(100, 700, "Mat"), (100, 700, "Mat")])), "Mat\n");
}

#[test]
fn columns_follow_one_another_and_rows_stay_rows() {
    let heading = at(&[
        (80, 700, "UBND PHUONG"),
        (250, 700, "CONG HOA XA HOI"),
        (80, 685, "So: 12"),
        (250, 685, "Doc lap"),
        (80, 640, "Kinh gui cac phong va cac don vi thuoc phuong"),
    ]);
    assert_eq!(
        shown(&heading),
        "UBND PHUONG\nSo: 12\nCONG HOA XA HOI\nDoc lap\nKinh gui cac phong va cac don vi thuoc phuong\n"
    );
    let table = at(&[
        (80, 700, "STT"),
        (200, 700, "Don vi"),
        (400, 700, "Han"),
        (80, 680, "1"),
        (200, 680, "Cong an"),
        (400, 680, "20/3"),
    ]);
    assert_eq!(shown(&table), "STT\tDon vi\tHan\n1\tCong an\t20/3\n");
    let list = at(&[
        (80, 700, "1."),
        (110, 700, "Ra soat"),
        (80, 680, "2."),
        (110, 680, "Bao cao"),
    ]);
    assert_eq!(shown(&list), "1. Ra soat\n2. Bao cao\n");
}

#[test]
fn blanks_left_open_do_not_part_columns() {
    let heading = at(&[
        (80, 700, "UBND PHUONG MAU"),
        (300, 700, "CONG HOA XA HOI"),
        (80, 685, "So:        /UBND-VP"),
        (300, 685, "Mau, ngay         thang        nam 2026"),
        (80, 640, "Kinh gui cac phong va cac don vi thuoc phuong"),
    ]);
    assert_eq!(
        shown(&heading),
        "UBND PHUONG MAU\nSo: /UBND-VP\nCONG HOA XA HOI\nMau, ngay thang nam 2026\n\
         Kinh gui cac phong va cac don vi thuoc phuong\n"
    );
}

#[test]
fn a_signature_far_below_stays_with_its_column() {
    let sign_off = at(&[
        (80, 300, "Noi nhan:"),
        (350, 300, "CHU TICH"),
        (80, 285, "- Nhu tren;"),
        (80, 270, "- Luu: VT."),
        (350, 200, "Le Van Mau"),
        (80, 40, "ban in ngay 05"),
        (500, 40, "1/1"),
    ]);
    assert_eq!(
        shown(&sign_off),
        "Noi nhan:\n- Nhu tren;\n- Luu: VT.\nCHU TICH\nLe Van Mau\nban in ngay 05\n1/1\n"
    );
}

#[test]
fn a_table_under_a_sign_off_keeps_its_rows() {
    let content = at(&[
        (80, 300, "Noi nhan:"),
        (350, 300, "CHU TICH"),
        (300, 270, "PHU LUC"),
        (80, 250, "STT"),
        (200, 250, "Noi dung"),
        (400, 250, "Han"),
    ]);
    assert_eq!(
        shown(&content),
        "Noi nhan:\nCHU TICH\nPHU LUC\nSTT\tNoi dung\tHan\n"
    );
}

#[test]
fn turned_pages_and_turned_text_are_read() {
    let turned = "BT /F1 12 Tf 0 1 -1 0 100 100 Tm (dong mot) Tj 0 -14 Td (dong hai) Tj ET";
    assert_eq!(shown(turned), "dong mot\ndong hai\n");
    let mixed = format!(
        "{} BT /F1 12 Tf 0 1 -1 0 50 100 Tm (ben le) Tj ET",
        at(&[(80, 700, "than van ban dai")])
    );
    assert_eq!(shown(&mixed), "than van ban dai\nben le\n");
    let page = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        &stream("", turned),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]);
    assert_eq!(read_pdf(&page).text, "dong mot\ndong hai\n");
}

#[test]
fn forms_are_read_and_a_form_in_itself_ends() {
    let page = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>",
        &stream("", "/X Do"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        &stream(
            "/Subtype/Form/Matrix[1 0 0 1 10 10]/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>",
            "BT /F1 12 Tf (trong khung) Tj ET /X Do",
        ),
    ]);
    let text = read_pdf(&page).text;
    assert!(text.starts_with("trong khung\n"), "{text}");
    assert_eq!(text.lines().count(), 12, "as deep as forms may be nested");
}

fn with_font(font: &str, more: &[&str], content: &str) -> Vec<u8> {
    let content = stream("", content);
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        &content,
        font,
    ];
    objects.extend(more);
    pdf(&objects)
}

#[test]
fn names_of_glyphs_give_letters() {
    let font = "<</Type/Font/Subtype/Type1/Encoding<</Differences[65/Dcroat/ohornacute/uni1EA1/u01B0/ecircumflexdotbelow/fi/endash.alt]>>>>";
    assert_eq!(
        read_pdf(&with_font(font, &[], "BT /F1 12 Tf (ABCDEFG) Tj ET")).text,
        "Đớạưệfi–\n"
    );
}

#[test]
fn encodings_give_letters() {
    let shown = |encoding: &str| {
        let font = format!("<</Type/Font/Subtype/TrueType/Encoding/{encoding}>>");
        read_pdf(&with_font(
            &font,
            &[],
            "BT /F1 12 Tf (\\223a\\351\\047\\320) Tj ET",
        ))
        .text
    };
    assert_eq!(shown("WinAnsiEncoding"), "“aé'Ð\n");
    assert_eq!(shown("MacRomanEncoding"), "ìaÈ'–\n");
}

#[test]
fn maps_give_letters_for_codes_of_two_bytes() {
    let map = stream(
        "",
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n\
         2 beginbfchar <0003> <0020> <0010> <0110> endbfchar\n\
         2 beginbfrange <0020> <0022> <1EA0> <0030> <0031> [<FB01> <D83DDE00>] endbfrange",
    );
    let font = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</W[16[600] 32 34 700]/DW 500>>]>>";
    let page = with_font(
        font,
        &[&map],
        "BT /F1 12 Tf <0010002000210022000300300031> Tj ET",
    );
    assert_eq!(read_pdf(&page).text, "ĐẠạẢ fi😀\n");
}

#[test]
fn a_few_unknown_glyphs_are_marked_and_many_make_the_font_unreadable() {
    let map = stream("", "1 beginbfchar <0041> <0041> endbfchar");
    let font =
        "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<<>>]>>";
    let page = |known: usize| {
        let content = format!("BT /F1 12 Tf <{}0042> Tj ET", "0041".repeat(known));
        with_font(font, &[&map], &content)
    };
    let document = read_pdf(&page(19));
    assert!(document.text.ends_with("A\u{fffd}\n"));
    assert_eq!(document.problems, [Problem::Undecodable { characters: 1 }]);
    assert_eq!(
        refusal(&page(18)),
        ReadError::UnreadableFont {
            undecodable: 1,
            characters: 19
        }
    );
}

#[test]
fn an_old_vietnamese_font_is_decoded() {
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+.VnTime/Encoding/WinAnsiEncoding>>";
    let document = read_pdf(&with_font(font, &[], "BT /F1 12 Tf (M\\313t) Tj ET"));
    assert_eq!(document.text, "Mật\n");
    let decoded = |encoding| Problem::Decoded {
        encoding,
        confidence: 100,
    };
    assert_eq!(document.problems, [decoded(Encoding::Tcvn3)]);
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/VNI-Times/Encoding/WinAnsiEncoding>>";
    let content = "BT /F1 12 Tf [(NG\\326\\324) -5 (\\330I \\321a\\343)] TJ (t) Tj ET";
    let document = read_pdf(&with_font(font, &[], content));
    assert_eq!(document.text, "NGƯỜI Đẫt\n");
    assert_eq!(document.problems, [decoded(Encoding::Vni)]);
}

#[test]
fn every_filter_is_undone() {
    let content = "BT /F1 12 Tf (xin chao) Tj ET";
    let hexadecimal: String = content.bytes().map(|byte| format!("{byte:02x}")).collect();
    let base85 = r##"6<#'\7PQ#?1*BP.+=MJKDBNG&@;dS;<,*OE;u~>"##;
    let runs = format!("\u{1c}{content}");
    assert_eq!(content.len(), 29);
    for (filter, packed) in [
        ("/ASCIIHexDecode", format!("{hexadecimal}>")),
        (
            "[/AHx/A85]",
            base85.bytes().map(|byte| format!("{byte:02x}")).collect(),
        ),
        ("/A85", base85.to_owned()),
        ("/RunLengthDecode", runs),
    ] {
        let page = pdf(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            &stream(&format!("/Filter{filter}"), &packed),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]);
        assert_eq!(read_pdf(&page).text, "xin chao\n", "{filter}");
    }
}

#[test]
fn pictures_without_text_are_a_scan_and_some_are_a_problem() {
    let page = |contents: &str| {
        format!(
            "<</Type/Page/Contents {contents} 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</I 6 0 R>>>>>>"
        )
    };
    let made = |first: &str, second: &str| {
        pdf(&[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[7 0 R 8 0 R]/Count 2>>",
            &stream("", "BT /F1 12 Tf (co chu) Tj ET"),
            &stream("", "q 600 0 0 800 0 0 cm /I Do Q"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            &stream("/Subtype/Image/Filter/DCTDecode", "x"),
            &page(first),
            &page(second),
        ])
    };
    assert_eq!(refusal(&made("4", "4")), ReadError::Scan { pages: 2 });
    let document = read_pdf(&made("3", "4"));
    assert_eq!(
        document.problems,
        [Problem::PagesWithoutText { pages: vec![2] }]
    );
    let inline = pdf_page("BI /W 1 /H 1 ID \u{1}(Tj EI Q");
    assert_eq!(refusal(&inline), ReadError::Scan { pages: 1 });
}

#[test]
fn recognised_text_over_a_picture_is_reported() {
    let document = read_pdf(&pdf_page("BT 3 Tr /F1 12 Tf (nhan dang) Tj ET"));
    assert_eq!(
        document.problems,
        [Problem::RecognisedText { characters: 9 }]
    );
}

#[test]
fn pages_are_places_and_are_cut_at_their_limit() {
    let content = stream("", "BT /F1 12 Tf (trang) Tj ET");
    let bytes = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R 6 0 R 2 0 R]/Count 3/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Type/Page/Contents[4 0 R]>>",
        &content,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Page/Contents 4 0 R>>",
    ]);
    let document = read_pdf(&bytes);
    let places: Vec<Place> = document.parts.iter().map(|part| part.place).collect();
    assert_eq!(places, [Place::Page { page: 1 }, Place::Page { page: 2 }]);
    assert_eq!(document.problems, []);
    let limits = Limits {
        pages: 2,
        ..Limits::default()
    };
    assert_eq!(read("a.pdf", &bytes, &limits).expect("both").problems, []);
    let limits = Limits {
        pages: 1,
        ..Limits::default()
    };
    let document = read("a.pdf", &bytes, &limits).expect("one");
    assert_eq!(document.parts.len(), 1);
    assert_eq!(
        document.problems,
        [Problem::CutShort {
            at: Cut::Pages,
            limit: 1
        }]
    );
}

#[test]
fn an_updated_file_gives_its_last_state() {
    let mut bytes = pdf_page("BT /F1 12 Tf (cu) Tj ET");
    let update = format!(
        "\n4 0 obj\n{}\nendobj\n",
        stream("", "BT /F1 12 Tf (moi) Tj ET")
    );
    bytes.extend_from_slice(update.as_bytes());
    assert_eq!(read_pdf(&bytes).text, "moi\n");
}

#[test]
fn a_file_without_its_end_or_its_tree_still_gives_its_pages() {
    let whole = fixture("dispatch.pdf");
    let text = read_pdf(&whole).text;
    let table = whole.windows(6).rposition(|window| window == b"\nxref\n");
    let cut = &whole[..table.expect("a table")];
    assert_eq!(read_pdf(cut).text, text, "no table, no trailer");
    let lost = pdf(&[
        "<</Type/Page/Contents 2 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
        &stream("", "BT /F1 12 Tf (con lai) Tj ET"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]);
    assert_eq!(read_pdf(&lost).text, "con lai\n");
}

#[test]
fn a_page_that_breaks_off_is_read_and_reported() {
    let content = format!(
        "{} {}",
        at(&[(80, 700, "con doc duoc")]),
        "0 0 m 12.5 7 l S ".repeat(300)
    );
    let packed = crate::make::deflated(content.as_bytes());
    let document = read_pdf(&crate::make::pdf_with_packed(&packed[..packed.len() - 12]));
    assert_eq!(document.text, "con doc duoc\n");
    assert_eq!(
        document.problems,
        [Problem::DamagedPages { pages: vec![1] }]
    );
}

#[test]
fn text_in_a_font_that_is_missing_is_unreadable() {
    let page = pdf_page("BT /F9 12 Tf (abc) Tj ET");
    assert_eq!(
        refusal(&page),
        ReadError::UnreadableFont {
            undecodable: 3,
            characters: 3
        }
    );
}

#[test]
fn a_page_with_far_too_much_text_is_cut_with_a_problem() {
    let page = |times: usize| {
        read_pdf(&pdf_page(&format!(
            "BT /F1 12 Tf {}ET",
            "(abcdefghij) Tj ".repeat(times)
        )))
    };
    assert_eq!(page(20_000).problems, []);
    let limit = 200_000;
    assert_eq!(
        page(20_001).problems,
        [Problem::CutShort {
            at: Cut::Glyphs,
            limit
        }]
    );
}

#[test]
fn no_cut_of_a_file_panics() {
    let whole = fixture("dispatch.pdf");
    for length in (0..whole.len()).step_by(211) {
        if let Ok(document) = read_default("a.pdf", &whole[..length]) {
            assert_sound(&document);
        }
    }
}

#[test]
fn a_file_without_pages_is_broken_and_one_without_text_says_so() {
    let format = Format::Pdf;
    let damage = Damage::NoPages;
    assert_eq!(
        refusal(b"%PDF-1.7\n%%EOF"),
        ReadError::Broken { format, damage }
    );
    assert_eq!(
        refusal(&pdf_page("0 0 10 10 re f")),
        ReadError::NoText { format }
    );
}

#[test]
fn a_stream_that_unpacks_too_far_is_a_bomb() {
    let bomb = crate::make::deflated(&vec![b' '; 40 << 20]);
    let bytes = crate::make::pdf_with_packed(&bomb);
    let (excess, limit) = (Excess::PartBytes, 32 << 20);
    assert_eq!(refusal(&bytes), ReadError::Bomb { excess, limit });
    let fits = crate::make::deflated(b"BT /F1 12 Tf (vua du) Tj ET");
    let limits = Limits {
        part_bytes: 27,
        ..Limits::default()
    };
    let bytes = crate::make::pdf_with_packed(&fits);
    assert!(read("a.pdf", &bytes, &limits).is_ok());
    let limits = Limits {
        part_bytes: 26,
        ..Limits::default()
    };
    assert_eq!(
        read("a.pdf", &bytes, &limits),
        Err(ReadError::Bomb { excess, limit: 26 })
    );
}

#[test]
fn nesting_and_circles_end() {
    let deep = format!("{}{}", "[".repeat(100_000), "<<".repeat(100_000));
    assert!(matches!(
        refusal(&pdf_page(&deep)),
        ReadError::NoText { .. }
    ));
    let circle = pdf(&["<</Type/Catalog/Pages 2 0 R>>", "2 0 R", "3 0 R"]);
    assert!(matches!(refusal(&circle), ReadError::Broken { .. }));
    let circle = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[2 0 R 3 0 R]>>",
        "<</Type/Pages/Kids[2 0 R 3 0 R]>>",
    ]);
    assert!(matches!(refusal(&circle), ReadError::Broken { .. }));
}

#[test]
fn a_file_that_makes_much_work_of_little_is_refused() {
    // Each object opens a string that never closes, so each is parsed to the end.
    let opened: Vec<String> = (0..40_000).map(|_| "<</A (".to_owned()).collect();
    let opened: Vec<&str> = opened.iter().map(String::as_str).collect();
    let (excess, bytes) = (Excess::Effort, pdf(&opened));
    let limit = u64::try_from(bytes.len() * 8 + (64 << 20)).expect("small");
    assert_eq!(refusal(&bytes), ReadError::Bomb { excess, limit });
}
