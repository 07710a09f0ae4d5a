//! The end-to-end tests: the program as it is built, an empty folder, a real browser.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::count::Tally;
use crate::error::Error;
use crate::process::{Group, interrupted, lines, stream};
use crate::{postgres, workspace};

/// Whether `luytre serve` exists: the one line that puts these tests into every run.
pub(crate) const SERVED: bool = true;

/// The longest that a server with an empty folder may take to answer.
const START: Duration = Duration::from_secs(30);
const LIMIT: Duration = Duration::from_secs(20 * 60);

/// Builds, serves, walks through it with Chromium, and takes everything down.
pub(crate) fn run() -> Result<Tally, Error> {
    let specs = workspace::root().join("e2e");
    // The profile of the other tests: their artefacts are built, a release build would cost minutes.
    stream(
        &mut workspace::cargo(&["build", "--package", "luytre"]),
        LIMIT,
    )?;
    let program = workspace::target_folder(&workspace::metadata()?)?.join("debug/luytre");
    npm(&specs, &["ci", "--no-audit", "--no-fund"])?;
    npm(&specs, &["run", "--silent", "types"])?;
    let office = Office::serve(&program)?;
    println!("luytre answers at {}", office.url);
    let mut walk = Command::new("npx");
    walk.args(["--no-install", "playwright", "test"])
        .current_dir(&specs)
        .env("LUYTRE_URL", &office.url)
        .env("LUYTRE_SIGNIN", &office.sign_in)
        .env("LUYTRE_PROGRAM", &program);
    let walked = stream(&mut walk, LIMIT);
    if walked.is_err() {
        office.tell();
    }
    walked
}

fn npm(folder: &Path, arguments: &[&str]) -> Result<Tally, Error> {
    let mut command = Command::new("npm");
    command
        .args(arguments)
        .current_dir(folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    stream(&mut command, LIMIT)
}

/// A running server with a folder of its own; both go when it is dropped.
struct Office {
    url: String,
    sign_in: String,
    log: Receiver<String>,
    // The order matters: first the server ends, then its folder goes.
    _server: Group,
    _data: tempfile::TempDir,
}

impl Office {
    fn serve(program: &PathBuf) -> Result<Self, Error> {
        let data = tempfile::Builder::new()
            .prefix("luytre-office-")
            .tempdir()
            .map_err(Error::io("make a folder for the office"))?;
        let address = format!("127.0.0.1:{}", postgres::free_port()?);
        let mut serve = Command::new(program);
        serve
            .args(["serve", "--listen", &address, "--data"])
            .arg(data.path());
        let (server, reader) = Group::start(&mut serve)?;
        let (sender, log) = mpsc::channel();
        std::thread::spawn(move || {
            // The log is kept only while somebody may still ask for it.
            let _gone = lines(reader).try_for_each(|line| sender.send(line));
        });
        let url = format!("http://{address}");
        let sign_in = wait_for(&address, &url, &log)?;
        Ok(Self {
            url,
            sign_in,
            log,
            _server: server,
            _data: data,
        })
    }

    /// Prints what the server said: the reason of a failure often stands there.
    fn tell(&self) {
        println!("--- what the server said ---");
        for line in self.log.try_iter() {
            println!("{line}");
        }
    }
}

/// Waits until the server has printed its sign-in link and answers.
fn wait_for(address: &str, url: &str, log: &Receiver<String>) -> Result<String, Error> {
    let begun = Instant::now();
    let mut said = Vec::new();
    let mut link = None;
    while begun.elapsed() < START && !interrupted() {
        match log.recv_timeout(Duration::from_millis(50)) {
            Ok(line) => {
                link = link.or_else(|| sign_in_link(&line, url));
                said.push(line);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if let Some(link) = &link
            && TcpStream::connect(address).is_ok()
        {
            return Ok(link.clone());
        }
    }
    Err(Error::Failed {
        what: format!(
            "`luytre serve` did not print a sign-in link and answer within {} s",
            START.as_secs()
        ),
        tail: said,
        tally: Tally::default(),
    })
}

/// The first address in a line that leads further than to the front page.
fn sign_in_link(line: &str, url: &str) -> Option<String> {
    line.match_indices(url)
        .filter_map(|(place, _)| line.get(place..))
        .filter_map(|rest| {
            rest.split(|sign: char| {
                sign.is_whitespace() || sign.is_control() || "<>\"'".contains(sign)
            })
            .next()
        })
        .map(|link| link.trim_end_matches(['.', ',', ';', ')']))
        .find(|link| link.len() > url.len() + 1)
        .map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "http://127.0.0.1:8080";

    fn check(line: &str, link: Option<&str>) {
        assert_eq!(sign_in_link(line, URL).as_deref(), link, "{line}");
    }

    #[test]
    fn the_link_is_found_in_a_sentence_and_in_colour() {
        let link = Some("http://127.0.0.1:8080/vao/Ab-c_9=");
        check("Sign in once by http://127.0.0.1:8080/vao/Ab-c_9=.", link);
        check("link=<http://127.0.0.1:8080/vao/Ab-c_9=>", link);
        check("\u{1b}[1mhttp://127.0.0.1:8080/vao/Ab-c_9=\u{1b}[0m", link);
        check(
            "at http://127.0.0.1:8080/ by http://127.0.0.1:8080/vao/Ab-c_9=",
            link,
        );
    }

    #[test]
    fn the_front_page_and_other_hosts_are_no_link() {
        check("serving http://127.0.0.1:8080/", None);
        check("serving http://127.0.0.1:8080", None);
        check("see https://example.org/sign-in", None);
    }

    fn said(lines: &[&str]) -> Receiver<String> {
        let (sender, log) = mpsc::channel();
        for line in lines {
            sender.send((*line).to_owned()).unwrap();
        }
        log
    }

    #[test]
    fn a_server_is_up_when_it_answers_and_has_printed_its_link() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let url = format!("http://{address}");
        let link = format!("{url}/vao/abc");
        let log = said(&[&format!("serving {url}"), &format!("sign in by {link}")]);
        assert_eq!(wait_for(&address, &url, &log).unwrap(), link);
    }

    #[test]
    fn a_server_that_ends_is_told_with_what_it_said() {
        let error = wait_for("127.0.0.1:9", URL, &said(&["the data folder is in use"]));
        let Err(Error::Failed { tail, .. }) = error else {
            panic!("must fail: {error:?}");
        };
        assert_eq!(tail, ["the data folder is in use"]);
    }
}
