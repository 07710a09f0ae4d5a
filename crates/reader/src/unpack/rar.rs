//! RAR archives. The only complete reader of RAR is not free software, so none is shipped: a program
//! of the machine that has its own, `bsdtar` of libarchive (`tar.exe` of Windows 10 and later),
//! turns the archive into a tar, from standard input to standard output. It writes no file, gets
//! no name from the archive, and is stopped at a limit of bytes and of time.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::budget::length;
use super::{Outer, Reason, Stop, Unpacking, tar};
use crate::Limits;

/// Programs that can do it, the first that starts is used.
const TOOLS: [&str; 2] = if cfg!(windows) {
    ["tar.exe", "bsdtar.exe"]
} else {
    ["bsdtar", "bsdtar3"]
};
/// Longest time without an end; unpacking as much as is allowed takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// A tar without files is two blocks of zeros, padded by some to twenty.
const END_OF_TAR: usize = 20 * 512;
const LONGEST_COMPLAINT: u64 = 4096;

pub(super) fn open(at: &mut Unpacking<'_, '_>, outer: &Outer, bytes: &[u8]) -> Result<(), Stop> {
    if is_encrypted(bytes) {
        return Err(Stop::Leave(Reason::Encrypted));
    }
    let tar = convert(bytes, at.limits)?;
    at.budget.hold(length(&tar))?;
    let opened = tar::open(at, outer, &tar);
    at.budget.release(tar.len());
    opened
}

/// The archive as a tar.
fn convert(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Stop> {
    let most = limits.held_bytes.min(limits.unpacked_bytes);
    let mut child = start()?;
    let exchanged = exchange(&mut child, bytes, most);
    // A child that was not heard out is ended here, else this is no more than tidying up.
    let _ = child.kill();
    let _ = child.wait();
    let Some((tar, complaint)) = exchanged else {
        return Err(Stop::Leave(Reason::TooLarge));
    };
    if length(&tar) > most {
        Err(Stop::Leave(Reason::TooLarge))
    } else if complaint.contains("ncrypt") || complaint.contains("assphrase") {
        Err(Stop::Leave(Reason::Encrypted))
    } else if tar.len() <= END_OF_TAR && !complaint.is_empty() {
        Err(Stop::Leave(Reason::Damaged))
    } else {
        Ok(tar)
    }
}

fn start() -> Result<Child, Stop> {
    TOOLS
        .iter()
        .find_map(|tool| {
            Command::new(tool)
                .args(["-c", "-f", "-", "--format", "pax", "@-"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .ok()
        })
        .ok_or(Stop::Leave(Reason::NoTool))
}

/// Feeds the archive and takes the tar and the complaints at the same time. `None`: it took too
/// long.
fn exchange(child: &mut Child, bytes: &[u8], most: u64) -> Option<(Vec<u8>, String)> {
    let mut input = child.stdin.take()?;
    let output = child.stdout.take()?;
    let complaints = child.stderr.take()?;
    thread::scope(|scope| {
        let (done, waiting) = channel();
        scope.spawn(move || {
            // A program that stops reading is done with the archive.
            let _ = input.write_all(bytes);
        });
        let complaint = scope.spawn(move || {
            let mut text = Vec::new();
            let _ = complaints.take(LONGEST_COMPLAINT).read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        scope.spawn(move || {
            let mut tar = Vec::new();
            let _ = output.take(most.saturating_add(1)).read_to_end(&mut tar);
            let _ = done.send(tar);
        });
        let tar = waiting.recv_timeout(PATIENCE).ok();
        if tar.is_none() {
            let _ = child.kill();
        }
        Some((tar?, complaint.join().unwrap_or_default()))
    })
}

/// Whether the head of the archive says that names and files are encrypted.
fn is_encrypted(bytes: &[u8]) -> bool {
    match bytes {
        // Version 5: the first header, after checksum and size, is that of encryption.
        [
            b'R',
            b'a',
            b'r',
            b'!',
            0x1a,
            7,
            1,
            0,
            _,
            _,
            _,
            _,
            _,
            kind,
            ..,
        ] => *kind == 4,
        // Version 4: flags of the main header.
        [b'R', b'a', b'r', b'!', 0x1a, 7, 0, _, _, 0x73, flags, ..] => flags & 0x80 != 0,
        _ => false,
    }
}
