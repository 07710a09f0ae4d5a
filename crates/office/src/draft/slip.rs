//! The slip that tells one unit its duties (phiếu giao việc).

use luytre_model::catalogue::Catalogue;
use luytre_report::slip::{AssignmentSlip, SlipTask};
use luytre_store::obligations::ObligationRow;
use luytre_store::units::Unit;

use super::ground::Ground;
use super::words;

pub(super) fn of(ground: &Ground, unit: &Unit, catalogue: &Catalogue) -> AssignmentSlip {
    let received = words::dispatch(&ground.header);
    let collects = ground.house.collects();
    let name = &ground.house.office.name;
    let copies_to = vec![unit.name.clone(), format!("Lãnh đạo {name} (để b/c)")];
    let task = |duty: &ObligationRow| SlipTask {
        text: duty.text.clone(),
        clause: words::clause(&duty.clause),
        when: words::when(duty, ground.house.office.level),
        proof: proof(duty, catalogue),
    };
    AssignmentSlip {
        frame: ground.house.frame(ground.house.symbol("PGV"), copies_to),
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
