//! The command line of the memorial; what the commands do is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    match heroes_memorial::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault:#}");
            ExitCode::FAILURE
        }
    }
}
