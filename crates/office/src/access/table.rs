//! The table. Read a line as: this role may do these actions to things of its whole office, and
//! those only to things of its own unit. Nobody may do anything to another office's things.

use luytre_model::people::Role;

use super::Action::{self, *};
use super::Relation;

/// What a role may do: in the whole office; in its own unit.
struct Row {
    office: &'static [Action],
    unit: &'static [Action],
}

/// What everybody who reads may read.
const READ: [Action; 5] = [SeeOverview, SeeDispatches, SeeControls, SeeQuestions, SeePeople];
/// What everybody does in their own unit.
const WORK: [Action; 3] = [SeeAssignment, ReportOccurrence, AskQuestion];

const fn row(role: Role) -> Row {
    match role {
        Role::Admin => Row {
            office: &[
                SeeOverview, SeeDispatches, SeeControls, SeeQuestions, SeePeople, SeeAssignment, SeeLedger,
                ReceiveDispatch, ReviewPlan, ConfirmPlan, WithdrawDispatch, DraftDispatch, AnswerQuestion,
                ManageUnits, ManagePeople, ManageOffice,
            ],
            unit: &WORK,
        },
        Role::Leader => Row {
            office: &[
                SeeOverview, SeeDispatches, SeeControls, SeeQuestions, SeePeople, SeeAssignment, SeeLedger,
                ReviewPlan, ConfirmPlan, WithdrawDispatch, DraftDispatch, ConfirmOccurrence, AnswerQuestion,
            ],
            unit: &WORK,
        },
        Role::Clerk => Row {
            office: &[
                SeeOverview, SeeDispatches, SeeControls, SeeQuestions, SeePeople, SeeAssignment, SeeLedger,
                ReceiveDispatch, ReviewPlan, ConfirmPlan, WithdrawDispatch, DraftDispatch, ConfirmOccurrence,
                AnswerQuestion,
            ],
            unit: &WORK,
        },
        Role::Head => Row {
            office: &READ,
            unit: &[SeeAssignment, ReportOccurrence, ConfirmOccurrence, AskQuestion],
        },
        Role::Officer | Role::Keeper => Row { office: &[SeeDispatches, SeeControls, SeeQuestions], unit: &WORK },
        Role::Technician => Row {
            office: &[SeeOverview, SeeDispatches, SeeControls, SeeQuestions, SeePeople, SeeAssignment],
            unit: &WORK,
        },
        Role::Police => Row {
            office: &[
                SeeOverview, SeeDispatches, SeeControls, SeeQuestions, SeePeople, SeeAssignment, ConfirmOccurrence,
            ],
            unit: &WORK,
        },
        Role::Inspector => Row {
            office: &[SeeOverview, SeeDispatches, SeeControls, SeeQuestions, SeePeople, SeeAssignment, SeeLedger],
            unit: &[],
        },
        Role::Viewer => Row { office: &[SeeOverview, SeeControls], unit: &[] },
    }
}

/// Does the table allow it?
pub(super) fn allows(role: Role, action: Action, relation: Relation) -> bool {
    let row = row(role);
    match relation {
        Relation::OtherOffice => false,
        Relation::Own => action == ManageSelf || row.unit.contains(&action) || row.office.contains(&action),
        Relation::OwnUnit => row.unit.contains(&action) || row.office.contains(&action),
        Relation::OwnOffice => row.office.contains(&action),
    }
}
