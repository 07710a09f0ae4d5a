//! The embedded calendar against days that were published, and faulty files.

use proptest::prelude::*;

use super::*;

fn viet_nam() -> Calendar {
    Calendar::embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn holidays_and_their_neighbours_are_free_as_published() {
    let calendar = viet_nam();
    for free in [
        date(2025, 1, 1),
        date(2025, 1, 27),
        date(2025, 1, 31),
        date(2025, 4, 7),
        date(2025, 5, 2),
        date(2025, 9, 1),
        date(2026, 1, 2),
        date(2026, 2, 16),
        date(2026, 2, 20),
        date(2026, 4, 27),
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2027, 4, 16),
        date(2027, 5, 3),
    ] {
        assert!(!calendar.is_working(free), "{free}");
        assert!(calendar.holiday(free).is_some(), "{free}");
    }
    for worked in [
        date(2025, 1, 2),
        date(2025, 1, 24),
        date(2025, 2, 3),
        date(2025, 9, 3),
        date(2026, 2, 13),
        date(2026, 2, 23),
        date(2026, 4, 28),
        date(2026, 9, 3),
    ] {
        assert!(calendar.is_working(worked), "{worked}");
    }
}

#[test]
fn weekend_days_are_worked_only_in_exchange() {
    let calendar = viet_nam();
    for worked in [date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)] {
        assert!(calendar.is_working(worked), "{worked}");
    }
    for free in [date(2025, 4, 27), date(2026, 1, 11), date(2026, 8, 23)] {
        assert!(!calendar.is_working(free), "{free}");
        assert_eq!(calendar.holiday(free), None, "{free}");
    }
}

#[test]
fn a_deadline_in_the_new_year_week_moves_to_its_end() {
    let calendar = viet_nam();
    let day = |date, certain| WorkingDay { date, certain };
    assert_eq!(
        calendar.next_working(date(2026, 2, 14)),
        day(date(2026, 2, 23), true)
    );
    assert_eq!(
        calendar.next_working(date(2026, 2, 13)),
        day(date(2026, 2, 13), true)
    );
}

#[test]
fn five_working_days_count_exchanged_days_and_skip_holidays() {
    let calendar = viet_nam();
    // From Thursday 20 August 2026: Fri 21, Sat 22 (worked), Mon 24, Tue 25, Wed 26.
    assert_eq!(
        calendar.add_working(date(2026, 8, 20), 5).date,
        date(2026, 8, 26)
    );
    // From Friday 28 August: the Monday is free in exchange, then National Day; Thu 3 September.
    assert_eq!(
        calendar.add_working(date(2026, 8, 28), 1).date,
        date(2026, 9, 3)
    );
    // The day itself never counts, worked or not.
    assert_eq!(
        calendar.add_working(date(2026, 8, 29), 1).date,
        date(2026, 9, 3)
    );
}

#[test]
fn days_after_the_announced_years_are_uncertain() {
    let calendar = viet_nam();
    let last = calendar.known_until();
    assert_eq!(last, date(2026, 12, 31));
    assert!(calendar.is_certain(last));
    assert!(!calendar.is_certain(date(2027, 1, 1)));
    assert!(calendar.next_working(last).certain);
    // Over New Year's Day 2027, a Friday, to Monday.
    let over = calendar.add_working(last, 1);
    assert_eq!((over.date, over.certain), (date(2027, 1, 4), false));
    assert!(!calendar.is_certain(date(2024, 12, 31)));
}

#[test]
fn unlisted_years_have_weekends_and_solar_holidays_alone() {
    let calendar = viet_nam();
    assert!(!calendar.is_working(date(2030, 9, 2)));
    assert!(!calendar.is_working(date(2030, 5, 1)));
    assert!(!calendar.is_working(date(2030, 9, 1)), "a Sunday");
    assert!(calendar.is_working(date(2030, 2, 4)), "Tết is not guessed");
}

#[test]
fn the_end_of_all_dates_is_no_trap() {
    let calendar = viet_nam();
    assert_eq!(calendar.add_working(Date::MAX, u16::MAX).date, Date::MAX);
}

#[test]
fn faults_of_the_file_are_told() {
    let told = |from: &str, to: &str| {
        let spoilt = VIET_NAM.replace(from, to);
        assert_ne!(spoilt, VIET_NAM, "{from}: nothing was spoilt");
        Calendar::from_yaml("vn.yaml", &spoilt)
            .err()
            .map_or(0, |Faults(faults)| faults.len())
    };
    assert_eq!(
        told(
            "{from: 2025-09-01, to: 2025-09-02",
            "{from: 2025-09-01, to: 2025-08-02"
        ),
        2
    );
    assert_eq!(told("{day: 2026-01-10", "{day: 2026-01-09"), 1);
    assert_eq!(
        told("in_place_of: 2026-08-31", "in_place_of: 2026-08-28"),
        1
    );
    assert_eq!(told("{from: 2026-05-01,", "{from: 2026-05-04,"), 1);
    assert_eq!(told("year: 2027", "year: 2026"), 7);
    assert!(told("2026-01-10", "2026-01-32") > 0);
}

proptest! {
    #[test]
    fn counting_forth_and_back_agrees(start in 0_i32..3000, count in 1_u16..60) {
        let calendar = viet_nam();
        let from = date(2024, 6, 1) + jiff::Span::new().days(start);
        let end = calendar.add_working(from, count).date;
        prop_assert!(calendar.is_working(end));
        prop_assert_eq!(calendar.working_between(from, end), u32::from(count));
    }
}
