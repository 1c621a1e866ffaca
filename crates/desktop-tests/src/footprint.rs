//! What a program takes of the machine, with everything that it started: memory, time, and the files that it uses. From
//! `/proc`, so on Linux alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

/// How long a program is watched at a time, to see whether it rests.
const WATCHED: Duration = Duration::from_secs(2);

/// The longest that it may take until it rests.
const PATIENCE: Duration = Duration::from_secs(60);

/// Processor time in [`WATCHED`], in hundredths of a second, below which a program rests.
const RESTS: u64 = 2;

/// Returns the processes that a process started, and is still the parent of.
pub(crate) fn children(process: u32) -> Vec<u32> {
    let parent = |entry: &u32| field(*entry, 1).is_some_and(|parent| parent == u64::from(process));
    processes().into_iter().filter(parent).collect()
}

/// Returns a process and everything that it started, in turn.
#[must_use]
pub fn tree(process: u32) -> Vec<u32> {
    let mut all = vec![process];
    let mut next = 0;
    while let Some(one) = all.get(next).copied() {
        all.extend(children(one));
        next += 1;
    }
    all
}

/// Returns the memory of a process and everything that it started, in megabytes (10^6 bytes): its proportional set size, in which
/// a page that several processes share counts once.
///
/// # Errors
/// When the process is gone.
pub fn memory(process: u32) -> Result<f64> {
    let mut sum = 0;
    for one in tree(process) {
        // One of them may end meanwhile; then it takes nothing.
        let said = fs::read_to_string(format!("/proc/{one}/smaps_rollup")).unwrap_or_default();
        let kilobytes = said.lines().find_map(|line| line.strip_prefix("Pss:")?.strip_suffix("kB"));
        sum += kilobytes.and_then(|number| number.trim().parse::<u32>().ok()).unwrap_or_default();
    }
    if sum == 0 {
        bail!("process {process} is gone");
    }
    Ok(f64::from(sum) * 1024.0 / 1e6)
}

/// Waits until a process and everything that it started do next to nothing.
///
/// # Errors
/// When they never rest.
#[expect(clippy::disallowed_methods, reason = "that another program does nothing shows only with time")]
pub fn rest(process: u32) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    let worked =
        || tree(process).iter().filter_map(|one| Some(field(*one, 11)? + field(*one, 12)?)).sum::<u64>();
    let mut before = worked();
    while Instant::now() < deadline {
        std::thread::sleep(WATCHED);
        let now = worked();
        if now.saturating_sub(before) <= RESTS {
            return Ok(());
        }
        before = now;
    }
    bail!("process {process} does not come to rest")
}

/// Returns when a process started, in milliseconds since 1970; the kernel counts in hundredths of a second.
///
/// # Errors
/// When it is gone.
#[expect(clippy::disallowed_methods, reason = "the kernel tells the start as time since the machine's own")]
pub fn started_at(process: u32) -> Result<f64> {
    let ticks = field(process, 19).with_context(|| format!("process {process} is gone"))?;
    let ticks: f64 = u32::try_from(ticks)?.into();
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64();
    let uptime = fs::read_to_string("/proc/uptime")?;
    let uptime: f64 = uptime.split_whitespace().next().context("no uptime")?.parse()?;
    Ok((now - uptime) * 1000.0 + ticks * 10.0)
}

/// Returns the files that a process and everything that it started have in their memory: programs, libraries, fonts.
#[must_use]
pub fn mapped_files(process: u32) -> BTreeSet<PathBuf> {
    let maps =
        tree(process).into_iter().filter_map(|one| fs::read_to_string(format!("/proc/{one}/maps")).ok());
    maps.flat_map(|maps| {
        let paths = maps.lines().filter_map(|line| Some(PathBuf::from(line.get(line.find('/')?..)?)));
        paths.filter(|path| path.is_file()).collect::<Vec<_>>()
    })
    .collect()
}

/// Returns every file in a folder and the folders in it.
#[must_use]
pub fn files_in(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() { files_in(&path) } else { BTreeSet::from([path]) }
        })
        .collect()
}

/// Has the system forget what it holds of these files in memory, so that they are read from the disk again. What another program
/// uses stays.
///
/// # Errors
/// When `dd` can't be run.
pub fn forget(files: &BTreeSet<PathBuf>) -> Result<()> {
    Command::new("sync").status()?;
    for file in files {
        let mut input = std::ffi::OsString::from("if=");
        input.push(file);
        Command::new("dd").arg(input).args(["iflag=nocache", "count=0", "status=none"]).status()?;
    }
    Ok(())
}

fn processes() -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// Returns one of the numbers that the kernel tells of a process, counted after its name and state.
fn field(process: u32, place: usize) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(place)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{children, memory, tree};
    use crate::group::{Group, command};

    #[test]
    fn a_program_counts_with_everything_that_it_started() {
        let script = "tail -f /dev/null & tail -f /dev/null & wait";
        let group = Group::start(command("sh").args(["-c", script])).unwrap();
        let first = group.child.id();
        // The shell that watches, the one with the script, and its two.
        while tree(first).len() < 4 {
            std::thread::yield_now();
        }
        let script = children(first)[0];
        let last: f64 = children(script).into_iter().map(|one| memory(one).unwrap()).sum();
        let (whole, script) = (memory(first).unwrap(), memory(script).unwrap());
        assert!(whole > script && script > last && last > 0.0, "{whole}, {script}, {last} MB");
    }
}
