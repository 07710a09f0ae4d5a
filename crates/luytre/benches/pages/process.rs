//! The program as it is shipped, in a process of its own, seen from outside.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failed;

/// `luytre serve`; ends when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// From the start of the process to the first page.
    pub(crate) first_answer: Duration,
    _output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts it and waits for the sign-in page.
    pub(crate) fn start(data: &Path) -> Result<Self, Failed> {
        let begun = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_luytre"))
            .args([
                "serve",
                "--log",
                "error",
                "--listen",
                "127.0.0.1:0",
                "--data",
            ])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().ok_or("the server has no output")?;
        let mut output = BufReader::new(output);
        let mut said = String::new();
        output.read_line(&mut said)?;
        let address = said
            .split_once("http://")
            .ok_or("the server says no address")?
            .1;
        let address = address.trim().trim_end_matches('/').parse()?;
        let mut server = Self {
            child,
            address,
            first_answer: Duration::ZERO,
            _output: output,
        };
        server.see_sign_in()?;
        server.first_answer = begun.elapsed();
        Ok(server)
    }

    fn see_sign_in(&self) -> Result<(), Failed> {
        let mut stream = TcpStream::connect(self.address)?;
        stream
            .write_all(b"GET /dang-nhap HTTP/1.1\r\nhost: luytre\r\nconnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        if answer.starts_with(b"HTTP/1.1 200 ") {
            Ok(())
        } else {
            Err("the sign-in page is not there".into())
        }
    }

    /// CPU that it has used, as itself and in the kernel for it.
    pub(crate) fn cpu(&self) -> Result<Duration, Failed> {
        // Fields of proc(5) after the name in brackets; 14 and 15 count from the first of all.
        let text = self.proc("stat")?;
        let (_, fields) = text.rsplit_once(')').ok_or("no fields in stat")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks: u64 = fields
            .get(11..13)
            .ok_or("no times in stat")?
            .iter()
            .flat_map(|n| n.parse::<u64>())
            .sum();
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Memory that it holds, in millions of bytes.
    pub(crate) fn resident(&self) -> Result<f64, Failed> {
        let text = self.proc("status")?;
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .ok_or("no VmRSS")?;
        let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kibibytes * 1024.0 / 1e6)
    }

    fn proc(&self, name: &str) -> io::Result<String> {
        std::fs::read_to_string(format!("/proc/{}/{name}", self.child.id()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing more to do then.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
