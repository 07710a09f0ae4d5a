//! RTF: places, characters, lists, tables, what is left out, limits.

use luytre_reader::{Document, Encoding, Excess, Limits, Place, Problem, ReadError, read};

use crate::make::{assert_sound, fixture, read_default, written};

fn read_rtf(bytes: &[u8]) -> Document {
    let document = read_default("a.rtf", bytes).expect("a document");
    assert_sound(&document);
    document
}

/// A document with this body, a font table of common kinds before it.
fn body(body: &str) -> Document {
    read_rtf(
        format!(
            "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\froman\\fcharset0 Times New Roman;}}{{\\f1\\fcharset2 Symbol;}}\
             {{\\f2\\fcharset0 .VnTime{{\\*\\falt Arial}};}}{{\\f3\\fcharset0 .VnTimeH;}}{{\\f4\\fcharset0 VNI-Times;}}{{\\f5\\fcharset163 Arial;}}}}\n\
             {{\\colortbl;\\red0\\green0\\blue0;}}{{\\stylesheet{{\\s0 Normal;}}}}{{\\info{{\\title T}}}}\\pard\\plain {body}}}"
        )
        .as_bytes(),
    )
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
    let document = read_rtf(&fixture("dispatch.rtf"));
    assert_eq!(document.problems, []);
    let docx = read_default("a.docx", &fixture("dispatch.docx")).expect("a document");
    assert_eq!(written(&document.text), written(&docx.text));
}

#[test]
fn characters_are_told_by_number_code_page_and_name() {
    let cases = [
        (r"\u7878?i\u7873?m", "Ệiềm"),
        (r"\uc2\u273\'64\'64\uc0\u432 x", "đưx"),
        (r"\uc1\u-10179?\u-8704?", "😀"),
        (r"{\uc0\u273}\u273 d", "đđ"),
        (
            r"caf\'e9\~A\_B\emdash\ldblquote x\rdblquote\{\}\\",
            "café\u{a0}A-B—“x”{}\\",
        ),
        (r"\f5 \'f0\'ea\'ecn \'fd", "đến ư"),
        ("mot\r\n hai\\line ba\\tab bon", "mot hai\nba\tbon"),
        (r"{\v an}{\deleted bo}hien", "anhien"),
    ];
    for (rtf, expected) in cases {
        assert_eq!(body(rtf).text, format!("{expected}\n"), "{rtf}");
    }
}

#[test]
fn runs_in_old_fonts_are_decoded() {
    let document = body(
        r"{\f2 C\'e9ng h\'dfa, ng\'ad\'eai }{\f3 \'f1y ban }{\f4 n\'f6\'f4\'f9c} {\f2\'a7\u182?ng}\par \f0 caf\'e9",
    );
    assert_eq!(document.text, "Cộng hòa, người ỦY BAN nước Đảng\ncafé\n");
    let decoded = |encoding| Problem::Decoded {
        encoding,
        confidence: 100,
    };
    assert_eq!(
        document.problems,
        [decoded(Encoding::Tcvn3), decoded(Encoding::Vni)]
    );
}

#[test]
fn numbers_and_bullets_stand_before_their_paragraphs() {
    let document = body(
        r"{\listtext\pard\plain 1.\tab}Mot\par{\pntext\f1\'b7\tab}hai\par{\listtext +\tab}ba\par{\*\pn\pnlvlblt{\pntxtb -}}bon",
    );
    assert_eq!(document.text, "1. Mot\n- hai\n+ ba\nbon\n");
}

#[test]
fn cells_have_places() {
    let document = body(
        r"Truoc\par\trowd\cellx1\cellx2\pard\intbl A\par B\cell C\cell\row\pard\intbl D\cell\pard\intbl\itap2 e\nestcell f\nestcell{\nonesttables\par}{\*\nesttableprops\trowd\nestrow}\pard\intbl sau\cell\row\pard Sau\par\trowd\pard\intbl X\cell\row",
    );
    let cell = |table, row, column| Place::Cell { table, row, column };
    assert_eq!(
        places(&document),
        [
            (Place::Paragraph(1), "Truoc"),
            (cell(1, 1, 1), "A"),
            (cell(1, 1, 1), "B"),
            (cell(1, 1, 2), "C"),
            (cell(1, 2, 1), "D"),
            (cell(2, 1, 1), "e"),
            (cell(2, 1, 2), "f"),
            (cell(1, 2, 2), "sau"),
            (Place::Paragraph(2), "Sau"),
            (cell(3, 1, 1), "X"),
        ]
    );
}

#[test]
fn notes_boxes_and_margins_do_not_break_the_text() {
    let document = body(
        r"{\header 12\par Le tren\par}{\headerf Le tren}{\footer\pard Le duoi}Mot{\super\chftn}{\footnote\pard\plain\chftn  Chu thich\par} hai{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt Hop\par}}{\shprslt{\pict 00ff}}} ba\par\par Cuoi",
    );
    assert_eq!(
        places(&document),
        [
            (Place::Paragraph(1), "Mot hai ba"),
            (Place::TextBox, "Hop"),
            (Place::Paragraph(3), "Cuoi"),
            (Place::Note, "Chu thich"),
            (Place::Header, "Le tren"),
            (Place::Footer, "Le duoi"),
        ]
    );
}

#[test]
fn what_is_no_text_is_left_out_and_told() {
    let document = body(
        "{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt ket qua}} {\\object\\objemb{\\*\\objdata 01}{\\result x}}{\\*\\atnid a}{\\*\\annotation loi}{\\pict\\bin5 }}{{x}{\\*\\unknown x}{\\revised them}{\\deleted bot}",
    );
    assert_eq!(document.text, "ket qua them\n");
    assert_eq!(
        document.problems,
        [
            Problem::Comments,
            Problem::TrackedChanges {
                inserted: 1,
                deleted: 1
            },
            Problem::Embedded { documents: 1 },
        ]
    );
}

#[test]
fn a_file_without_its_end_gives_what_it_has() {
    let document = read_rtf(b"{\\rtf1 mot\\par hai {\\b ba");
    assert_eq!(document.text, "mot\nhai ba\n");
    assert_eq!(document.problems, [Problem::Incomplete]);
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth| format!("{{\\rtf1 {}x{}}}", "{".repeat(depth), "}".repeat(depth));
    let limits = Limits {
        depth: 20,
        ..Limits::default()
    };
    assert!(read("a.rtf", nested(19).as_bytes(), &limits).is_ok());
    assert_eq!(
        read("a.rtf", nested(20).as_bytes(), &limits),
        Err(ReadError::Bomb {
            excess: Excess::Depth,
            limit: 20
        })
    );
}
