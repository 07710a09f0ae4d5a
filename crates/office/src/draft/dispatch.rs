//! The implementing dispatch: who is told what, grouped by whom it concerns.

use luytre_model::id::UnitId;
use luytre_report::dispatch::{ImplementingDispatch, TaskGroup, TaskItem};
use luytre_report::layout::Layout;
use luytre_store::obligations::ObligationRow;

use super::ground::Ground;
use super::words;

/// More units than these under one heading are counted, not named.
const MOST_NAMED: usize = 4;

/// What all who have a duty are called.
pub(super) const EVERYBODY: &str = "Các cơ quan, đơn vị";

pub(super) fn of(ground: &Ground) -> ImplementingDispatch {
    let received = words::dispatch(&ground.header);
    let collects = ground.house.collects();
    let name = &ground.house.office.name;
    let everyone = everyone(ground);
    let subject = ground.header.subject.as_deref().map_or_else(
        || format!("triển khai thực hiện {received}"),
        words::lower_first,
    );
    let symbol = match ground.house.layout() {
        Layout::State => format!("{}-VP", ground.house.office.symbol),
        Layout::Party => ground.house.symbol("CV"),
    };
    ImplementingDispatch {
        frame: ground.house.frame(symbol, ground.house.superiors()),
        subject,
        recipients: recipients(ground, &everyone),
        basis: Vec::new(),
        lead_in: format!(
            "Thực hiện {received}, {name} yêu cầu Thủ trưởng các cơ quan, đơn vị thực hiện một số nội dung sau:"
        ),
        tasks: groups(ground, &everyone),
        reporting: Some(format!(
            "Báo cáo kết quả thực hiện về {name} (qua {collects}) theo thời hạn của từng nội dung nêu trên"
        )),
        closing: format!(
            "Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện. Trong quá trình thực hiện, \
             nếu có khó khăn, vướng mắc, kịp thời phản ánh về {collects} để được hướng dẫn"
        ),
    }
}

/// All units that have a duty, in the order of the office.
pub(super) fn everyone(ground: &Ground) -> Vec<UnitId> {
    let has = |unit: &UnitId| ground.duties.iter().any(|duty| duty.units.contains(unit));
    ground
        .house
        .units
        .iter()
        .map(|unit| unit.id)
        .filter(has)
        .collect()
}

/// A dispatch has an addressee even before units were settled.
fn recipients(ground: &Ground, everyone: &[UnitId]) -> Vec<String> {
    let names = ground.house.unit_names(everyone);
    if names.is_empty() {
        let level = words::short_office(ground.house.office.level);
        return vec![format!("Các cơ quan, đơn vị thuộc {level}")];
    }
    names
}

/// Duties of all first, then those of fewer, in the order in which they come up.
fn groups(ground: &Ground, everyone: &[UnitId]) -> Vec<TaskGroup> {
    let mut sets: Vec<(Vec<UnitId>, Vec<&ObligationRow>)> = Vec::new();
    for duty in &ground.duties {
        let set: Vec<UnitId> = everyone
            .iter()
            .copied()
            .filter(|unit| duty.units.contains(unit))
            .collect();
        match sets.iter_mut().find(|(known, _)| *known == set) {
            Some((_, duties)) => duties.push(duty),
            None => sets.push((set, vec![duty])),
        }
    }
    sets.sort_by_key(|(set, _)| set.len() != everyone.len() && !set.is_empty());
    let single = sets.len() == 1;
    let group = |(set, duties): (Vec<UnitId>, Vec<&ObligationRow>)| TaskGroup {
        heading: if single {
            String::new()
        } else {
            heading(ground, &set, everyone)
        },
        items: duties.iter().map(|duty| item(ground, duty, &set)).collect(),
    };
    sets.into_iter().map(group).collect()
}

fn heading(ground: &Ground, set: &[UnitId], everyone: &[UnitId]) -> String {
    if set.len() == everyone.len() || set.is_empty() {
        return EVERYBODY.to_owned();
    }
    let names = ground.house.unit_names(set);
    if names.len() <= MOST_NAMED {
        names.join(", ")
    } else {
        format!(
            "{:02} cơ quan, đơn vị có tên tại từng nội dung",
            names.len()
        )
    }
}

fn item(ground: &Ground, duty: &ObligationRow, set: &[UnitId]) -> TaskItem {
    let when = words::when(duty, ground.house.office.level);
    let of_group = set.len() <= MOST_NAMED || set.len() == everyone(ground).len();
    TaskItem {
        text: duty.text.clone(),
        when: Some(when).filter(|when| !when.is_empty()),
        units: if of_group {
            Vec::new()
        } else {
            ground.house.unit_names(set)
        },
    }
}
