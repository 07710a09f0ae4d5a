//! Programs that a task starts: streamed, counted, limited in time, and never left behind.
//!
//! Every program gets a process group of its own. Its [`Group`] ends the whole group when it goes
//! out of scope, on Ctrl-C, and when the time is over. A program that starts a new session by
//! itself is not caught: its owner stops it (see `postgres`).

use std::collections::{BTreeSet, VecDeque};
use std::io::{BufRead, BufReader, PipeReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::count::Tally;
use crate::error::Error;

/// How many of the last lines are shown again when a program fails.
const TAIL: usize = 60;
/// How long a program may take to end after it was asked to.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a silent program is looked at.
const PULSE: Duration = Duration::from_millis(250);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static DEADLINE: OnceLock<Instant> = OnceLock::new();
static GROUPS: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// From now on Ctrl-C ends the programs that run, not this one: it must still clean up.
pub(crate) fn watch_for_interrupts() -> Result<(), Error> {
    let mut signals =
        Signals::new([SIGHUP, SIGINT, SIGTERM]).map_err(Error::io("listen for signals"))?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            INTERRUPTED.store(true, Ordering::SeqCst);
            for group in running().iter() {
                signal_group(*group, "TERM");
            }
        }
    });
    Ok(())
}

/// Whether somebody asked the task to end.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// A running program and all that it starts.
pub(crate) struct Group {
    child: Child,
}

impl Group {
    /// Starts the program; what it prints on either stream comes out of the reader.
    pub(crate) fn start(command: &mut Command) -> Result<(Self, PipeReader), Error> {
        let doing = format!("start `{}`", shown(command));
        let (reader, writer) = std::io::pipe().map_err(Error::io(&*doing))?;
        let second = writer.try_clone().map_err(Error::io(&*doing))?;
        command.stdin(Stdio::null()).stdout(writer).stderr(second);
        let child = command.process_group(0).spawn().map_err(Error::io(doing));
        // The command keeps the writing ends open, and the reader would wait for them.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let child = child?;
        running().insert(child.id());
        Ok((Self { child }, reader))
    }

    fn has_ended(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }

    /// Asks the group to end, insists after a while, and waits.
    fn end(&mut self) -> Option<ExitStatus> {
        signal_group(self.child.id(), "TERM");
        self.wait_within(PATIENCE)
    }

    /// Waits for the program; when the time is over the group is killed.
    fn wait_within(&mut self, limit: Duration) -> Option<ExitStatus> {
        let group = self.child.id();
        std::thread::scope(|scope| {
            let (ended, wait) = mpsc::channel::<()>();
            scope.spawn(move || {
                if wait.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                    signal_group(group, "KILL");
                }
            });
            let status = self.child.wait().ok();
            drop(ended);
            status
        })
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if !self.has_ended() {
            self.end();
        }
        // What the program left behind in its group has no owner any more.
        signal_group(self.child.id(), "KILL");
        running().remove(&self.child.id());
    }
}

/// From now on everything together must end within this time.
pub(crate) fn all_must_end_within(limit: Duration) {
    // Only the first limit holds; a second call has nothing to add.
    DEADLINE.get_or_init(|| Instant::now() + limit);
}

/// Runs a program to its end, prints what it prints and counts the tests that it reports.
pub(crate) fn stream(command: &mut Command, limit: Duration) -> Result<Tally, Error> {
    stream_to(command, limit, |_| ())
}

/// The same; each line is given to the listener as well.
pub(crate) fn stream_to(
    command: &mut Command,
    limit: Duration,
    mut listener: impl FnMut(&str),
) -> Result<Tally, Error> {
    if interrupted() {
        return Err(Error::Interrupted);
    }
    let what = shown(command);
    println!("$ {what}");
    let own_end = Instant::now() + limit;
    let end = DEADLINE.get().map_or(own_end, |all| own_end.min(*all));
    let mut tally = Tally::default();
    let mut tail = VecDeque::new();
    let (mut program, reader) = Group::start(command)?;
    let (sender, printed) = mpsc::channel();
    std::thread::spawn(move || lines(reader).try_for_each(|line| sender.send(line)));
    let in_time = loop {
        match printed.recv_timeout(PULSE) {
            Ok(line) => {
                println!("{line}");
                tally.read(&line);
                listener(&line);
                if !is_progress(&line) {
                    tail.push_back(line);
                }
                if tail.len() > TAIL {
                    tail.pop_front();
                }
            }
            Err(RecvTimeoutError::Disconnected) => break true,
            // A service that the program started may hold its streams open for ever.
            Err(RecvTimeoutError::Timeout) if program.has_ended() => break true,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if interrupted() || Instant::now() > end {
            break false;
        }
    };
    let status = if in_time {
        program.wait_within(PATIENCE)
    } else {
        program.end()
    };
    if interrupted() {
        return Err(Error::Interrupted);
    }
    let why = match status {
        _ if !in_time => "did not end in time".to_owned(),
        None => "did not tell how it ended".to_owned(),
        Some(status) if !status.success() => format!("failed with {status}"),
        Some(_) if tally.failed > 0 => "left out tests or counted failures".to_owned(),
        Some(_) => return Ok(tally),
    };
    Err(Error::Failed {
        what: format!("`{what}` {why}"),
        tail: tail.into(),
        tally,
    })
}

/// Whether cargo only says what it is doing: no help to one who looks for a failure.
fn is_progress(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let progress = [
        "Blocking",
        "Checking",
        "Compiling",
        "Documenting",
        "Downloaded",
        "Downloading",
    ];
    line.starts_with(' ') && progress.contains(&first)
}

/// The lines of a program as they come; bytes that are no text are replaced.
pub(crate) fn lines(reader: PipeReader) -> impl Iterator<Item = String> {
    BufReader::new(reader)
        .split(b'\n')
        .map_while(Result::ok)
        .map(|line| String::from_utf8_lossy(&line).trim_end().to_owned())
}

/// Runs a short program and gives what it printed, or nothing when it is not there or fails.
pub(crate) fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A command as one would type it.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|part| part.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

fn running() -> std::sync::MutexGuard<'static, BTreeSet<u32>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The shell's own `kill` is on every Unix, and spares this crate a line of unsafe code.
fn signal_group(group: u32, signal: &str) {
    let sent = Command::new("sh")
        .args(["-c", r#"kill -s "$0" -- "-$1""#, signal, &group.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if let Err(error) = sent {
        eprintln!("warning: could not end process group {group}: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn counts_what_a_program_reports() {
        let tally = stream(
            &mut shell("echo 'test result: ok. 2 passed; 0 failed; 0 ignored;'"),
            Duration::from_secs(20),
        )
        .unwrap();
        assert_eq!(tally.passed, 2);
    }

    #[test]
    fn a_failure_keeps_the_last_lines() {
        let error = stream(
            &mut shell("echo one; echo two >&2; exit 3"),
            Duration::from_secs(20),
        );
        let Err(Error::Failed { what, tail, .. }) = error else {
            panic!("must fail: {error:?}");
        };
        assert!(what.contains("exit status: 3"), "{what}");
        assert_eq!(tail, ["one", "two"]);
    }

    #[test]
    fn what_cargo_is_busy_with_is_no_part_of_a_failure() {
        assert!(is_progress("   Compiling serde v1.0.229"));
        assert!(!is_progress("error: could not compile `luytre-model`"));
        assert!(!is_progress("Checking the plan failed"));
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let error = stream(
            &mut shell("tail -f /dev/null & wait"),
            Duration::from_millis(200),
        );
        let Err(Error::Failed { what, .. }) = error else {
            panic!("must fail: {error:?}");
        };
        assert!(what.contains("did not end"), "{what}");
    }

    #[test]
    fn a_group_ends_when_its_owner_lets_go() {
        let (group, reader) = Group::start(&mut shell("echo up; tail -f /dev/null")).unwrap();
        let mut lines = lines(reader);
        assert_eq!(lines.next().as_deref(), Some("up"));
        drop(group);
        assert_eq!(lines.next(), None);
    }

    #[test]
    fn a_program_that_is_not_there_says_so() {
        let error = stream(&mut Command::new("no-such-program-here"), PATIENCE).unwrap_err();
        assert!(
            error.to_string().contains("no-such-program-here"),
            "{error}"
        );
    }
}
