//! The command line of acquit.

use std::process::ExitCode;

fn main() -> ExitCode {
    acquit::cli::run()
}
