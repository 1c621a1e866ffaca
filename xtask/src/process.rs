//! Running other programs: say what runs, fail with its name, never leave one behind after a time limit.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs a command to its end, with its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = describe(command);
    println!("$ {line}");
    let status = command.status().with_context(|| format!("could not start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Runs a command and returns what it printed; its errors stay on the terminal.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let line = describe(command);
    let done =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("could not start `{line}`"))?;
    if !done.status.success() {
        bail!("`{line}` ended with {}", done.status);
    }
    Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// Runs a command with its output on the terminal, and shows each line to a listener too. Says whether it succeeded.
pub(crate) fn run_heard(command: &mut Command, mut heard: impl FnMut(&str) + Send) -> Result<bool> {
    let line = describe(command);
    println!("$ {line}");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start `{line}`"))?;
    let (said, lines) = mpsc::channel::<String>();
    let readers = [
        child.stdout.take().map(|stream| pass_on(stream, said.clone())),
        child.stderr.take().map(|stream| pass_on(stream, said)),
    ];
    for text in lines {
        println!("{text}");
        heard(&text);
    }
    for reader in readers.into_iter().flatten() {
        reader.join().ok();
    }
    Ok(child.wait()?.success())
}

fn pass_on(stream: impl Read + Send + 'static, to: mpsc::Sender<String>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            if to.send(text).is_err() {
                return;
            }
            line.clear();
        }
    })
}

/// Says whether a command succeeds within the limit; it is stopped when it takes longer.
#[expect(clippy::disallowed_methods, reason = "the standard library cannot wait for a child with a limit")]
pub(crate) fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).spawn() else {
        return false;
    };
    let deadline = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(50)),
            _ => {
                let stopped = child.kill().and_then(|()| child.wait());
                return stopped.is_ok_and(|status| status.success());
            }
        }
    }
}

/// Says whether a program can be found on the path.
pub(crate) fn exists(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Returns a command that runs in a folder.
pub(crate) fn command(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    command
}

fn describe(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
