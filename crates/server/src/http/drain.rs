//! Reading on what will not be used: a browser shows the answer only when all it sends was taken,
//! otherwise it shows "connection reset". Bounded in bytes and time.

use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};

/// No more than this is thrown away: 300 MB.
pub const MOST: usize = 300 * 1000 * 1000;
const LONGEST: Duration = Duration::from_secs(60);

/// Takes the rest of a body and forgets it.
pub async fn drain(mut body: Body) {
    let read = async {
        let mut taken = 0_usize;
        while let Some(Ok(frame)) =
            std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await
        {
            taken = taken.saturating_add(frame.data_ref().map_or(0, |data| data.len()));
            if taken > MOST {
                break;
            }
        }
    };
    // Late or not: the answer follows.
    let _ = tokio::time::timeout(LONGEST, read).await;
}
