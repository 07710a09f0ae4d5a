//! The table. Read a line as: this role may do these things in its whole office, and those only in
//! its own unit. Nobody may do anything to another office's things.

use luytre_model::people::Role;

use super::{Action, Relation};

/// Actions that go together.
type Group = &'static [Action];

/// What a role may do: in the whole office; in its own unit.
struct Row {
    office: &'static [Group],
    unit: &'static [Group],
}

/// Looking at figures and controls only.
const GLANCE: Group = &[Action::SeeOverview, Action::SeeControls];
/// Reading what concerns everybody.
const READ: Group = &[
    Action::SeeDispatches,
    Action::SeeControls,
    Action::SeeQuestions,
];
/// Looking at what the office does, and who is in it.
const LOOK: Group = &[
    Action::SeeOverview,
    Action::SeeDispatches,
    Action::SeeControls,
    Action::SeeQuestions,
    Action::SeePeople,
    Action::SeeRegisters,
];
/// Looking at the work of each unit and its evidence.
const FOLLOW: Group = &[Action::SeeAssignment];
/// Looking at the trail and the ledger.
const AUDIT: Group = &[Action::SeeLedger];
/// Taking dispatches in.
const RECEIVE: Group = &[Action::ReceiveDispatch];
/// Making a dispatch into work, and answering what is unclear.
const PLAN: Group = &[
    Action::ReviewPlan,
    Action::ConfirmPlan,
    Action::WithdrawDispatch,
    Action::SucceedDispatch,
    Action::DraftDispatch,
    Action::AnswerQuestion,
];
/// Doing the work.
const WORK: Group = &[
    Action::SeeAssignment,
    Action::ReportOccurrence,
    Action::AskQuestion,
];
/// Confirming what another person reported.
const CHECK: Group = &[Action::ConfirmOccurrence];
/// Keeping the registers.
const KEEP: Group = &[Action::ManageRegisters];
/// Looking after the office, its units and people.
const ADMINISTER: Group = &[
    Action::ManageUnits,
    Action::ManagePeople,
    Action::ManageOffice,
];

const fn row(role: Role) -> Row {
    let (office, unit): (&[Group], &[Group]) = match role {
        Role::Admin => (
            &[LOOK, FOLLOW, AUDIT, RECEIVE, PLAN, ADMINISTER, KEEP],
            &[WORK],
        ),
        Role::Leader => (&[LOOK, FOLLOW, AUDIT, PLAN, CHECK], &[WORK]),
        Role::Clerk => (&[LOOK, FOLLOW, AUDIT, RECEIVE, PLAN, CHECK, KEEP], &[WORK]),
        Role::Head => (&[LOOK, FOLLOW], &[WORK, CHECK, KEEP]),
        Role::Officer | Role::Keeper => (&[READ], &[WORK]),
        Role::Technician => (&[LOOK, FOLLOW, KEEP], &[WORK]),
        Role::Police => (&[LOOK, FOLLOW, CHECK], &[WORK]),
        Role::Inspector => (&[LOOK, FOLLOW, AUDIT], &[]),
        Role::Viewer => (&[GLANCE], &[]),
    };
    Row { office, unit }
}

/// Does the table allow it?
pub(super) fn allows(role: Role, action: Action, relation: Relation) -> bool {
    let row = row(role);
    let among = |groups: &[Group]| groups.iter().any(|group| group.contains(&action));
    match relation {
        Relation::OtherOffice => false,
        Relation::Own => action == Action::ManageSelf || among(row.unit) || among(row.office),
        Relation::OwnUnit => among(row.unit) || among(row.office),
        Relation::OwnOffice => among(row.office),
    }
}
