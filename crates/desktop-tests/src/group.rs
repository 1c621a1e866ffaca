//! Programs that run beside a test, and end with it together with everything that they started.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// A program in a process group of its own. Dropping it ends the whole group.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) child: Child,
}

impl Group {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_owned();
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {}", name.display()))?;
        Ok(Self { child })
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // The group may be gone already; then there is nothing to end.
        kill_now(&format!("-{}", self.child.id()));
        self.child.wait().ok();
    }
}

/// Ends a process (or with a leading minus a group) without giving it a chance to save anything.
pub(crate) fn kill_now(target: &str) {
    Command::new("kill").args(["-9", "--", target]).stderr(Stdio::null()).status().ok();
}
