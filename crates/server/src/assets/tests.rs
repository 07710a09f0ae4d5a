//! Assets as browsers get them, and templates against the assets they name.

use std::fs;

use axum::http::Request;
use tower::ServiceExt as _;

use super::*;

async fn get_asset(path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    routes::<()>().oneshot(request).await.unwrap()
}

async fn bytes(response: Response) -> Bytes {
    axum::body::to_bytes(response.into_body(), 1 << 20)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_asset_is_kept_for_a_year_and_asked_for_once() {
    let path = address("style.css");
    let response = get_asset(path, &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_TYPE], CSS);
    assert_eq!(response.headers()[header::CACHE_CONTROL], FOR_EVER);
    let tag = response.headers()[header::ETAG]
        .to_str()
        .unwrap()
        .to_owned();
    let again = get_asset(path, &[("if-none-match", &tag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(bytes(again).await.is_empty());
}

#[tokio::test]
async fn text_is_packed_and_fonts_are_not() {
    let packed = get_asset(
        address("style.css"),
        &[("accept-encoding", "br, gzip;q=0.9")],
    )
    .await;
    assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip");
    assert!(
        bytes(packed).await.len() < 11 * 1024,
        "the style sheet is under 11 KiB on the line"
    );
    let font = get_asset(
        address("fonts/be-vietnam-pro-latin-400.woff2"),
        &[("accept-encoding", "gzip")],
    )
    .await;
    assert!(!font.headers().contains_key(header::CONTENT_ENCODING));
}

#[tokio::test]
async fn nothing_outside_the_table_is_served() {
    for path in [
        "/tinh/style.css",
        "/tinh/..%2f..%2fCargo.toml",
        "/tinh/x",
        "/tinh/",
    ] {
        assert_eq!(
            get_asset(path, &[]).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_style_sheet_names_fonts_by_their_hashed_address() {
    let text = String::from_utf8(
        bytes(get_asset(address("style.css"), &[]).await)
            .await
            .to_vec(),
    )
    .unwrap();
    assert!(text.contains(&format!(
        "url({})",
        address("fonts/be-vietnam-pro-latin-600.woff2")
    )));
    assert!(
        !text.contains("url(fonts/") && !text.contains("url(wall"),
        "a name was left"
    );
    assert!(
        !text.contains("http:") && !text.contains("https:"),
        "nothing comes from elsewhere"
    );
}

#[test]
fn sizes_stay_small() {
    let size = |name| {
        FILES
            .iter()
            .find(|(file, ..)| *file == name)
            .unwrap()
            .2
            .len()
    };
    assert!(
        size("style.css") <= 48 * 1024,
        "style.css has {} bytes",
        size("style.css")
    );
    assert!(
        size("app.js") <= 6 * 1024,
        "app.js has {} bytes",
        size("app.js")
    );
}

#[test]
fn vendored_files_are_the_ones_written_down() {
    let table: toml::Table = toml::from_str(include_str!("../../assets/vendor.toml")).unwrap();
    let files = table["file"].as_array().unwrap();
    for file in files {
        let name = file["name"].as_str().unwrap();
        let (.., held) = FILES.iter().find(|(held, ..)| *held == name).unwrap();
        let sum: String = Sha256::digest(held)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(Some(sum.as_str()), file["sha256"].as_str(), "{name}");
    }
    let fonts = FILES.iter().filter(|(_, kind, _)| *kind == WOFF2).count();
    assert_eq!(files.len(), fonts, "every font is written down");
}

/// Every template and source of the crate, gallery included.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &std::path::Path, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if !path.ends_with("tests.rs") {
                out.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    let mut out = Vec::new();
    for folder in ["src", "examples"] {
        walk(
            &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut out,
        );
    }
    out
}

#[test]
fn templates_name_only_what_exists() {
    let icons = include_str!("../../assets/icons.svg");
    for (file, text) in sources() {
        for name in text
            .split("asset(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            assert_ne!(address(name), PREFIX, "{file}: {name}");
        }
        for name in text
            .split("icon(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            assert!(
                icons.contains(&format!("<symbol id=\"{name}\"")),
                "{file}: {name}"
            );
        }
    }
}

#[test]
fn no_template_needs_what_the_policy_forbids() {
    for (file, text) in sources()
        .into_iter()
        .filter(|(file, _)| file.ends_with(".html"))
    {
        for forbidden in [
            " style=\"",
            "<style",
            "<script>",
            "javascript:",
            " onclick",
            " onload",
            " onsubmit",
            "|safe",
        ] {
            assert!(!text.contains(forbidden), "{file} has {forbidden}");
        }
        for form in text
            .split("<form")
            .skip(1)
            .filter(|form| form.split('>').next().unwrap().contains("post"))
        {
            let after = form.split_once('>').unwrap().1.trim_start();
            assert!(
                after.starts_with("{{ page.token() }}"),
                "{file}: a form does not begin with its token"
            );
        }
    }
}
