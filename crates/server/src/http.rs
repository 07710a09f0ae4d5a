//! What stands between the network and a page: request ids, headers, language, limits, forged
//! forms, panics and errors without a page of their own. Each is one small file; this one says in
//! which order they run.

pub mod cookies;
pub mod csrf;
pub mod drain;
pub mod edge;
pub mod errors;
pub mod headers;
pub mod language;
pub mod limits;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};

pub use edge::{Client, Edge, Scheme};
pub use errors::Problem;

/// The greatest body of any request, and so of an upload: 32 MiB.
pub const BODY_LIMIT: usize = 32 * 1024 * 1024;

/// Puts the whole plumbing around `pages`. `sessions` adds the layer that recognises the visitor
/// (it inserts a [`crate::web::shell::Visitor`]); it runs after the limits and before forms are
/// checked, because the form's secret may be the session's.
pub fn wrap(edge: &Arc<Edge>, pages: Router, sessions: impl FnOnce(Router) -> Router) -> Router {
    let choices = Router::new()
        .route("/tuy-chon", post(language::choose))
        .route("/phim-tat", get(crate::web::keys::show))
        .with_state(Arc::clone(edge));
    let guarded = pages
        .merge(choices)
        .fallback(errors::not_found)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(Arc::clone(edge), csrf::guard));
    sessions(guarded)
        .layer(from_fn_with_state(Arc::clone(edge), limits::per_address))
        .layer(CatchPanicLayer::custom(errors::panicked))
        .layer(from_fn_with_state(Arc::clone(edge), errors::dress))
        .layer(axum::middleware::from_fn(language::taste))
        // Pages are small: the cheapest level takes 80 % off and costs under a tenth of a millisecond.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .merge(crate::assets::routes())
        .layer(from_fn_with_state(Arc::clone(edge), headers::around))
}

#[cfg(test)]
mod tests;
