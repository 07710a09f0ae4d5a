//! What happened, in words, by the kind of the event.

use luytre_office::history::{By, Entry};

use super::super::shell::Page;

/// The key of the words of a kind. Kinds are kept for good, so that old entries stay readable.
fn key(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "account.added" => "happened-account-added",
        "account.changed" => "happened-account-changed",
        "account.closed" => "happened-account-closed",
        "account.reopened" => "happened-account-reopened",
        "device.added" => "happened-device-added",
        "device.changed" => "happened-device-changed",
        "device.reopened" => "happened-device-reopened",
        "device.retired" => "happened-device-retired",
        "dispatch.confirmed" => "happened-dispatch-confirmed",
        "dispatch.duties_merged" => "happened-dispatch-duties-merged",
        "dispatch.duty_added" => "happened-dispatch-duty-added",
        "dispatch.duty_corrected" => "happened-dispatch-duty-corrected",
        "dispatch.duty_dropped" => "happened-dispatch-duty-dropped",
        "dispatch.duty_restored" => "happened-dispatch-duty-restored",
        "dispatch.duty_split" => "happened-dispatch-duty-split",
        "dispatch.heading_corrected" => "happened-dispatch-heading-corrected",
        "dispatch.received" => "happened-dispatch-received",
        "dispatch.recalled" => "happened-dispatch-recalled",
        "dispatch.refused_secret" => "happened-dispatch-refused-secret",
        "dispatch.replaced" => "happened-dispatch-replaced",
        "dispatch.rest_given" => "happened-dispatch-rest-given",
        "dispatch.updated" => "happened-dispatch-updated",
        "dispatch.withdrawn" => "happened-dispatch-withdrawn",
        "draft.dispatch" => "happened-draft-dispatch",
        "draft.plan" => "happened-draft-plan",
        "draft.reminder" => "happened-draft-reminder",
        "draft.slip" => "happened-draft-slip",
        "ledger.exported" => "happened-ledger-exported",
        "link.made" => "happened-link-made",
        "link.used" => "happened-link-used",
        "occurrence.confirmed" => "happened-occurrence-confirmed",
        "occurrence.reported" => "happened-occurrence-reported",
        "occurrence.returned" => "happened-occurrence-returned",
        "office.begun" => "happened-office-begun",
        "office.changed" => "happened-office-changed",
        "office.opened" => "happened-office-opened",
        "password.set" => "happened-password-set",
        "people.imported" => "happened-people-imported",
        "person.changed" => "happened-person-changed",
        "person.idle" => "happened-person-idle",
        "person.invited" => "happened-person-invited",
        "person.second_step_reset" => "happened-person-second-step-reset",
        "person.state_changed" => "happened-person-state-changed",
        "person.unlocked" => "happened-person-unlocked",
        "question.answered" => "happened-question-answered",
        "question.asked" => "happened-question-asked",
        "second_step.dropped" => "happened-second-step-dropped",
        "second_step.offered" => "happened-second-step-offered",
        "second_step.passed" => "happened-second-step-passed",
        "second_step.set" => "happened-second-step-set",
        "session.begun" => "happened-session-begun",
        "session.ended" => "happened-session-ended",
        "session.refused" => "happened-session-refused",
        "unit.added" => "happened-unit-added",
        "unit.changed" => "happened-unit-changed",
        "unit.closed" => "happened-unit-closed",
        "units.chosen" => "happened-units-chosen",
        _ => return None,
    })
}

impl Page {
    /// What an entry says; of a kind without words, its code.
    pub(crate) fn happened(&self, entry: &Entry) -> String {
        match key(&entry.kind) {
            Some(key) => self.w(key).into_owned(),
            None => entry.kind.clone(),
        }
    }

    /// The page of what it happened to, where it has one.
    #[expect(
        clippy::unused_self,
        reason = "templates reach words and addresses through the page"
    )]
    pub(crate) fn happened_href(&self, entry: &Entry) -> Option<String> {
        let id = &entry.object_id;
        let detail = |name: &str| entry.detail.get(name);
        match entry.object.as_str() {
            "dispatch" => Some(format!("/van-ban/{id}")),
            "assignment" => Some(format!("/nhiem-vu/{id}")),
            "occurrence" | "question" => detail("assignment").map(|id| format!("/nhiem-vu/{id}")),
            "unit" => Some(format!("/don-vi/{id}")),
            "device" => Some(format!("/thiet-bi/{id}")),
            "account" => Some(format!("/tai-khoan/{id}")),
            _ => None,
        }
    }

    /// Who did it.
    pub(crate) fn by(&self, by: &By) -> String {
        match by {
            By::Person { name, unit } if unit.is_empty() => name.clone(),
            By::Person { name, unit } => format!("{name} ({unit})"),
            By::Program => self.w("happened-by-program").into_owned(),
            By::Nobody => self.w("happened-by-nobody").into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Every kind that the use cases write: `EventKind("…")`.
    fn kinds(folder: &Path, out: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                kinds(&path, out);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                // Written as `EventKind("…")`, or handed to a helper; `dispatch.` is never a key.
                for begin in ["EventKind(\"", "\"dispatch."] {
                    let skipped = begin.strip_prefix('"').unwrap_or_default();
                    let found = text
                        .split(begin)
                        .skip(1)
                        .filter_map(|rest| rest.split('"').next());
                    out.extend(found.map(|rest| format!("{skipped}{rest}")));
                }
            }
        }
    }

    #[test]
    fn every_kind_of_event_has_words() {
        let mut all = Vec::new();
        kinds(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../office/src"),
            &mut all,
        );
        assert!(all.len() > 20, "the use cases were not found");
        let wordless: Vec<_> = all.iter().filter(|kind| key(kind).is_none()).collect();
        assert!(wordless.is_empty(), "no words for {wordless:?}");
    }
}
