//! The headers every answer carries, and the id by which a request is found again in the log.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::edge::{Edge, Scheme};

/// The id of a request: 12 hexadecimal digits, shown on error pages and written to the log.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Only what the binary itself serves may run, style or load; nobody may frame a page.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Not `no-referrer`: browsers then send `Origin: null` with our own forms.
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Names the request, logs how it ended, sets the headers.
pub async fn around(State(edge): State<Arc<Edge>>, mut request: Request, next: Next) -> Response {
    let id: String = (edge.entropy)()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let begun = (edge.now)();
    let mut response = next.run(request).await;
    let took_ms = (edge.now)().as_millisecond() - begun.as_millisecond();
    tracing::debug!(request.id = %id, %method, %path, status = response.status().as_u16(), took_ms, "answered a request");

    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if edge.scheme == Scheme::Https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    // Computers are shared: the next person's Back button must not show this page.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::try_from(id) {
        headers.insert("x-request-id", value);
    }
    response
}
