//! Whatever goes wrong gets a page in the visitor's language: what happened, what to do, and the
//! id under which the log has it. Details of the inside stay in the log.

use std::any::Any;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use luytre_model::people::Role;

use super::Edge;
use super::headers::RequestId;
use super::language::{Taste, own_path};
use crate::web;

/// Why a request got no page of its own. `Display` is for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The address, or the row behind it, does not exist, or not for this visitor.
    #[error("nothing at this address")]
    NotFound,
    /// The visitor may not do this.
    #[error("not permitted")]
    Forbidden,
    /// The visitor may not do this; these roles may.
    #[error("not permitted to this role")]
    Denied(Vec<Role>),
    /// The state of things does not allow it; the code is the key of the words.
    #[error("refused: {code}")]
    Refused {
        /// Stable code of `luytre_office`.
        code: &'static str,
        /// What the words need, by name.
        facts: Vec<(&'static str, String)>,
    },
    /// What was sent cannot be read.
    #[error("request cannot be read")]
    BadRequest,
    /// The address knows no such method.
    #[error("method not known at this address")]
    WrongMethod,
    /// Somebody else changed it meanwhile.
    #[error("changed meanwhile")]
    Conflict,
    /// More bytes than allowed.
    #[error("body over the limit")]
    TooLarge,
    /// A form that another site sent.
    #[error("form sent from another site")]
    ForeignForm,
    /// A form whose token is missing, or of a session that ended.
    #[error("form token missing or old")]
    StaleForm,
    /// Too many requests; come back in so many seconds.
    #[error("over the rate limit, {wait_s} s to wait")]
    TooMany {
        /// Seconds.
        wait_s: u32,
    },
    /// Something inside failed. The cause is logged where it happened.
    #[error("failed inside")]
    Failed,
    /// Not ready yet, or busy.
    #[error("not available now")]
    Unavailable,
}

impl Problem {
    /// Its HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Denied(_) | Self::ForeignForm | Self::StaleForm => {
                StatusCode::FORBIDDEN
            }
            Self::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The keys of its title and of the sentence below it, and its picture.
    #[must_use]
    pub const fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::NotFound => ("error-not-found", "error-not-found-more", "search"),
            Self::Forbidden => ("error-forbidden", "error-forbidden-more", "lock"),
            Self::Denied(_) => ("error-forbidden", "error-forbidden-who", "lock"),
            Self::Refused { .. } => ("error-refused", "problem-other", "info"),
            Self::BadRequest => ("error-bad-request", "error-bad-request-more", "incidents"),
            Self::WrongMethod => ("error-wrong-method", "error-wrong-method-more", "incidents"),
            Self::Conflict => ("error-conflict", "error-conflict-more", "incidents"),
            Self::TooLarge => ("error-too-large", "error-too-large-more", "upload"),
            Self::ForeignForm => ("error-foreign-form", "error-foreign-form-more", "lock"),
            Self::StaleForm => ("error-stale-form", "error-stale-form-more", "clock"),
            Self::TooMany { .. } => ("error-too-many", "error-too-many-more", "clock"),
            Self::Failed => ("error-failed", "error-failed-more", "incidents"),
            Self::Unavailable => ("error-unavailable", "error-unavailable-more", "clock"),
        }
    }

    /// The nearest problem for an answer that only has a status.
    fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => Self::Forbidden,
            StatusCode::METHOD_NOT_ALLOWED => Self::WrongMethod,
            StatusCode::CONFLICT => Self::Conflict,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany { wait_s: 60 },
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            other if other.is_client_error() => Self::BadRequest,
            _ => Self::Failed,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status();
        if let Self::TooMany { wait_s } = self {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(wait_s));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The fallback route.
pub async fn not_found() -> Problem {
    Problem::NotFound
}

/// What a handler that panicked answers; the panic is logged, the visitor gets the page.
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let what = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(what, "a handler panicked");
    drop(cause);
    Problem::Failed.into_response()
}

/// Middleware: gives every error without a page its page.
pub async fn dress(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response {
    let taste = request
        .extensions()
        .get::<Taste>()
        .copied()
        .unwrap_or_default();
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    let back = came_from(&request);
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || has_a_page(&response) {
        return response;
    }
    let problem = response
        .extensions()
        .get()
        .cloned()
        .unwrap_or_else(|| Problem::of(status));
    if problem.status().is_server_error() {
        tracing::error!(request.id = %id, %problem, "answered with an error page");
    }
    let (mut parts, _) = response.into_parts();
    let page = web::errors::page(taste, &problem, &id, &back, (edge.now)());
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    Response::from_parts(parts, Body::from(page))
}

/// The page whose form or link was used, to go back to: a path of this server.
fn came_from(request: &Request) -> String {
    let referrer = request
        .headers()
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok());
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let path = referrer
        .and_then(|address| address.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'))
        .filter(|(from, _)| Some(*from) == host)
        .map(|(_, path)| format!("/{path}"));
    own_path(path.as_deref().unwrap_or("/")).to_owned()
}

fn has_a_page(response: &Response) -> bool {
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/json"))
}
