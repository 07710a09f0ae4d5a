//! Every route as nobody, as each role, and with ids of another office, against `routes.csv`.
//!
//! A cell is the status of the answer to a request with an empty form. `-`: the route has no id to
//! take from another office. Change the file by hand where a difference is meant; the test prints
//! the lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use luytre_model::id::DispatchId;
use luytre_model::people::Role;
use luytre_model::registers::{Account, Device};
use luytre_office::Actor;
use luytre_office::overview::AssignmentFilter;
use luytre_office::registers::Typed;
use luytre_office::work::{Outcome, Report, Upload};
use luytre_server::http::csrf::FormSecret;
use luytre_server::web::route::{Route, Who};
use sha2::{Digest as _, Sha256};

use super::browser::{Browser, bare};
use super::house::{DISPATCH, House, Member, Ward};

/// Ids by the name of the parameter.
pub(crate) type Ids = BTreeMap<&'static str, String>;

/// A ward in which there is one of everything.
pub(crate) async fn filled(house: &House, ward: &Ward, mark: &str) -> Ids {
    let clerk = &ward.who(Role::Clerk).actor;
    let text = |number: &str| {
        DISPATCH
            .replace("1452", number)
            .replace("mạng nội bộ", mark)
    };
    let open = received(house, clerk, text("1453")).await;
    let duty = house.service.dispatch(clerk, open).await.unwrap().duties[0].id;
    let done = received(house, clerk, text("1454").replace("máy in", "máy quét")).await;
    let mut ids = worked_on(house, ward, done).await;
    ids.extend(registered(house, clerk).await);
    ids.extend([
        ("dispatch", open.to_string()),
        ("duty", duty.to_string()),
        ("superior", done.to_string()),
        ("control", "ACC-03".to_owned()),
        ("person", ward.who(Role::Viewer).actor.person.to_string()),
        ("unit", ward.units[0].id.to_string()),
        ("session", ward.units[1].id.to_string()),
        ("token", "khong-co".to_owned()),
    ]);
    ids
}

/// A device and an account.
async fn registered(house: &House, clerk: &Actor) -> Ids {
    let typed = Typed::default()
        .with("unit", clerk.unit_name.as_str())
        .with("name", "Máy tính")
        .with("system", "Quản lý văn bản")
        .with("login", "lan.nt")
        .with("device-kind", "desktop")
        .with("zone", "internal")
        .with("purpose", "ordinary")
        .with("account-kind", "personal")
        .with("two-step", "on");
    let device = house.service.add_entry::<Device>(clerk, &typed).await;
    let account = house.service.add_entry::<Account>(clerk, &typed).await;
    Ids::from([
        ("device", device.unwrap().to_string()),
        ("account", account.unwrap().to_string()),
    ])
}

async fn received(house: &House, clerk: &Actor, text: String) -> DispatchId {
    let received = house
        .service
        .receive(clerk, "a.txt", text.into_bytes())
        .await;
    received.unwrap().dispatch
}

/// The plan of a dispatch is confirmed, one occurrence reported with a file, one question asked.
async fn worked_on(house: &House, ward: &Ward, dispatch: DispatchId) -> Ids {
    let service = &house.service;
    let (clerk, officer) = (&ward.who(Role::Clerk).actor, &ward.who(Role::Officer).actor);
    let revision = service.dispatch(clerk, dispatch).await.unwrap().revision;
    let units = [clerk.unit.to_string()];
    let revision = service
        .give_rest(clerk, dispatch, revision, &units)
        .await
        .unwrap();
    service
        .confirm_plan(clerk, dispatch, revision)
        .await
        .unwrap();
    let filter = AssignmentFilter {
        unit: Some(clerk.unit),
        ..AssignmentFilter::default()
    };
    let rows = service
        .assignments(clerk, &filter, None)
        .await
        .unwrap()
        .rows;
    let assignment = rows[0].assignment;
    let view = service.assignment(officer, assignment).await.unwrap();
    let next = view
        .occurrences
        .iter()
        .find(|one| Some(one.occurrence) == view.next)
        .unwrap();
    let file = Upload {
        name: "anh.txt".to_owned(),
        bytes: b"Bien ban".to_vec(),
    };
    let report = Report {
        revision: next.revision,
        outcome: Outcome::Done,
        note: String::new(),
        file: Some(file),
    };
    service
        .report(officer, next.occurrence, report)
        .await
        .unwrap();
    let view = service.assignment(officer, assignment).await.unwrap();
    let mut evidence = view.occurrences.iter().flat_map(|one| &one.evidence);
    let file = evidence
        .find_map(|evidence| evidence.file.clone())
        .unwrap()
        .file;
    let question = service
        .ask(officer, assignment, None, "Không có kinh phí.")
        .await
        .unwrap();
    Ids::from([
        ("assignment", assignment.to_string()),
        (
            "occurrence",
            view.next.unwrap_or(next.occurrence).to_string(),
        ),
        ("file", file.to_string()),
        ("question", question.to_string()),
        ("reading", "0".repeat(64)),
    ])
}

pub(crate) fn path_of(route: &Route, ids: &Ids) -> String {
    let mut path = route.path.to_owned();
    for (name, id) in ids {
        path = path.replace(&format!("{{{name}}}"), id);
    }
    assert!(
        !path.contains('{'),
        "{path}: say in `filled` which id this is"
    );
    path
}

/// Whose ids these are does not matter to the address.
fn has_ids(route: &Route) -> bool {
    ["{control}", "{token}"]
        .iter()
        .fold(route.path.to_owned(), |path, free| path.replace(free, ""))
        .contains('{')
}

async fn ask(browser: &mut Browser, route: &Route, path: &str, token: &str) -> StatusCode {
    match route.method {
        Method::GET => browser.get(path).await,
        _ => match browser.post(path, &fields(token)).await {
            // A form with a file comes in another coat.
            StatusCode::BAD_REQUEST => browser.send(path, parts(path, token)).await,
            status => status,
        },
    }
}

/// What each form has at least.
fn fields(token: &str) -> [(String, String); 2] {
    [
        ("_token".to_owned(), token.to_owned()),
        ("revision".to_owned(), "1".to_owned()),
    ]
}

fn parts(path: &str, token: &str) -> Request<Body> {
    let part = |(name, value)| {
        format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = fields(token).into_iter().map(part).collect::<String>() + "--b--\r\n";
    Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .unwrap()
}

/// Asks as a person; who was signed out by it is signed in anew.
async fn ask_as(house: &House, member: &mut Member, route: &Route, path: &str) -> StatusCode {
    if house
        .service
        .session(&member.cookie)
        .await
        .unwrap()
        .is_none()
    {
        *member = house.sign_in(&member.actor).await;
    }
    let mut browser = house.browser_of(member);
    let status = ask(&mut browser, route, path, &token(&member.csrf)).await;
    looks_safe(&browser, path);
    status
}

fn token(csrf: &str) -> String {
    FormSecret(Sha256::digest(csrf.as_bytes()).into())
        .token([7; 32])
        .0
}

/// The headers that every answer has.
fn looks_safe(browser: &Browser, path: &str) {
    let header = |name: &str| {
        browser
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    assert!(
        header("content-security-policy").starts_with("default-src 'self'; script-src 'self'"),
        "{path}"
    );
    assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(header("x-frame-options"), "DENY", "{path}");
    assert_eq!(header("cache-control"), "no-store", "{path}");
    assert_eq!(header("x-request-id").len(), 12, "{path}");
}

fn who(who: Who) -> String {
    match who {
        Who::Anyone => "anyone".to_owned(),
        Who::Entering => "entering".to_owned(),
        Who::SignedIn => "signed_in".to_owned(),
        Who::May(action) => action.to_string(),
    }
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_table_says() {
    let house = House::new().await;
    let mut ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let other = house.ward("Ủy ban nhân dân phường Tre Vàng").await;
    let own = filled(&house, &ward, "mạng của cơ quan").await;
    let foreign = filled(&house, &other, "mạng của đơn vị").await;
    let roles: Vec<_> = Role::ALL.iter().map(ToString::to_string).collect();
    let mut table = format!("method,path,who,nobody,{},other_office\n", roles.join(","));
    for route in luytre_server::web::routes().list() {
        let path = path_of(route, &own);
        let secret = [9; 32];
        let mut nobody = house
            .browser()
            .with_cookie("luytre-form", &URL_SAFE_NO_PAD.encode(secret));
        let status = ask(
            &mut nobody,
            route,
            &path,
            &FormSecret(secret).token([7; 32]).0,
        )
        .await;
        looks_safe(&nobody, &path);
        let mut line = format!(
            "{},{},{},{}",
            route.method,
            route.path,
            who(route.who),
            status.as_u16()
        );
        // Administrators last: what they do may end what the others look at.
        let mut cells = BTreeMap::new();
        for member in ward.people.iter_mut().rev() {
            let status = ask_as(&house, member, route, &path).await;
            cells.insert(member.actor.role, status.as_u16());
        }
        for role in Role::ALL {
            write!(line, ",{}", cells[role]).unwrap();
        }
        if has_ids(route) {
            let admin = if matches!(route.who, Who::May(action) if !may(&ward, Role::Admin, action))
            {
                Role::Clerk
            } else {
                Role::Admin
            };
            let member = ward
                .people
                .iter_mut()
                .find(|member| member.actor.role == admin)
                .unwrap();
            let status = ask_as(&house, member, route, &path_of(route, &foreign)).await;
            assert_eq!(
                status,
                StatusCode::NOT_FOUND,
                "{} {}: another office's id",
                route.method,
                route.path
            );
            line.push_str(",404");
        } else {
            line.push_str(",-");
        }
        table.push_str(&line);
        table.push('\n');
    }
    compare(&table);
}

fn may(ward: &Ward, role: Role, action: luytre_office::access::Action) -> bool {
    luytre_server::session::may(&ward.who(role).actor, action)
}

/// The golden file against what was found; all differences at once.
fn compare(found: &str) {
    let wanted = include_str!("../../routes.csv");
    let (wanted_lines, found_lines): (Vec<_>, Vec<_>) =
        (wanted.lines().collect(), found.lines().collect());
    let gone = wanted_lines
        .iter()
        .filter(|line| !found_lines.contains(line))
        .map(|line| format!("- {line}"));
    let new = found_lines
        .iter()
        .filter(|line| !wanted_lines.contains(line))
        .map(|line| format!("+ {line}"));
    let differences: Vec<String> = gone.chain(new).collect();
    assert!(
        differences.is_empty(),
        "routes.csv differs:\n{}",
        differences.join("\n")
    );
}

#[tokio::test]
async fn a_change_without_the_token_is_refused() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let ids = filled(&house, &ward, "mạng của cơ quan").await;
    for route in luytre_server::web::routes()
        .list()
        .iter()
        .filter(|route| route.method == Method::POST)
    {
        let path = path_of(route, &ids);
        let mut browser = house.browser_of(ward.who(Role::Admin));
        assert_eq!(
            browser.send(&path, bare(&Method::POST, &path)).await,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_gets_its_page() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let mut admin = house.browser_of(ward.who(Role::Admin));
    admin.open("/quan-tri/can-bo/nhap").await;
    let large = vec![b'x'; 33 << 20];
    let status = admin
        .upload("/quan-tri/can-bo/nhap", ("file", "ds.csv", &large))
        .await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    admin.says("Tệp quá lớn");
}
