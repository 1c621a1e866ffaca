//! Every developer command: `cargo xtask NAME`. One file per command; `README.md` names the two that matter.
//!
//! Nothing here is part of the application. Start reading at `COMMANDS`.

mod bench;
mod bundle;
mod check;
mod freeze;
mod map;
mod npm;
mod paths;
mod process;
mod run;
mod screenshots;
mod serve;
mod simulate;
mod soak;
mod stamp;
mod steps;
mod system;
mod tally;
mod test;
mod tidy;
mod web;

use std::process::ExitCode;

use anyhow::Result;

/// A developer command: its name, what it does, and how.
struct Command {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "run",
        about: "install what is missing, build, open the window; [--fresh]",
        run: run::run,
    },
    Command {
        name: "serve",
        about: "build the server and run it on this computer; [--sample] [--fresh]",
        run: serve::run,
    },
    Command { name: "test", about: "install what is missing and run every check there is", run: test::run },
    Command { name: "check", about: "the fast inner loop: format, lints, rules", run: check::run },
    Command { name: "web", about: "build the interface; [--dev] [--serve PORT]", run: web::run },
    Command {
        name: "bundle",
        about: "make the packages that people install; [--check] tries them, [--manifest FOLDER ADDRESS] lists them",
        run: bundle::run,
    },
    Command { name: "bench", about: "measure, one line of JSON per figure; [NAME...]", run: bench::run },
    Command {
        name: "screenshots",
        about: "every page in every theme, as pictures; [PAGE...]",
        run: screenshots::run,
    },
    Command {
        name: "simulate",
        about: "lives of devices and a server, each under the chance of a seed; [--seeds N] [--first SEED]",
        run: simulate::run,
    },
    Command { name: "soak", about: "the long form of a test; [NAME]", run: soak::run },
    Command {
        name: "freeze",
        about: "keep what a version wrote and sent, for later ones to open; VERSION",
        run: freeze::run,
    },
    Command { name: "tidy", about: "look for what the compiler does not see", run: tidy::run },
    Command { name: "map", about: "every file of a feature, in all crates; NAME", run: map::run },
];

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
