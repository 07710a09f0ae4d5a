//! What one can ask leave for. A new use case that does something new adds a line here, one in the
//! table of [`super::table`] and one in `access.csv`.

use luytre_model::text_enum;

text_enum! {
    /// An action.
    Action, "an action" {
        /// Look at the overview: figures of all units.
        SeeOverview = "see_overview",
        /// Look at dispatches and their plans.
        SeeDispatches = "see_dispatches",
        /// Take a dispatch in.
        ReceiveDispatch = "receive_dispatch",
        /// Correct, split, merge, drop and add proposals.
        ReviewPlan = "review_plan",
        /// Confirm a plan: obligations become assignments.
        ConfirmPlan = "confirm_plan",
        /// Take a dispatch back.
        WithdrawDispatch = "withdraw_dispatch",
        /// Say that a dispatch was recalled, updated or replaced.
        SucceedDispatch = "succeed_dispatch",
        /// Draft the office's own implementing dispatch.
        DraftDispatch = "draft_dispatch",
        /// Look at an assignment, its occurrences and evidence.
        SeeAssignment = "see_assignment",
        /// Report an occurrence done, failed or not applicable.
        ReportOccurrence = "report_occurrence",
        /// Confirm or return what another reported.
        ConfirmOccurrence = "confirm_occurrence",
        /// Ask about a difficulty.
        AskQuestion = "ask_question",
        /// Answer it.
        AnswerQuestion = "answer_question",
        /// Look at questions.
        SeeQuestions = "see_questions",
        /// Look at controls and what stands behind them.
        SeeControls = "see_controls",
        /// Look at units and people.
        SeePeople = "see_people",
        /// Change units.
        ManageUnits = "manage_units",
        /// Invite, import, change, suspend people.
        ManagePeople = "manage_people",
        /// Change what the office is called and where.
        ManageOffice = "manage_office",
        /// Look at the registers: devices, accounts.
        SeeRegisters = "see_registers",
        /// Add, change and close entries of the registers.
        ManageRegisters = "manage_registers",
        /// Look at the trail and the ledger.
        SeeLedger = "see_ledger",
        /// Change one's own password and second step, end one's own sessions.
        ManageSelf = "manage_self",
    }
}
