//! Style sheet, script, pictures and fonts, inside the binary and under addresses that change with
//! their content, so that a browser keeps them for a year and never shows an old one.
//!
//! Text is gzipped once at first use. Nothing is read from disk and nothing outside the table is
//! served.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use sha2::{Digest as _, Sha256};

/// Where assets live. *Tĩnh*: still.
pub const PREFIX: &str = "/tinh/";

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const WOFF2: &str = "font/woff2";

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_A_DAY: &str = "public, max-age=86400";

/// Order matters: a file that names others (the style sheet) comes after them.
const FILES: &[(&str, &str, &[u8])] = &[
    (
        "fonts/be-vietnam-pro-latin-400.woff2",
        WOFF2,
        include_bytes!("../assets/fonts/be-vietnam-pro-latin-400.woff2"),
    ),
    (
        "fonts/be-vietnam-pro-latin-600.woff2",
        WOFF2,
        include_bytes!("../assets/fonts/be-vietnam-pro-latin-600.woff2"),
    ),
    (
        "fonts/be-vietnam-pro-vietnamese-400.woff2",
        WOFF2,
        include_bytes!("../assets/fonts/be-vietnam-pro-vietnamese-400.woff2"),
    ),
    (
        "fonts/be-vietnam-pro-vietnamese-600.woff2",
        WOFF2,
        include_bytes!("../assets/fonts/be-vietnam-pro-vietnamese-600.woff2"),
    ),
    ("icons.svg", SVG, include_bytes!("../assets/icons.svg")),
    ("mark.svg", SVG, include_bytes!("../assets/mark.svg")),
    ("wall.svg", SVG, include_bytes!("../assets/wall.svg")),
    ("style.css", CSS, include_bytes!("../assets/style.css")),
    ("app.js", SCRIPT, include_bytes!("../assets/app.js")),
    ("review.css", CSS, include_bytes!("../assets/review.css")),
    ("review.js", SCRIPT, include_bytes!("../assets/review.js")),
];

struct Asset {
    kind: &'static str,
    address: String,
    tag: HeaderValue,
    plain: Bytes,
    gzip: Option<Bytes>,
}

static TABLE: LazyLock<BTreeMap<&'static str, Asset>> = LazyLock::new(build);

fn build() -> BTreeMap<&'static str, Asset> {
    let mut table: BTreeMap<&'static str, Asset> = BTreeMap::new();
    for (name, kind, bytes) in FILES {
        let bytes = if *kind == CSS {
            with_addresses(bytes, &table)
        } else {
            Bytes::from_static(bytes)
        };
        let hash = hash(&bytes);
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        let address = format!(
            "{PREFIX}{}-{hash}.{end}",
            stem.rsplit('/').next().unwrap_or(stem)
        );
        let tag = HeaderValue::try_from(format!("\"{hash}\""));
        let tag = tag.unwrap_or_else(|_| HeaderValue::from_static("\"\""));
        let gzip = if *kind == WOFF2 { None } else { gzip(&bytes) };
        table.insert(
            name,
            Asset {
                kind,
                address,
                tag,
                plain: bytes,
                gzip,
            },
        );
    }
    table
}

/// The style sheet names fonts and pictures by file; browsers need the hashed address.
fn with_addresses(bytes: &[u8], table: &BTreeMap<&str, Asset>) -> Bytes {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    for (name, asset) in table {
        text = text.replace(&format!("url({name})"), &format!("url({})", asset.address));
    }
    Bytes::from(text)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn gzip(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

/// The address of an asset, by its name under `assets/`. An unknown name gives the bare prefix;
/// a test holds that templates name only what exists.
#[must_use]
pub fn address(name: &str) -> &'static str {
    TABLE.get(name).map_or(PREFIX, |asset| &asset.address)
}

/// Routes of all assets, and of the icon that browsers ask for by themselves.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    LazyLock::force(&TABLE);
    Router::new()
        .route(&format!("{PREFIX}{{file}}"), get(|Path(file): Path<String>, headers: HeaderMap| async move { serve(&file, &headers) }))
        .route("/favicon.ico", get(|headers: HeaderMap| async move { send("mark.svg", FOR_A_DAY, &headers) }))
}

fn serve(file: &str, headers: &HeaderMap) -> Response {
    let found = TABLE
        .iter()
        .find(|(_, asset)| asset.address.strip_prefix(PREFIX) == Some(file));
    match found {
        Some((name, _)) => send(name, FOR_EVER, headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn send(name: &str, keep: &'static str, headers: &HeaderMap) -> Response {
    let Some(asset) = TABLE.get(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = Response::new(Body::empty());
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    out.insert(header::ETAG, asset.tag.clone());
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if headers.get(header::IF_NONE_MATCH) == Some(&asset.tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    let takes_gzip = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value
                .split(',')
                .any(|way| way.trim().split(';').next() == Some("gzip"))
        });
    match &asset.gzip {
        Some(packed) if takes_gzip => {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            *response.body_mut() = Body::from(packed.clone());
        }
        _ => *response.body_mut() = Body::from(asset.plain.clone()),
    }
    response
}

#[cfg(test)]
mod tests;
