//! A private PostgreSQL: its own folder, its own port, gone when the tests are.
//!
//! Touches no cluster that the machine has. Durability is off: what a crash would lose here is
//! thrown away a minute later anyway. Databases made from `template1` are UTF-8 with the locale
//! C.UTF-8, so text sorts alike on every machine.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::error::Error;
use crate::process::{answer, stream};
use crate::tools;

/// The variable that tells tests where the server is; without it they cannot cover both engines.
pub(crate) const VARIABLE: &str = "LUYTRE_TEST_POSTGRES";

const OLDEST: u32 = 15;
/// PostgreSQL refuses to run as root; Debian's package brings this account.
const ACCOUNT: &str = "postgres";
const LIMIT: Duration = Duration::from_secs(2 * 60);
const ATTEMPTS: u32 = 3;

/// A running cluster; dropping it stops the server and removes every trace.
pub(crate) struct Cluster {
    programs: PathBuf,
    home: TempDir,
    port: u16,
}

impl Cluster {
    /// Makes a cluster in a new folder and starts it on a free port of 127.0.0.1.
    pub(crate) fn start() -> Result<Self, Error> {
        let programs = programs().ok_or_else(|| Error::Missing {
            what: format!("PostgreSQL {OLDEST} or later"),
            remedy: "run `cargo xtask test --only tools`".to_owned(),
        })?;
        let home = tempfile::Builder::new()
            .prefix("luytre-postgres-")
            .tempdir()
            .map_err(Error::io("make a folder for PostgreSQL"))?;
        if tools::is_root() {
            give_away(home.path())?;
        }
        let mut cluster = Self {
            programs,
            home,
            port: free_port()?,
        };
        cluster.make()?;
        // Somebody else may take the port between the look and the start.
        for _ in 1..ATTEMPTS {
            if cluster.launch().is_ok() {
                return Ok(cluster);
            }
            cluster.port = free_port()?;
        }
        cluster.launch()?;
        Ok(cluster)
    }

    fn make(&self) -> Result<(), Error> {
        let mut make = self.command("initdb");
        make.args(["--pgdata", &self.data(), "--username", "luytre"])
            .args(["--auth", "trust", "--encoding", "UTF8"])
            .args(["--locale", "C.UTF-8", "--no-sync"]);
        stream(&mut make, LIMIT).map(|_| ())
    }

    fn launch(&self) -> Result<(), Error> {
        let log = self.home.path().join("log");
        let mut launch = self.command("pg_ctl");
        launch
            .args(["start", "--wait", "--silent", "--pgdata", &self.data()])
            .arg("--log")
            .arg(&log)
            .args(["--options", &self.options()]);
        stream(&mut launch, LIMIT).map(|_| ()).inspect_err(|_| {
            println!("{}", std::fs::read_to_string(&log).unwrap_or_default());
        })
    }

    /// Where tests connect; the account may create and drop databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://luytre@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> String {
        self.home.path().join("data").to_string_lossy().into_owned()
    }

    fn options(&self) -> String {
        format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -c max_connections=300 \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            self.port,
            self.home.path().display(),
        )
    }

    /// One of PostgreSQL's programs, as the account that may run it.
    fn command(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if tools::is_root() {
            let mut command = Command::new("runuser");
            command.args(["--user", ACCOUNT, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // The account may not enter the folder that this task was called in.
        command
            .current_dir(self.home.path())
            .env("LC_ALL", "C.UTF-8");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The server leads a session of its own, so ending our process group would not end it.
        let data = self.data();
        if !Path::new(&data).join("postmaster.pid").exists() {
            return;
        }
        let stopped = self
            .command("pg_ctl")
            .args([
                "stop",
                "--wait",
                "--silent",
                "--mode",
                "immediate",
                "--pgdata",
                &data,
            ])
            .status();
        if !stopped.is_ok_and(|status| status.success()) {
            eprintln!("warning: could not stop the PostgreSQL in {data}");
        }
    }
}

/// The folder with the programs of the newest PostgreSQL that is new enough.
pub(crate) fn programs() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"));
    let on_the_path = answer("sh", &["-c", "readlink -f \"$(command -v initdb)\""])
        .and_then(|program| Path::new(&program).parent().map(Path::to_path_buf));
    debian
        .chain(on_the_path)
        .filter_map(|folder| Some((version_of(&folder)?, folder)))
        .filter(|(version, _)| *version >= OLDEST)
        .max()
        .map(|(_, folder)| folder)
}

fn version_of(folder: &Path) -> Option<u32> {
    if !folder.join("pg_ctl").exists() {
        return None;
    }
    let told = answer(&folder.join("initdb").to_string_lossy(), &["--version"])?;
    major(&told)
}

/// `initdb (PostgreSQL) 15.18 (Debian …)` is 15.
fn major(told: &str) -> Option<u32> {
    let version = told.split(") ").nth(1)?;
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Makes the folder belong to the account that PostgreSQL runs as.
fn give_away(folder: &Path) -> Result<(), Error> {
    let owner = answer("id", &["-u", ACCOUNT]).and_then(|id| id.parse().ok());
    let owner = owner.ok_or_else(|| Error::Missing {
        what: format!("the account `{ACCOUNT}`"),
        remedy: format!("PostgreSQL does not run as root: run `useradd --system {ACCOUNT}`"),
    })?;
    std::os::unix::fs::chown(folder, Some(owner), None)
        .map_err(Error::io(format!("give {} to {ACCOUNT}", folder.display())))
}

/// A port that nobody listens on now.
pub(crate) fn free_port() -> Result<u16, Error> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(Error::io("find a free port"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_debian_and_of_a_beta() {
        assert_eq!(
            major("initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"),
            Some(15)
        );
        assert_eq!(major("initdb (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("initdb: not found"), None);
    }

    #[test]
    fn a_free_port_is_one_that_can_be_named() {
        assert_ne!(free_port().unwrap(), 0);
    }
}
