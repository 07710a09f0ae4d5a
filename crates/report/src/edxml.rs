//! The messages by which an office answers the sender's system (QCVN 102:2016, amended 1:2022): that
//! a document arrived, was registered, assigned, carried out, or that taking it back is agreed to.
//! The clerk sends the file; nothing is sent from here, and nothing is signed.

use jiff::civil::DateTime;
use luytre_model::edxml::{Answer, DocumentReference, Staff};

use crate::docx::xml::{Element, element};

const NAMESPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/// An answer to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusMessage {
    /// The document that is answered, as its header names it.
    pub answers: DocumentReference,
    /// Identifier of the office that answers.
    pub organ: String,
    /// Its name.
    pub organ_name: String,
    /// Who answers.
    pub staff: Staff,
    /// What is answered.
    pub answer: Answer,
    /// In words, such as the reason of a refusal; where empty, what the answer means.
    pub description: String,
    /// When, by the clock of the office.
    pub time: DateTime,
}

impl StatusMessage {
    /// The message as XML in UTF-8.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let status = element("edXML:Status").children([
            reference(&self.answers),
            element("edXML:From").children([
                text("edXML:OrganId", &self.organ),
                text("edXML:OrganName", &self.organ_name),
            ]),
            text("edXML:StatusCode", self.answer.code()),
            text("edXML:Description", self.words()),
            text("edXML:Timestamp", &timestamp(self.time)),
            staff(&self.staff),
        ]);
        let header = element("edXML:edXMLHeader").child(status);
        element("edXML")
            .with("xmlns", NAMESPACE)
            .child(
                element("edXML:edXMLEnvelope")
                    .with("xmlns:edXML", NAMESPACE)
                    .child(header),
            )
            .to_part()
    }

    /// What the file is called: by code and number, so that a folder of them sorts itself.
    #[must_use]
    pub fn file_name(&self) -> String {
        let stem: String = self
            .answers
            .code
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .take(60)
            .collect();
        format!("{}_{}.edxml", self.answer.code(), stem.trim_matches('-'))
    }

    fn words(&self) -> &str {
        match self.description.trim() {
            "" => meaning(self.answer),
            words => words,
        }
    }
}

/// What an answer means, in the words that clerks use.
const fn meaning(answer: Answer) -> &'static str {
    match answer {
        Answer::Arrived => "Văn bản đã đến",
        Answer::Refused => "Từ chối tiếp nhận văn bản",
        Answer::Registered => "Đã tiếp nhận và vào sổ văn bản đến",
        Answer::Assigned => "Lãnh đạo đã phân công xử lý",
        Answer::InProcess => "Đang xử lý",
        Answer::Finished => "Đã xử lý xong",
        Answer::AsksBack => "Đề nghị lấy lại văn bản",
        Answer::Agrees => "Đồng ý với đề nghị lấy lại hoặc cập nhật văn bản",
        Answer::Disagrees => "Không đồng ý với đề nghị lấy lại hoặc cập nhật văn bản",
    }
}

fn reference(answers: &DocumentReference) -> Element {
    let date = answers
        .date
        .map(|date| date.strftime("%Y/%m/%d").to_string())
        .unwrap_or_default();
    element("edXML:ResponseFor").children([
        text("edXML:OrganId", &answers.organ),
        text("edXML:Code", &answers.code),
        text("edXML:PromulgationDate", &date),
        text("edXML:DocumentId", &answers.document),
    ])
}

fn staff(staff: &Staff) -> Element {
    element("edXML:StaffInfo").children([
        text("edXML:Department", &staff.department),
        text("edXML:Staff", &staff.name),
        text("edXML:Email", &staff.email),
        text("edXML:Mobile", &staff.mobile),
    ])
}

fn text(name: &'static str, value: &str) -> Element {
    element(name).text(value.trim())
}

fn timestamp(time: DateTime) -> String {
    time.strftime("%Y/%m/%d %H:%M:%S").to_string()
}
