//! A display that nobody sees: Xvfb, on a number that it chooses itself.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::group::{self, Group};

/// A running display.
#[derive(Debug)]
pub(crate) struct Display {
    /// As in the environment: `:99`.
    pub(crate) name: String,
    _server: Group,
}

impl Display {
    /// Starts a display that is large enough for every test.
    pub(crate) fn start() -> Result<Self> {
        let mut server = Group::start(
            group::command("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "2000x1400x24", "-nolisten", "tcp", "-noreset"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let output = server.child.stdout.take().context("Xvfb has an output")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        if number.trim().is_empty() {
            bail!("Xvfb did not start");
        }
        Ok(Self { name: format!(":{}", number.trim()), _server: server })
    }
}
