//! Programs that run beside a test, and end with it together with everything that they started.

use std::os::unix::process::CommandExt;
use std::process::{self, Child, Command, Stdio};

use anyhow::{Context, Result};

/// Runs a program and waits for it. When the test ends without ending this, because something killed it, the kernel
/// tells the script, which then ends the whole group, itself included. A test that was gone before the kernel knew
/// whom to tell is no longer the parent.
const WITH_THE_TEST: &str = r#"
    trap 'kill -9 0' TERM
    test "$PPID" = "$0" || exit
    "$@" &
    wait "$!"
"#;

/// A program in a process group of its own. Dropping it ends the whole group, and so does the end of the thread that
/// started it, however that comes.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) child: Child,
}

impl Group {
    /// Starts what [`command`] returned.
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

/// Returns what runs a program as a [`Group`]; its arguments and environment are the caller's to add.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM", "sh", "-c", WITH_THE_TEST]);
    command.arg(process::id().to_string()).arg(program);
    command
}

/// Ends a process (or with a leading minus a group) without giving it a chance to save anything.
pub(crate) fn kill_now(target: &str) {
    Command::new("kill").args(["-9", "--", target]).stderr(Stdio::null()).status().ok();
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::{Group, command, kill_now};

    /// Set for the copy of this program that starts a group and is killed.
    const TO_BE_KILLED: &str = "WRAPITUP_TEST_TO_BE_KILLED";

    /// Longer than the end of a process takes.
    const STUCK: Duration = Duration::from_secs(60);

    #[test]
    fn a_group_ends_with_the_test_that_started_it_even_when_that_is_killed() {
        if env::var_os(TO_BE_KILLED).is_some() {
            start_and_stay();
        }
        let name = "group::tests::a_group_ends_with_the_test_that_started_it_even_when_that_is_killed";
        let mut test = Command::new(env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(TO_BE_KILLED, "yes")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(test.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("the group runs") {
            line.clear();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "the group did not start");
        }
        kill_now(&test.id().to_string());
        test.wait().unwrap();

        // Each process of the group holds the other end: it closes with the last of them.
        let (tell, ended) = mpsc::channel();
        thread::spawn(move || tell.send(output.read_to_end(&mut Vec::new()).is_ok()));
        assert_eq!(ended.recv_timeout(STUCK), Ok(true), "something of the group still runs");
    }

    /// Starts a group of three processes that would stay for ever.
    fn start_and_stay() -> ! {
        let script = "tail -f /dev/null & echo the group runs; wait";
        let _group = Group::start(command("sh").args(["-c", script])).unwrap();
        loop {
            thread::park();
        }
    }
}
