//! The command line of the memorial; what the commands do is in the library.

use std::process::ExitCode;

/// Pages and lists are made of thousands of small pieces, by several threads at once: this allocator hands them out faster and
/// gives memory back after a crowd has left.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match heroes_memorial::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault:#}");
            ExitCode::FAILURE
        }
    }
}
