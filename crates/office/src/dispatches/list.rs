//! Lists of dispatches: saved views, search, page by key.

use jiff::Timestamp;
use luytre_model::clock::to_millis;
use luytre_model::text_enum;
use luytre_model::work::DispatchState;
use luytre_store::dispatches::{self, After, DispatchLine};
use luytre_store::search::{self, Kind};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

text_enum! {
    /// A saved view of the list.
    View, "a view of dispatches" {
        /// All.
        All = "all",
        /// Those whose plan a person has yet to confirm.
        ToReview = "to_review",
        /// Those that units work on.
        InWork = "in_work",
        /// Those that were taken back.
        Withdrawn = "withdrawn",
    }
}

/// Which dispatches a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchFilter {
    /// The view.
    pub view: View,
    /// Words that each must have; empty: all.
    pub text: String,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispatchPage {
    /// The dispatches, the last received first.
    pub lines: Vec<DispatchLine>,
    /// Give it back as `after` for the next page; `None`: this is the last.
    pub next: Option<String>,
}

/// Lines of a page.
const PAGE: u32 = 20;

/// Most dispatches that a search finds: who finds more asks more precisely.
const MOST_FOUND: u32 = 200;

impl Service {
    /// Lists dispatches: one page, after a place given by an earlier page.
    ///
    /// # Errors
    /// Where the actor may not, or the database fails.
    pub async fn dispatches(
        &self,
        actor: &Actor,
        filter: &DispatchFilter,
        after: Option<&str>,
    ) -> Result<DispatchPage, OfficeError> {
        decide(actor, Action::SeeDispatches, &Target::office(actor.office))?;
        let state = match filter.view {
            View::All => None,
            View::ToReview => Some(DispatchState::Proposed),
            View::InWork => Some(DispatchState::Confirmed),
            View::Withdrawn => Some(DispatchState::Withdrawn),
        };
        let after = after.and_then(place_of);
        let mut conn = self.store.read().await?;
        let conn = &mut *conn;
        let mut lines = if filter.text.trim().is_empty() {
            dispatches::list(conn, actor.office, state, after, PAGE + 1).await?
        } else {
            let kind = Kind::Dispatch;
            let found = search::find(conn, actor.office, kind, &filter.text, MOST_FOUND).await?;
            dispatches::among(conn, actor.office, &found, state, after, PAGE + 1).await?
        };
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        let next = lines.last().filter(|_| more).map(place_after);
        Ok(DispatchPage { lines, next })
    }
}

fn place_after(line: &DispatchLine) -> String {
    format!("{}.{}", to_millis(line.received_at), line.dispatch)
}

/// A place that no page gave is the beginning.
fn place_of(text: &str) -> Option<After> {
    let (millis, dispatch) = text.split_once('.')?;
    Some(After {
        received_at: Timestamp::from_millisecond(millis.parse().ok()?).ok()?,
        dispatch: dispatch.parse().ok()?,
    })
}
