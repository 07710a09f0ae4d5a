//! `test`: everything that must hold, in order, each step with its heading and its time.
//!
//! A step that fails does not stop the others, so that one run tells all. The last line is
//! `N passed, N failed`: the tests that passed, and the tests and steps that failed.

use std::time::{Duration, Instant};

use crate::count::Tally;
use crate::error::{Error, with_causes};
use crate::postgres::{self, Cluster};
use crate::process::{self, answer, interrupted, stream};
use crate::{end_to_end, layers, tools, workspace};

/// The longest that one program of a step may take.
const LIMIT: Duration = Duration::from_secs(40 * 60);
/// The longest that the whole run may take: a run that would be cut off says itself what hung.
const WHOLE: Duration = Duration::from_secs(58 * 60);

/// One step of the run.
struct Step {
    name: &'static str,
    heading: &'static str,
    run: fn(&mut Context) -> Result<Tally, Error>,
}

const STEPS: &[Step] = &[
    Step {
        name: "tools",
        heading: "what the tests need is installed",
        run: |_| tools::ensure(tools::FOR_TEST).map(|()| Tally::default()),
    },
    Step {
        name: "fmt",
        heading: "format",
        run: |_| cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "clippy",
        heading: "lints, warnings are errors",
        run: |_| {
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ])
        },
    },
    Step {
        name: "layers",
        heading: "who may import whom, where SQL may stand, licences",
        run: |_| layers::run(&[]).map(|()| Tally::default()),
    },
    Step {
        name: "postgres",
        heading: "a private PostgreSQL",
        run: |context| context.postgres().map(|_| Tally::default()),
    },
    Step {
        name: "unit",
        heading: "unit and integration tests, on SQLite and PostgreSQL",
        run: tests,
    },
    Step {
        name: "examples",
        heading: "examples in the documentation",
        run: |_| cargo(&["test", "--workspace", "--doc", "--no-fail-fast"]),
    },
    Step {
        name: "doc",
        heading: "documentation, warnings are errors",
        run: |_| {
            let arguments = [
                "doc",
                "--workspace",
                "--no-deps",
                "--document-private-items",
            ];
            stream(
                workspace::cargo(&arguments).env("RUSTDOCFLAGS", "-Dwarnings"),
                LIMIT,
            )
        },
    },
    Step {
        name: "e2e",
        heading: "end to end, in Chromium",
        run: |_| end_to_end::run(),
    },
];

/// What steps share and what must go when the run is over.
#[derive(Default)]
struct Context {
    cluster: Option<Cluster>,
}

impl Context {
    /// The address of the private PostgreSQL, which is started when first asked for.
    fn postgres(&mut self) -> Result<String, Error> {
        if self.cluster.is_none() {
            self.cluster = Some(Cluster::start()?);
        }
        let cluster = self.cluster.as_ref();
        cluster.map(Cluster::url).ok_or(Error::Interrupted)
    }
}

fn cargo(arguments: &[&str]) -> Result<Tally, Error> {
    stream(&mut workspace::cargo(arguments), LIMIT)
}

fn tests(context: &mut Context) -> Result<Tally, Error> {
    let arguments: &[&str] = if answer("cargo-nextest", &["--version"]).is_some() {
        &[
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--status-level",
            "slow",
        ]
    } else {
        &[
            "test",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--no-fail-fast",
        ]
    };
    let url = context.postgres()?;
    stream(
        workspace::cargo(arguments).env(postgres::VARIABLE, url),
        LIMIT,
    )
}

/// A step that ran: what came of it and how long it took.
struct Ran {
    step: &'static Step,
    result: Result<Tally, Error>,
    took: Duration,
}

/// Runs all steps, or those that `--only` names.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    let steps = chosen(arguments)?;
    process::all_must_end_within(WHOLE);
    let mut context = Context::default();
    let mut ran = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        if interrupted() {
            break;
        }
        println!(
            "\n=== {}/{} {}: {}",
            number + 1,
            steps.len(),
            step.name,
            step.heading
        );
        let begun = Instant::now();
        let result = (step.run)(&mut context);
        let took = begun.elapsed();
        match &result {
            Ok(_) => println!("=== {}: done in {}", step.name, seconds(took)),
            Err(error) => println!(
                "=== {}: FAILED after {}: {}",
                step.name,
                seconds(took),
                with_causes(error)
            ),
        }
        ran.push(Ran { step, result, took });
    }
    drop(context);
    if interrupted() {
        println!("\ninterrupted: the steps that are not named below did not run");
    }
    close(&ran)
}

/// The steps that `--only fmt,unit` names, in their own order; all without it.
fn chosen(arguments: &[String]) -> Result<Vec<&'static Step>, Error> {
    let named: Vec<&str> = match arguments {
        [] => Vec::new(),
        [flag, names] if flag == "--only" => names.split(',').collect(),
        [both] if both.starts_with("--only=") => {
            both.trim_start_matches("--only=").split(',').collect()
        }
        _ => {
            return Err(Error::Usage(format!(
                "`test` does not know `{}`",
                arguments.join(" ")
            )));
        }
    };
    if let Some(unknown) = named
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(Error::Usage(format!(
            "there is no step `{unknown}`; the steps are {}",
            names.join(", ")
        )));
    }
    let all = named.is_empty();
    Ok(STEPS
        .iter()
        .filter(|step| {
            if all {
                step.name != "e2e" || end_to_end::SERVED
            } else {
                named.contains(&step.name)
            }
        })
        .collect())
}

/// Shows the failures again, the times, and the one line that sums up.
fn close(ran: &[Ran]) -> Result<(), Error> {
    for Ran { step, result, .. } in ran {
        if let Err(Error::Failed { what, tail, .. }) = result {
            println!("\n--- {} failed: {what}; it ended with", step.name);
            for line in tail {
                println!("    {line}");
            }
        }
    }
    println!();
    for Ran { step, result, took } in ran {
        let outcome = if result.is_ok() { "ok" } else { "FAILED" };
        println!("{:<10} {outcome:<7} {:>8}", step.name, seconds(*took));
    }
    let total = total(ran.iter().map(|ran| &ran.result));
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed > 0 || interrupted() {
        return Err(Error::Reported);
    }
    Ok(())
}

/// Tests that passed; tests that failed, and one for each step that failed without counting any.
fn total<'a>(results: impl Iterator<Item = &'a Result<Tally, Error>>) -> Tally {
    let mut total = Tally::default();
    for result in results {
        match result {
            Ok(tally) => total.add(*tally),
            Err(Error::Failed { tally, .. }) => total.add(Tally {
                failed: tally.failed.max(1),
                ..*tally
            }),
            Err(_) => total.failed += 1,
        }
    }
    total
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod check {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(ToOwned::to_owned).collect()
    }

    fn names(arguments: &str) -> Vec<&'static str> {
        chosen(&words(arguments))
            .unwrap()
            .iter()
            .map(|step| step.name)
            .collect()
    }

    #[test]
    fn all_steps_run_in_order_unless_some_are_named() {
        assert_eq!(names("").first(), Some(&"tools"));
        assert_eq!(names("--only unit,fmt"), ["fmt", "unit"]);
        assert_eq!(names("--only=doc"), ["doc"]);
    }

    #[test]
    fn an_unknown_step_is_refused() {
        assert!(matches!(
            chosen(&words("--only fmt,speling")),
            Err(Error::Usage(_))
        ));
        assert!(matches!(chosen(&words("--fast")), Err(Error::Usage(_))));
    }

    #[test]
    fn a_step_that_fails_counts_at_least_once() {
        let counted = |passed, failed| Error::Failed {
            what: String::new(),
            tail: Vec::new(),
            tally: Tally { passed, failed },
        };
        let results = [
            Ok(Tally {
                passed: 5,
                failed: 0,
            }),
            Err(counted(7, 2)),
            Err(counted(3, 0)),
            Err(Error::Interrupted),
        ];
        assert_eq!(
            total(results.iter()),
            Tally {
                passed: 15,
                failed: 4
            }
        );
    }
}
