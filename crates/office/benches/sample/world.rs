//! What the sample ward has from outside: time, chance, and the texts that reach it.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use luytre_model::clock::{Clock, Entropy};
use luytre_office::dispatches::{DutyForm, DutyView};

/// A clock that stands. Each look takes a millisecond, so that what happens has an order.
pub(super) struct StoodClock(AtomicI64);

impl StoodClock {
    pub(super) fn at(at: Timestamp) -> Self {
        Self(AtomicI64::new(at.as_millisecond()))
    }

    pub(super) fn put(&self, at: Timestamp) {
        self.0.store(at.as_millisecond(), Ordering::Relaxed);
    }
}

impl Clock for StoodClock {
    fn now(&self) -> Timestamp {
        let millis = self.0.fetch_add(1, Ordering::Relaxed);
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// Numbers that look like chance and are the same in every run (`SplitMix64`).
#[derive(Default)]
pub(super) struct Chance(AtomicU64);

impl Entropy for Chance {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            for (byte, chance) in chunk.iter_mut().zip((z ^ (z >> 31)).to_le_bytes()) {
                *byte = chance;
            }
        }
    }
}

/// A dispatch with a clause for each of `clauses`.
pub(super) fn dispatch<'a>(
    number: usize,
    issued: Date,
    clauses: impl Iterator<Item = &'a str>,
) -> String {
    use std::fmt::Write as _;
    let (day, month, year) = (issued.day(), issued.month(), issued.year());
    let mut text = format!(
        "CÔNG AN TỈNH SÔNG TRE               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         PHÒNG AN NINH MẠNG                       Độc lập - Tự do - Hạnh phúc\n\
         Số: {}/CAT-PA05                    Sông Tre, ngày {day:02} tháng {month:02} năm {year}\n\
         V/v bảo đảm an ninh mạng đợt {}\n\n\
         Kính gửi: Ủy ban nhân dân các phường, xã.\n\n\
         Công an tỉnh đề nghị Ủy ban nhân dân các phường, xã thực hiện các nội dung sau:\n\n",
        300 + number,
        1 + number,
    );
    for (position, clause) in (1..).zip(clauses) {
        // Writing to a string does not fail.
        _ = writeln!(text, "{position}. {clause}");
    }
    text.push_str(
        "\nNơi nhận:                                   TRƯỞNG PHÒNG\n\
         - Như trên;                                 Thượng tá Lê Văn Mẫu\n\
         - Lưu: VT.\n",
    );
    text
}

/// A duty as it stands, for other units.
pub(super) fn form_of(duty: &DutyView, units: &[String]) -> DutyForm {
    let text = |value: Option<String>| value.unwrap_or_default();
    DutyForm {
        span: duty.span.clone(),
        text: duty.text.clone(),
        clause: duty.clause.clone(),
        force: duty.force.to_string(),
        trigger: text(duty.trigger.map(|trigger| trigger.to_string())),
        stated_recurrence: text(duty.stated_recurrence.map(|period| period.to_string())),
        stated_due: text(duty.stated_due.map(|due| due.to_string())),
        recurrence: text(duty.recurrence.map(|period| period.to_string())),
        due_on: text(duty.due_on.map(|day| day.to_string())),
        fresh_for: text(duty.fresh_for.map(|period| period.to_string())),
        second_person: duty.second_person,
        controls: duty.controls.clone(),
        units: units.to_vec(),
    }
}
