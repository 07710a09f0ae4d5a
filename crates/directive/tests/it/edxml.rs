//! Headers of edXML messages, as different systems write them. All names and numbers are invented.

use jiff::civil::date;
use luytre_directive::edxml::{Action, Header, read};
use luytre_model::edxml::Answer;
use proptest::prelude::*;

const HEADER: &str = r#"<edXML:edXMLHeader>
<edXML:MessageHeader>
<edXML:From><edXML:OrganId>000.00.12.H99</edXML:OrganId><edXML:OrganizationInCharge>UBND tỉnh Bến Trúc</edXML:OrganizationInCharge><edXML:OrganName>Công an tỉnh Bến Trúc</edXML:OrganName><edXML:Email>ca@example.vn</edXML:Email></edXML:From>
<edXML:To><edXML:OrganId>000.01.12.H99</edXML:OrganId><edXML:OrganName>UBND phường Trúc Lâm</edXML:OrganName></edXML:To>
<edXML:To><edXML:OrganId>000.02.12.H99</edXML:OrganId><edXML:OrganName>UBND phường Trúc Bạch</edXML:OrganName></edXML:To>
<edXML:DocumentId>000.00.12.H99,2026/03/05,88/CAT-ANM</edXML:DocumentId>
<edXML:Code><edXML:CodeNumber>88</edXML:CodeNumber><edXML:CodeNotation>CAT-ANM</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Bến Trúc</edXML:Place><edXML:PromulgationDate>2026/03/05</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
<edXML:Subject>V/v rà soát tài khoản &amp; mật khẩu</edXML:Subject>
<edXML:Content>Rà soát
  tài khoản</edXML:Content>
<edXML:SignerInfo><edXML:Competence>KT. GIÁM ĐỐC</edXML:Competence><edXML:Position>Phó Giám đốc</edXML:Position><edXML:FullName>Trần Văn Mẫu</edXML:FullName></edXML:SignerInfo>
<edXML:DueDate>2026/03/31</edXML:DueDate>
<edXML:ToPlaces><edXML:Place>Như trên</edXML:Place><edXML:Place>Lưu: VT</edXML:Place></edXML:ToPlaces>
<edXML:OtherInfo><edXML:Priority>2</edXML:Priority></edXML:OtherInfo>
<edXML:ResponseFor><edXML:OrganId>000.00.00.G99</edXML:OrganId><edXML:Code>12/BM-AN</edXML:Code><edXML:PromulgationDate>2026/02/01</edXML:PromulgationDate><edXML:DocumentId>x-1</edXML:DocumentId></edXML:ResponseFor>
<edXML:SteeringType>1</edXML:SteeringType>
</edXML:MessageHeader>
<edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>000.00.12.H99</edXML:OrganId><edXML:Timestamp>2026/03/05 08:30:15</edXML:Timestamp></edXML:TraceHeader><edXML:TraceHeader><edXML:Timestamp>2026/03/05</edXML:Timestamp></edXML:TraceHeader>
<edXML:Bussiness><edXML:BussinessDocType>3</edXML:BussinessDocType><edXML:BussinessDocReason>Sai ngày</edXML:BussinessDocReason><edXML:Paper>0</edXML:Paper><edXML:StaffInfo><edXML:Department>Văn thư</edXML:Department><edXML:Staff>Lê Thị Mẫu</edXML:Staff></edXML:StaffInfo><edXML:ReplacementInfoList><edXML:ReplacementInfo><edXML:DocumentId>000.00.12.H99,2026/03/01,80/CAT-ANM</edXML:DocumentId></edXML:ReplacementInfo></edXML:ReplacementInfoList></edXML:Bussiness>
</edXML:TraceHeaderList><Khac><La>1</La></Khac></edXML:edXMLHeader>"#;

fn header() -> Header {
    read(HEADER).expect("a header")
}

#[test]
fn who_writes_to_whom_is_read() {
    let header = header();
    assert_eq!(header.from.id, "000.00.12.H99");
    assert_eq!(header.from.name, "Công an tỉnh Bến Trúc");
    assert_eq!(header.from.in_charge, "UBND tỉnh Bến Trúc");
    assert_eq!(header.to.len(), 2);
    assert_eq!(header.to[1].name, "UBND phường Trúc Bạch");
    assert_eq!(header.places, ["Như trên", "Lưu: VT"]);
    assert_eq!(header.answers[0].code, "12/BM-AN");
    assert_eq!(header.answers[0].date, Some(date(2026, 2, 1)));
    assert_eq!(
        header.trace[0].time,
        Some(date(2026, 3, 5).at(8, 30, 15, 0))
    );
    assert_eq!(header.trace[1].time, Some(date(2026, 3, 5).at(0, 0, 0, 0)));
}

#[test]
fn what_the_document_is_is_read() {
    let header = header();
    assert_eq!(header.document, "000.00.12.H99,2026/03/05,88/CAT-ANM");
    assert_eq!(
        (header.number.as_str(), header.notation.as_str()),
        ("88", "CAT-ANM")
    );
    assert_eq!(
        (header.place.as_str(), header.date),
        ("Bến Trúc", Some(date(2026, 3, 5)))
    );
    assert_eq!(header.kind, "Công văn");
    assert_eq!(header.subject, "V/v rà soát tài khoản & mật khẩu");
    assert_eq!(header.content, "Rà soát tài khoản");
    assert_eq!(header.signer.competence, "KT. GIÁM ĐỐC");
    assert_eq!(header.signer.position, "Phó Giám đốc");
    assert_eq!(header.signer.name, "Trần Văn Mẫu");
    assert_eq!(header.due, Some(date(2026, 3, 31)));
    assert_eq!((header.priority, header.steering), (Some(2), Some(true)));
    assert_eq!(header.status, None);
}

#[test]
fn what_is_replaced_is_told() {
    let business = header().business.expect("business");
    assert_eq!(business.action, Some(Action::Replace));
    assert_eq!(business.reason, "Sai ngày");
    assert_eq!(business.replaces, ["000.00.12.H99,2026/03/01,80/CAT-ANM"]);
    assert_eq!(business.paper, Some(false));
    assert_eq!(business.staff.name, "Lê Thị Mẫu");
    let with = |code: &str| {
        let header = HEADER.replace("Type>3<", &format!("Type>{code}<"));
        read(&header)
            .expect("a header")
            .business
            .expect("business")
            .action
    };
    let cases = [
        ("0", Some(Action::New)),
        ("1", Some(Action::Recall)),
        ("2", Some(Action::Update)),
        ("4", None),
        ("", None),
    ];
    for (code, wanted) in cases {
        assert_eq!(with(code), wanted, "{code}");
    }
}

#[test]
fn prefixes_spelling_and_stray_characters_do_not_matter() {
    let cases = [
        HEADER.replace("edXML:", ""),
        HEADER.replace("edXML:", "e:"),
        format!("1212<?xml version=\"1.0\"?>{HEADER}"),
        HEADER.replace("Bussiness", "Business"),
        HEADER.to_uppercase().replace("&AMP;", "&amp;"),
    ];
    for case in &cases[..4] {
        assert_eq!(read(case), Some(header()), "{case}");
    }
    assert_eq!(
        read(&cases[4]).expect("a header").due,
        Some(date(2026, 3, 31))
    );
}

#[test]
fn dates_are_read_in_every_order_and_never_guessed() {
    let due = |text: &str| {
        let header = HEADER.replace("DueDate>2026/03/31<", &format!("DueDate>{text}<"));
        read(&header).expect("a header").due
    };
    for text in [
        "2026-03-31",
        "31/03/2026",
        "2026/3/31 00:00:00",
        " 2026-03-31T10:00:00Z ",
    ] {
        assert_eq!(due(text), Some(date(2026, 3, 31)), "{text}");
    }
    for text in [
        "",
        "2026/02/30",
        "31/03/26",
        "20260331",
        "2026/13/01",
        "x/y/z",
        "2026/03/31/1",
    ] {
        assert_eq!(due(text), None, "{text}");
    }
}

#[test]
fn a_status_is_read_wherever_it_stands() {
    let fields = "<ResponseFor><OrganId>a</OrganId><DocumentId>x-1</DocumentId></ResponseFor><StatusCode>03</StatusCode><Description>Đã vào sổ</Description><Timestamp>2026/03/06 09:00:00</Timestamp><StaffInfo><Staff>Lê Thị Mẫu</Staff></StaffInfo>";
    for (before, after) in [
        ("<Status>", "</Status>"),
        ("<MessageHeader>", "</MessageHeader>"),
        ("<edXMLHeader>", "</edXMLHeader>"),
    ] {
        let header = read(&format!("<edXML>{before}{fields}{after}</edXML>")).expect("a header");
        let status = header.status.expect(before);
        assert_eq!(status.answer, Some(Answer::Registered), "{before}");
        assert_eq!(status.description, "Đã vào sổ", "{before}");
        assert_eq!(status.staff.name, "Lê Thị Mẫu", "{before}");
        assert_eq!(header.answers[0].document, "x-1", "{before}");
    }
}

#[test]
fn nothing_known_is_nothing() {
    for text in [
        "",
        "x",
        "<a>",
        "<html><body>chu</body></html>",
        "<edXMLHeader/>",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    let entity = format!("<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{HEADER}");
    assert_eq!(read(&entity), None);
}

#[test]
fn depth_and_number_of_elements_are_limited() {
    let deep = format!(
        "{}{HEADER}{}",
        "<a>".repeat(100_000),
        "</a>".repeat(100_000)
    );
    assert_eq!(read(&deep), None);
    let many = HEADER.replace("<edXML:To>", &"<edXML:To></edXML:To>".repeat(30_000));
    assert!(read(&many).expect("a header").to.len() <= 20_000);
}

proptest! {
    #[test]
    fn a_mutated_header_never_panics(changes in prop::collection::vec(any::<(prop::sample::Index, char)>(), 1..12)) {
        let mut text: Vec<char> = HEADER.chars().collect();
        for (index, c) in changes {
            let at = index.index(text.len());
            text[at] = c;
        }
        let _ = read(&text.into_iter().collect::<String>());
    }

    #[test]
    fn a_cut_header_gives_what_came_before(length in 0..HEADER.len()) {
        let cut = &HEADER[..HEADER.floor_char_boundary(length)];
        if let Some(cut) = read(cut) {
            let whole = header();
            prop_assert!(whole.from.id.starts_with(&cut.from.id));
            prop_assert!(cut.due.is_none() || cut.due == whole.due);
        }
    }
}
