//! How fast the program is as it is shipped: `luytre serve` in a process of its own, a data folder
//! beside the build, visitors over the loopback. `cargo bench -p luytre --bench pages` prints one
//! line a figure. CPU is the server's own, as the kernel counts it; the visitors share the machine.

#[path = "../../../office/benches/figures/mod.rs"]
mod figures;
mod http;
mod load;
mod process;
#[path = "../../../office/benches/sample/mod.rs"]
mod sample;

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use luytre_office::overview::AssignmentFilter;
use luytre_office::work::Task;
use luytre_office::{OfficeError, Service};
use luytre_store::Store;

use figures::{Runs, millis, percentile, rate};
use http::Connection;
use load::{Plan, Request};
use process::Server;
use sample::{Person, Size, UNITS, Ward};

/// How a benchmark fails.
pub(crate) type Failed = Box<dyn Error + Send + Sync>;

const RUNS: usize = 5;
const LASTING: Duration = Duration::from_secs(4);
const CONNECTIONS: usize = 8;
const WRITERS: usize = 32;
/// Reports of one run.
const REPORTS: usize = 1_000;
const LARGE: Size = Size {
    dispatches: 50,
    duties: 50,
    reports: 30,
};
const USUAL: Size = Size {
    dispatches: 20,
    duties: 15,
    reports: 12,
};

fn main() -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        begin_empty()?;
        usual().await?;
        large().await
    })
}

#[expect(clippy::disallowed_methods, reason = "the ward's story ends today")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn folder() -> Result<tempfile::TempDir, Failed> {
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// First start: the folder is made, the schema too.
fn begin_empty() -> Result<(), Failed> {
    let (mut answer, mut memory) = (Runs::default(), Runs::default());
    for _ in 0..RUNS {
        let folder = folder()?;
        let server = Server::start(&folder.path().join("data"))?;
        answer.add(millis(server.first_answer));
        memory.add(server.resident()?);
    }
    answer.print(
        "ms",
        "start with an empty folder to the first page",
        "at most 1000",
    );
    memory.print("MB", "resident after it", "at most 60");
    Ok(())
}

/// A ward as it may be after two years.
async fn usual() -> Result<(), Failed> {
    let folder = folder()?;
    let ward = fill(folder.path(), USUAL).await?;
    let server = Server::start(folder.path())?;
    let of = format!(
        "{} dispatches × {UNITS} units, {} assignments",
        USUAL.dispatches, ward.assignments
    );
    let clerk = &ward.clerk;
    pages(
        &server,
        clerk,
        "/tong-quan",
        &format!("overview of {of}"),
        Target::Overview,
    )
    .await?;
    pages(
        &server,
        clerk,
        "/bien-phap",
        &format!("controls × units of {of}"),
        Target::Overview,
    )
    .await
}

/// Far more than any ward has.
async fn large() -> Result<(), Failed> {
    let folder = folder()?;
    let ward = fill(folder.path(), LARGE).await?;
    let key = key_of_page(&ward.service, &ward.clerk, 500).await?;
    without_http(&ward).await?;
    let mut work = Vec::new();
    for officer in &ward.officers {
        work.push((officer, ward.tasks_of(&officer.actor).await?));
    }
    let mut answer = Runs::default();
    for _ in 0..RUNS {
        answer.add(millis(Server::start(folder.path())?.first_answer));
    }
    answer.print(
        "ms",
        &format!(
            "start with {} assignments to the first page",
            ward.assignments
        ),
        "at most 1000",
    );

    let server = Server::start(folder.path())?;
    one("MB", server.resident()?, "resident after it", "at most 60");
    let (clerk, of) = (&ward.clerk, ward.assignments);
    let unit = ward
        .officers
        .last()
        .map(|officer| officer.actor.unit.to_string())
        .unwrap_or_default();
    for (path, what) in [
        ("/nhiem-vu".to_owned(), "of all"),
        (format!("/nhiem-vu?don-vi={unit}"), "of a unit"),
        ("/nhiem-vu?xem=qua-han".to_owned(), "of what is late"),
        ("/nhiem-vu?xem=dat".to_owned(), "of what is met"),
        (
            "/nhiem-vu?xem=khong-ap-dung".to_owned(),
            "of what does not apply",
        ),
        ("/nhiem-vu?bien-phap=ACC-03".to_owned(), "of a control"),
        (format!("/nhiem-vu?sau={key}"), "of all, page 500"),
    ] {
        let what = format!("page of 20 of {of} assignments, {what}");
        pages(&server, clerk, &path, &what, Target::List).await?;
    }
    pages(
        &server,
        clerk,
        "/tong-quan",
        &format!("overview of {of} assignments"),
        Target::None,
    )
    .await?;
    one("MB", server.resident()?, "resident after that load", "");
    writes(&server, work).await?;
    one("MB", server.resident()?, "resident after the reports", "");
    Ok(())
}

async fn fill(folder: &Path, size: Size) -> Result<Ward, Failed> {
    let file = folder.join("luytre.sqlite");
    let store = Store::open(&format!("sqlite:{}", file.display())).await?;
    let begun = Instant::now();
    let ward = Ward::make(&store, now(), size).await?;
    let what = format!(
        "assignments made, {} in all, by confirming plans",
        ward.assignments
    );
    one(
        "a second",
        rate(ward.assignments, begun.elapsed()),
        &what,
        "",
    );
    Ok(ward)
}

/// The same rows without HTTP and without a page: what is left of the time is theirs.
async fn without_http(ward: &Ward) -> Result<(), OfficeError> {
    let mut times = Runs::default();
    for _ in 0..200 {
        let begun = Instant::now();
        ward.service.session(&ward.clerk.cookie).await?;
        ward.service
            .assignments(&ward.clerk.actor, &AssignmentFilter::default(), None)
            .await?;
        ward.service.unit_names(&ward.clerk.actor).await?;
        times.add(millis(begun.elapsed()));
    }
    times.print(
        "ms",
        "what that page asks the database, in this process",
        "",
    );
    Ok(())
}

/// Where a page of all assignments begins.
async fn key_of_page(service: &Service, by: &Person, number: usize) -> Result<String, Failed> {
    let mut after: Option<String> = None;
    for _ in 1..number {
        let filter = AssignmentFilter::default();
        after = service
            .assignments(&by.actor, &filter, after.as_deref())
            .await?
            .next;
    }
    Ok(after.ok_or("there are not so many pages")?)
}

/// What a page is held to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    List,
    Overview,
    None,
}

/// A page under load, as a browser asks for it.
async fn pages(
    server: &Server,
    by: &Person,
    path: &str,
    what: &str,
    target: Target,
) -> Result<(), Failed> {
    let request = get(path, &by.cookie, "accept-encoding: gzip\r\n");
    let alone = target == Target::Overview;
    let connections = if alone { 1 } else { CONNECTIONS };
    let plan = |lasting| Plan {
        requests: vec![Request::clone(&request)],
        repeats: true,
        connections,
        lasting,
        status: 200,
    };
    load::run(server.address, plan(LASTING / 4)).await?;
    let (mut rates, mut slowest, mut cpu) = (Runs::default(), Runs::default(), Runs::default());
    let mut size = 0;
    for _ in 0..RUNS {
        let before = server.cpu()?;
        let mut done = load::run(server.address, plan(LASTING)).await?;
        let used = server.cpu()? - before;
        rates.add(rate(done.times.len(), done.taken));
        cpu.add(1e3 / rate(done.times.len(), used));
        slowest.add(percentile(&mut done.times, if alone { 50 } else { 99 }));
        size = done.size;
    }
    if alone {
        slowest.print("ms", &format!("{what}, {size} bytes"), "at most 20");
        cpu.print("ms CPU", what, "");
        return Ok(());
    }
    let (least, within, most) = match target {
        Target::List => ("at least 1500", "at most 10", "at most 1"),
        Target::Overview | Target::None => ("", "", ""),
    };
    rates.print(
        "a second",
        &format!("{what}, {CONNECTIONS} connections, {size} bytes"),
        least,
    );
    slowest.print("ms", &format!("{what}: 99 of 100 within"), within);
    cpu.print("ms CPU", what, most);
    Ok(())
}

/// Reports by the form of the page.
async fn writes(server: &Server, work: Vec<(&Person, Vec<Task>)>) -> Result<(), Failed> {
    let mut requests = Vec::new();
    for (officer, tasks) in work {
        let mut connection = Connection::open(server.address).await?;
        let page = connection
            .ask(&get("/viec-cua-toi", &officer.cookie, ""))
            .await?;
        let page = String::from_utf8_lossy(page.bytes);
        let token = page
            .split("name=\"_token\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let token = token.ok_or("the page has no form")?;
        requests.extend(
            tasks
                .iter()
                .map(|task| (task.occurrence, post(task, &officer.cookie, token))),
        );
    }
    // Neighbours in time are of different units and assignments.
    requests
        .sort_by_key(|(occurrence, _)| occurrence.to_string().chars().rev().collect::<String>());
    let requests: Vec<Request> = requests.into_iter().map(|(_, request)| request).collect();
    let (mut rates, mut slowest, mut cpu) = (Runs::default(), Runs::default(), Runs::default());
    for part in requests.chunks_exact(REPORTS).take(RUNS) {
        let plan = Plan {
            requests: part.to_vec(),
            repeats: false,
            connections: WRITERS,
            lasting: Duration::from_mins(1),
            status: 303,
        };
        let before = server.cpu()?;
        let mut done = load::run(server.address, plan).await?;
        let used = server.cpu()? - before;
        rates.add(rate(done.times.len(), done.taken));
        cpu.add(1e3 / rate(done.times.len(), used));
        slowest.add(percentile(&mut done.times, 99));
    }
    let what = format!("reports by the page's form, durable, {WRITERS} connections");
    rates.print("a second", &what, "at least 500");
    slowest.print("ms", &format!("{what}: 99 of 100 within"), "");
    cpu.print("ms CPU", &what, "");
    Ok(())
}

fn get(path: &str, cookie: &str, more: &str) -> Request {
    format!("GET {path} HTTP/1.1\r\nhost: luytre\r\ncookie: luytre={cookie}\r\n{more}\r\n")
        .into_bytes()
        .into()
}

fn post(task: &Task, cookie: &str, token: &str) -> Request {
    let fields = [
        ("_token", token),
        ("revision", &task.revision.to_string()),
        ("outcome", "done"),
        ("note", "Đã rà soát toàn bộ máy tính của đơn vị."),
    ];
    let part = |(name, value): (&str, &str)| {
        format!("--part\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = fields
        .into_iter()
        .map(part)
        .chain(["--part--\r\n".to_owned()])
        .collect();
    format!(
        "POST /nhiem-vu/{}/bao-cao/{} HTTP/1.1\r\nhost: luytre\r\nsec-fetch-site: same-origin\r\n\
         cookie: luytre={cookie}\r\ncontent-type: multipart/form-data; boundary=part\r\n\
         content-length: {}\r\n\r\n{body}",
        task.assignment,
        task.occurrence,
        body.len(),
    )
    .into_bytes()
    .into()
}

fn one(unit: &str, value: f64, what: &str, target: &str) {
    let mut runs = Runs::default();
    runs.add(value);
    runs.print(unit, what, target);
}
