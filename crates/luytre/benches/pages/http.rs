//! A browser as small as it can be: keeps its connection, knows both framings of a body.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::net::{TcpSocket, TcpStream};

/// A kept connection.
pub(crate) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

/// An answer, whole.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    /// Head and body as they came.
    pub(crate) bytes: &'a [u8],
}

impl Connection {
    /// A visitor from an address of its own: the server limits how often one address may ask.
    pub(crate) async fn open(server: SocketAddr) -> io::Result<Self> {
        static VISITORS: AtomicU32 = AtomicU32::new(0x7F01_0001);
        let from = Ipv4Addr::from(VISITORS.fetch_add(1, Ordering::Relaxed));
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((from, 0)))?;
        let stream = socket.connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            received: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and waits for the whole answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        let mut left = request;
        while !left.is_empty() {
            self.stream.writable().await?;
            match self.stream.try_write(left) {
                Ok(sent) => left = left.get(sent..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        self.received.clear();
        while !is_whole(&self.received) {
            self.stream.readable().await?;
            match self.stream.try_read_buf(&mut self.received) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        let status = self
            .received
            .get(9..12)
            .and_then(|code| str::from_utf8(code).ok());
        let status = status.and_then(|code| code.parse().ok()).unwrap_or(0);
        Ok(Answer {
            status,
            bytes: &self.received,
        })
    }
}

/// Is the answer there to its last byte?
fn is_whole(received: &[u8]) -> bool {
    let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let (head, body) = received.split_at(end + 4);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let length = head
        .split("content-length:")
        .nth(1)
        .and_then(|rest| rest.lines().next());
    match length.and_then(|length| length.trim().parse::<usize>().ok()) {
        Some(length) => body.len() >= length,
        None if head.contains("transfer-encoding: chunked") => chunks_are_whole(body),
        None => true,
    }
}

fn chunks_are_whole(mut body: &[u8]) -> bool {
    loop {
        let Some(end) = body.windows(2).position(|two| two == b"\r\n") else {
            return false;
        };
        let size = body.get(..end).and_then(|size| str::from_utf8(size).ok());
        let Some(size) = size.and_then(|size| usize::from_str_radix(size.trim(), 16).ok()) else {
            return false;
        };
        let Some(rest) = body.get(end + 2 + size + 2..) else {
            return false;
        };
        if size == 0 {
            return true;
        }
        body = rest;
    }
}
