//! Forged forms are refused twice: by where the browser says the request comes from, and by a
//! token in the form that only this visitor's pages carry. A handler cannot forget it, because
//! the middleware reads the token itself, before the handler runs.
//!
//! A form's first field is `_token`. For uploads only the first part is read here; the file
//! streams on to the handler. The token is masked anew for each page, so that compression tells
//! nothing about it.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::drain::drain;
use super::{Edge, Problem, cookies};

/// The field's name.
pub const FIELD: &str = "_token";
/// The header for requests that scripts send.
pub const HEADER: &str = "x-form-token";
/// The cookie that holds the secret of a visitor who has no session.
const COOKIE: &str = "luytre-form";
/// The greatest form without a file: 1 MiB.
pub const FORM_LIMIT: usize = 1024 * 1024;
/// The token's part is within this many bytes of the start of an upload.
const HEAD_LIMIT: usize = 1024;
const DAY_S: u32 = 24 * 3600;

/// The secret behind a visitor's tokens. A session layer inserts its own as an extension.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FormSecret(pub [u8; 32]);

/// The token for the forms of one page; an extension of every request.
#[derive(Debug, Clone)]
pub struct FormToken(pub String);

impl FormSecret {
    /// The token: `mask` and the secret under it.
    #[must_use]
    pub fn token(self, mask: [u8; 32]) -> FormToken {
        let mut bytes = mask.to_vec();
        bytes.extend(mask.iter().zip(self.0).map(|(mask, secret)| mask ^ secret));
        FormToken(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Whether `token` was made from this secret.
    #[must_use]
    pub fn made(self, token: &str) -> bool {
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else {
            return false;
        };
        let Some((mask, masked)) = bytes.split_at_checked(32) else {
            return false;
        };
        // No early exit: the time taken says nothing about the place of a difference.
        let wrong = mask
            .iter()
            .zip(masked)
            .zip(self.0)
            .fold(0, |sum, ((m, x), s)| sum | (m ^ x ^ s));
        masked.len() == 32 && wrong == 0
    }
}

/// Middleware: checks every request that changes something; inserts the [`FormToken`].
pub async fn guard(State(edge): State<Arc<Edge>>, mut request: Request, next: Next) -> Response {
    let known = request
        .extensions()
        .get::<FormSecret>()
        .copied()
        .or_else(|| from_cookie(request.headers()));
    let secret = known.unwrap_or_else(|| FormSecret((edge.entropy)()));
    if !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        if !from_own_page(request.headers()) {
            return Problem::ForeignForm.into_response();
        }
        request = match with_token(request, secret).await {
            Ok(request) => request,
            Err(problem) => return problem.into_response(),
        };
    }
    request
        .extensions_mut()
        .insert(secret.token((edge.entropy)()));
    let mut response = next.run(request).await;
    if known.is_none()
        && let Some(cookie) = cookies::write(
            COOKIE,
            &URL_SAFE_NO_PAD.encode(secret.0),
            edge.scheme,
            DAY_S,
        )
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn from_cookie(headers: &HeaderMap) -> Option<FormSecret> {
    let bytes = URL_SAFE_NO_PAD
        .decode(cookies::read(headers, COOKIE)?)
        .ok()?;
    Some(FormSecret(bytes.try_into().ok()?))
}

/// Browsers say where a request comes from: by `Sec-Fetch-Site`, or by `Origin` where the address
/// is plain HTTP or the browser is old. One that says neither is refused.
fn from_own_page(headers: &HeaderMap) -> bool {
    if let Some(site) = text_of(headers, "sec-fetch-site") {
        return site == "same-origin";
    }
    let (Some(origin), Some(host)) = (text_of(headers, "origin"), text_of(headers, "host")) else {
        return false;
    };
    origin
        .split_once("://")
        .is_some_and(|(_, origin_host)| origin_host.eq_ignore_ascii_case(host))
}

fn text_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

async fn with_token(request: Request, secret: FormSecret) -> Result<Request, Problem> {
    let (parts, body) = request.into_parts();
    if let Some(token) = text_of(&parts.headers, HEADER) {
        let own = secret.made(token);
        return if own {
            Ok(Request::from_parts(parts, body))
        } else {
            Err(Problem::StaleForm)
        };
    }
    let kind = text_of(&parts.headers, "content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let (head, mut rest, token) = if kind.starts_with("multipart/form-data") {
        let (head, rest) = head_of(body).await?;
        let token = first_part(&head);
        (head, rest, token)
    } else {
        let whole = axum::body::to_bytes(body, FORM_LIMIT)
            .await
            .map_err(|_| Problem::TooLarge)?;
        let token = first_field(&whole);
        (whole, Body::empty(), token)
    };
    if !token.is_some_and(|token| secret.made(&token)) {
        // Otherwise the browser, still sending, would not show the page that says so.
        drain(std::mem::take(&mut rest)).await;
        return Err(Problem::StaleForm);
    }
    Ok(Request::from_parts(
        parts,
        Body::new(Rejoined {
            head: Some(head),
            rest,
        }),
    ))
}

/// Reads until [`HEAD_LIMIT`] bytes or the end.
async fn head_of(mut body: Body) -> Result<(Bytes, Body), Problem> {
    let mut head = Vec::new();
    while head.len() < HEAD_LIMIT {
        match std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            None => break,
            Some(Err(_)) => return Err(Problem::BadRequest),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    head.extend_from_slice(&data);
                }
            }
        }
    }
    Ok((Bytes::from(head), body))
}

/// The value of the first part of a multipart body, when it is the token.
fn first_part(head: &[u8]) -> Option<String> {
    let head = head.get(..HEAD_LIMIT).unwrap_or(head);
    let text = String::from_utf8_lossy(head);
    let (_boundary, rest) = text.split_once("\r\n")?;
    let (headers, value) = rest.split_once("\r\n\r\n")?;
    headers
        .contains(&format!("name=\"{FIELD}\""))
        .then(|| value.split("\r\n").next().map(str::to_owned))?
}

/// The token of an URL-encoded body; its letters are never escaped.
fn first_field(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let value = text
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == FIELD)?
        .1;
    Some(value.to_owned())
}

/// A body whose beginning was already read.
struct Rejoined {
    head: Option<Bytes>,
    rest: Body,
}

impl HttpBody for Rejoined {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        match self.head.take() {
            Some(head) => Poll::Ready(Some(Ok(http_body::Frame::data(head)))),
            None => Pin::new(&mut self.rest).poll_frame(cx),
        }
    }
}
