//! My tasks: what my unit has to report, what I may confirm, what was answered.

use askama::Template;
use axum::extract::State;
use luytre_office::work::{Mine, Task};

use crate::http::Problem;
use crate::session::Signed;
use crate::state::App;
use crate::web::shell::parts::Status;
use crate::web::shell::{Area, Html, Page};

#[derive(Template)]
#[template(path = "work/mine.html")]
pub(super) struct Tasks {
    page: Page,
    mine: Mine,
    groups: Vec<Group>,
}

/// Tasks that are alike in how soon they are due.
struct Group {
    title: &'static str,
    late: bool,
    tasks: Vec<Task>,
}

pub(super) async fn show(
    State(app): State<App>,
    Signed(actor): Signed,
    page: Page,
) -> Result<Html<Tasks>, Problem> {
    let mut mine = app.service.mine(&actor).await?;
    let (dated, undated): (Vec<_>, Vec<_>) = std::mem::take(&mut mine.later)
        .into_iter()
        .partition(|task| task.due_on.is_some());
    let group = |title, late, tasks| Group { title, late, tasks };
    let groups = vec![
        group("work-late", true, std::mem::take(&mut mine.late)),
        group("work-week", false, std::mem::take(&mut mine.this_week)),
        group("work-later", false, dated),
        group("work-undated", false, undated),
    ];
    let groups = groups
        .into_iter()
        .filter(|group| !group.tasks.is_empty())
        .collect();
    Ok(Html(Tasks {
        page: page.titled("work-title").at(Area::Tasks),
        mine,
        groups,
    }))
}

impl Tasks {
    fn count(&self) -> usize {
        self.groups.iter().map(|group| group.tasks.len()).sum()
    }

    fn late(&self) -> usize {
        self.groups
            .iter()
            .filter(|group| group.late)
            .map(|group| group.tasks.len())
            .sum()
    }

    fn is_empty(&self) -> bool {
        self.groups.is_empty()
            && self.mine.to_confirm.is_empty()
            && self.mine.waiting.is_empty()
            && self.mine.questions.is_empty()
    }

    /// What is to be known of a task beside its day.
    fn status(task: &Task) -> Option<Status> {
        use luytre_model::work::OccurrenceState;
        match (task.state, task.days) {
            (_, Some(..0)) => Some(Status::Late),
            (OccurrenceState::Returned, _) => Some(Status::Returned),
            (_, Some(0..=7)) => Some(Status::Soon),
            _ => None,
        }
    }
}
