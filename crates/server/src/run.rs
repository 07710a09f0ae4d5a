//! The whole server as one router, and serving it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use luytre_office::Service;
use tokio::net::TcpListener;

use crate::http::{self, Edge};
use crate::readings::Readings;
use crate::session;
use crate::state::App;
use crate::web;

/// Everything but the listener: pages, sessions, plumbing.
pub fn router(service: Service, edge: Edge) -> Router {
    let app = App {
        service,
        edge: Arc::new(edge),
        readings: Readings::default(),
    };
    let pages = web::routes().into_router().with_state(app.clone());
    let edge = Arc::clone(&app.edge);
    http::wrap(&edge, pages, |guarded| {
        guarded.layer(from_fn_with_state(app, session::recognise))
    })
}

/// Serves until `shutdown`; requests under way are finished.
///
/// # Errors
/// Where the listener fails.
pub async fn run(
    listener: TcpListener,
    service: Service,
    edge: Edge,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let app = router(service, edge).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(shutdown)
        .await
}
