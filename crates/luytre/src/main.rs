//! The command line: reads arguments, calls the crates below, sets the exit status. No logic.
//!
//! Exit status: 0 done and clean, 1 done and something was found, 2 wrong usage, 3 could not do it.
//! What machines read goes to standard output, one JSON object a line; messages go to standard
//! error.

mod doctor;
mod failure;
mod ledger;
mod read;
mod serve;
mod system;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// Lũy Tre: từ công văn đến bằng chứng. Đọc công văn về an ninh mạng, lập kế hoạch, theo dõi, báo cáo.
#[derive(Parser)]
#[command(name = "luytre", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Mở cơ quan tại một địa chỉ (mặc định <http://127.0.0.1:8080>).
    Serve(serve::Arguments),
    /// Mở một phường mẫu đã có sẵn công việc, để xem thử.
    Demo(serve::DemoArguments),
    /// Đọc công văn và in kế hoạch đọc được.
    Read(read::Arguments),
    /// Kiểm tra các thành phần của máy mà chương trình dùng thêm, nêu cách cài phần còn thiếu.
    Doctor,
    /// Kiểm tra sổ chứng cứ, không cần mạng.
    #[command(subcommand)]
    Ledger(ledger::Command),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::Demo(arguments) => serve::demo(arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Doctor => doctor::run(),
        Command::Ledger(command) => ledger::run(&command),
    };
    match done {
        Ok(code) => code,
        Err(failure) => {
            failure.tell();
            ExitCode::from(3)
        }
    }
}

/// Done, and something was found or failed a rule.
fn found() -> ExitCode {
    ExitCode::from(1)
}

type Done = Result<ExitCode, Failure>;
