//! From elements to the words of the field.

use jiff::civil::{Date, DateTime, Time};
use luytre_model::edxml::{Answer, DocumentReference, Staff};

use super::tree::Node;
use super::{Action, Business, Header, Hop, Organ, Signer, Status};

pub(super) fn of(root: &Node) -> Header {
    let mut header = match root.find("MessageHeader") {
        Some(message) => message_header(message),
        None => Header::default(),
    };
    if let Some(list) = root.find("TraceHeaderList") {
        header.trace = list.children("TraceHeader").map(hop).collect();
        // The regulation itself spells it with two s; some systems correct it.
        let business = list.child("Bussiness").or_else(|| list.child("Business"));
        header.business = business.map(business_of);
    }
    status(root, &mut header);
    header
}

fn message_header(message: &Node) -> Header {
    let promulgation = message.child("PromulgationInfo");
    let code = message.child("Code");
    let in_code = |name| code.map(|code| code.text(name)).unwrap_or_default();
    let other = message.child("OtherInfo");
    Header {
        from: message.child("From").map(organ).unwrap_or_default(),
        to: message.children("To").map(organ).collect(),
        document: message.text("DocumentId"),
        number: in_code("CodeNumber"),
        notation: in_code("CodeNotation"),
        place: promulgation
            .map(|info| info.text("Place"))
            .unwrap_or_default(),
        date: promulgation.and_then(|info| date(&info.text("PromulgationDate"))),
        kind: message
            .child("DocumentType")
            .map(|kind| kind.text("TypeName"))
            .unwrap_or_default(),
        subject: message.text("Subject"),
        content: message.text("Content"),
        signer: message.child("SignerInfo").map(signer).unwrap_or_default(),
        due: date(&message.text("DueDate")),
        places: places(message),
        priority: other.and_then(|other| other.text("Priority").parse().ok()),
        steering: flag(&message.text("SteeringType")),
        answers: message.children("ResponseFor").map(reference).collect(),
        ..Header::default()
    }
}

/// A status stands in an element of its own or among the fields of the message.
fn status(root: &Node, header: &mut Header) {
    let Some(holder) = root
        .find("Status")
        .filter(|holder| holder.child("StatusCode").is_some())
        .or_else(|| {
            root.find("MessageHeader")
                .filter(|message| message.child("StatusCode").is_some())
        })
        .or_else(|| {
            root.find("edXMLHeader")
                .filter(|outer| outer.child("StatusCode").is_some())
        })
    else {
        return;
    };
    let code = holder.text("StatusCode");
    header.status = Some(Status {
        answer: Answer::of_code(&code),
        code,
        description: holder.text("Description"),
        time: time(&holder.text("Timestamp")),
        staff: holder.child("StaffInfo").map(staff).unwrap_or_default(),
    });
    if header.answers.is_empty() {
        header.answers = holder.children("ResponseFor").map(reference).collect();
    }
    if header.from == Organ::default() {
        header.from = holder.child("From").map(organ).unwrap_or_default();
    }
}

fn organ(node: &Node) -> Organ {
    Organ {
        id: node.text("OrganId"),
        name: node.text("OrganName"),
        in_charge: node.text("OrganizationInCharge"),
        email: node.text("Email"),
    }
}

fn signer(node: &Node) -> Signer {
    Signer {
        competence: node.text("Competence"),
        position: node.text("Position"),
        name: node.text("FullName"),
    }
}

fn staff(node: &Node) -> Staff {
    Staff {
        department: node.text("Department"),
        name: node.text("Staff"),
        email: node.text("Email"),
        mobile: node.text("Mobile"),
    }
}

fn reference(node: &Node) -> DocumentReference {
    DocumentReference {
        organ: node.text("OrganId"),
        code: node.text("Code"),
        date: date(&node.text("PromulgationDate")),
        document: node.text("DocumentId"),
    }
}

fn places(message: &Node) -> Vec<String> {
    let list = message.child("ToPlaces");
    list.map(|list| list.children("Place").map(Node::line).collect())
        .unwrap_or_default()
}

fn hop(node: &Node) -> Hop {
    Hop {
        organ: node.text("OrganId"),
        time: time(&node.text("Timestamp")),
    }
}

fn business_of(node: &Node) -> Business {
    let kind = node
        .child("BussinessDocType")
        .or_else(|| node.child("BusinessDocType"));
    let reason = node
        .child("BussinessDocReason")
        .or_else(|| node.child("BusinessDocReason"));
    let replaced = node.child("ReplacementInfoList");
    Business {
        action: kind.and_then(|kind| action(&kind.line())),
        reason: reason.map(Node::line).unwrap_or_default(),
        document: node.text("DocumentId"),
        replaces: replaced
            .map(|list| {
                let ids = list
                    .children("ReplacementInfo")
                    .map(|info| info.text("DocumentId"));
                ids.filter(|id| !id.is_empty()).collect()
            })
            .unwrap_or_default(),
        paper: flag(&node.text("Paper")),
        staff: node.child("StaffInfo").map(staff).unwrap_or_default(),
    }
}

fn action(code: &str) -> Option<Action> {
    Some(match code {
        "0" | "00" => Action::New,
        "1" | "01" => Action::Recall,
        "2" | "02" => Action::Update,
        "3" | "03" => Action::Replace,
        _ => return None,
    })
}

fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "0" | "false" => Some(false),
        "1" | "true" => Some(true),
        _ => None,
    }
}

/// `2026/03/05`, `2026-03-05` or `05/03/2026`, with or without a time behind.
fn date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    let numbers: Vec<i16> = day
        .split(['/', '-'])
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    let (year, month, day) = match numbers[..] {
        [year, month, day] if year >= 1000 => (year, month, day),
        [day, month, year] if year >= 1000 => (year, month, day),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A date with a time of day; midnight where that cannot be told.
fn time(text: &str) -> Option<DateTime> {
    let date = date(text)?;
    let clock = text.split([' ', 'T']).nth(1).unwrap_or_default();
    let numbers: Vec<i8> = clock
        .split([':', '.', '+', 'Z'])
        .take(3)
        .map_while(|number| number.parse().ok())
        .collect();
    let time = match numbers[..] {
        [hour, minute, second] => Time::new(hour, minute, second, 0).ok(),
        [hour, minute] => Time::new(hour, minute, 0, 0).ok(),
        _ => None,
    };
    Some(date.to_datetime(time.unwrap_or(Time::midnight())))
}
