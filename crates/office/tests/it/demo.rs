//! The sample ward: every status occurs, figures hold together, people can sign in.

use std::sync::Arc;

use luytre_model::clock::Entropy;
use luytre_model::status::Status;
use luytre_office::demo;
use luytre_office::dispatches::{DispatchFilter, View};
use luytre_office::service::Knowledge;
use luytre_office::sign_in::Stage;
use luytre_office::{Actor, Service};
use luytre_store::testing::one_sqlite;

use crate::support::{Counted, SetClock};

#[tokio::test]
async fn the_sample_ward_shows_every_status() {
    let store = one_sqlite().await;
    let knowledge = Arc::new(Knowledge::embedded().unwrap());
    let entropy: Arc<dyn Entropy> = Arc::new(Counted::new());
    let clock = Arc::new(SetClock::at("2026-11-24"));
    let now = luytre_model::clock::Clock::now(&*clock);
    let filled = demo::fill(&store, Arc::clone(&knowledge), Arc::clone(&entropy), now)
        .await
        .unwrap();
    let again = demo::fill(&store, Arc::clone(&knowledge), Arc::clone(&entropy), now).await;
    assert_eq!(again.unwrap(), filled, "a second time changes nothing");

    let service = Service::new(store, knowledge, clock, entropy);
    let mut actors: Vec<Actor> = Vec::new();
    for guest in &filled.people {
        let entered = service
            .sign_in(guest.login, filled.password, "x")
            .await
            .unwrap();
        assert_eq!(entered.stage, Stage::Full, "{}", guest.login);
        let session = service.session(&entered.cookie).await.unwrap().unwrap();
        actors.push(session.actor().unwrap().clone());
        assert!(filled.to_string().contains(guest.login));
    }
    let overview = service.overview(&actors[0]).await.unwrap();
    for status in Status::ALL {
        assert!(
            overview.figures.tally.count(*status) > 0,
            "no assignment is {status}"
        );
    }
    assert!(overview.figures.tally.met_percent().unwrap() > 40);
    assert!(overview.figures.known.confirmed > 0);
    assert!(
        overview
            .trend
            .iter()
            .filter(|month| month.in_time > 0)
            .count()
            >= 4
    );
    assert!(overview.trend.iter().any(|month| month.late > 0));
    assert!(overview.figures.soon > 0, "nothing is due within a week");
    let clerk = guest(&filled, &actors, "vanthu").unwrap();
    let mine = service.mine(&actors[0]).await.unwrap();
    assert!(!mine.to_confirm.is_empty());
    let questions = service.questions(clerk).await.unwrap();
    let open = questions.iter().filter(|question| question.may_answer);
    assert_eq!(open.count(), 1, "one question waits");
    let waiting = DispatchFilter {
        view: View::ToReview,
        text: String::new(),
    };
    let waiting = service.dispatches(clerk, &waiting, None).await.unwrap();
    assert_eq!(waiting.lines.len(), 1, "one dispatch waits to be reviewed");
}

fn guest<'a>(filled: &demo::Filled, actors: &'a [Actor], login: &str) -> Option<&'a Actor> {
    let mut people = filled.people.iter().zip(actors);
    people
        .find(|(guest, _)| guest.login == login)
        .map(|(_, actor)| actor)
}
