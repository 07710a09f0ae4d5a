//! The whole plumbing around a small router, without a socket.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU8, Ordering};

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::routing::{get, post};
use jiff::Timestamp;
use tower::ServiceExt as _;

use super::*;
use crate::web::shell::{Form, Page};

fn edge(scheme: Scheme) -> Arc<Edge> {
    let count = AtomicU8::new(1);
    let entropy = move || [count.fetch_add(1, Ordering::Relaxed); 32];
    Arc::new(Edge::new(
        || Timestamp::UNIX_EPOCH,
        entropy,
        scheme,
        Client::Peer,
    ))
}

fn app(edge: &Arc<Edge>) -> Router {
    let pages = Router::new()
        .route(
            "/page",
            get(|page: Page| async move {
                format!("{}|{}|{}", page.lang.code(), page.here, page.token())
            }),
        )
        .route(
            "/form",
            post(|form: Form| async move { form.value("name").to_owned() }),
        )
        .route(
            "/upload",
            post(|body: axum::body::Bytes| async move { body.len().to_string() }),
        )
        .route(
            "/panic",
            get(|| async {
                if true {
                    panic!("boom")
                }
            }),
        )
        .route("/forbidden", get(|| async { Problem::Forbidden }))
        .route(
            "/json",
            get(|| async {
                (
                    StatusCode::CONFLICT,
                    [("content-type", "application/json")],
                    "{}",
                )
            }),
        );
    wrap(edge, pages, |router| router)
}

async fn send(app: &Router, request: Request<Body>) -> Response<Body> {
    app.clone().oneshot(request).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(
        axum::body::to_bytes(response.into_body(), 1 << 20)
            .await
            .unwrap()
            .to_vec(),
    )
    .unwrap()
}

fn asking(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

/// A visitor's cookie and token, as a page gave them.
async fn visitor(app: &Router) -> (String, String) {
    let response = send(app, asking("/page")).await;
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let body = text(response).await;
    let token = body
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    (cookie, token)
}

fn posting(path: &str, cookie: &str, kind: &str, body: String) -> Request<Body> {
    Request::post(path)
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", kind)
        .body(Body::from(body))
        .unwrap()
}

const FORM: &str = "application/x-www-form-urlencoded";
const UPLOAD: &str = "multipart/form-data; boundary=b";

fn upload(token: &str, bytes: usize) -> String {
    let head = format!("--b\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n");
    format!(
        "{head}--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n{}\r\n--b--\r\n",
        "x".repeat(bytes)
    )
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let https = app(&edge(Scheme::Https));
    let style = crate::assets::address("style.css");
    for path in ["/page", "/nothing", "/panic", style] {
        let response = send(&https, asking(path)).await;
        let header = |name: &str| {
            response
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap())
        };
        assert_eq!(
            header("content-security-policy"),
            Some(headers::CONTENT_SECURITY_POLICY),
            "{path}"
        );
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(header("x-request-id").map(str::len), Some(12), "{path}");
        assert!(header("strict-transport-security").is_some(), "{path}");
        let kept = header("cache-control") != Some("no-store");
        assert_eq!(kept, path == style, "{path}");
    }
    let http = send(&app(&edge(Scheme::Http)), asking("/page")).await;
    assert!(!http.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn errors_have_a_page_in_the_visitors_language_with_the_request_id() {
    let app = app(&edge(Scheme::Http));
    for (path, status, vi, en) in [
        (
            "/nothing",
            StatusCode::NOT_FOUND,
            "Không tìm thấy",
            "was not found",
        ),
        (
            "/forbidden",
            StatusCode::FORBIDDEN,
            "không có quyền",
            "may not open",
        ),
        (
            "/panic",
            StatusCode::INTERNAL_SERVER_ERROR,
            "Hệ thống gặp lỗi",
            "went wrong",
        ),
        (
            "/form",
            StatusCode::METHOD_NOT_ALLOWED,
            "không nhận thao tác",
            "does not take",
        ),
    ] {
        for (lang, words) in [("vi", vi), ("en", en)] {
            let mut request = asking(path);
            request
                .headers_mut()
                .insert("accept-language", lang.parse().unwrap());
            let response = send(&app, request).await;
            assert_eq!(response.status(), status, "{path}");
            let id = response.headers()["x-request-id"]
                .to_str()
                .unwrap()
                .to_owned();
            let page = text(response).await;
            assert!(
                page.contains(words) && page.contains(&id),
                "{path} {lang}: {page}"
            );
            assert!(!page.contains("boom"), "the inside stays inside");
        }
    }
    assert_eq!(
        text(send(&app, asking("/json")).await).await,
        "{}",
        "an answer for programs stays"
    );
}

#[tokio::test]
async fn a_form_with_its_token_arrives_whole() {
    let app = app(&edge(Scheme::Http));
    let (cookie, token) = visitor(&app).await;
    let response = send(
        &app,
        posting("/form", &cookie, FORM, format!("_token={token}&name=Lan")),
    )
    .await;
    assert_eq!(text(response).await, "Lan");
    let body = upload(&token, 100_000);
    let length = body.len();
    let response = send(&app, posting("/upload", &cookie, UPLOAD, body)).await;
    assert_eq!(text(response).await, length.to_string());
    let short = upload(&token, 0);
    let length = short.len();
    assert_eq!(
        text(send(&app, posting("/upload", &cookie, UPLOAD, short)).await).await,
        length.to_string()
    );
}

#[tokio::test]
async fn a_form_without_its_own_token_is_refused() {
    let app = app(&edge(Scheme::Http));
    let (cookie, token) = visitor(&app).await;
    let (other, _) = visitor(&app).await;
    let not_first = format!(
        "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n{}",
        upload(&token, 1)
    );
    for (case, request) in [
        (
            "none",
            posting("/form", &cookie, FORM, "name=Lan".to_owned()),
        ),
        (
            "empty",
            posting("/form", &cookie, FORM, "_token=".to_owned()),
        ),
        (
            "cut",
            posting("/form", &cookie, FORM, format!("_token={}", &token[..80])),
        ),
        (
            "of another visitor",
            posting("/form", &other, FORM, format!("_token={token}")),
        ),
        (
            "without cookie",
            posting("/form", "", FORM, format!("_token={token}")),
        ),
        (
            "upload without",
            posting("/upload", &cookie, UPLOAD, upload("x", 10)),
        ),
        (
            "upload, not the first part",
            posting("/upload", &cookie, UPLOAD, not_first),
        ),
    ] {
        let response = send(&app, request).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{case}");
        assert!(text(response).await.contains("hết hạn"), "{case}");
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused_even_with_the_token() {
    let app = app(&edge(Scheme::Http));
    let (cookie, token) = visitor(&app).await;
    let from = |headers: &[(&str, &str)]| {
        let mut request = Request::post("/form")
            .header("cookie", &cookie)
            .header("content-type", FORM);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request
            .body(Body::from(format!("_token={token}&name=Lan")))
            .unwrap()
    };
    for (headers, status) in [
        (
            &[("sec-fetch-site", "cross-site")][..],
            StatusCode::FORBIDDEN,
        ),
        (&[("sec-fetch-site", "same-site")], StatusCode::FORBIDDEN),
        (
            &[("origin", "http://other.test"), ("host", "tre.test")],
            StatusCode::FORBIDDEN,
        ),
        (
            &[("origin", "null"), ("host", "tre.test")],
            StatusCode::FORBIDDEN,
        ),
        (&[("host", "tre.test")], StatusCode::FORBIDDEN),
        (
            &[("origin", "http://tre.test"), ("host", "tre.test")],
            StatusCode::OK,
        ),
        (&[("sec-fetch-site", "same-origin")], StatusCode::OK),
    ] {
        assert_eq!(
            send(&app, from(headers)).await.status(),
            status,
            "{headers:?}"
        );
    }
}

#[test]
fn a_token_is_never_the_same_twice_and_always_reads_back() {
    let secret = csrf::FormSecret([7; 32]);
    let (one, two) = (secret.token([1; 32]).0, secret.token([2; 32]).0);
    assert_ne!(one, two);
    assert!(secret.made(&one) && secret.made(&two));
    assert!(!csrf::FormSecret([8; 32]).made(&one));
}

#[tokio::test]
async fn bodies_over_the_limit_are_refused() {
    let app = app(&edge(Scheme::Http));
    let (cookie, token) = visitor(&app).await;
    let fill = |extra: usize| {
        let head = format!("_token={token}&name=");
        let rest = "x".repeat(csrf::FORM_LIMIT - head.len() + extra);
        posting("/form", &cookie, FORM, head + &rest)
    };
    assert_eq!(send(&app, fill(0)).await.status(), StatusCode::OK);
    assert_eq!(
        send(&app, fill(1)).await.status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let response = send(
        &app,
        posting("/upload", &cookie, UPLOAD, upload(&token, BODY_LIMIT)),
    )
    .await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(response).await.contains("32 MB"));
}

#[tokio::test]
async fn an_address_that_asks_too_much_waits() {
    let mut edge = Edge::clone(&edge(Scheme::Http));
    edge.requests = Arc::new(limits::Buckets::new(2, 30_000));
    let app = app(&Arc::new(edge));
    let ask = |host: u8| {
        let mut request = asking("/page");
        let peer = std::net::SocketAddr::from((Ipv4Addr::new(192, 0, 2, host), 1));
        request
            .extensions_mut()
            .insert(axum::extract::ConnectInfo(peer));
        request
    };
    assert_eq!(send(&app, ask(1)).await.status(), StatusCode::OK);
    assert_eq!(send(&app, ask(1)).await.status(), StatusCode::OK);
    let third = send(&app, ask(1)).await;
    assert_eq!(third.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(third.headers()["retry-after"], "30");
    assert!(text(third).await.contains("đợi 30 giây"));
    assert_eq!(send(&app, ask(2)).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn language_and_theme_are_kept_and_lead_back_to_own_pages_only() {
    let app = app(&edge(Scheme::Http));
    let (cookie, token) = visitor(&app).await;
    let choose = |rest: &str| posting("/tuy-chon", &cookie, FORM, format!("_token={token}&{rest}"));
    let response = send(&app, choose("lang=en&back=%2Fpage%3Fa%3D1")).await;
    assert_eq!(response.headers()["location"], "/page?a=1");
    assert!(
        response.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .starts_with("luytre-lang=en;")
    );
    let response = send(&app, choose("theme=dark&back=https%3A%2F%2Fother.test")).await;
    assert_eq!(response.headers()["location"], "/");
    assert!(
        response.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .starts_with("luytre-theme=dark;")
    );
    let response = send(&app, choose("theme=neon")).await;
    assert!(
        !response.headers().contains_key("set-cookie"),
        "unknown choices are ignored"
    );
}

#[tokio::test]
async fn pages_are_packed_for_those_who_take_it() {
    let app = app(&edge(Scheme::Http));
    let mut request = asking("/nothing");
    request
        .headers_mut()
        .insert("accept-encoding", "gzip".parse().unwrap());
    let response = send(&app, request).await;
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert!(
        !send(&app, asking("/nothing"))
            .await
            .headers()
            .contains_key("content-encoding")
    );
}
