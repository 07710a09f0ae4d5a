//! The embedded instruments as they ship, spellings of citations, and faulty files as refused.

use super::*;

fn shipped() -> Instruments {
    Instruments::embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn numbered(number: &str, symbol: &str) -> Reference {
    Reference {
        number: Some(number.to_owned()),
        symbol: Some(symbol.to_owned()),
        ..Reference::default()
    }
}

fn titled(title: &str) -> Reference {
    Reference {
        title: Some(title.to_owned()),
        ..Reference::default()
    }
}

fn number_of(judged: &Judged) -> &str {
    judged.named.as_ref().map_or("?", |named| &named.number)
}

#[test]
fn the_day_of_change_is_the_first_on_which_the_old_law_has_ended() {
    let (all, old) = (shipped(), numbered("29", "2018/QH14"));
    assert_eq!(
        all.judge(&old, day("2026-02-28")).standing,
        Standing::InForce
    );
    let judged = all.judge(&old, day("2026-03-01"));
    let Standing::Ended { since, by } = judged.standing else {
        panic!("{judged:?}");
    };
    assert_eq!(since, day("2026-03-01"));
    let by: Vec<_> = by.iter().map(|named| named.number.as_str()).collect();
    assert_eq!(by, ["117/2025/QH15"]);
    assert_eq!(judged.doubt, None);
}

#[test]
fn a_law_cited_before_its_day_is_not_yet_in_force() {
    let judged = shipped().judge(&numbered("117", "2025/QH15"), day("2026-02-28"));
    let from = day("2026-03-01");
    assert_eq!(judged.standing, Standing::NotYet { from });
}

#[test]
fn spellings_of_one_instrument_are_one() {
    let all = shipped();
    let dated = |date: &str, reference: Reference| Reference {
        date: Some(date.to_owned()),
        ..reference
    };
    for (cited, wanted) in [
        (numbered("29", "2018/QH14"), "29/2018/QH14"),
        (numbered("029", "2018/QH 14"), "29/2018/QH14"),
        (
            titled("Luật Bảo vệ bí mật nhà nước năm 2018"),
            "29/2018/QH14",
        ),
        (titled("Luật BVBMNN năm 2018"), "29/2018/QH14"),
        (titled("Luật Bảo vệ Bí mật Nhà nước 2018"), "29/2018/QH14"),
        (
            titled("Luật Bảo vệ bí mật nhà nước số 29/2018/QH14"),
            "29/2018/QH14",
        ),
        (
            dated("2018-11-15", titled("Luật Bảo vệ bí mật nhà nước")),
            "29/2018/QH14",
        ),
        (
            Reference {
                title: Some("Luật Bảo vệ bí mật nhà nước".to_owned()),
                ..numbered("29", "2018/QH13")
            },
            "29/2018/QH14",
        ),
        (titled("Luật BVBMNN năm 2025"), "117/2025/QH15"),
        (numbered("13", "2023/NĐ-CP"), "13/2023/NĐ-CP"),
        (numbered("13", "2023/ND-CP"), "13/2023/NĐ-CP"),
        (numbered("13", "2023/NĐCP"), "13/2023/NĐ-CP"),
        (
            dated("2023-04-17", numbered("13", "NĐ-CP")),
            "13/2023/NĐ-CP",
        ),
        (numbered("693", "QĐ/VPTW"), "693-QĐ/VPTW"),
        (numbered("5", "HD/VPTW"), "05-HD/VPTW"),
        (titled("Luật An ninh mạng năm 2018"), "24/2018/QH14"),
        (titled("Luật ATTT mạng"), "86/2015/QH13"),
        (numbered("13", "2024/NĐ-CP"), "?"),
        (numbered("13", "NĐ-CP"), "?"),
        (numbered("1885", "CAHN-TTr"), "?"),
        (titled("Luật Quốc phòng"), "?"),
        (titled("Luật Bảo vệ bí mật nhà nước năm 2011"), "?"),
        (Reference::default(), "?"),
    ] {
        let judged = all.judge(&cited, day("2026-04-01"));
        assert_eq!(number_of(&judged), wanted, "{cited:?}");
        assert_eq!(wanted == "?", judged.standing == Standing::Unknown);
    }
}

#[test]
fn a_title_alone_means_the_law_in_force_on_that_day() {
    let all = shipped();
    for (on, wanted) in [
        ("2026-06-30", "24/2018/QH14"),
        ("2026-07-01", "116/2025/QH15"),
    ] {
        let judged = all.judge(&titled("Luật An ninh mạng"), day(on));
        assert_eq!(number_of(&judged), wanted);
        assert_eq!(judged.standing, Standing::InForce);
    }
}

#[test]
fn what_is_not_sure_says_so_from_the_day_on_which_it_matters() {
    let (all, levels) = (shipped(), numbered("85", "2016/NĐ-CP"));
    assert_eq!(all.judge(&levels, day("2026-06-30")).doubt, None);
    assert!(all.judge(&levels, day("2026-07-01")).doubt.is_some());
    let decree = all.judge(&numbered("26", "2020/NĐ-CP"), day("2026-05-01"));
    assert!(decree.doubt.is_some());
    assert!(matches!(decree.standing, Standing::Ended { .. }));
}

/// Files of three instruments of which each replaces the one before it.
fn chain(last: &str) -> [(&'static str, String); 3] {
    let file = |number: &str, from: &str, more: &str| {
        format!(
            "number: \"{number}\"\ntitle: x\nkind: decree\nissuer: y\nissued: \"2001\"\n\
             from: {from}\n{more}certainty: sure\nsource: z\n"
        )
    };
    [
        (
            "1-2001-ND-CP.yaml",
            file(
                "1/2001/NĐ-CP",
                "2001-01-01",
                "until: 2002-01-01\nreplaced_by: [2/2002/NĐ-CP]\n",
            ),
        ),
        (
            "2-2002-ND-CP.yaml",
            file(
                "2/2002/NĐ-CP",
                "2002-01-01",
                "until: 2003-01-01\nreplaced_by: [3/2003/NĐ-CP]\n",
            ),
        ),
        (
            "3-2003-ND-CP.yaml",
            file("3/2003/NĐ-CP", "2003-01-01", last),
        ),
    ]
}

fn read(files: &[(&'static str, String)]) -> Result<Instruments, Vec<String>> {
    let files = files.iter().map(|(name, text)| (*name, text.as_str()));
    Instruments::from_files(files)
        .map_err(|Faults(faults)| faults.into_iter().map(|fault| fault.what).collect())
}

#[test]
fn the_successor_told_is_the_one_in_force_on_that_day() {
    let all = read(&chain("")).unwrap();
    for (on, wanted) in [
        ("2002-05-01", "2/2002/NĐ-CP"),
        ("2004-05-01", "3/2003/NĐ-CP"),
    ] {
        let judged = all.judge(&numbered("1", "2001/NĐ-CP"), day(on));
        let Standing::Ended { by, .. } = judged.standing else {
            panic!("{judged:?}");
        };
        assert_eq!(by.first().map(|named| named.number.as_str()), Some(wanted));
        assert_eq!(by.len(), 1);
    }
}

#[test]
fn faulty_files_are_refused() {
    for (last, wanted) in [
        (
            "until: 2004-01-01\nreplaced_by: [1/2001/NĐ-CP]\n",
            "replaced by it in turn",
        ),
        (
            "until: 2004-01-01\nreplaced_by: [9/2009/NĐ-CP]\n",
            "9/2009/NĐ-CP is not there",
        ),
        ("replaced_by: [1/2001/NĐ-CP]\n", "since when"),
        ("until: 2003-01-01\n", "not in their order"),
        ("until: 2002-12-31\n", "not in their order"),
        ("doubt: {vi: a, en: b}\n", "says why"),
        ("also: [\" x\"]\n", "space around it"),
    ] {
        let faults = read(&chain(last)).expect_err(wanted);
        assert!(
            faults.iter().any(|what| what.contains(wanted)),
            "{wanted}: {faults:?}"
        );
    }
    let [(_, text), ..] = chain("");
    let faults = read(&[
        ("1-2001-QD-CP.yaml", text.clone()),
        ("1-2001-ND-CP.yaml", text),
    ])
    .unwrap_err();
    assert!(
        faults.iter().any(|what| what.contains("wants the name")),
        "{faults:?}"
    );
    assert!(
        faults.iter().any(|what| what.contains("there twice")),
        "{faults:?}"
    );
}

#[test]
fn the_day_of_the_document_decides_as_far_as_it_is_known() {
    let arrived = day("2026-03-20");
    for (date, wanted) in [
        (Some("2026-02-27"), "2026-02-27"),
        (Some("2026-02"), "2026-02-28"),
        (Some("2026-03"), "2026-03-20"),
        (Some("2025"), "2025-12-31"),
        (Some("không rõ"), "2026-03-20"),
        (None, "2026-03-20"),
    ] {
        assert_eq!(day_meant(date, arrived), day(wanted), "{date:?}");
    }
}
