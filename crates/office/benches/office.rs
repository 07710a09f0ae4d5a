//! How fast the use cases are, without HTTP: `cargo bench -p luytre-office`. Prints one line a
//! figure. The database is a file beside the build, not in memory: a flush is a flush.

mod figures;
mod sample;

use std::error::Error;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use luytre_office::overview::AssignmentFilter;
use luytre_office::work::{Outcome, Task};
use luytre_office::{Actor, OfficeError};
use luytre_store::Store;
use tokio::task::JoinSet;

use figures::{Runs, millis, percentile, rate};
use sample::{Size, UNITS, Ward, report};

const RUNS: usize = 5;
const WRITERS: usize = 32;
/// Reports of one run.
const REPORTS: usize = 1_200;
const SIZE: Size = Size {
    dispatches: 20,
    duties: 15,
    reports: 12,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    flushes(folder.path())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let file = folder.path().join("luytre.sqlite");
        let store = Store::open(&format!("sqlite:{}", file.display())).await?;
        let ward = Ward::make(&store, now(), SIZE).await?;
        looks(&ward).await?;
        writes(&ward).await?;
        store.close().await;
        Ok(())
    })
}

#[expect(clippy::disallowed_methods, reason = "the ward's story ends today")]
fn now() -> Timestamp {
    Timestamp::now()
}

/// What the disk gives at best to one who waits for each flush.
fn flushes(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut file = File::create(folder.join("flush"))?;
    let mut runs = Runs::default();
    for _ in 0..RUNS {
        let begun = Instant::now();
        for _ in 0..100 {
            file.write_all(&[7; 4096])?;
            file.sync_data()?;
        }
        runs.add(rate(100, begun.elapsed()));
    }
    runs.print(
        "a second",
        "flushes of 4 KiB, one after another: the disk itself",
        "",
    );
    Ok(())
}

async fn looks(ward: &Ward) -> Result<(), OfficeError> {
    let what = format!(
        "overview of {} dispatches × {UNITS} units, {} assignments",
        SIZE.dispatches, ward.assignments
    );
    let by = &ward.clerk.actor;
    let mut runs = Runs::default();
    for _ in 0..RUNS * 10 {
        let begun = Instant::now();
        ward.service.overview(by).await?;
        runs.add(millis(begun.elapsed()));
    }
    runs.print("ms", &what, "at most 20");
    let (mut lists, mut sessions) = (Runs::default(), Runs::default());
    for _ in 0..RUNS * 10 {
        let begun = Instant::now();
        ward.service
            .assignments(by, &AssignmentFilter::default(), None)
            .await?;
        lists.add(millis(begun.elapsed()));
        let begun = Instant::now();
        ward.service.session(&ward.clerk.cookie).await?;
        sessions.add(millis(begun.elapsed()));
    }
    lists.print("ms", "a list of 20 assignments of the same office", "");
    sessions.print("ms", "a session looked up", "");
    Ok(())
}

/// Reports by many at once, and by one alone.
async fn writes(ward: &Ward) -> Result<(), OfficeError> {
    let mut work = Vec::new();
    for officer in &ward.officers {
        let tasks = ward.tasks_of(&officer.actor).await?;
        work.extend(tasks.into_iter().map(|task| (officer.actor.clone(), task)));
    }
    // Neighbours in time are of different units and assignments.
    work.sort_by_key(|(_, task)| {
        task.occurrence
            .to_string()
            .chars()
            .rev()
            .collect::<String>()
    });
    let (mut many, mut slowest, mut alone) = (Runs::default(), Runs::default(), Runs::default());
    let mut parts = work.chunks(REPORTS);
    for part in parts.by_ref().take(RUNS - 1) {
        let (mut times, taken) = report_all(ward, part, WRITERS).await?;
        many.add(rate(times.len(), taken));
        slowest.add(percentile(&mut times, 99));
    }
    for part in parts.take(1).flat_map(|rest| rest.chunks(REPORTS / RUNS)) {
        let (times, taken) = report_all(ward, part, 1).await?;
        alone.add(rate(times.len(), taken));
    }
    let what = format!("reports with their leaf, durable, {WRITERS} writers");
    many.print("a second", &what, "at least 500");
    slowest.print("ms", &format!("{what}: 99 of 100 within"), "");
    alone.print(
        "a second",
        "reports with their leaf, durable, one after another",
        "",
    );
    Ok(())
}

/// The times of those that were taken, and the time of all.
async fn report_all(
    ward: &Ward,
    work: &[(Actor, Task)],
    writers: usize,
) -> Result<(Vec<Duration>, Duration), OfficeError> {
    let mut running = JoinSet::new();
    let begun = Instant::now();
    for part in work.chunks(work.len().div_ceil(writers)) {
        let (service, part) = (ward.service.clone(), part.to_vec());
        running.spawn(async move {
            let mut times = Vec::with_capacity(part.len());
            for (by, task) in part {
                let begun = Instant::now();
                if report(&service, &by, &task, Outcome::Done).await? {
                    times.push(begun.elapsed());
                }
            }
            Ok::<_, OfficeError>(times)
        });
    }
    let mut times = Vec::with_capacity(work.len());
    while let Some(done) = running.join_next().await {
        let done = done.map_err(|_| OfficeError::Internal {
            doing: "report in parallel",
        })?;
        times.extend(done?);
    }
    Ok((times, begun.elapsed()))
}
