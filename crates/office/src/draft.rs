//! Drafts of the office's own documents: the dispatch by which it carries out one that it received,
//! the slip of one unit, lists as sheets.
//!
//! A draft says what was settled in the plan and nothing else; number and date stay blank. What the
//! received dispatch states and what the office settled itself are told apart in words.

mod dispatch;
mod form;
mod sheet;
mod slip;
mod words;

pub use form::DraftForm;

use luytre_model::audit::EventKind;
use luytre_model::dispatch::Header;
use luytre_model::id::{DispatchId, UnitId};
use luytre_model::people::{DocumentLayout, Role};
use luytre_model::sign_in::PersonState;
use luytre_model::work::ObligationState;
use luytre_report::layout::Layout;
use luytre_report::{Authority, ReportError, SignerBlock};
use luytre_store::obligations::ObligationRow;
use luytre_store::offices::Office;
use luytre_store::units::Unit;
use luytre_store::{Conn, dispatches, obligations, offices, people, units};

use crate::access::{Action, Permit, Target, decide};
use crate::actor::Actor;
use crate::change::Happened;
use crate::error::OfficeError;
use crate::service::Service;

/// An implementing dispatch was drafted.
pub const DISPATCH: EventKind = EventKind("draft.dispatch");
/// An assignment slip was drafted.
pub const SLIP: EventKind = EventKind("draft.slip");

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A document to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The name of its file, without diacritics.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What drafts are made of.
struct Ground {
    office: Office,
    header: Header,
    /// Duties that were not dropped, in the order of the text.
    duties: Vec<ObligationRow>,
    /// In their order.
    units: Vec<Unit>,
    signer: SignerBlock,
    year: i16,
}

impl Service {
    /// The draft of the dispatch by which the office carries out dispatch `id`, as DOCX.
    ///
    /// # Errors
    /// Not allowed, not there, without a duty (`draft-empty`).
    pub async fn draft_dispatch(
        &self,
        actor: &Actor,
        id: DispatchId,
    ) -> Result<Download, OfficeError> {
        let proposed = self.draft_proposal(actor, id).await?;
        self.draft_dispatch_as(actor, id, &proposed).await
    }

    /// The same with what a person settled of its frame.
    ///
    /// # Errors
    /// As for [`Service::draft_dispatch`], and where a text is too long.
    pub async fn draft_dispatch_as(
        &self,
        actor: &Actor,
        id: DispatchId,
        form: &DraftForm,
    ) -> Result<Download, OfficeError> {
        let permit = decide(actor, Action::DraftDispatch, &Target::office(actor.office))?;
        form.check()?;
        let ground = self.ground(actor, id).await?;
        if ground.duties.is_empty() {
            return Err(refused("draft-empty"));
        }
        let name = ground.file_name("cong van trien khai");
        let mut draft = dispatch::of(&ground);
        form.apply(&mut draft);
        let bytes = written(move || draft.to_docx()).await?;
        self.drafted(&permit, Happened::new(DISPATCH, "dispatch", id))
            .await?;
        Ok(Download {
            name,
            media_type: DOCX,
            bytes,
        })
    }

    /// What is proposed for the frame of the draft, to be looked over before it is made.
    ///
    /// # Errors
    /// Not allowed, not there.
    pub async fn draft_proposal(
        &self,
        actor: &Actor,
        id: DispatchId,
    ) -> Result<DraftForm, OfficeError> {
        decide(actor, Action::DraftDispatch, &Target::office(actor.office))?;
        let ground = self.ground(actor, id).await?;
        Ok(DraftForm::of(&dispatch::of(&ground), &actor.name))
    }

    /// The slip that tells one unit its duties out of dispatch `id`, as DOCX.
    ///
    /// # Errors
    /// Not allowed, not there, without a duty for the unit (`draft-empty`).
    pub async fn draft_slip(
        &self,
        actor: &Actor,
        id: DispatchId,
        unit: UnitId,
    ) -> Result<Download, OfficeError> {
        let permit = decide(actor, Action::DraftDispatch, &Target::office(actor.office))?;
        let mut ground = self.ground(actor, id).await?;
        let unit = ground.units.iter().find(|known| known.id == unit).cloned();
        let unit = unit.ok_or_else(|| OfficeError::NotFound {
            what: "unit",
            id: id.to_string(),
        })?;
        ground.duties.retain(|duty| duty.units.contains(&unit.id));
        if ground.duties.is_empty() {
            return Err(refused("draft-empty"));
        }
        let name = ground.file_name(&format!("phieu giao viec {}", unit.short));
        let happened = Happened::new(SLIP, "dispatch", id).with("unit", unit.id);
        let catalogue = std::sync::Arc::clone(&self.knowledge);
        let bytes =
            written(move || slip::of(&ground, &unit, &catalogue.catalogue).to_docx()).await?;
        self.drafted(&permit, happened).await?;
        Ok(Download {
            name,
            media_type: DOCX,
            bytes,
        })
    }

    /// A draft was made: the trail says by whom, so that nobody wonders where a paper came from.
    async fn drafted(&self, permit: &Permit<'_>, happened: Happened) -> Result<(), OfficeError> {
        self.begin(permit).await?.commit(happened).await?;
        Ok(())
    }

    async fn ground(&self, actor: &Actor, id: DispatchId) -> Result<Ground, OfficeError> {
        let office = actor.office;
        let mut conn = self.store.read().await?;
        let dispatch = dispatches::read(&mut conn, office, id).await?;
        let dispatch = dispatch.ok_or_else(|| OfficeError::NotFound {
            what: "dispatch",
            id: id.to_string(),
        })?;
        let mut duties = obligations::of_dispatch(&mut conn, office, id).await?;
        duties.retain(|duty| duty.state != ObligationState::Dropped);
        let found = offices::find(&mut conn, office).await?;
        let found = found.ok_or_else(|| OfficeError::NotFound {
            what: "office",
            id: office.to_string(),
        })?;
        Ok(Ground {
            signer: signer(&mut conn, &found).await?,
            office: found,
            header: dispatch.header,
            duties,
            units: units::list(&mut conn, office).await?,
            year: self.today().year(),
        })
    }
}

impl Ground {
    fn layout(&self) -> Layout {
        match self.office.level.layout() {
            DocumentLayout::State => Layout::State,
            DocumentLayout::Party => Layout::Party,
        }
    }

    /// People's Committees name nobody above them on their letterhead; Party committees do.
    fn superior(&self) -> Option<String> {
        let named = self.layout() == Layout::Party && !self.office.superior.is_empty();
        named.then(|| self.office.superior.clone())
    }

    /// The name with the line break of letterheads: `Ủy ban nhân dân` over `phường Tre Xanh`.
    fn issuer(&self) -> String {
        let name = &self.office.name;
        let bodies = ["Ủy ban nhân dân", "Ban Chấp hành Đảng bộ"];
        let split = bodies.iter().find_map(|body| {
            let rest = name.strip_prefix(body)?.strip_prefix(' ')?;
            Some(format!("{body}\n{rest}"))
        });
        split.unwrap_or_else(|| name.clone())
    }

    /// A name for the file, of plain letters: what it is, then the sign of the received dispatch.
    fn file_name(&self, what: &str) -> String {
        let number = self.header.number.as_deref().unwrap_or_default();
        let symbol = self.header.symbol.as_deref().unwrap_or_default();
        let folded = luytre_model::fold::fold(&format!("{what} {number} {symbol}"));
        let plain: String = folded
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .take(100)
            .collect();
        format!("{plain}.docx")
    }

    /// The names of units in the order of the office.
    fn unit_names(&self, wanted: &[UnitId]) -> Vec<String> {
        let wanted = self.units.iter().filter(|unit| wanted.contains(&unit.id));
        wanted.map(|unit| unit.name.clone()).collect()
    }

    /// The unit that collects reports: the Office, by its kind.
    fn collects(&self) -> &str {
        use luytre_model::unit_sets::UnitKind;
        let kind = match self.layout() {
            Layout::State => UnitKind::OfficeStaff,
            Layout::Party => UnitKind::Party,
        };
        let unit = self
            .units
            .iter()
            .find(|unit| unit.kind == kind && unit.closed_at.is_none());
        unit.map_or("Văn phòng", |unit| unit.name.as_str())
    }
}

/// Who signs: the first leader by their post, the head before deputies; a blank name where there is
/// none yet.
async fn signer(conn: &mut Conn, office: &Office) -> Result<SignerBlock, OfficeError> {
    let filter = people::Filter {
        role: Some(Role::Leader),
        state: Some(PersonState::Active),
        ..people::Filter::default()
    };
    let leaders = people::list(conn, office.id, &filter, None, 20)
        .await?
        .people;
    let deputy = |title: &str| title.to_lowercase().starts_with("phó");
    let head = leaders.iter().find(|leader| !deputy(&leader.person.title));
    let leader = head
        .or_else(|| leaders.first())
        .map(|leader| &leader.person);
    let (body, post) = match office.level.layout() {
        DocumentLayout::State => ("Ủy ban nhân dân", "Chủ tịch"),
        DocumentLayout::Party => ("Ban Thường vụ", "Bí thư"),
    };
    let mut authority = vec![Authority::OnBehalf(body.to_owned())];
    let title = leader.map_or(post, |leader| leader.title.as_str());
    let title = if title.is_empty() { post } else { title };
    // In Party bodies a deputy signs for the body; elsewhere for the head as well.
    if deputy(title) && office.level.layout() == DocumentLayout::State {
        authority.push(Authority::ForHead(post.to_owned()));
    }
    let name = leader.map(|leader| leader.name.clone()).unwrap_or_default();
    Ok(SignerBlock {
        authority,
        title: title.to_owned(),
        name,
    })
}

/// Writes a document off the threads that serve.
async fn written(
    write: impl FnOnce() -> Result<Vec<u8>, ReportError> + Send + 'static,
) -> Result<Vec<u8>, OfficeError> {
    match tokio::task::spawn_blocking(write).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a document failed"
            );
            Err(refused("draft-failed"))
        }
        Err(error) => {
            tracing::error!(panicked = error.is_panic(), "writing a document failed");
            Err(refused("draft-failed"))
        }
    }
}

fn refused(code: &'static str) -> OfficeError {
    OfficeError::Refused {
        code,
        facts: Vec::new(),
    }
}
