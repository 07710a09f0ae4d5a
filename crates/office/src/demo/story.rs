//! What happened in the sample ward, day by working day.

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use luytre_model::clock::{VIET_NAM, day_in_viet_nam};
use luytre_model::id::DispatchId;

use super::DemoClock;
use super::cast::{self, Player};
use crate::actor::Actor;
use crate::dispatches::DutyForm;
use crate::error::OfficeError;
use crate::service::Service;
use crate::work::{Outcome, Report, Task};

/// How far back the story begins, in days.
const DAYS: i64 = 170;
/// On which of these days the other dispatches come in; the last is still a proposal.
const SECOND_DISPATCH: i64 = 100;
const THIRD_DISPATCH: i64 = 20;
const FOURTH_DISPATCH: i64 = 2;

const AN_NINH_MANG: &str = include_str!("../../demo/an-ninh-mang.txt");
const KENH_THONG_TIN: &str = include_str!("../../demo/kenh-thong-tin.txt");
const DU_LIEU_CA_NHAN: &str = include_str!("../../demo/du-lieu-ca-nhan.txt");
const DIEN_TAP: &str = include_str!("../../demo/dien-tap.txt");

/// Tells it, from then to `now`.
pub(super) async fn tell(
    service: &Service,
    clock: &DemoClock,
    now: Timestamp,
) -> Result<(), OfficeError> {
    let today = day_in_viet_nam(now);
    let back = |days: i64| today.checked_sub(Span::new().days(days)).unwrap_or(today);
    clock.set(at(back(DAYS), 8));
    let Some(admin) = cast::open_office(service).await? else {
        return Ok(());
    };
    let players = cast::invite(service, &admin).await?;
    let clerk = actor(&players, "vanthu")?.clone();
    let units: Vec<String> = {
        let mut units: Vec<_> = players.iter().map(|p| p.actor.unit.to_string()).collect();
        units.sort();
        units.dedup();
        units
    };
    let first = take_in(service, &clerk, "an-ninh-mang.txt", AN_NINH_MANG).await?;
    confirm(service, &clerk, first, &units).await?;

    let mut day = back(DAYS);
    while day < today {
        day = day.tomorrow().unwrap_or(Date::MAX);
        if !service.knowledge().calendar.is_working(day) {
            continue;
        }
        let ago = i64::from((today - day).get_days());
        clock.set(at(day, 9).min(now));
        arrive(service, &clerk, &units, |wanted| {
            between(ago, wanted, service, today)
        })
        .await?;
        for player in &players {
            work(service, &player.actor, ago).await?;
        }
        check(service, &clerk, ago).await?;
        check(service, actor(&players, "chutich")?, ago).await?;
    }
    clock.set(now);
    for login in ["vanhoa", "yte"] {
        leave_waiting(service, actor(&players, login)?).await?;
    }
    ask_today(service, actor(&players, "kinhte")?).await?;
    service.roll_forward().await?;
    cast::meet(service, &admin, &players).await
}

/// What comes in on the day of which `is_day` knows how long ago it was. The last stays a proposal.
async fn arrive(
    service: &Service,
    clerk: &Actor,
    units: &[String],
    is_day: impl Fn(i64) -> bool,
) -> Result<(), OfficeError> {
    for (wanted, name, text) in [
        (SECOND_DISPATCH, "kenh-thong-tin.txt", KENH_THONG_TIN),
        (THIRD_DISPATCH, "du-lieu-ca-nhan.txt", DU_LIEU_CA_NHAN),
    ] {
        if is_day(wanted) {
            let dispatch = take_in(service, clerk, name, text).await?;
            confirm(service, clerk, dispatch, units).await?;
        }
    }
    if is_day(FOURTH_DISPATCH) {
        take_in(service, clerk, "dien-tap.txt", DIEN_TAP).await?;
    }
    Ok(())
}

/// Is this the first working day on or after `wanted` days ago?
fn between(ago: i64, wanted: i64, service: &Service, today: Date) -> bool {
    let calendar = &service.knowledge().calendar;
    let day = today.checked_sub(Span::new().days(wanted)).unwrap_or(today);
    let on = calendar.next_working(day).date;
    ago == i64::from((today - on).get_days())
}

fn actor<'a>(players: &'a [Player], login: &str) -> Result<&'a Actor, OfficeError> {
    let player = players.iter().find(|player| player.part.login == login);
    player
        .map(|player| &player.actor)
        .ok_or(OfficeError::Internal {
            doing: "find a part of the sample ward",
        })
}

/// An hour of a day in Viet Nam.
fn at(day: Date, hour: i8) -> Timestamp {
    let moment = day.at(hour, 0, 0, 0);
    VIET_NAM
        .to_timestamp(moment)
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Receives a dispatch that was issued three days before, with a last day some weeks ahead.
async fn take_in(
    service: &Service,
    clerk: &Actor,
    name: &str,
    text: &str,
) -> Result<DispatchId, OfficeError> {
    let today = service.today();
    let issued = today.checked_sub(Span::new().days(3)).unwrap_or(today);
    let last = today.checked_add(Span::new().days(25)).unwrap_or(today);
    let (day, month, year) = (issued.day(), issued.month(), issued.year());
    let text = text
        .replace(
            "{ban hành}",
            &format!("ngày {day:02} tháng {month:02} năm {year}"),
        )
        .replace(
            "{hạn}",
            &format!("{}/{}/{}", last.day(), last.month(), last.year()),
        );
    Ok(service
        .receive(clerk, name, text.into_bytes())
        .await?
        .dispatch)
}

/// Reviews a plan and confirms it: who is meant where the text names nobody, and for one duty how
/// long evidence counts.
async fn confirm(
    service: &Service,
    clerk: &Actor,
    id: DispatchId,
    units: &[String],
) -> Result<(), OfficeError> {
    let mut revision = service.give_rest(clerk, id, 1, units).await?;
    let view = service.dispatch(clerk, id).await?;
    // By its words: which control is proposed for it is for the rules of the language to change.
    let passwords = view
        .duties
        .iter()
        .find(|duty| duty.text.contains("mật khẩu mạnh"));
    if let Some(duty) = passwords {
        let form = DutyForm {
            span: duty.span.clone(),
            text: duty.text.clone(),
            clause: duty.clause.clone(),
            force: duty.force.to_string(),
            trigger: duty.trigger.map(|t| t.to_string()).unwrap_or_default(),
            stated_recurrence: duty
                .stated_recurrence
                .map(|r| r.to_string())
                .unwrap_or_default(),
            stated_due: duty.stated_due.map(|d| d.to_string()).unwrap_or_default(),
            recurrence: "P1Y".to_owned(),
            due_on: duty.due_on.map(|d| d.to_string()).unwrap_or_default(),
            fresh_for: "P3M".to_owned(),
            second_person: duty.second_person,
            controls: duty.controls.clone(),
            units: duty.units.iter().map(ToString::to_string).collect(),
        };
        revision = service.correct(clerk, id, revision, duty.id, &form).await?;
    }
    service.confirm_plan(clerk, id, revision).await?;
    Ok(())
}

/// How people of the ward are: most in time, some late, some not at all.
async fn work(service: &Service, actor: &Actor, ago: i64) -> Result<(), OfficeError> {
    let mine = service.mine(actor).await?;
    for task in mine.late.iter().chain(&mine.this_week).chain(&mine.later) {
        let days = task.days.unwrap_or(if ago % 40 == 0 { 0 } else { 99 });
        let outcome = match habit(task) {
            0..=11 if days <= 2 => Outcome::Done,
            12 | 13 if days <= -6 => Outcome::Done,
            14 if days <= -25 => Outcome::Done,
            15 if days <= -10 => Outcome::Done,
            // Looked at in time, and found wanting.
            15 if days <= 20 && task.reported_at.is_none() => Outcome::Failed,
            16 if days <= 1 => {
                if days == 1 {
                    let text = question(task);
                    let (assignment, occurrence) = (task.assignment, Some(task.occurrence));
                    service.ask(actor, assignment, occurrence, text).await?;
                }
                Outcome::Done
            }
            17 if days <= 5 => Outcome::NotApplicable,
            _ => continue,
        };
        let report = Report {
            revision: task.revision,
            outcome,
            note: note(outcome, task).to_owned(),
            file: None,
        };
        match service.report(actor, task.occurrence, report).await {
            // Reported by a colleague this morning, or not its turn yet.
            Ok(_) | Err(OfficeError::Refused { .. } | OfficeError::Conflict { .. }) => {}
            // Who reads only what concerns them reports nothing.
            Err(OfficeError::Denied(_)) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Reports something that a second person has yet to agree with, for the one who looks around.
async fn leave_waiting(service: &Service, actor: &Actor) -> Result<(), OfficeError> {
    for task in service.mine(actor).await?.later {
        let outcome = Outcome::NotApplicable;
        let note = note(outcome, &task).to_owned();
        let report = Report {
            revision: task.revision,
            outcome,
            note,
            file: None,
        };
        match service.report(actor, task.occurrence, report).await {
            Ok(_) => return Ok(()),
            Err(OfficeError::Refused { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// A question of today, which waits for the one who looks around.
async fn ask_today(service: &Service, actor: &Actor) -> Result<(), OfficeError> {
    let mine = service.mine(actor).await?;
    let mut tasks = mine.this_week.iter().chain(&mine.later).chain(&mine.late);
    if let Some(task) = tasks.next() {
        let text = "Đơn vị chưa có cán bộ phụ trách nội dung này, đề nghị Văn phòng cho biết đầu mối phối hợp.";
        let (assignment, occurrence) = (task.assignment, Some(task.occurrence));
        service.ask(actor, assignment, occurrence, text).await?;
    }
    Ok(())
}

/// What people ask, and what the Office answers.
const ASKED: [(&str, &str); 4] = [
    (
        "Máy tính cũ của đơn vị không cài được bản mới, đề nghị hướng dẫn.",
        "Đề nghị lập danh sách máy không nâng cấp được, gửi Văn phòng để thay thế.",
    ),
    (
        "Người giữ mật khẩu trang thông tin đã chuyển công tác, đơn vị chưa đổi được.",
        "Văn phòng đã liên hệ đơn vị cung cấp để cấp lại; đề nghị nhận bàn giao trong tuần.",
    ),
    (
        "Đơn vị có phải báo cáo khi trong kỳ không phát sinh sự việc nào không?",
        "Có. Đề nghị báo cáo “không phát sinh” và nêu ngày kiểm tra.",
    ),
    (
        "Nhóm trao đổi của tổ dân phố do người dân lập thì đơn vị có phải quản lý không?",
        "Chỉ quản lý nhóm do cơ quan, cán bộ lập để làm việc; với nhóm khác, đề nghị nhắc cán bộ không đưa tin công vụ vào.",
    ),
];

fn question(task: &Task) -> &'static str {
    let number = usize::try_from(habit(task) + u32::from(task.clause.len() > 3)).unwrap_or(0);
    ASKED
        .get((number + task.unit_name.len()) % ASKED.len())
        .map_or("", |(asked, _)| asked)
}

fn answer(question: &str) -> &'static str {
    let found = ASKED.iter().find(|(asked, _)| *asked == question);
    found.map_or(
        "Đề nghị trao đổi trực tiếp với Văn phòng.",
        |(_, answer)| answer,
    )
}

/// Confirms what was reported some days ago; answers what was asked.
async fn check(service: &Service, actor: &Actor, ago: i64) -> Result<(), OfficeError> {
    let mine = service.mine(actor).await?;
    let since = at(service.today(), 9);
    for task in &mine.to_confirm {
        let waited = task
            .reported_at
            .map_or(0, |at| since.duration_since(at).as_hours());
        if waited < 72 {
            continue;
        }
        let (id, revision) = (task.occurrence, task.revision);
        // Once in a while something is missing the first time.
        if habit(task) == 3 && revision == 2 {
            let why = "Chưa có biên bản kèm theo, đề nghị bổ sung.";
            service.return_report(actor, id, revision, why).await?;
        } else {
            service
                .confirm_report(actor, id, revision, "Đã kiểm tra tại đơn vị.")
                .await?;
        }
    }
    for question in service
        .questions(actor)
        .await?
        .iter()
        .filter(|q| q.may_answer)
    {
        // What was asked in the last days waits for the one who looks around.
        if ago > 10 {
            let text = answer(&question.text);
            service.answer(actor, question.question, text).await?;
        }
    }
    Ok(())
}

/// A number from 0 to 17 that belongs to a unit's way with a duty: the same each time it is told.
fn habit(task: &Task) -> u32 {
    let words = format!("{}{}{}", task.unit_name, task.number, task.clause);
    let mix = |sum: u32, byte: u8| sum.wrapping_mul(31).wrapping_add(u32::from(byte));
    let sum = words.bytes().fold(7_u32, mix);
    (sum ^ (sum >> 13)) % 18
}

const fn note(outcome: Outcome, task: &Task) -> &'static str {
    match (outcome, task.sequence % 2) {
        (Outcome::Done, 1) => "Đã thực hiện xong tại đơn vị, có danh sách kèm theo sổ theo dõi.",
        (Outcome::Done, _) => "Đã rà soát lại toàn bộ, không có phát sinh.",
        (Outcome::Failed, _) => "Còn hai máy tính chưa thực hiện được, đang chờ thay thế.",
        (Outcome::NotApplicable, _) => "Đơn vị không quản lý đối tượng này.",
    }
}
