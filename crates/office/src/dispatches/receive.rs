//! A dispatch comes in: looked into, read, and stored with its proposals in one transaction. An
//! archive, mail or edXML message may bring several; each is taken in by itself.

use std::sync::Arc;

use luytre_directive::edxml;
use luytre_model::audit::EventKind;
use luytre_model::dispatch::Header;
use luytre_model::fold::fold;
use luytre_model::id::{DispatchId, FileId, ObligationId};
use luytre_model::work::DispatchState;
use luytre_reader::{Document, ReadError};
use luytre_store::dispatches::{self, DispatchRow};
use luytre_store::files::{self, FileRow};
use luytre_store::search::{self, Kind};
use luytre_store::{Stamp, Write, obligations, units};

use super::proposal::{self, Plan};
use super::{OBJECT, not_found, refused};
use crate::access::{Action, Permit, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::intake::{self, Intake, Watch, hex_sha256};
use crate::service::Service;

/// What came of taking a dispatch in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The dispatch.
    pub dispatch: DispatchId,
    /// The name of its file.
    pub name: String,
    /// How many duties were found in it.
    pub duties: usize,
    /// Codes of what could not be read well.
    pub problems: Vec<String>,
}

/// What came of a file, which may hold several dispatches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// The dispatches taken in, in the order of the file.
    pub received: Vec<Received>,
    /// The files inside that were not taken in.
    pub aside: Vec<Aside>,
}

/// A file inside another that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it lay.
    pub path: String,
    /// Why, as the code of a refusal.
    pub code: &'static str,
    /// The facts of its words.
    pub facts: Vec<(&'static str, String)>,
}

/// The refusal of a document that bears a secrecy mark.
const SECRET: &str = "dispatch-secret";

/// Most bytes of a text that are indexed for the search; no dispatch is as long.
const MOST_INDEXED: usize = 200_000;

impl Service {
    /// Takes a dispatch in: reads it and stores it with a proposal for each duty. Of several in one
    /// file, the first is told.
    ///
    /// # Errors
    /// As [`Service::receive_all`].
    pub async fn receive(
        &self,
        actor: &Actor,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Received, OfficeError> {
        let arrival = self.receive_all(actor, name, bytes, Arc::new(|_| ()));
        let first = Box::pin(arrival).await?.received.into_iter().next();
        first.ok_or_else(|| refused("dispatch-none-inside"))
    }

    /// Takes in a file and every dispatch in it. `watch` is told how far the recognition of a scan
    /// is.
    ///
    /// # Errors
    /// `Refused`: `dispatch-secret` where it or a file in it bears a secrecy mark (nothing of it is
    /// kept, not even its name), `dispatch-known` where the same file or text is there,
    /// `dispatch-no-duties` where it is no dispatch, `dispatch-none-inside` where there is none in
    /// it, `file-…` where it cannot be read.
    pub async fn receive_all(
        &self,
        actor: &Actor,
        name: &str,
        bytes: Vec<u8>,
        watch: Arc<Watch>,
    ) -> Result<Arrival, OfficeError> {
        let permit = decide(
            actor,
            Action::ReceiveDispatch,
            &Target::office(actor.office),
        )?;
        let knowledge = Arc::clone(&self.knowledge);
        let outcome = match intake::read(knowledge, name, bytes, watch, SECRET).await {
            Ok(intake) if intake.inside.is_empty() => {
                let received = self.take_in(&permit, intake, None).await;
                received.map(|received| Arrival {
                    received: vec![received],
                    aside: Vec::new(),
                })
            }
            Ok(intake) => self.take_in_all(&permit, intake).await,
            Err(error) => Err(error),
        };
        match outcome {
            Err(OfficeError::Refused { code: SECRET, .. }) => {
                self.note_secret(&permit).await?;
                Err(refused(SECRET))
            }
            outcome => outcome,
        }
    }

    /// Takes in what came inside a file, one after the other. Where nothing was taken in, the
    /// first refusal that tells something is that of the whole.
    async fn take_in_all(
        &self,
        permit: &Permit<'_>,
        intake: Intake,
    ) -> Result<Arrival, OfficeError> {
        let (mut header, mut arrival) = (intake.header, Arrival::default());
        for file in intake.inside {
            let outside = Outside {
                header: header.as_ref(),
            };
            let outcome = self.take_in(permit, file.intake, Some(outside)).await;
            match outcome {
                Ok(received) => {
                    // A message carries one document; what else is in it are its annexes.
                    header = None;
                    arrival.received.push(received);
                }
                Err(OfficeError::Refused { code, facts }) if code != SECRET => {
                    arrival.aside.push(Aside {
                        path: file.path,
                        code,
                        facts,
                    });
                }
                Err(error) => return Err(error),
            }
        }
        if !arrival.received.is_empty() {
            return Ok(arrival);
        }
        let telling = |aside: &Aside| matches!(aside.code, "dispatch-known" | "file-scan");
        let first = arrival.aside.into_iter().find(telling);
        Err(first.map_or_else(
            || refused("dispatch-none-inside"),
            |aside| OfficeError::Refused {
                code: aside.code,
                facts: aside.facts,
            },
        ))
    }

    async fn take_in(
        &self,
        permit: &Permit<'_>,
        intake: Intake,
        outside: Option<Outside<'_>>,
    ) -> Result<Received, OfficeError> {
        let office = permit.actor().office;
        let (upload, document) = Upload::of(intake);
        let document = document.map_err(|error| intake::refusal(&error))?;
        let known_units = units::list(&mut *self.store.read().await?, office).await?;
        let (knowledge, today) = (Arc::clone(&self.knowledge), self.today());
        let reading = tokio::task::spawn_blocking(move || {
            let plan = proposal::read(&knowledge, &document, &known_units, today);
            let text_sha256 = hex_sha256(fold(&document.text).as_bytes());
            (document, plan, text_sha256)
        });
        let (document, mut plan, text_sha256) = reading.await.map_err(|error| {
            tracing::error!(panicked = error.is_panic(), "reading a dispatch failed");
            refused("file-failed")
        })?;
        if plan.reading.header.secrecy.is_some() {
            return Err(refused(SECRET));
        }
        if plan.reading.duties.is_empty() && !has_heading(&plan.reading.header) {
            return Err(refused("dispatch-no-duties"));
        }
        if let Some(outside) = outside {
            if !is_numbered(&plan.reading.header) {
                return Err(refused("dispatch-no-duties"));
            }
            if let Some(header) = outside.header {
                fill(&mut plan.reading.header, header);
            }
        }
        self.store_plan(permit, upload, document, plan, text_sha256)
            .await
    }

    async fn store_plan(
        &self,
        permit: &Permit<'_>,
        upload: Upload,
        document: Document,
        plan: Plan,
        text_sha256: String,
    ) -> Result<Received, OfficeError> {
        let actor = permit.actor();
        let mut change = self.begin(permit).await?;
        let stamp = change.stamp();
        let write = change.write();
        let same = dispatches::find_same(write.conn(), actor.office, &upload.sha256, &text_sha256);
        if let Some(first) = same.await? {
            return Err(known(write, actor, first).await?);
        }
        let row = DispatchRow {
            office: actor.office,
            dispatch: DispatchId::new(stamp.uuid()),
            state: DispatchState::Proposed,
            file: keep_file(write, stamp, actor, &upload).await?,
            file_sha256: upload.sha256.clone(),
            text_sha256,
            header: plan.reading.header.clone(),
            problems: problem_codes(&document),
            text: document.text,
            received_at: stamp.at,
            received_by: actor.person,
            confirmed: None,
            revision: 1,
        };
        dispatches::insert(write, &row, &plan.reading.based_on).await?;
        index(write, &row).await?;
        let duties = store_duties(write, stamp, &row, plan).await?;
        let happened = Happened::new(EventKind("dispatch.received"), OBJECT, row.dispatch)
            .with("duties", duties)
            .with("file_sha256", &row.file_sha256)
            .with("text_sha256", &row.text_sha256);
        change.commit(happened).await?;
        Ok(Received {
            dispatch: row.dispatch,
            name: upload.name,
            duties,
            problems: row.problems,
        })
    }

    /// The trail tells that a marked document was refused, and nothing else.
    async fn note_secret(&self, permit: &Permit<'_>) -> Result<(), OfficeError> {
        let office = permit.actor().office;
        let happened = Happened::new(EventKind("dispatch.refused_secret"), "office", office);
        self.begin(permit).await?.commit(happened).await?;
        Ok(())
    }
}

/// What a file came in.
#[derive(Clone, Copy)]
struct Outside<'a> {
    /// The header of the message that carries it.
    header: Option<&'a edxml::Header>,
}

/// A file to keep.
struct Upload {
    name: String,
    bytes: Vec<u8>,
    sha256: String,
    media_type: &'static str,
}

impl Upload {
    fn of(intake: Intake) -> (Self, Result<Document, ReadError>) {
        let upload = Self {
            media_type: intake.media_type(),
            name: intake.name,
            bytes: intake.bytes,
            sha256: intake.sha256,
        };
        (upload, intake.document)
    }
}

async fn keep_file(
    write: &mut Write,
    stamp: Stamp<'_>,
    actor: &Actor,
    upload: &Upload,
) -> Result<FileId, OfficeError> {
    let row = FileRow {
        office: actor.office,
        file: FileId::new(stamp.uuid()),
        name: upload.name.clone(),
        media_type: upload.media_type.to_owned(),
        size: u64::try_from(upload.bytes.len()).unwrap_or(u64::MAX),
        sha256: upload.sha256.clone(),
        kept_at: stamp.at,
        kept_by: actor.person,
    };
    files::insert(write, &row, &upload.bytes).await?;
    Ok(row.file)
}

async fn store_duties(
    write: &mut Write,
    stamp: Stamp<'_>,
    row: &DispatchRow,
    plan: Plan,
) -> Result<usize, OfficeError> {
    let duties = plan.reading.duties.len();
    for (position, (duty, (proposal, units))) in
        (1..).zip(plan.reading.duties.into_iter().zip(plan.proposals))
    {
        let ids = (row.office, row.dispatch, ObligationId::new(stamp.uuid()));
        let duty = proposal::row(ids, position, duty, proposal, units);
        obligations::insert(write, &duty).await?;
    }
    Ok(duties)
}

/// Writes the words under which a dispatch is found: those of its heading and of its text.
pub(super) async fn index(write: &mut Write, row: &DispatchRow) -> Result<(), OfficeError> {
    let header = &row.header;
    let mut words: Vec<&str> = [
        &header.number,
        &header.symbol,
        &header.subject,
        &header.issuer,
        &header.place,
        &header.signer.name,
    ]
    .into_iter()
    .flatten()
    .map(String::as_str)
    .collect();
    let end = row.text.floor_char_boundary(MOST_INDEXED);
    words.push(row.text.get(..end).unwrap_or_default());
    let id = row.dispatch.to_string();
    search::index(write, row.office, Kind::Dispatch, &id, &words.join(" ")).await?;
    Ok(())
}

async fn known(
    write: &mut Write,
    actor: &Actor,
    first: DispatchId,
) -> Result<OfficeError, OfficeError> {
    let row = dispatches::read(write.conn(), actor.office, first)
        .await?
        .ok_or_else(|| not_found(OBJECT, first))?;
    Ok(OfficeError::Refused {
        code: "dispatch-known",
        facts: vec![
            ("dispatch", first.to_string()),
            ("state", row.state.to_string()),
        ],
    })
}

/// Takes from an edXML header what the document itself leaves blank, as the number and the date
/// often are in the file that is sent along.
fn fill(header: &mut Header, outside: &edxml::Header) {
    let text = |value: &str| (!value.trim().is_empty()).then(|| value.trim().to_owned());
    let full_date = header.date.as_ref().is_some_and(|date| date.len() == 10);
    if header.number.is_none() {
        header.number = text(&outside.number);
    }
    if header.symbol.is_none() {
        header.symbol = text(&outside.notation);
    }
    if let Some(date) = outside.date.filter(|_| !full_date) {
        header.date = Some(date.to_string());
    }
    if header.place.is_none() {
        header.place = text(&outside.place);
    }
    if header.issuer.is_none() {
        header.issuer = text(&outside.from.name);
    }
    if header.subject.is_none() {
        header.subject = text(&outside.subject);
    }
}

/// Beside a dispatch lie letters and annexes that ask for things too; only it bears a number, or the
/// symbol that stands where the number is left blank.
const fn is_numbered(header: &Header) -> bool {
    header.number.is_some() || header.symbol.is_some()
}

/// Two parts of a heading at least: one alone may be chance.
fn has_heading(header: &Header) -> bool {
    [
        &header.number,
        &header.date,
        &header.issuer,
        &header.subject,
    ]
    .into_iter()
    .flatten()
    .count()
        >= 2
}

fn problem_codes(document: &Document) -> Vec<String> {
    let mut codes: Vec<String> = document
        .problems
        .iter()
        .map(|problem| problem.code().to_owned())
        .collect();
    codes.dedup();
    codes
}
