//! Routes, each with who may come: one list from which both the router and the test that walks
//! every route as everybody are made. A route cannot be added without saying who may.
//!
//! This is the outer door. What exactly may be done to which thing is asked again inside, by the
//! use case.

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use axum::routing::{MethodRouter, get, post};
use luytre_office::access::Action;

use crate::session::gate;
use crate::state::App;

/// Who may come to a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anyone,
    /// Who has begun to sign in, at whatever stage.
    Entering,
    /// Who is signed in.
    SignedIn,
    /// Who may do this, at least in their own unit.
    May(Action),
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Route {
    /// GET (and HEAD) or POST.
    pub method: Method,
    /// As axum has it: `/quan-tri/can-bo/{person}`.
    pub path: &'static str,
    /// Who may come.
    pub who: Who,
}

/// The routes of an area.
#[derive(Default)]
pub struct Routes {
    list: Vec<Route>,
    router: Router<App>,
}

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, who, get(handler))
    }

    /// A change.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, who, post(handler))
    }

    /// All routes of another area too.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// The list.
    #[must_use]
    pub fn list(&self) -> &[Route] {
        &self.list
    }

    /// The router.
    pub fn into_router(self) -> Router<App> {
        self.router
    }

    fn add(
        mut self,
        method: Method,
        path: &'static str,
        who: Who,
        handlers: MethodRouter<App>,
    ) -> Self {
        self.list.push(Route { method, path, who });
        let door = from_fn(move |request: Request, next: Next| gate(who, request, next));
        self.router = self.router.route(path, handlers.route_layer(door));
        self
    }
}
