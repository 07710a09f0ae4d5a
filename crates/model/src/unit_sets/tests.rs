//! The embedded sets, and phrases as dispatches write them against the units of a ward.

use super::*;
use crate::id::{UnitId, uuid_v7};

/// The set of `level` with ids, and the names that `actor` means in it.
fn means(level: OfficeLevel, actor: &str) -> Vec<String> {
    let set = UnitSet::embedded(level).unwrap_or_else(|faults| panic!("{faults}"));
    let phrases = UnitPhrases::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let id = |n: usize| UnitId::new(uuid_v7(u64::try_from(n).unwrap(), [0; 10]));
    let units: Vec<Candidate<'_>> = set
        .units
        .iter()
        .enumerate()
        .map(|(n, unit)| Candidate {
            id: id(n),
            kind: unit.kind,
            name: &unit.name,
            aliases: &unit.aliases,
        })
        .collect();
    let resolved = phrases.resolve(actor, &units);
    units
        .iter()
        .filter(|unit| resolved.iter().any(|found| found.unit == unit.id))
        .map(|unit| unit.name.to_owned())
        .collect()
}

fn in_ward(actor: &str) -> Vec<String> {
    means(OfficeLevel::Ward, actor)
}

/// The names in the ward's set whose kind is among `kinds`.
fn of_kinds(kinds: &[UnitKind]) -> Vec<String> {
    let set = UnitSet::embedded(OfficeLevel::Ward).unwrap_or_else(|faults| panic!("{faults}"));
    let of = set.units.into_iter().filter(|u| kinds.contains(&u.kind));
    of.map(|unit| unit.name).collect()
}

#[test]
fn every_level_has_a_set_with_its_own_bodies() {
    for (level, wanted) in [
        (OfficeLevel::Ward, "Phòng Kinh tế, Hạ tầng và Đô thị"),
        (OfficeLevel::Commune, "Phòng Kinh tế"),
        (OfficeLevel::SpecialZone, "Công an đặc khu"),
        (OfficeLevel::PartyCommittee, "Ban Xây dựng Đảng"),
    ] {
        let set = UnitSet::embedded(level).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(set.level, level);
        assert!(set.units.iter().any(|u| u.name == wanted), "{level}");
    }
}

#[test]
fn a_ward_has_units_of_every_kind() {
    for kind in UnitKind::ALL {
        assert!(!of_kinds(&[*kind]).is_empty(), "{kind}");
    }
}

#[test]
fn a_unit_is_known_by_its_names_however_they_are_typed() {
    for (actor, wanted) in [
        ("Công an phường", "Công an phường"),
        ("CÔNG AN PHƯỜNG MƯỜNG LAY", "Công an phường"),
        ("Trưởng Công an phường", "Công an phường"),
        ("Ban chỉ huy quân sự phường", "Ban Chỉ huy quân sự phường"),
        (
            "Chỉ huy trưởng Ban CHQS phường",
            "Ban Chỉ huy quân sự phường",
        ),
        ("Văn phòng HĐND và UBND phường", "Văn phòng HĐND và UBND"),
        ("Chánh Văn phòng HĐND&UBND", "Văn phòng HĐND và UBND"),
        (
            "Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân",
            "Văn phòng HĐND và UBND",
        ),
        ("Phòng Văn hoá - Xã hội", "Phòng Văn hóa - Xã hội"),
        (
            "phòng kinh tế - hạ tầng và đô thị",
            "Phòng Kinh tế, Hạ tầng và Đô thị",
        ),
        (
            "Văn phòng Đảng uỷ (cơ quan thường trực)",
            "Văn phòng Đảng ủy",
        ),
        (
            "Cơ quan Ủy ban MTTQ Việt Nam phường",
            "Ủy ban MTTQ Việt Nam phường",
        ),
        (
            "Giám đốc Trung tâm Phục vụ hành chính công",
            "Trung tâm Phục vụ hành chính công",
        ),
        ("Hiệu trưởng Trường Tiểu học", "Trường Tiểu học"),
        ("Tổ dân phố số 2", "Tổ dân phố 2"),
    ] {
        assert_eq!(in_ward(actor), [wanted], "{actor}");
    }
}

#[test]
fn a_group_means_all_units_of_its_kinds() {
    use UnitKind::{
        Division, Front, Health, Military, OfficeStaff, Party, Police, Residential, School,
        ServiceCentre,
    };
    let bodies = [
        OfficeStaff,
        Division,
        ServiceCentre,
        Police,
        Military,
        Party,
        Front,
        School,
        Health,
    ];
    let all = [&bodies[..], &[Residential]].concat();
    for (actor, kinds) in [
        ("Thủ trưởng các đơn vị", &bodies[..]),
        ("Các cơ quan, đơn vị", &bodies),
        ("người đứng đầu", &bodies),
        ("Mỗi cán bộ, công chức, viên chức", &bodies),
        ("các cơ quan, đơn vị, trường học, tổ dân phố, bản", &all),
        (
            "Các phòng, ban, đơn vị thuộc phường",
            &[OfficeStaff, Division, ServiceCentre],
        ),
        (
            "Các phòng, ban, đơn vị thuộc HĐND, UBND phường",
            &[OfficeStaff, Division, ServiceCentre],
        ),
        (
            "Các phòng chuyên môn, đơn vị sự nghiệp thuộc UBND phường",
            &[OfficeStaff, Division, School, Health],
        ),
        ("Các trường học trên địa bàn phường", &[School]),
        ("các trường mầm non, tiểu học, THCS", &[School]),
        ("Các Tổ dân phố, bản", &[Residential]),
        ("Các Trạm Y tế", &[Health]),
        ("Các cơ quan tham mưu, giúp việc của Đảng ủy", &[Party]),
        ("MTTQ và các đoàn thể phường", &[Front]),
    ] {
        assert_eq!(in_ward(actor), of_kinds(kinds), "{actor}");
    }
}

#[test]
fn names_and_groups_in_one_phrase_add_up() {
    use UnitKind::{Military, Police, School};
    assert_eq!(
        in_ward("Công an phường; Ban chỉ huy quân sự phường; các trường học"),
        of_kinds(&[Police, Military, School])
    );
    assert_eq!(
        in_ward("cán bộ, chiến sĩ Công an phường và giáo viên các trường"),
        of_kinds(&[Police, School])
    );
}

#[test]
fn the_people_of_a_named_unit_are_not_everyone() {
    for actor in [
        "Người đứng đầu Công an phường",
        "cán bộ, công chức Công an phường",
    ] {
        assert_eq!(in_ward(actor), ["Công an phường"], "{actor}");
    }
    assert_eq!(in_ward("Giáo viên Trường THCS"), ["Trường Trung học cơ sở"]);
}

#[test]
fn a_kind_of_school_means_only_schools_of_that_name() {
    assert_eq!(in_ward("các trường mầm non"), ["Trường Mầm non"]);
}

#[test]
fn what_names_no_unit_means_none() {
    for actor in [
        "",
        "@recipients",
        "Nhân dân",
        "Công an tỉnh",
        "Công an thành phố",
        "Ủy ban nhân dân các xã, thị trấn",
        "các cơ quan, đơn vị có liên quan",
        "Người đứng đầu các cơ quan liên quan",
        "các cơ quan chức năng",
        "Phòng An ninh mạng",
        "văn bản",
        "Chủ tịch UBND phường",
    ] {
        assert_eq!(in_ward(actor), [] as [&str; 0], "{actor}");
    }
}

#[test]
fn a_commune_and_a_party_committee_resolve_their_own_words() {
    assert_eq!(
        means(OfficeLevel::Commune, "Phòng Kinh tế; Công an xã"),
        ["Phòng Kinh tế", "Công an xã"]
    );
    assert_eq!(
        means(OfficeLevel::Commune, "Các thôn, bản"),
        ["Thôn 1", "Thôn 2", "Thôn 3"]
    );
    let bodies = means(
        OfficeLevel::PartyCommittee,
        "các cơ quan tham mưu, giúp việc",
    );
    assert_eq!(
        bodies.first().map(String::as_str),
        Some("Văn phòng Đảng ủy")
    );
}

#[test]
fn one_name_of_two_units_means_both_and_says_why() {
    let phrases = UnitPhrases::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let alias = ["Trạm Y tế".to_owned()];
    let unit = |n: u64, name| Candidate {
        id: UnitId::new(uuid_v7(n, [0; 10])),
        kind: UnitKind::Health,
        name,
        aliases: &alias,
    };
    let units = [unit(1, "Trạm Y tế Bắc"), unit(2, "Trạm Y tế Nam")];
    let found = phrases.resolve("Trạm Y tế", &units);
    assert_eq!(found.len(), 2);
    assert!(
        found
            .iter()
            .all(|f| f.by == ResolvedBy::Name("Trạm Y tế".to_owned()))
    );
    let found = phrases.resolve("Trạm Y tế Nam", &units);
    assert_eq!(found.len(), 1, "the longer name wins");
}

#[test]
fn faults_of_the_phrases_are_told() {
    let read = |text| UnitPhrases::from_yaml("a.yaml", text);
    assert!(read("groups: [{phrases: [\"các phòng\"], kinds: [division]}]").is_ok());
    for wrong in [
        "groups: [{phrases: [\"các phòng\", \"Các, phòng\"], kinds: [division]}]",
        "groups: [{phrases: [\"-\"], kinds: [division]}]",
        "groups: [{phrases: [\"các phòng\"], kinds: [office]}]",
        "group: []",
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
