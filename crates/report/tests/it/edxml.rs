//! Status messages: what is written is read again, whatever the words hold. All names are invented.

use jiff::civil::{date, datetime};
use luytre_directive::edxml::read;
use luytre_model::edxml::{Answer, DocumentReference, Staff};
use luytre_report::edxml::StatusMessage;
use proptest::prelude::*;

fn message(answer: Answer) -> StatusMessage {
    StatusMessage {
        answers: DocumentReference {
            organ: "000.00.12.H99".into(),
            code: "88/CAT-ANM".into(),
            date: Some(date(2026, 3, 5)),
            document: "000.00.12.H99,2026/03/05,88/CAT-ANM".into(),
        },
        organ: "000.01.12.H99".into(),
        organ_name: "UBND phường Trúc Lâm".into(),
        staff: Staff {
            department: "Văn phòng".into(),
            name: "Lê Thị Mẫu".into(),
            email: "vanthu@example.vn".into(),
            mobile: String::new(),
        },
        answer,
        description: String::new(),
        time: datetime(2026, 3, 6, 9, 5, 0, 0),
    }
}

#[test]
fn every_answer_is_read_again_as_it_was_written() {
    for answer in Answer::all() {
        let message = message(answer);
        let header = read(&message.to_xml()).expect("a header");
        let status = header.status.expect("a status");
        assert_eq!(status.answer, Some(answer));
        assert_eq!(status.code, answer.code());
        assert!(!status.description.is_empty(), "{answer:?}");
        assert_eq!(status.time, Some(message.time));
        assert_eq!(status.staff, message.staff);
        assert_eq!(header.answers, [message.answers]);
        assert_eq!(header.from.id, message.organ);
        assert_eq!(header.from.name, message.organ_name);
    }
}

#[test]
fn the_file_is_as_the_regulation_lays_it_out() {
    let xml = message(Answer::Registered).to_xml();
    let wanted = "<edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"><edXML:edXMLEnvelope xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"><edXML:edXMLHeader><edXML:Status><edXML:ResponseFor>";
    assert!(xml.contains(wanted), "{xml}");
    assert!(xml.contains("<edXML:StatusCode>03</edXML:StatusCode>"));
    assert!(xml.contains("<edXML:PromulgationDate>2026/03/05</edXML:PromulgationDate>"));
    assert!(xml.contains("<edXML:Timestamp>2026/03/06 09:05:00</edXML:Timestamp>"));
    assert_eq!(
        xml,
        message(Answer::Registered).to_xml(),
        "the same bytes each time"
    );
}

#[test]
fn the_name_of_the_file_holds_no_folder() {
    let mut message = message(Answer::Refused);
    assert_eq!(message.file_name(), "02_88-CAT-ANM.edxml");
    message.answers.code = "../../a\u{0}b".into();
    assert_eq!(message.file_name(), "02_a-b.edxml");
}

proptest! {
    #[test]
    fn words_from_outside_come_back_whole(words in "[ -~À-ỹ]{1,60}", code in "[ -~À-ỹ]{1,40}") {
        let mut message = message(Answer::Disagrees);
        message.description = words;
        message.answers.code = code;
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let header = read(&message.to_xml()).expect("a header");
        prop_assert_eq!(&header.answers[0].code, &plain(&message.answers.code));
        if !message.description.trim().is_empty() {
            prop_assert_eq!(header.status.expect("a status").description, plain(&message.description));
        }
    }
}
