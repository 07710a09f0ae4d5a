//! Who is there: the session layer, and the door of each route.
//!
//! The layer reads the cookie and asks the database once; handlers take [`Signed`] or [`Entering`].
//! Nothing is decided here: what a person may is the table of `luytre_office::access`.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use luytre_office::Actor;
use luytre_office::access::{Action, Target, decide};
use luytre_office::sign_in::{OfficeState, Session, Stage};
use sha2::{Digest as _, Sha256};

use crate::http::csrf::FormSecret;
use crate::http::{Problem, Scheme, cookies};
use crate::state::App;
use crate::web::outcome::{SAID_COOKIE, Said};
use crate::web::route::Who;
use crate::web::shell::{Area, NavItem, Visitor};

/// The cookie's name.
pub const COOKIE: &str = "luytre";
/// Sessions end in the database after 12 hours at most; the cookie need not live longer.
const COOKIE_S: u32 = 12 * 3600;

/// Who is signed in. Routes that ask for it declare [`Who::SignedIn`] or [`Who::May`].
#[derive(Debug, Clone)]
pub struct Signed(pub Actor);

/// Who has begun to sign in, at whatever stage.
#[derive(Clone)]
pub struct Entering(pub Arc<Session>);

/// The value of `Set-Cookie` that signs a browser in.
#[must_use]
pub fn cookie(value: &str, scheme: Scheme) -> Option<HeaderValue> {
    cookies::write(COOKIE, value, scheme, COOKIE_S)
}

/// An answer that also signs the browser in.
#[must_use]
pub fn signing_in(mut response: Response, value: &str, scheme: Scheme) -> Response {
    if let Some(cookie) = cookie(value, scheme) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// An answer that also takes the cookie back.
#[must_use]
pub fn signing_out(mut response: Response, scheme: Scheme) -> Response {
    if let Some(cookie) = cookies::write(COOKIE, "", scheme, 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Middleware: recognises the visitor, and hands over what the page before said.
pub async fn recognise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let said = cookies::read(request.headers(), SAID_COOKIE).and_then(Said::read);
    let shows_it = request.method() == Method::GET && said.is_some();
    if let Some(said) = said {
        request.extensions_mut().insert(said);
    }
    let cookie = cookies::read(request.headers(), COOKIE).map(str::to_owned);
    let mut over = false;
    if let Some(cookie) = cookie.filter(|cookie| !cookie.is_empty()) {
        match app.service.session(&cookie).await {
            Ok(Some(session)) => greet(&mut request, session),
            Ok(None) => over = true,
            Err(error) => return Problem::from(error).into_response(),
        }
    }
    let mut response = next.run(request).await;
    if over && !response.headers().contains_key(header::SET_COOKIE) {
        response = signing_out(response, app.edge.scheme);
    }
    if shows_it && response.status().is_success() {
        Said::take_back(&mut response);
    }
    response
}

fn greet(request: &mut Request, session: Session) {
    let secret = FormSecret(Sha256::digest(session.csrf().as_bytes()).into());
    let extensions = request.extensions_mut();
    extensions.insert(secret);
    if let Some(actor) = session.actor() {
        extensions.insert(Visitor {
            name: actor.name.clone(),
            unit: actor.unit_name.clone(),
            office: session.office_name().to_owned(),
            nav: navigation(actor, session.office_state()),
        });
    }
    extensions.insert(Arc::new(session));
}

/// What an actor may open, in the order of the work. Areas without pages yet are not there.
fn navigation(actor: &Actor, state: OfficeState) -> Vec<NavItem> {
    let there = |area: &Area| state == OfficeState::Open || *area == Area::Admin;
    Area::ALL
        .into_iter()
        .filter(there)
        .filter(|area| {
            opens(*area).is_some_and(|actions| actions.iter().any(|action| may(actor, *action)))
        })
        .map(|area| NavItem { area, count: 0 })
        .collect()
}

/// Any of these actions opens an area; `None` where it has no pages yet.
const fn opens(area: Area) -> Option<&'static [Action]> {
    Some(match area {
        Area::Tasks => &[Action::ReportOccurrence],
        Area::Overview => &[Action::SeeOverview],
        Area::Dispatches => &[Action::SeeDispatches],
        Area::Duties => &[Action::SeeAssignment],
        Area::Controls => &[Action::SeeControls],
        Area::Ledger => &[Action::SeeLedger],
        Area::Admin => &[Action::SeePeople, Action::ManageOffice],
        Area::Devices | Area::Accounts => &[Action::SeeRegisters],
        Area::Channels | Area::Leaks | Area::Incidents | Area::Campaigns | Area::Reports => {
            return None;
        }
    })
}

/// Whether the table lets `actor` do this in their own unit at least. For showing and hiding
/// buttons; the use case asks again.
#[must_use]
pub fn may(actor: &Actor, action: Action) -> bool {
    decide(actor, action, &Target::unit(actor.office, actor.unit)).is_ok()
}

/// Whether the table lets `actor` do this in the whole office.
#[must_use]
pub fn may_everywhere(actor: &Actor, action: Action) -> bool {
    decide(actor, action, &Target::office(actor.office)).is_ok()
}

/// The door of a route.
pub(crate) async fn gate(who: Who, request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Arc<Session>>();
    match closed(
        who,
        session.map(AsRef::as_ref),
        request.method(),
        request.uri(),
    ) {
        Some(answer) => answer,
        None => next.run(request).await,
    }
}

fn closed(who: Who, session: Option<&Session>, method: &Method, uri: &Uri) -> Option<Response> {
    if who == Who::Anyone {
        return None;
    }
    let Some(session) = session else {
        return Some(to_sign_in(method, uri));
    };
    if who == Who::Entering {
        return None;
    }
    let Some(actor) = session.actor() else {
        return Some(Redirect::to(stage_path(session.stage())).into_response());
    };
    if let Who::May(action) = who
        && let Err(denied) = decide(actor, action, &Target::unit(actor.office, actor.unit))
    {
        return Some(Problem::from(denied).into_response());
    }
    let elsewhere = !["/thiet-lap", "/tai-khoan-cua-toi", "/quan-tri"]
        .iter()
        .any(|begin| uri.path().starts_with(begin));
    let sets_up = session.office_state() == OfficeState::SettingUp
        && may_everywhere(actor, Action::ManageOffice);
    (sets_up && elsewhere).then(|| Redirect::to("/thiet-lap").into_response())
}

/// To the sign-in page, and back afterwards when a page was asked for.
fn to_sign_in(method: &Method, uri: &Uri) -> Response {
    let here = uri.path_and_query().map_or("/", |here| here.as_str());
    if method != Method::GET || here == "/" {
        return Redirect::to("/dang-nhap").into_response();
    }
    Redirect::to(&format!(
        "/dang-nhap?tiep={}",
        crate::web::address::escape(here)
    ))
    .into_response()
}

/// Where a session goes on.
#[must_use]
pub const fn stage_path(stage: Stage) -> &'static str {
    match stage {
        Stage::SecondStep => "/dang-nhap/buoc-hai",
        Stage::ChangePassword => "/doi-mat-khau",
        Stage::EnrolSecondStep => "/xac-thuc-hai-buoc",
        Stage::Full => "/",
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Entering {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let session = parts.extensions.get::<Arc<Session>>().cloned();
        session
            .map(Self)
            .ok_or_else(|| to_sign_in(&parts.method, &parts.uri))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let Entering(session) = Entering::from_request_parts(parts, state).await?;
        let actor = session.actor().cloned();
        actor
            .map(Self)
            .ok_or_else(|| Redirect::to(stage_path(session.stage())).into_response())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MaybeEntering {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Arc<Session>>().cloned()))
    }
}

/// Whoever it is.
#[derive(Clone)]
pub struct MaybeEntering(pub Option<Arc<Session>>);
