//! A browser without script: cookies, redirects by hand, forms with their hidden fields.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

/// One browser.
pub(crate) struct Browser {
    app: Router,
    cookies: BTreeMap<String, String>,
    /// Where it is.
    pub(crate) path: String,
    /// What the last answer was.
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Browser {
    pub(crate) fn new(app: &Router) -> Self {
        Self {
            app: app.clone(),
            cookies: BTreeMap::new(),
            path: "/".to_owned(),
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            text: String::new(),
        }
    }

    /// Sets a cookie, as a session that was begun elsewhere.
    pub(crate) fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn has_cookie(&self, name: &str) -> bool {
        self.cookies.contains_key(name)
    }

    /// Opens a page; redirects are not followed.
    pub(crate) async fn get(&mut self, path: &str) -> StatusCode {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.send(path, request).await
    }

    /// Opens a page and follows redirects.
    pub(crate) async fn open(&mut self, path: &str) -> StatusCode {
        self.get(path).await;
        self.follow().await
    }

    /// Sends the form of the page that has `action` (none: the first that posts to this page), with
    /// its hidden fields and these; follows redirects.
    pub(crate) async fn submit(
        &mut self,
        action: Option<&str>,
        fields: &[(&str, &str)],
    ) -> StatusCode {
        let form = self.form(action);
        let target = attribute(form.split('>').next().unwrap(), "action");
        let target = target.unwrap_or_else(|| self.path.clone());
        let mut all = hidden(&form);
        all.extend(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        self.post(&target, &all).await;
        self.follow().await
    }

    /// Sends fields as they are.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(String, String)]) -> StatusCode {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
            .collect();
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body.join("&")))
            .unwrap();
        self.send(path, request).await
    }

    /// Sends a form with a file.
    pub(crate) async fn upload(&mut self, action: &str, file: (&str, &str, &[u8])) -> StatusCode {
        let mut body = Vec::new();
        for (name, value) in hidden(&self.form(Some(action))) {
            let part = format!(
                "--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.into_bytes());
        }
        let (field, name, bytes) = file;
        if !field.is_empty() {
            let part = format!(
                "--b\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend(part.into_bytes());
            body.extend(bytes);
        }
        body.extend(b"\r\n--b--\r\n");
        let request = Request::post(action)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=b")
            .body(Body::from(body))
            .unwrap();
        self.send(action, request).await;
        self.follow().await
    }

    async fn follow(&mut self) -> StatusCode {
        for _ in 0..8 {
            if self.status != StatusCode::SEE_OTHER {
                return self.status;
            }
            let next = self.headers[header::LOCATION].to_str().unwrap().to_owned();
            self.get(&next).await;
        }
        panic!("redirects without end at {}", self.path);
    }

    pub(crate) async fn send(&mut self, path: &str, mut request: Request<Body>) -> StatusCode {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let headers = request.headers_mut();
        headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        headers.insert(header::HOST, "office.test".parse().unwrap());
        path.clone_into(&mut self.path);
        let response = self.app.clone().oneshot(request).await.unwrap();
        self.status = response.status();
        self.headers = response.headers().clone();
        for cookie in self.headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = axum::body::to_bytes(response.into_body(), 64 << 20)
            .await
            .unwrap();
        self.text = String::from_utf8_lossy(&bytes).into_owned();
        self.status
    }

    fn form(&self, action: Option<&str>) -> String {
        let mut forms = self
            .text
            .split("<form")
            .skip(1)
            .filter(|form| form.split('>').next().unwrap().contains("post"));
        let found = match action {
            Some(action) => forms.find(|form| form.contains(&format!("action=\"{action}\""))),
            None => forms.find(|form| {
                let action = attribute(form.split('>').next().unwrap(), "action");
                action.is_none_or(|action| action == self.path)
            }),
        };
        let form =
            found.unwrap_or_else(|| panic!("no form {action:?} at {}: {}", self.path, self.text));
        form.split("</form>").next().unwrap().to_owned()
    }

    /// The value of the field with this id or name, as shown.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let input = self
            .text
            .split("<input")
            .skip(1)
            .filter_map(|rest| rest.split('>').next());
        let is_it = |input: &&str| {
            [format!(" name=\"{name}\""), format!(" id=\"{name}\"")]
                .iter()
                .any(|own| input.contains(own.as_str()))
        };
        input
            .into_iter()
            .find(is_it)
            .and_then(|input| attribute(input, "value"))
    }

    /// Fails the test unless a file came whose name has this in it.
    pub(crate) fn attached(&self, name: &str) {
        let disposition = self.headers["content-disposition"].to_str().unwrap();
        assert!(disposition.contains(name), "{disposition}");
    }

    /// Fails the test unless the page says this.
    pub(crate) fn says(&self, words: &str) {
        assert!(
            self.text.contains(words),
            "{} does not say {words:?}: {}",
            self.path,
            self.text
        );
    }
}

fn hidden(form: &str) -> Vec<(String, String)> {
    form.split("<input")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|input| input.contains("type=\"hidden\""))
        .map(|input| {
            (
                attribute(input, "name").unwrap(),
                attribute(input, "value").unwrap_or_default(),
            )
        })
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag
        .split_once(&format!(" {name}=\""))?
        .1
        .split('"')
        .next()?;
    Some(
        value
            .replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&#34;", "\"")
            .replace("&#39;", "'"),
    )
}

fn escape(text: &str) -> String {
    luytre_server::web::address::escape(text)
}

/// What a browser sends when a page is asked for by a method.
pub(crate) fn bare(method: &Method, path: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::empty())
        .unwrap()
}
