//! Finding things by words, in any spelling: diacritics and the place of tones do not count, but
//! who types them gets what is spelled so first.

use luytre_model::fold::{fold, nfc};
use luytre_model::id::DispatchId;
use luytre_store::search::{Kind, find};
use luytre_store::{Conn, found, people, units};

use crate::access::{Action, Target, decide};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// Most hits of a kind that are shown.
const MOST: usize = 10;

/// Ids that are looked at for them.
const LOOKED_AT: u32 = 50;

/// Longest query that is looked at, in characters.
const LONGEST: usize = 200;

/// What was found, by kind. What the actor may not see was not searched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What was looked for.
    pub query: String,
    /// Dispatches.
    pub dispatches: Vec<Hit>,
    /// Duties.
    pub duties: Vec<Hit>,
    /// Units.
    pub units: Vec<Hit>,
    /// People.
    pub people: Vec<Hit>,
    /// Controls; titles are Vietnamese, notes English.
    pub controls: Vec<Hit>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Of which dispatch, for a duty.
    pub dispatch: Option<DispatchId>,
    /// Its name, subject or words.
    pub title: String,
    /// What tells it from others: number and symbol, unit, clause.
    pub note: String,
}

impl Service {
    /// Looks for the words of `query`. An empty query finds nothing.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn search(&self, actor: &Actor, query: &str) -> Result<Found, OfficeError> {
        let query: String = nfc(query.trim()).chars().take(LONGEST).collect();
        let mut found = Found {
            query,
            ..Found::default()
        };
        if fold(&found.query).is_empty() {
            return Ok(found);
        }
        let target = Target::office(actor.office);
        let may = |action| decide(actor, action, &target).is_ok();
        let mut conn = self.store.read().await?;
        if may(Action::SeeDispatches) {
            found.dispatches = dispatches(&mut conn, actor, &found.query).await?;
            found.duties = duties(&mut conn, actor, &found.query).await?;
        }
        if may(Action::SeePeople) {
            found.units = unit_hits(&mut conn, actor, &found.query).await?;
            found.people = people_hits(&mut conn, actor, &found.query).await?;
        }
        if may(Action::SeeControls) {
            found.controls = self.control_hits(&found.query);
        }
        Ok(found)
    }

    fn control_hits(&self, query: &str) -> Vec<Hit> {
        let hits = self.knowledge.catalogue.iter().filter_map(|control| {
            let id = control.id.to_string();
            let words = format!("{id} {} {}", control.title.vi, control.title.en);
            has_words(&words, query).then(|| Hit {
                id,
                dispatch: None,
                title: control.title.vi.clone(),
                note: control.title.en.clone(),
            })
        });
        best(hits.collect(), query)
    }
}

async fn dispatches(conn: &mut Conn, actor: &Actor, query: &str) -> Result<Vec<Hit>, OfficeError> {
    let ids = find(conn, actor.office, Kind::Dispatch, query, LOOKED_AT).await?;
    let rows = found::dispatches(conn, actor.office, &ids).await?;
    let hits = rows.into_iter().map(|row| Hit {
        id: row.dispatch.to_string(),
        dispatch: None,
        note: sign(&row.number, &row.symbol),
        title: if row.subject.is_empty() {
            row.issuer
        } else {
            row.subject
        },
    });
    Ok(best(hits.collect(), query))
}

async fn duties(conn: &mut Conn, actor: &Actor, query: &str) -> Result<Vec<Hit>, OfficeError> {
    let ids = find(conn, actor.office, Kind::Obligation, query, LOOKED_AT).await?;
    let rows = found::duties(conn, actor.office, &ids).await?;
    let hits = rows.into_iter().map(|row| Hit {
        id: row.obligation.to_string(),
        dispatch: Some(row.dispatch),
        title: row.text,
        note: format!("{} · {}", sign(&row.number, &row.symbol), row.clause),
    });
    Ok(best(hits.collect(), query))
}

/// An office has tens of units: their names are compared as they are.
async fn unit_hits(conn: &mut Conn, actor: &Actor, query: &str) -> Result<Vec<Hit>, OfficeError> {
    let rows = units::list(conn, actor.office).await?;
    let hits = rows.into_iter().filter_map(|row| {
        let words = format!("{} {} {}", row.name, row.short, row.aliases.join(" "));
        has_words(&words, query).then(|| Hit {
            id: row.id.to_string(),
            dispatch: None,
            title: row.name,
            note: row.short,
        })
    });
    Ok(best(hits.collect(), query))
}

async fn people_hits(conn: &mut Conn, actor: &Actor, query: &str) -> Result<Vec<Hit>, OfficeError> {
    let filter = people::Filter {
        text: query.to_owned(),
        ..people::Filter::default()
    };
    let page = people::list(conn, actor.office, &filter, None, LOOKED_AT).await?;
    let hits = page.people.into_iter().map(|listed| Hit {
        id: listed.person.id.to_string(),
        dispatch: None,
        title: listed.person.name,
        note: listed.unit_name,
    });
    Ok(best(hits.collect(), query))
}

/// All words of the query are words of the text; the last may be the beginning of one.
fn has_words(text: &str, query: &str) -> bool {
    let (text, query) = (fold(text), fold(query));
    let wanted: Vec<&str> = query.split(' ').collect();
    let Some((last, whole)) = wanted.split_last() else {
        return false;
    };
    whole
        .iter()
        .all(|word| text.split(' ').any(|of| of == *word))
        && text.split(' ').any(|of| of.starts_with(last))
}

/// The first few, those spelled as in the query before the others.
fn best(mut hits: Vec<Hit>, query: &str) -> Vec<Hit> {
    let query = query.to_lowercase();
    let spelled = |hit: &Hit| {
        nfc(&hit.title).to_lowercase().contains(&query) || hit.note.to_lowercase().contains(&query)
    };
    hits.sort_by_key(|hit| !spelled(hit));
    hits.truncate(MOST);
    hits
}

/// `1082/UBND-CA`, as far as it is known.
pub(crate) fn sign(number: &str, symbol: &str) -> String {
    match (number.is_empty(), symbol.is_empty()) {
        (false, false) => format!("{number}/{symbol}"),
        (true, false) => symbol.to_owned(),
        _ => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_whole_but_the_last() {
        assert!(has_words("Mật khẩu được đổi định kỳ", "mat kha"));
        assert!(has_words("Mật khẩu được đổi định kỳ", "doi MẬT"));
        assert!(!has_words("Mật khẩu được đổi định kỳ", "kha mat"));
        assert!(!has_words("Mật khẩu", "mật khẩu mới"));
    }

    #[test]
    fn what_is_spelled_as_typed_comes_first() {
        let hit = |title: &str| Hit {
            id: String::new(),
            dispatch: None,
            title: title.to_owned(),
            note: String::new(),
        };
        let hits = best(vec![hit("Công tác mặt trận"), hit("Bảo vệ bí MẬT")], "mật");
        assert_eq!(hits[0].title, "Bảo vệ bí MẬT");
    }

    #[test]
    fn a_sign_leaves_out_what_is_blank() {
        assert_eq!(sign("1082", "UBND-CA"), "1082/UBND-CA");
        assert_eq!(sign("", "UBND-CA"), "UBND-CA");
        assert_eq!(sign("1082", ""), "1082");
    }
}
