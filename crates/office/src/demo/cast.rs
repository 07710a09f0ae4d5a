//! The people of the sample ward, invented, and how they come in.

use luytre_model::people::Role;
use luytre_model::unit_sets::UnitKind;

use super::{Filled, Guest};
use crate::actor::Actor;
use crate::error::OfficeError;
use crate::people::{PersonForm, UnitView};
use crate::service::Service;
use crate::setup::OfficeForm;
use crate::sign_in::{FirstPerson, NewPassword};

/// With which they begin, and with which they are met now.
const FIRST_PASSWORD: &str = "Mo-Dau-2468-Song-Nuoc";
const PASSWORD: &str = "Bong-Tre-1357-Ben-Nuoc";

/// One part to play.
pub(super) struct Part {
    pub(super) login: &'static str,
    name: &'static str,
    post: &'static str,
    pub(super) role: Role,
    kind: UnitKind,
    /// The how-manyth unit of the kind.
    at: usize,
    guest: bool,
}

const fn part(login: &'static str, name: &'static str, post: &'static str, role: Role) -> Part {
    Part {
        login,
        name,
        post,
        role,
        kind: UnitKind::OfficeStaff,
        at: 0,
        guest: false,
    }
}

impl Part {
    const fn of(mut self, kind: UnitKind, at: usize) -> Self {
        self.kind = kind;
        self.at = at;
        self
    }

    const fn guest(mut self) -> Self {
        self.guest = true;
        self
    }
}

/// All but the administrator.
pub(super) const PARTS: &[Part] = &[
    part("vanthu", "Lê Thị Hiền", "Văn thư", Role::Clerk).guest(),
    part("chutich", "Trần Văn Lĩnh", "Chủ tịch", Role::Leader).guest(),
    part(
        "vanphong",
        "Đinh Thị Mây",
        "Công chức Văn phòng",
        Role::Officer,
    ),
    part("kinhte", "Phạm Văn Đô", "Trưởng phòng", Role::Head)
        .of(UnitKind::Division, 0)
        .guest(),
    part("kinhte2", "Bùi Thị Hạ", "Chuyên viên", Role::Officer).of(UnitKind::Division, 0),
    part("vanhoa", "Đỗ Thị Lụa", "Chuyên viên", Role::Officer)
        .of(UnitKind::Division, 1)
        .guest(),
    part("motcua", "Ngô Văn Bến", "Giám đốc Trung tâm", Role::Head).of(UnitKind::ServiceCentre, 0),
    part("congan", "Vũ Văn Đê", "Cán bộ Công an phường", Role::Police)
        .of(UnitKind::Police, 0)
        .guest(),
    part("quansu", "Hồ Văn Lũy", "Chỉ huy trưởng", Role::Head).of(UnitKind::Military, 0),
    part("mamnon", "Trịnh Thị Măng", "Hiệu trưởng", Role::Head).of(UnitKind::School, 0),
    part("tieuhoc", "Mai Thị Búp", "Giáo viên", Role::Officer).of(UnitKind::School, 1),
    part("trungcoso", "Đặng Văn Tầm", "Hiệu trưởng", Role::Head).of(UnitKind::School, 2),
    part("yte", "Lý Thị Thuốc", "Trạm trưởng", Role::Head).of(UnitKind::Health, 0),
];

/// Those who may be signed in as.
pub(super) fn guests() -> Filled {
    let guests = PARTS.iter().filter(|part| part.guest);
    Filled {
        people: guests
            .map(|part| Guest {
                login: part.login,
                name: part.name,
                post: part.post,
            })
            .collect(),
        password: PASSWORD,
    }
}

/// Somebody at work.
pub(super) struct Player {
    pub(super) part: &'static Part,
    pub(super) actor: Actor,
}

/// Opens the office by its wizard. `None`: there is one.
pub(super) async fn open_office(service: &Service) -> Result<Option<Actor>, OfficeError> {
    let Some(token) = service.first_link().await? else {
        return Ok(None);
    };
    let first = FirstPerson {
        name: "Nguyễn Văn Mẫu".to_owned(),
        login: "quantri".to_owned(),
        password: twice(FIRST_PASSWORD),
    };
    let entered = service.take_first_link(&token, &first, "demo").await?;
    let admin = signed_in(service, &entered.cookie).await?;
    let facts = OfficeForm {
        level: "phuong".to_owned(),
        name: "Ủy ban nhân dân phường Tre Xanh".to_owned(),
        superior: "Ủy ban nhân dân tỉnh Sông Tre".to_owned(),
        place: "Tre Xanh".to_owned(),
        symbol: "UBND".to_owned(),
        commune_code: "00123".to_owned(),
    };
    service.set_office(&admin, &facts).await?;
    let proposed = service.setup(&admin).await?.proposed;
    service.choose_units(&admin, &proposed).await?;
    service.finish_setup(&admin).await?;
    Ok(Some(admin))
}

/// Invites everybody; they take their links.
pub(super) async fn invite(service: &Service, admin: &Actor) -> Result<Vec<Player>, OfficeError> {
    let units = service.units(admin).await?;
    let mut players = Vec::new();
    for part in PARTS {
        let Some(unit) = unit_of(&units, part) else {
            continue;
        };
        let form = PersonForm {
            name: part.name.to_owned(),
            title: part.post.to_owned(),
            email: String::new(),
            login: part.login.to_owned(),
            unit: unit.id.to_string(),
            role: part.role.to_string(),
        };
        let invited = service.invite(admin, &form).await?;
        let entered = service
            .take_link(&invited.token, &twice(FIRST_PASSWORD), "demo")
            .await?;
        players.push(Player {
            part,
            actor: signed_in(service, &entered.cookie).await?,
        });
    }
    Ok(players)
}

/// Everybody gets the password of today, as if they had just been here.
pub(super) async fn meet(
    service: &Service,
    admin: &Actor,
    players: &[Player],
) -> Result<(), OfficeError> {
    for player in players {
        let link = service.reissue_link(admin, player.actor.person).await?;
        service
            .take_link(&link.token, &twice(PASSWORD), "demo")
            .await?;
    }
    Ok(())
}

fn unit_of<'a>(units: &'a [UnitView], part: &Part) -> Option<&'a UnitView> {
    units
        .iter()
        .filter(|unit| unit.kind == part.kind)
        .nth(part.at)
}

fn twice(password: &str) -> NewPassword {
    NewPassword {
        password: password.to_owned(),
        again: password.to_owned(),
    }
}

async fn signed_in(service: &Service, cookie: &str) -> Result<Actor, OfficeError> {
    let session = service.session(cookie).await?;
    let actor = session
        .as_ref()
        .and_then(|session| session.actor().cloned());
    actor.ok_or(OfficeError::Internal {
        doing: "sign in to the sample ward",
    })
}
