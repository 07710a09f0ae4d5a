//! Reminders in words: what stands around the tables, and each duty with where it stands.

use jiff::civil::Date;
use luytre_model::calendar::Calendar;
use luytre_report::reminder::{ReminderTask, Reminders, UnitReminder};

use super::super::ground::House;
use super::super::words;
use super::UnitDue;
use crate::overview::AssignmentItem;
use crate::search::sign;

/// The reminders of a day, without units yet.
pub(super) fn nobody_yet(house: &House, today: Date) -> Reminders {
    let name = &house.office.name;
    let collects = house.collects();
    let copies_to = vec![format!("Lãnh đạo {name} (để b/c)")];
    Reminders {
        frame: house.frame(house.symbol("PĐĐ"), copies_to),
        subject: format!(
            "Thực hiện nhiệm vụ được giao, tính đến ngày {}",
            words::date(today)
        ),
        lead_in: format!(
            "Qua theo dõi kết quả thực hiện nhiệm vụ được giao, {name} đề nghị đơn vị khẩn trương thực hiện \
                 và báo cáo kết quả các nhiệm vụ sau:"
        ),
        closing: format!(
            "Kết quả thực hiện báo cáo về {name} (qua {collects}). Nhiệm vụ chưa hoàn thành đề nghị nêu rõ lý do và \
             thời gian hoàn thành; nhiệm vụ đã hoàn thành đề nghị báo cáo kèm minh chứng"
        ),
        units: Vec::new(),
    }
}

/// What one unit is told.
pub(super) fn unit(unit: &UnitDue, today: Date, calendar: &Calendar) -> UnitReminder {
    let tasks =
        |rows: &[AssignmentItem]| rows.iter().map(|row| task(row, today, calendar)).collect();
    UnitReminder {
        unit: unit.name.clone(),
        late: tasks(&unit.late),
        soon: tasks(&unit.soon),
    }
}

fn task(row: &AssignmentItem, today: Date, calendar: &Calendar) -> ReminderTask {
    let sign = sign(&row.number, &row.symbol);
    let dispatch = Some(sign).filter(|sign| !sign.is_empty());
    let source = [
        Some(words::clause(&row.clause)).filter(|clause| !clause.is_empty()),
        dispatch.map(|sign| format!("văn bản số {sign}")),
    ];
    let source: Vec<String> = source.into_iter().flatten().collect();
    ReminderTask {
        text: row.text.clone(),
        source: source.join(", "),
        due: row.due_on.map(words::date).unwrap_or_default(),
        stands: row
            .due_on
            .map(|due| stands(due, today, calendar))
            .unwrap_or_default(),
    }
}

/// `quá hạn 12 ngày`, `hạn hôm nay`, `còn 03 ngày làm việc`.
fn stands(due: Date, today: Date, calendar: &Calendar) -> String {
    let late = (today - due).get_days();
    if late > 0 {
        return format!("quá hạn {late:02} ngày");
    }
    match calendar.working_between(today, due) {
        _ if late == 0 => "hạn hôm nay".to_owned(),
        // Due on a free day before the next that is worked.
        0 => "hạn trong ngày nghỉ".to_owned(),
        days => format!("còn {days:02} ngày làm việc"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_ahead_are_working_days_and_days_late_are_all_days() {
        let calendar = Calendar::embedded().unwrap();
        let friday = date(2026, 6, 26);
        let told = |due| stands(due, friday, &calendar);
        assert_eq!(told(date(2026, 6, 14)), "quá hạn 12 ngày");
        assert_eq!(told(date(2026, 6, 25)), "quá hạn 01 ngày");
        assert_eq!(told(friday), "hạn hôm nay");
        assert_eq!(told(date(2026, 6, 28)), "hạn trong ngày nghỉ");
        assert_eq!(told(date(2026, 6, 29)), "còn 01 ngày làm việc");
        assert_eq!(told(date(2026, 7, 1)), "còn 03 ngày làm việc");
    }
}
