//! Signing in: one-time links, passwords by the strictest rule in force, a second step, sessions.
//!
//! Passwords and tokens are kept as hashes only, and appear in no event and no message. Whoever
//! fails to sign in is told the same whether the name, the password or a lock was the reason.

mod change;
mod enter;
mod idle;
mod lock;
mod password;
mod rules;
mod second;
mod session;
mod take;
mod token;
mod totp;
mod trail;

pub use change::NewPassword;
pub use enter::Entered;
pub use luytre_model::sign_in::{LinkPurpose, OfficeState, PersonState, Stage};
pub use rules::{PasswordRules, Rule, RuleSource};
pub use second::Enrolment;
pub use session::{Session, SessionView};
pub use take::{FirstPerson, LinkView};

pub(crate) use password::login_problem;
pub(crate) use take::{make as make_link, name_problem};
pub(crate) use token::hex;
