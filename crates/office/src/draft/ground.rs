//! What drafts are made of: the office with who signs for it, and of one dispatch its heading and
//! the duties that were not dropped.

use luytre_model::dispatch::Header;
use luytre_model::id::{DispatchId, UnitId};
use luytre_model::people::{DocumentLayout, Role};
use luytre_model::sign_in::PersonState;
use luytre_model::unit_sets::UnitKind;
use luytre_model::work::ObligationState;
use luytre_report::layout::Layout;
use luytre_report::{Authority, Frame, SignerBlock};
use luytre_store::obligations::ObligationRow;
use luytre_store::offices::Office;
use luytre_store::units::Unit;
use luytre_store::{Conn, dispatches, obligations, offices, people, units};

use super::words;
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::service::Service;

/// The office that drafts.
pub(super) struct House {
    pub(super) office: Office,
    /// In their order.
    pub(super) units: Vec<Unit>,
    signer: SignerBlock,
    year: i16,
}

/// A dispatch of that office.
pub(super) struct Ground {
    pub(super) house: House,
    pub(super) header: Header,
    /// Its text as read.
    pub(super) text: String,
    /// Duties that were not dropped, in the order of the text.
    pub(super) duties: Vec<ObligationRow>,
}

impl Service {
    pub(super) async fn house(&self, conn: &mut Conn, actor: &Actor) -> Result<House, OfficeError> {
        let office = offices::find(conn, actor.office).await?;
        let office = office.ok_or_else(|| not_found("office", &actor.office))?;
        Ok(House {
            signer: signer(conn, &office).await?,
            office,
            units: units::list(conn, actor.office).await?,
            year: self.today().year(),
        })
    }

    pub(super) async fn ground(
        &self,
        actor: &Actor,
        id: DispatchId,
    ) -> Result<Ground, OfficeError> {
        let office = actor.office;
        let mut conn = self.store.read().await?;
        let dispatch = dispatches::read(&mut conn, office, id).await?;
        let dispatch = dispatch.ok_or_else(|| not_found("dispatch", &id))?;
        let mut duties = obligations::of_dispatch(&mut conn, office, id).await?;
        duties.retain(|duty| duty.state != ObligationState::Dropped);
        Ok(Ground {
            house: self.house(&mut conn, actor).await?,
            header: dispatch.header,
            text: dispatch.text,
            duties,
        })
    }
}

pub(super) fn not_found(what: &'static str, id: &impl ToString) -> OfficeError {
    OfficeError::NotFound {
        what,
        id: id.to_string(),
    }
}

impl House {
    pub(super) fn layout(&self) -> Layout {
        match self.office.level.layout() {
            DocumentLayout::State => Layout::State,
            DocumentLayout::Party => Layout::Party,
        }
    }

    /// What stands around the text of a document whose symbol is `symbol`.
    pub(super) fn frame(&self, symbol: String, copies_to: Vec<String>) -> Frame {
        let filed = match self.layout() {
            Layout::State => "VT, VP",
            Layout::Party => "Văn phòng Đảng ủy",
        };
        Frame {
            layout: self.layout(),
            superior: self.superior(),
            issuer: self.issuer(),
            symbol,
            place: self.office.place.clone(),
            year: self.year,
            copies_to,
            filed: filed.to_owned(),
            signer: self.signer.clone(),
        }
    }

    /// The symbol of a document of a named kind: `KH-UBND`; in Party bodies `KH/ĐU`.
    pub(super) fn symbol(&self, kind: &str) -> String {
        let join = match self.layout() {
            Layout::State => '-',
            Layout::Party => '/',
        };
        format!("{kind}{join}{}", self.office.symbol)
    }

    /// Those above who get a copy of what the office decides.
    pub(super) fn superiors(&self) -> Vec<String> {
        match self.layout() {
            Layout::State => {
                let level = words::short_office(self.office.level);
                vec![
                    format!("TT Đảng ủy, TT HĐND {level} (để b/c)"),
                    format!("Chủ tịch, các PCT UBND {level}"),
                ]
            }
            Layout::Party => vec!["Các đồng chí Ủy viên Ban Thường vụ Đảng ủy".to_owned()],
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

    /// The names of units in the order of the office.
    pub(super) fn unit_names(&self, wanted: &[UnitId]) -> Vec<String> {
        let wanted = self.units.iter().filter(|unit| wanted.contains(&unit.id));
        wanted.map(|unit| unit.name.clone()).collect()
    }

    /// The unit that collects reports: the Office, by its kind.
    pub(super) fn collects(&self) -> &str {
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

impl Ground {
    /// What names the received dispatch in the name of a file.
    pub(super) fn sign(&self) -> String {
        let number = self.header.number.as_deref().unwrap_or_default();
        let symbol = self.header.symbol.as_deref().unwrap_or_default();
        format!("{number} {symbol}")
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
