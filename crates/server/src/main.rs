//! The program `wrapitup-server`: it reads what it is told and hands it to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::run()
}
