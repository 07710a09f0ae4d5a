//! The states through which dispatches, obligations and occurrences go.

use crate::text_enum;

text_enum! {
    /// Where a dispatch stands.
    DispatchState, "a state of a dispatch" {
        /// Read; its plan is a proposal that a person has yet to confirm (chờ rà soát).
        Proposed = "proposed",
        /// A person confirmed the plan; units work on it (đang thực hiện).
        Confirmed = "confirmed",
        /// Taken back; open occurrences are cancelled, history stays (đã thu hồi).
        Withdrawn = "withdrawn",
        /// Updated or replaced by another dispatch; what is alike goes on there (đã được thay thế).
        Replaced = "replaced",
    }
}

impl DispatchState {
    /// Whether it is in force no longer.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Replaced)
    }
}

text_enum! {
    /// What became of a dispatch by the word of its issuer: the business types of edXML.
    Succession, "what became of a dispatch" {
        /// It counts no longer (thu hồi).
        Recall = "recall",
        /// A new version of it came (cập nhật).
        Update = "update",
        /// Another dispatch stands in its place (thay thế).
        Replace = "replace",
    }
}

impl Succession {
    /// That of an edXML business type; `None` for a new dispatch and for what is no such type.
    #[must_use]
    pub const fn of_business_type(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Recall),
            2 => Some(Self::Update),
            3 => Some(Self::Replace),
            _ => None,
        }
    }
}

text_enum! {
    /// Where an obligation stands.
    ObligationState, "a state of an obligation" {
        /// Proposed by the reader or added by a person, not yet confirmed.
        Proposed = "proposed",
        /// Part of the confirmed plan.
        Confirmed = "confirmed",
        /// A person took it out, with a reason; kept, never deleted.
        Dropped = "dropped",
    }
}

text_enum! {
    /// Where an occurrence stands.
    OccurrenceState, "a state of an occurrence" {
        /// Nothing reported yet (chưa báo cáo).
        Open = "open",
        /// Reported; waits for a second person (chờ xác nhận).
        Reported = "reported",
        /// Sent back by the second person, with a reason; open again (trả lại).
        Returned = "returned",
        /// Done, by the rule of its control (hoàn thành).
        Accepted = "accepted",
        /// Does not apply, with a reason and who agreed (không áp dụng).
        NotApplicable = "not_applicable",
        /// Fell away with its dispatch or obligation (hủy).
        Cancelled = "cancelled",
    }
}

impl OccurrenceState {
    /// Does it still wait for the unit?
    #[must_use]
    pub const fn waits_for_unit(self) -> bool {
        matches!(self, Self::Open | Self::Returned)
    }
}

text_enum! {
    /// How something is known, weakest first. A report shows the mix; it is never blurred.
    Assurance, "an assurance" {
        /// A person of the unit said so (tự khai).
        Attested = "attested",
        /// Came from another system's file (nhập từ hệ thống khác).
        Imported = "imported",
        /// A check saw it (đo được).
        Measured = "measured",
        /// A second person or an inspection agreed (đã xác nhận).
        Confirmed = "confirmed",
    }
}
