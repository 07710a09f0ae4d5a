//! `luytre ledger verify`: is this pack or proof genuine? Needs nothing but the file and the keys
//! that the reader trusts.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use luytre_ledger::key::{self, VerifierKey};
use luytre_ledger::{pack, proof};
use luytre_model::clock::day_in_viet_nam;

use crate::failure::Failure;
use crate::{Done, found};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Kiểm tra gói sổ chứng cứ hoặc tệp chứng minh (.tlog-proof).
    Verify(VerifyArguments),
}

/// What `luytre ledger verify` takes.
#[derive(Args)]
pub(crate) struct VerifyArguments {
    /// Các gói hoặc tệp chứng minh.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Tệp khóa công khai được tin cậy, mỗi dòng một khóa.
    #[arg(long, value_name = "FILE")]
    keys: PathBuf,
}

/// Largest proof file: it holds one entry and a few hashes.
const LARGEST_PROOF: u64 = 1 << 20;

pub(crate) fn run(command: &Command) -> Done {
    let Command::Verify(arguments) = command;
    let keys = trusted(&arguments.keys)?;
    let mut all_genuine = true;
    for path in &arguments.files {
        let verdict = verify(path, &keys)?;
        let (sign, text) = match &verdict {
            Ok(text) => ("ĐÚNG", text),
            Err(text) => ("SAI", text),
        };
        all_genuine &= verdict.is_ok();
        writeln!(io::stdout(), "{sign}  {}  {text}", path.display())
            .map_err(|error| Failure::new("không ghi được kết quả").because(error))?;
    }
    Ok(if all_genuine {
        ExitCode::SUCCESS
    } else {
        found()
    })
}

fn trusted(path: &Path) -> Result<Vec<VerifierKey>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("không đọc được tệp khóa {}", path.display())).because(error)
    })?;
    key::read_list(&text).map_err(|error| {
        Failure::new(format!("tệp khóa {} không đúng", path.display())).because(error)
    })
}

/// What a file shows, or what is wrong with it. A file that cannot be read at all is a failure.
fn verify(path: &Path, keys: &[VerifierKey]) -> Result<Result<String, String>, Failure> {
    let unreadable =
        |error| Failure::new(format!("không đọc được {}", path.display())).because(error);
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut reader = BufReader::new(file);
    if reader
        .fill_buf()
        .map_err(unreadable)?
        .starts_with(b"luytre-ledger-pack@")
    {
        return Ok(pack::verify(reader, keys)
            .map(|seen| pack_words(&seen))
            .map_err(chain));
    }
    if size > LARGEST_PROOF {
        return Ok(Err(
            "không phải gói sổ chứng cứ, cũng không phải tệp chứng minh".to_owned(),
        ));
    }
    let text = io::read_to_string(reader).map_err(unreadable)?;
    Ok(proof::verify(&text, keys)
        .map(|seen| format!("mục số {} có trong sổ, theo điểm chốt đã ký", seen.index))
        .map_err(chain))
}

fn pack_words(seen: &pack::Verified) -> String {
    let day = |millis: Option<i64>| {
        millis
            .and_then(|millis| Timestamp::from_millisecond(millis).ok())
            .map_or_else(
                || "–".to_owned(),
                |at| day_in_viet_nam(at).strftime("%d/%m/%Y").to_string(),
            )
    };
    format!(
        "{} mục, {} điểm chốt đã ký, từ {} đến {}; gốc {}",
        seen.leaves,
        seen.checkpoints,
        day(seen.from),
        day(seen.to),
        seen.root
    )
}

/// An error with its causes, in one line.
fn chain(error: impl std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
