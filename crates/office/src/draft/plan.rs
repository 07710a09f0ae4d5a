//! The plan by which a dispatch is carried out (kế hoạch triển khai): every duty of it with who
//! does it, by when, and where the dispatch asks for it.

use std::ops::Range;

use luytre_directive::Reader;
use luytre_report::plan::{ImplementingPlan, PlanTask};
use luytre_store::obligations::ObligationRow;

use super::ground::Ground;
use super::{dispatch, words};

pub(super) fn of(ground: &Ground, reader: &Reader) -> ImplementingPlan {
    let house = &ground.house;
    let name = &house.office.name;
    let collects = house.collects();
    let received = words::dispatch(&ground.header);
    let short = words::short_dispatch(&ground.header);
    let mut copies_to = house.superiors();
    copies_to.push("Các cơ quan, đơn vị có tên tại mục II (để thực hiện)".to_owned());
    let helpers = Helpers::read(ground, reader);
    ImplementingPlan {
        frame: house.frame(house.symbol("KH"), copies_to),
        subject: format!("Triển khai thực hiện {received}"),
        basis: Vec::new(),
        lead_in: format!("Thực hiện {received}, {name} ban hành Kế hoạch triển khai thực hiện như sau:"),
        purposes: vec![format!(
            "Cụ thể hóa các nhiệm vụ nêu tại {short}; xác định rõ nội dung, đơn vị thực hiện và thời hạn \
             hoàn thành"
        )],
        demands: vec![
            "Thực hiện đúng nội dung, đúng thời hạn; kết quả của từng nhiệm vụ có minh chứng kèm theo".to_owned(),
            "Thời hạn do văn bản cấp trên nêu và thời hạn do cơ quan ấn định được ghi rõ để theo dõi".to_owned(),
        ],
        before_tasks: format!(
            "Nhiệm vụ, đơn vị thực hiện và thời gian theo bảng dưới đây; cột “Căn cứ” ghi mục của {short}:"
        ),
        tasks: ground.duties.iter().map(|duty| task(ground, duty, &helpers)).collect(),
        organisation: vec![
            format!(
                "Thủ trưởng các cơ quan, đơn vị có tên tại mục II tổ chức thực hiện nhiệm vụ được giao; báo cáo \
                 kết quả về {name} (qua {collects}) theo thời hạn của từng nhiệm vụ"
            ),
            format!("{collects} theo dõi, đôn đốc, tổng hợp kết quả thực hiện, báo cáo {name}"),
        ],
        closing: format!(
            "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị kịp thời phản ánh về \
             {collects} để được hướng dẫn"
        ),
    }
}

fn task(ground: &Ground, duty: &ObligationRow, helpers: &Helpers) -> PlanTask {
    let everyone = dispatch::everyone(ground);
    let all = everyone.iter().all(|unit| duty.units.contains(unit));
    PlanTask {
        text: duty.text.clone(),
        leads: if all && everyone.len() > 1 {
            vec![dispatch::EVERYBODY.to_owned()]
        } else {
            ground.house.unit_names(&duty.units)
        },
        helps: helpers.of(duty),
        when: words::when(duty, ground.house.office.level),
        clause: words::clause(&duty.clause),
    }
}

/// Who helps with a duty, as the dispatch words it. It is read anew, for the plan keeps only who
/// does it; a duty that a person has cut differently names nobody.
struct Helpers(Vec<(Range<usize>, Vec<String>)>);

impl Helpers {
    fn read(ground: &Ground, reader: &Reader) -> Self {
        let duties = reader.read(&ground.text).duties;
        let helped = duties
            .into_iter()
            .filter(|duty| !duty.supporting.is_empty());
        Self(helped.map(|duty| (duty.span, duty.supporting)).collect())
    }

    fn of(&self, duty: &ObligationRow) -> Vec<String> {
        let found = self
            .0
            .iter()
            .find(|(span, _)| duty.span.as_ref() == Some(span));
        found.map(|(_, names)| names.clone()).unwrap_or_default()
    }
}
