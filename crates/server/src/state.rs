//! What every handler has: the use cases, and the outside.

use std::sync::Arc;

use luytre_office::Service;

use crate::http::Edge;
use crate::readings::Readings;

/// The state of the router. Handlers take it as `State(app): State<App>`.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub service: Service,
    /// The outside: time, chance, how visitors come.
    pub edge: Arc<Edge>,
    /// Files that are still being read.
    pub readings: Readings,
}
