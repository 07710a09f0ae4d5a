//! The slip that tells one unit its duties (phiếu giao việc).

use luytre_model::catalogue::Catalogue;
use luytre_report::layout::Layout;
use luytre_report::slip::{AssignmentSlip, SlipTask};
use luytre_store::obligations::ObligationRow;
use luytre_store::units::Unit;

use super::{Ground, words};

pub(super) fn of(ground: &Ground, unit: &Unit, catalogue: &Catalogue) -> AssignmentSlip {
    let received = words::dispatch(&ground.header);
    let collects = ground.collects();
    let name = &ground.office.name;
    let (symbol, filed) = match ground.layout() {
        Layout::State => (format!("PGV-{}", ground.office.symbol), "VT, VP"),
        Layout::Party => (format!("PGV/{}", ground.office.symbol), "Văn phòng Đảng ủy"),
    };
    let task = |duty: &ObligationRow| SlipTask {
        text: duty.text.clone(),
        clause: clause(&duty.clause),
        when: words::when(duty, ground.office.level),
        proof: proof(duty, catalogue),
    };
    AssignmentSlip {
        layout: ground.layout(),
        superior: ground.superior(),
        issuer: ground.issuer(),
        symbol,
        place: ground.office.place.clone(),
        year: ground.year,
        subject: format!("Thực hiện {received}"),
        lead_in: format!(
            "{name} giao {} thực hiện các nhiệm vụ sau, theo {received}:",
            unit.name
        ),
        tasks: ground.duties.iter().map(task).collect(),
        closing: format!(
            "Kết quả thực hiện báo cáo về {name} (qua {collects}) theo thời hạn của từng nhiệm vụ. Nếu có khó khăn, \
             vướng mắc, kịp thời phản ánh về {collects} để được hướng dẫn"
        ),
        copies_to: vec![unit.name.clone(), format!("Lãnh đạo {name} (để b/c)")],
        filed: filed.to_owned(),
        signer: ground.signer.clone(),
    }
}

/// `mục 2.1`; what stands before the first number or after the last has none.
fn clause(clause: &str) -> String {
    match clause {
        "" | "0" | "end" => String::new(),
        clause => format!("mục {clause}"),
    }
}

/// What is looked at, as the control says; a second person where one is needed.
fn proof(duty: &ObligationRow, catalogue: &Catalogue) -> String {
    let control = duty.controls.first().and_then(|id| id.parse().ok());
    let control = control.and_then(|id| catalogue.get(id));
    let how = control
        .map(|control| control.verified.how.vi.clone())
        .unwrap_or_default();
    match (how.is_empty(), duty.second_person) {
        (_, false) => how,
        (true, true) => "Người thứ hai xác nhận".to_owned(),
        (false, true) => format!("{how} Người thứ hai xác nhận."),
    }
}
