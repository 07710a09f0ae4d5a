//! How long `luytre read` takes: the program is started anew for each text, as on a command line.
//! `cargo bench -p luytre --bench command` prints one line a figure.

#[path = "../../office/benches/figures/mod.rs"]
mod figures;

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use figures::{Runs, percentile, rate};

const RUNS: usize = 5;
/// Starts of one run: the kernel counts CPU by hundredths of a second.
const STARTS: usize = 100;
/// A dispatch of one page, and the shortest that is one.
const PAGE: &str = include_str!("../../directive/tests/dispatches/tan-phu-cong-van.txt");
const LINE: &str = "1. Thay đổi mật khẩu định kỳ 03 tháng/lần.\n";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let (line, page) = (
        folder.path().join("line.txt"),
        folder.path().join("page.txt"),
    );
    std::fs::write(&line, LINE)?;
    std::fs::write(&page, PAGE)?;
    let (mut start, mut whole, mut reading) = (Runs::default(), Runs::default(), Runs::default());
    for _ in 0..RUNS {
        let (wall, short) = read(&line)?;
        start.add(wall);
        let (wall, long) = read(&page)?;
        whole.add(wall);
        reading.add(long - short);
    }
    start.print(
        "ms",
        "`luytre read` of one line, from start to end",
        "at most 30",
    );
    let of = format!("of a page of {} letters", PAGE.chars().count());
    whole.print("ms", &format!("`luytre read` {of}, from start to end"), "");
    reading.print(
        "ms CPU",
        &format!("{of}: more than of one line"),
        "at most 5",
    );
    Ok(())
}

/// The middle wall time and the mean CPU of reading a file, in milliseconds.
fn read(file: &Path) -> Result<(f64, f64), Box<dyn Error>> {
    let before = cpu_of_children()?;
    let mut times = Vec::with_capacity(STARTS);
    for _ in 0..STARTS {
        let begun = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_luytre"))
            .arg("read")
            .arg(file)
            .stdout(Stdio::null())
            .status()?;
        times.push(begun.elapsed());
        if !status.success() {
            return Err(format!("`luytre read {}` failed", file.display()).into());
        }
    }
    let used = cpu_of_children()? - before;
    Ok((percentile(&mut times, 50), 1e3 / rate(STARTS, used)))
}

/// CPU of the processes that have ended; fields 16 and 17 of proc(5).
fn cpu_of_children() -> Result<Duration, Box<dyn Error>> {
    let text = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = text.rsplit_once(')').ok_or("no fields in stat")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let times = fields.get(13..15).ok_or("no times in stat")?;
    let ticks: u64 = times.iter().flat_map(|number| number.parse::<u64>()).sum();
    Ok(Duration::from_millis(ticks * 10))
}
