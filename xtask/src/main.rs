//! Every developer command: `cargo xtask NAME`. One file per command; `README.md` names the two that matter.
//!
//! Nothing here is part of the application. Start reading at `COMMANDS`.

mod npm;
mod paths;
mod process;
mod stamp;
mod system;
mod web;

use std::process::ExitCode;

use anyhow::Result;

/// A developer command: its name, what it does, and how.
struct Command {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<()>,
}

const COMMANDS: &[Command] =
    &[Command { name: "web", about: "build the interface; [--dev] [--serve PORT]", run: web::run }];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        print_usage();
        return if name.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    };
    match (command.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cargo xtask {name}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn print_usage() {
    println!("cargo xtask COMMAND\n");
    for command in COMMANDS {
        println!("  {:<12} {}", command.name, command.about);
    }
}
