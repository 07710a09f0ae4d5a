//! Units and controls to choose from, in groups.

use luytre_model::catalogue::{Area, Catalogue};
use luytre_model::unit_sets::UnitKind;
use luytre_office::dispatches::{DispatchView, UnitChoice};

use crate::web::shell::{Form, Page};
use crate::words::Lang;

/// Ticks the box of every unit.
pub(super) const ALL_UNITS: &str = "all_units";

/// A field of many choices.
pub(super) struct Picker<T> {
    /// The choices.
    pub(super) choices: Vec<T>,
    /// What is wrong with what was chosen.
    pub(super) error: Option<String>,
}

impl<T> Picker<T> {
    pub(super) fn of(page: &Page, form: &Form, field: &str, choices: Vec<T>) -> Self {
        Self {
            choices,
            error: form.error(field).map(|wrong| wrong.words(page.lang)),
        }
    }
}

/// Ticks the box of every unit of a group; its value is the group's place.
const GROUP: &str = "unit_groups";

/// Choices that belong together.
pub(super) struct Group {
    /// What is sent for all of them.
    pub(super) value: String,
    /// Whether all of them were chosen at once.
    pub(super) on: bool,
    /// Their common name.
    pub(super) name: String,
    /// Them.
    pub(super) options: Vec<Chosen>,
}

/// A thing to choose.
pub(super) struct Chosen {
    /// What is sent.
    pub(super) value: String,
    /// What is shown.
    pub(super) words: String,
    /// Whether it is chosen now.
    pub(super) on: bool,
}

/// Units in groups, those of `form` ticked.
pub(super) fn units(page: &Page, view: &DispatchView, form: &Form) -> Picker<Group> {
    let chosen: Vec<&str> = form.values("units").collect();
    let all = form.has(ALL_UNITS);
    let option = |unit: &UnitChoice| {
        let value = unit.id.to_string();
        Chosen {
            on: all || chosen.contains(&value.as_str()),
            value,
            words: unit.name.clone(),
        }
    };
    let groups = GROUPS
        .iter()
        .enumerate()
        .map(|(at, (key, kinds))| Group {
            value: at.to_string(),
            on: form.values(GROUP).any(|sent| sent == at.to_string()),
            name: page.w(key).into_owned(),
            options: view
                .units
                .iter()
                .filter(|unit| kinds.contains(&unit.kind))
                .map(option)
                .collect(),
        })
        .filter(|group| !group.options.is_empty())
        .collect();
    Picker::of(page, form, "units", groups)
}

/// The ids of the units that a form ticks.
pub(super) fn ticked(view: &DispatchView, form: &Form) -> Vec<String> {
    if form.has(ALL_UNITS) {
        return view.units.iter().map(|unit| unit.id.to_string()).collect();
    }
    let mut units: Vec<String> = form.values("units").map(str::to_owned).collect();
    let groups = form.values(GROUP).filter_map(|at| at.parse().ok());
    let kinds: Vec<_> = groups
        .filter_map(|at: usize| GROUPS.get(at))
        .flat_map(|(_, kinds)| kinds.iter())
        .collect();
    for unit in view.units.iter().filter(|unit| kinds.contains(&&unit.kind)) {
        let id = unit.id.to_string();
        if !units.contains(&id) {
            units.push(id);
        }
    }
    units
}

const GROUPS: [(&str, &[UnitKind]); 5] = [
    (
        "dispatches-units-government",
        &[
            UnitKind::OfficeStaff,
            UnitKind::Division,
            UnitKind::ServiceCentre,
        ],
    ),
    (
        "dispatches-units-forces",
        &[UnitKind::Police, UnitKind::Military],
    ),
    (
        "dispatches-units-party",
        &[UnitKind::Party, UnitKind::Front],
    ),
    (
        "dispatches-units-schools",
        &[UnitKind::School, UnitKind::Health],
    ),
    ("dispatches-units-residential", &[UnitKind::Residential]),
];

/// So many controls may be chosen for a duty on the page.
const MOST_CONTROLS: usize = 3;

/// A list of controls for each one that `form` has, and an empty one more.
pub(super) fn controls(page: &Page, catalogue: &Catalogue, form: &Form) -> Picker<Vec<Group>> {
    let chosen: Vec<&str> = form
        .values("controls")
        .filter(|id| !id.is_empty())
        .collect();
    let lists = (chosen.len() + 1).clamp(1, MOST_CONTROLS);
    let lists = (0..lists)
        .map(|at| control_groups(page, catalogue, chosen.get(at).copied().unwrap_or_default()))
        .collect();
    Picker::of(page, form, "controls", lists)
}

fn control_groups(page: &Page, catalogue: &Catalogue, chosen: &str) -> Vec<Group> {
    Area::ALL
        .iter()
        .map(|area| Group {
            value: String::new(),
            on: false,
            name: page.w(area_key(*area)).into_owned(),
            options: catalogue
                .area(*area)
                .map(|control| {
                    let title = match page.lang {
                        Lang::Vi => &control.title.vi,
                        Lang::En => &control.title.en,
                    };
                    let value = control.id.to_string();
                    Chosen {
                        on: value == chosen,
                        words: format!("{value} {title}"),
                        value,
                    }
                })
                .collect(),
        })
        .collect()
}

const fn area_key(area: Area) -> &'static str {
    match area {
        Area::Governance => "dispatches-area-gov",
        Area::Awareness => "dispatches-area-awr",
        Area::Secrets => "dispatches-area-sec",
        Area::Devices => "dispatches-area-dev",
        Area::Accounts => "dispatches-area-acc",
        Area::Channels => "dispatches-area-chn",
        Area::Incidents => "dispatches-area-inc",
        Area::PersonalData => "dispatches-area-pdp",
    }
}
