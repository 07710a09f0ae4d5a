//! The states of what a person signs in with: offices, people, links, sessions. Pure words; the
//! rules are in `office::sign_in`.

use crate::text_enum;

text_enum! {
    /// How far an office is.
    OfficeState, "a state of an office" {
        /// The first person is setting it up.
        SettingUp = "setting_up",
        /// It works.
        Open = "open",
    }
}

text_enum! {
    /// How a person stands to the office.
    PersonState, "a state of a person" {
        /// Has not signed in yet (đã mời).
        Invited = "invited",
        /// May sign in (đang hoạt động).
        Active = "active",
        /// May not sign in for now (tạm khóa).
        Suspended = "suspended",
        /// Has left the office (đã nghỉ, chuyển công tác).
        Left = "left",
    }
}

text_enum! {
    /// What a one-time link is good for.
    LinkPurpose, "a purpose of a link" {
        /// Makes the first person of a new office.
        First = "first",
        /// Lets a person in who was invited.
        Invitation = "invitation",
        /// Lets a person set a new password.
        Reset = "reset",
    }
}

text_enum! {
    /// What a session still waits for.
    Stage, "a stage of signing in" {
        /// The code of the second step.
        SecondStep = "second_step",
        /// A new password.
        ChangePassword = "change_password",
        /// That a second step is set up.
        EnrolSecondStep = "enrol_second_step",
        /// Nothing: the person is in.
        Full = "full",
    }
}
