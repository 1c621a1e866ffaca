//! What the program can be told to do. One file for each command.

mod serve;

use crate::Config;
use crate::config::Environment;
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Wrap It Up's server: what many people share.
#[derive(Debug, Parser)]
#[command(name = "wrapitup-server", version)]
struct Cli {
    /// The file that sets the server up; without one, the environment does, or what is usual
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answers until it is told to end
    Serve,
}

/// Does what the program was told, and says how it went.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match obey(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wrapitup-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(cli: &Cli) -> Result<()> {
    let config = Config::load(cli.config.as_deref(), &Environment::of_this_process())?;
    match &cli.command {
        Command::Serve => serve::serve(config),
    }
}
