//! Programs that the tasks need beside Rust: looked for, installed where this may be done, else
//! named with the command that installs them. Nothing is taken for present, nothing left out.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::error::Error;
use crate::process::{answer, stream};
use crate::{postgres, workspace};

/// The oldest Node.js that the browser tests run on; Debian 12 ships it.
const OLDEST_NODE: u32 = 18;
/// An installation from a slow mirror may take its time.
const LIMIT: Duration = Duration::from_secs(20 * 60);

/// A Debian package and how to see that what it brings is here.
pub(crate) struct Tool {
    package: &'static str,
    reason: &'static str,
    present: fn() -> bool,
}

/// What `start` needs.
pub(crate) const FOR_START: &[Tool] = &[Tool {
    package: "gcc",
    reason: "compiles SQLite",
    present: || answer("cc", &["--version"]).is_some(),
}];

/// What reading scans needs; an office can work without.
pub(crate) const FOR_SCANS: &[Tool] = &[POPPLER, TESSERACT, VIETNAMESE, RAR];

const POPPLER: Tool = Tool {
    package: "poppler-utils",
    reason: "draws pages of PDF and reads them back",
    present: || answer("pdftotext", &["-v"]).is_some(),
};
const TESSERACT: Tool = Tool {
    package: "tesseract-ocr",
    reason: "recognises scans",
    present: || answer("tesseract", &["--version"]).is_some(),
};
const VIETNAMESE: Tool = Tool {
    package: "tesseract-ocr-vie",
    reason: "recognises Vietnamese",
    present: || {
        answer("tesseract", &["--list-langs"])
            .is_some_and(|said| said.lines().any(|language| language == "vie"))
    },
};

const RAR: Tool = Tool {
    package: "libarchive-tools",
    reason: "opens .rar",
    present: || answer("bsdtar", &["--version"]).is_some(),
};

/// What `test` needs.
pub(crate) const FOR_TEST: &[Tool] = &[
    RAR,
    Tool {
        package: "gcc",
        reason: "compiles SQLite",
        present: || answer("cc", &["--version"]).is_some(),
    },
    Tool {
        package: "postgresql",
        reason: "the second database engine, version 15 or later",
        present: || postgres::programs().is_some(),
    },
    Tool {
        package: "chromium",
        reason: "the browser of the end-to-end tests",
        present: || answer("/usr/bin/chromium", &["--version"]).is_some(),
    },
    Tool {
        package: "nodejs",
        reason: "drives the browser, version 18 or later",
        present: || answer("node", &["--version"]).is_some_and(|version| new_enough(&version)),
    },
    Tool {
        package: "npm",
        reason: "installs what drives the browser",
        present: || answer("npm", &["--version"]).is_some(),
    },
    POPPLER,
    TESSERACT,
    VIETNAMESE,
    Tool {
        package: "libreoffice-writer-nogui",
        reason: "opens the documents that were written",
        present: || libreoffice_has("libswlo.so"),
    },
    Tool {
        package: "libreoffice-calc-nogui",
        reason: "opens the tables that were written",
        present: || libreoffice_has("libsclo.so"),
    },
    Tool {
        package: "fonts-liberation2",
        reason: "has the widths of Times New Roman, which documents are measured in",
        present: || {
            ["liberation2", "liberation"].iter().any(|folder| {
                Path::new("/usr/share/fonts/truetype")
                    .join(folder)
                    .join("LiberationSerif-Regular.ttf")
                    .exists()
            })
        },
    },
];

/// Installs what is missing, or says exactly what to install.
pub(crate) fn ensure(tools: &[Tool]) -> Result<(), Error> {
    let missing = missing(tools);
    if missing.is_empty() {
        return Ok(());
    }
    for tool in &missing {
        println!("missing: {} ({})", tool.package, tool.reason);
    }
    let prefix = apt_prefix().ok_or_else(|| absent(&missing))?;
    apt(&prefix, &["update"])?;
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(missing.iter().map(|tool| tool.package));
    apt(&prefix, &install)?;
    let still = self::missing(tools);
    if still.is_empty() {
        Ok(())
    } else {
        Err(absent(&still))
    }
}

fn missing(tools: &[Tool]) -> Vec<&Tool> {
    tools.iter().filter(|tool| !(tool.present)()).collect()
}

fn absent(tools: &[&Tool]) -> Error {
    let packages: Vec<&str> = tools.iter().map(|tool| tool.package).collect();
    let packages = packages.join(" ");
    Error::Missing {
        remedy: format!(
            "on Debian or Ubuntu run\n    sudo apt-get update && sudo apt-get install --no-install-recommends {packages}\n\
             elsewhere install what these packages bring, and run this task again"
        ),
        what: packages,
    }
}

/// How to call apt with the right to install: as root, or by a sudo that asks nothing.
fn apt_prefix() -> Option<Vec<&'static str>> {
    answer("apt-get", &["--version"])?;
    if is_root() {
        Some(vec!["env"])
    } else {
        answer("sudo", &["-n", "true"]).map(|_| vec!["sudo", "-n", "env"])
    }
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Result<(), Error> {
    let Some((program, rest)) = prefix.split_first() else {
        return Ok(());
    };
    let mut command = Command::new(program);
    command
        .args(rest)
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(["--quiet", "--option", "DPkg::Lock::Timeout=300"])
        .args(["--option", "Acquire::Retries=3"])
        .args(arguments)
        .current_dir(workspace::root());
    stream(&mut command, LIMIT).map(|_| ())
}

/// Whether this task runs as root.
pub(crate) fn is_root() -> bool {
    answer("id", &["-u"]).as_deref() == Some("0")
}

/// `v20.20.2` is new enough, `v16.1.0` is not.
fn new_enough(version: &str) -> bool {
    version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok())
        .is_some_and(|major| major >= OLDEST_NODE)
}

/// Whether LibreOffice is here with one of its parts: `soffice` alone opens nothing.
fn libreoffice_has(part: &str) -> bool {
    answer("sh", &["-c", "readlink -f \"$(command -v soffice)\""])
        .is_some_and(|program| Path::new(&program).with_file_name(part).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: &[Tool] = &[Tool {
        package: "made-up-package",
        reason: "a test",
        present: || false,
    }];

    #[test]
    fn node_is_new_enough_from_18_on() {
        assert!(new_enough("v18.0.0"));
        assert!(new_enough("v20.20.2"));
        assert!(!new_enough("v17.9.9"));
        assert!(!new_enough("unknown"));
    }

    #[test]
    fn what_is_missing_is_named_with_the_command_that_installs_it() {
        let missing = missing(NOWHERE);
        let told = absent(&missing).to_string();
        assert!(
            told.contains("apt-get install --no-install-recommends made-up-package"),
            "{told}"
        );
    }
}
