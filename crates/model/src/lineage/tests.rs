//! Citations that mean a dispatch or do not, and demands passed on, changed, left out.

use super::*;
use crate::catalogue::Value;
use crate::dispatch::{Header, Reference};

fn demand(text: &str, control: &str) -> Demand {
    Demand {
        text: text.to_owned(),
        controls: vec![control.to_owned()],
        force: Force::Must,
        recurrence: None,
        due: None,
    }
}

fn catalogue() -> Catalogue {
    Catalogue::embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn a_citation_means_a_dispatch_by_number_symbol_and_date() {
    let owned = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    for (cited, heading, wanted) in [
        (
            ("907", "CAT-PA05", "2026-02-27"),
            ("907", "CAT-PA05", "2026-02-27"),
            true,
        ),
        (
            ("0907", "cat - pa05", ""),
            ("907", "CAT-PA05", "2026-02-27"),
            true,
        ),
        (
            ("907", "CAT-PA05", "2026-02-27"),
            ("907", "CAT-PA05", "2026-02"),
            true,
        ),
        (
            ("907", "CAT-PA05", "2026-02-27"),
            ("907", "CAT-PA05", "2025"),
            false,
        ),
        (
            ("907", "CAT-PA05", "2026-02-27"),
            ("907", "CAT-PA05", "2026-02-28"),
            false,
        ),
        (("907", "CAT-PA05", ""), ("90", "CAT-PA05", ""), false),
        (("907", "CAT-PA05", ""), ("907", "CAT-PA06", ""), false),
        (("2", "CV/ĐU", ""), ("02", "CV/DU", ""), true),
        (("907", "", ""), ("907", "", ""), false),
        (("", "CAT-PA05", ""), ("", "CAT-PA05", ""), false),
        (("000", "CAT-PA05", ""), ("0", "CAT-PA05", ""), false),
    ] {
        let reference = Reference {
            number: owned(cited.0),
            symbol: owned(cited.1),
            date: owned(cited.2),
            ..Reference::default()
        };
        let header = Header {
            number: owned(heading.0),
            symbol: owned(heading.1),
            date: owned(heading.2),
            ..Header::default()
        };
        assert_eq!(means(&reference, &header), wanted, "{cited:?} {heading:?}");
    }
}

#[test]
fn demands_are_passed_on_changed_or_left_out() {
    let superior = [
        demand("Thay đổi mật khẩu định kỳ 03 tháng/lần", "ACC-03"),
        demand("Bật xác thực hai lớp cho thư điện tử công vụ", "ACC-05"),
        demand(
            "Rà soát, gỡ bỏ phần mềm không rõ nguồn gốc trên máy tính",
            "DEV-04",
        ),
    ];
    let own = [
        demand("Các đơn vị tổ chức tập huấn trong quý III", "AWR-01"),
        demand(
            "Bật xác thực hai lớp cho thư điện tử công vụ và các tài khoản dùng chung",
            "ACC-05",
        ),
        demand("thay đổi mật khẩu định kỳ 03 tháng/lần", "ACC-03"),
    ];
    let comparison = compare(&catalogue(), &superior, &own);
    let wanted = [Fate::AsIs(2), Fate::AsIs(1), Fate::NotPassedOn];
    assert_eq!(comparison.fates, wanted);
    assert_eq!(comparison.added, [0]);
}

#[test]
fn a_common_control_alone_does_not_make_two_duties_one() {
    let superior = [demand("Niêm phong cổng USB của máy soạn thảo", "DEV-06")];
    let own = [demand(
        "Quét mã độc mọi thiết bị nhớ trước khi dùng",
        "DEV-06",
    )];
    assert_eq!(
        compare(&catalogue(), &superior, &own).fates,
        [Fate::NotPassedOn]
    );
}

/// A duty that is read twice: force, recurrence and deadline as stated; `-` for nothing.
fn stating(force: Force, recurrence: &str, due: &str) -> Demand {
    Demand {
        force,
        recurrence: recurrence.parse().ok(),
        due: due.parse().ok(),
        ..demand("báo cáo kết quả rà soát tài khoản", "ACC-01")
    }
}

fn difference(superior: Demand, own: Demand) -> Option<(What, How)> {
    let fates = compare(&catalogue(), &[superior], &[own]).fates;
    match fates.into_iter().next() {
        Some(Fate::AsIs(0)) => None,
        Some(Fate::Changed(0, mut changes)) if changes.len() == 1 => {
            changes.pop().map(|change| (change.what, change.how))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn another_force_says_which_way_it_goes() {
    use Force::{Must, MustNot, Should};
    for (superior, own, wanted) in [
        (Must, Should, Some(How::Laxer)),
        (MustNot, Should, Some(How::Laxer)),
        (Should, Must, Some(How::Stricter)),
        (Must, MustNot, Some(How::Otherwise)),
        (Must, Must, None),
    ] {
        let found = difference(stating(superior, "-", "-"), stating(own, "-", "-"));
        assert_eq!(found, wanted.map(|how| (What::Force, how)));
    }
}

#[test]
fn another_period_says_which_way_it_goes() {
    for (superior, own, wanted) in [
        ("P3M", "P6M", Some(How::Laxer)),
        ("P3M", "P90D", None),
        ("P3M", "-", Some(How::Laxer)),
        ("P3M", "regular", Some(How::Laxer)),
        ("regular", "P1M", Some(How::Stricter)),
        ("-", "P1M", Some(How::Stricter)),
        ("regular", "regular", None),
    ] {
        let stated = |often: &str| stating(Force::Must, often, "-");
        let found = difference(stated(superior), stated(own));
        assert_eq!(found, wanted.map(|how| (What::Recurrence, how)), "{own}");
    }
}

#[test]
fn another_deadline_says_which_way_it_goes() {
    for (superior, own, wanted) in [
        ("2026-06-30", "2026-07-01", Some(How::Laxer)),
        ("2026-06-30", "2026-06-29", Some(How::Stricter)),
        ("PT24H", "P1D", None),
        ("PT24H", "PT25H", Some(How::Laxer)),
        ("2026-06-30", "P10D", Some(How::Otherwise)),
        ("-", "P10D", Some(How::Stricter)),
        ("P10D", "-", Some(How::Laxer)),
    ] {
        let stated = |by: &str| stating(Force::Must, "-", by);
        let found = difference(stated(superior), stated(own));
        assert_eq!(found, wanted.map(|how| (What::Due, how)), "{own}");
    }
}

#[test]
fn a_smaller_figure_where_larger_is_stricter_is_laxer() {
    let superior = demand("Đặt mật khẩu mạnh, độ dài tối thiểu 12 ký tự", "ACC-02");
    let own = demand("Đặt mật khẩu mạnh, độ dài tối thiểu 8 ký tự", "ACC-02");
    let fates = compare(&catalogue(), &[superior], &[own]).fates;
    let what = What::Figure {
        control: "ACC-02".to_owned(),
        parameter: "min_length".to_owned(),
        superior: Some(Value::Number(12)),
        own: Some(Value::Number(8)),
    };
    let how = How::Laxer;
    assert_eq!(fates, [Fate::Changed(0, vec![Change { what, how }])]);
}
