//! Forms with files: the fields as a [`Form`], the files as bytes, within 32 MiB for all together.
//!
//! A body that is larger is read to its end and thrown away, so that the browser shows the page that
//! says so. Nothing is written to disk here.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header;

use super::shell::Form;
use crate::http::csrf::FORM_LIMIT;
use crate::http::drain::drain;
use crate::http::{BODY_LIMIT, Problem};

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The field's name.
    pub field: String,
    /// The file's name as the browser gave it, without a path.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// An extractor for `enctype="multipart/form-data"`.
#[derive(Debug, Clone, Default)]
pub struct Upload {
    /// The fields without a file.
    pub form: Form,
    /// The files; a field left empty sends none.
    pub files: Vec<Sent>,
}

impl Upload {
    /// The file of a field.
    #[must_use]
    pub fn file(&self, field: &str) -> Option<&Sent> {
        self.files.iter().find(|sent| sent.field == field)
    }

    /// Takes the file of a field out.
    pub fn take(&mut self, field: &str) -> Option<Sent> {
        let at = self.files.iter().position(|sent| sent.field == field)?;
        Some(self.files.swap_remove(at))
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let said = request
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok());
        if said
            .and_then(|text| text.parse::<usize>().ok())
            .is_some_and(|length| length > BODY_LIMIT)
        {
            drain(request.into_body()).await;
            return Err(Problem::TooLarge);
        }
        let (parts, body) = request.into_parts();
        let counted = Counted {
            rest: Arc::new(Mutex::new(Rest {
                body,
                left: BODY_LIMIT,
                over: false,
            })),
        };
        let rest = Arc::clone(&counted.rest);
        let mut request = Request::from_parts(parts, Body::new(counted));
        // Counted already does it, and keeps what it did not read.
        DefaultBodyLimit::disable().apply(&mut request);
        let read = read(request, state).await;
        let (over, body) = {
            let mut rest = rest.lock().unwrap_or_else(PoisonError::into_inner);
            (rest.over, std::mem::replace(&mut rest.body, Body::empty()))
        };
        if read.is_err() {
            drain(body).await;
        }
        if over { Err(Problem::TooLarge) } else { read }
    }
}

async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Upload, Problem> {
    let unreadable = |_| Problem::BadRequest;
    let mut parts = Multipart::from_request(request, state)
        .await
        .map_err(|_| Problem::BadRequest)?;
    let mut values = Vec::new();
    let mut files = Vec::new();
    let mut typed = 0;
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(plain_name);
        let bytes = part.bytes().await.map_err(unreadable)?;
        match name {
            Some(name) if name.is_empty() && bytes.is_empty() => {}
            Some(name) => files.push(Sent {
                field,
                name,
                bytes: bytes.into(),
            }),
            None => {
                typed += bytes.len();
                if typed > FORM_LIMIT {
                    return Err(Problem::TooLarge);
                }
                values.push((field, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    Ok(Upload {
        form: Form::of(values),
        files,
    })
}

/// Old browsers send whole paths; only the last piece is a name.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// A body that stops at its limit; what it did not read stays in `rest`.
struct Counted {
    rest: Arc<Mutex<Rest>>,
}

struct Rest {
    body: Body,
    left: usize,
    over: bool,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        let frame = std::task::ready!(Pin::new(&mut rest.body).poll_frame(cx));
        if let Some(Ok(frame)) = &frame
            && let Some(data) = frame.data_ref()
        {
            match rest.left.checked_sub(data.len()) {
                Some(left) => rest.left = left,
                None => {
                    rest.over = true;
                    return Poll::Ready(Some(Err(axum::Error::new(Problem::TooLarge))));
                }
            }
        }
        Poll::Ready(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(length: usize) -> Request {
        let head = "--b\r\ncontent-disposition: form-data; name=\"note\"\r\n\r\n ghi chú \r\n\
            --b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"C:\\x\\an.txt\"\r\n\r\n";
        let tail = "\r\n--b--\r\n";
        let mut body = head.as_bytes().to_vec();
        body.resize(body.len() + length, b'x');
        body.extend(tail.as_bytes());
        let chunks: Vec<Bytes> = body.chunks(64 * 1024).map(Bytes::copy_from_slice).collect();
        Request::post("/")
            .header("content-type", "multipart/form-data; boundary=b")
            .body(Body::new(Chunks(chunks.into_iter())))
            .unwrap()
    }

    /// A body without a stated length.
    struct Chunks(std::vec::IntoIter<Bytes>);

    impl HttpBody for Chunks {
        type Data = Bytes;
        type Error = axum::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
            Poll::Ready(self.0.next().map(|chunk| Ok(http_body::Frame::data(chunk))))
        }
    }

    #[tokio::test]
    async fn fields_and_files_come_apart() {
        let upload = Upload::from_request(request(3), &()).await.unwrap();
        assert_eq!(upload.form.value("note"), "ghi chú");
        let sent = upload.file("file").unwrap();
        assert_eq!(
            (sent.name.as_str(), sent.bytes.as_slice()),
            ("an.txt", b"xxx".as_slice())
        );
        assert!(upload.file("other").is_none());
    }

    #[tokio::test]
    async fn up_to_the_limit_and_not_a_byte_more() {
        let around = 158 + 11;
        let most = Upload::from_request(request(BODY_LIMIT - around - 64), &())
            .await
            .unwrap();
        assert!(most.file("file").unwrap().bytes.len() > BODY_LIMIT - 1024);
        assert_eq!(
            Upload::from_request(request(BODY_LIMIT), &())
                .await
                .unwrap_err(),
            Problem::TooLarge
        );
    }

    #[tokio::test]
    async fn what_is_no_upload_is_told_so() {
        let other = Request::post("/")
            .header("content-type", "text/plain")
            .body(Body::from("x"))
            .unwrap();
        assert_eq!(
            Upload::from_request(other, &()).await.unwrap_err(),
            Problem::BadRequest
        );
    }
}
