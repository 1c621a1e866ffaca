//! What the program can be told to do. One file for each command; each says in a line what it did.

mod backup;
mod check;
mod opening;
mod restore;
mod sample;
mod serve;
mod user;

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

/// What to do.
#[derive(Debug, Subcommand)]
enum Command {
    /// Answer until told to end
    Serve,
    /// Bring the data up to date, and end
    Migrate,
    /// Look whether the data are sound and fit together
    Check,
    /// Make a backup of the file, while the server runs or not
    Backup,
    /// Put a backup in place of the file; the server must not run
    Restore {
        /// The backup, as `wrapitup-server backup` named it
        backup: PathBuf,
    },
    /// Begin another history, after the database was restored by other means; no server may run
    Rotate,
    /// Fill an empty server with invented people and their reviews
    Sample {
        /// A file with the password of all of them; without one, nobody of them can sign in
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
    /// People and their accounts, as the operator sees them
    #[command(subcommand)]
    User(user::User),
}

/// Does what the program was told, and says how it went.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match obey(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wrapitup-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(cli: Cli) -> Result<()> {
    let config = Config::load(cli.config.as_deref(), &Environment::of_this_process())?;
    match cli.command {
        Command::Serve => serve::serve(config),
        Command::Migrate => opening::open(&config).map(|_| println!("The data are up to date.")),
        Command::Check => check::check(&config).map(|said| println!("{said}")),
        Command::Backup => backup::backup(&config).map(|path| println!("{}", path.display())),
        Command::Restore { backup } => restore::restore(&config, &backup).map(|said| println!("{said}")),
        Command::Rotate => restore::rotate(&config).map(|said| println!("{said}")),
        Command::Sample { password_file } => {
            sample::sample(&config, password_file.as_deref()).map(|said| println!("{said}"))
        }
        Command::User(user) => user::obey(&config, user).map(|said| println!("{said}")),
    }
}

#[cfg(test)]
mod tests;
