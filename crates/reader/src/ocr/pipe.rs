//! A program that is given its input and gives its output through pipes, within a time. It writes
//! no file, and ends when it is no longer waited for.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use std::{ops::ControlFlow, thread};

use super::Blind;

/// What is started and how it is named where it fails.
pub(super) struct Call<'call> {
    pub(super) name: &'static str,
    pub(super) program: &'call Path,
    pub(super) arguments: &'call [String],
    /// What the program is given, one piece after the other.
    pub(super) input: &'call [&'call [u8]],
    /// How long it may take for each piece of output.
    pub(super) patience: Duration,
}

/// Takes pieces out of what a program writes; `None` where nothing follows.
pub(super) type Take<'take, T> = dyn FnMut(&mut dyn Read) -> Option<T> + Send + 'take;

impl Call<'_> {
    /// All that the program writes, up to `most` bytes.
    pub(super) fn whole(&self, most: u64) -> Result<Vec<u8>, Blind> {
        let mut output = None;
        let mut is_read = false;
        let mut take = |from: &mut dyn Read| {
            let mut bytes = Vec::new();
            let whole = !std::mem::replace(&mut is_read, true)
                && from.take(most).read_to_end(&mut bytes).is_ok();
            whole.then_some(bytes)
        };
        self.pieces(&mut take, &mut |bytes| {
            output = Some(bytes);
            ControlFlow::Continue(())
        })?;
        output.ok_or(Blind::Failed { program: self.name })
    }

    /// The pieces that the program writes, handed over one at a time: it waits while one is used.
    pub(super) fn pieces<T: Send>(
        &self,
        take: &mut Take<'_, T>,
        hand: &mut dyn FnMut(T) -> ControlFlow<()>,
    ) -> Result<(), Blind> {
        let mut child = self.start()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let ended = thread::scope(|scope| {
            let (send, receive) = sync_channel(0);
            scope.spawn(|| feed(input, self.input));
            scope.spawn(move || pass(output, take, &send));
            let ended = loop {
                match receive.recv_timeout(self.patience) {
                    Ok(piece) => {
                        if hand(piece).is_break() {
                            break Ok(true);
                        }
                    }
                    Err(RecvTimeoutError::Disconnected) => break Ok(false),
                    Err(RecvTimeoutError::Timeout) => {
                        break Err(Blind::TooSlow {
                            program: self.name,
                            limit: self.patience,
                        });
                    }
                }
            };
            // A program that is no longer wanted ends, and with it the threads that serve it.
            if !matches!(ended, Ok(false)) {
                let _ = child.kill();
            }
            ended
        });
        let status = child.wait();
        match ended {
            Ok(true) => Ok(()),
            Ok(false) if status.is_ok_and(|status| status.success()) => Ok(()),
            Ok(false) => Err(Blind::Failed { program: self.name }),
            Err(blind) => Err(blind),
        }
    }

    fn start(&self) -> Result<Child, Blind> {
        Command::new(self.program)
            .args(self.arguments)
            // More threads than one cost more than they gain on a page.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Blind::Absent {
                program: self.name,
                reason: error.to_string(),
            })
    }
}

/// A program that wants no more closes its end; whether it did well is told by its status.
fn feed(input: Option<impl Write>, pieces: &[&[u8]]) {
    if let Some(mut input) = input {
        let _ = pieces.iter().try_for_each(|piece| input.write_all(piece));
    }
}

fn pass<T>(output: Option<impl Read>, take: &mut Take<'_, T>, send: &SyncSender<T>) {
    let Some(mut output) = output else { return };
    while let Some(piece) = take(&mut output) {
        if send.send(piece).is_err() {
            return;
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn call<'call>(
        program: &'call str,
        arguments: &'call [String],
        input: &'call [&'call [u8]],
        patience: Duration,
    ) -> Call<'call> {
        Call {
            name: "a program",
            program: Path::new(program),
            arguments,
            input,
            patience,
        }
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn what_goes_in_comes_out() {
        let big = vec![b'x'; 1 << 20];
        let input: &[&[u8]] = &[b"head ", &big];
        let out = call("/bin/cat", &[], input, LONG).whole(1 << 30);
        assert_eq!(out.expect("cat").len(), (1 << 20) + 5);
    }

    #[test]
    fn a_program_that_fails_hangs_or_is_absent_is_told() {
        let failed = call("/bin/false", &[], &[], LONG).whole(10);
        assert_eq!(
            failed,
            Err(Blind::Failed {
                program: "a program"
            })
        );
        let soon = Duration::from_millis(50);
        let minute = ["60".to_owned()];
        let slow = call("/bin/sleep", &minute, &[], soon).whole(10);
        assert!(matches!(slow, Err(Blind::TooSlow { .. })), "{slow:?}");
        let absent = call("/nowhere/program", &[], &[], LONG).whole(10);
        assert!(matches!(absent, Err(Blind::Absent { .. })), "{absent:?}");
    }

    #[test]
    fn a_program_that_floods_is_stopped_when_no_more_is_wanted() {
        let mut taken = 0;
        let mut take = |from: &mut dyn Read| {
            let mut piece = [0; 8];
            from.read_exact(&mut piece).ok().map(|()| piece)
        };
        let done = call("/usr/bin/yes", &[], &[], LONG).pieces(&mut take, &mut |_| {
            taken += 1;
            if taken == 3 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!((done, taken), (Ok(()), 3));
    }
}
