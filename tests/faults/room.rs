//! No room: a full disk, and the limit that a system may set on one file. The writer is told, waits until there is
//! room, and goes on without a restart.

use crate::examine;
use crate::power;
use crate::shim::Watched;
use domain::reviews::Held;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// As many changes as the log takes before it is emptied, and more.
const CHANGES: u64 = 150;

/// Lets a mentor write until there is no room, makes some, and checks that all goes on and nothing is lost.
fn check_that_it_goes_on(file: &Path, held: Held, writer: &mut Command, make_room: impl Fn(u32)) {
    writer.arg(file).args([held.submission.to_string(), held.claim.to_string()]);
    writer.args(["1", &CHANGES.to_string(), "every-commit", "leave"]);
    let mut writer = writer.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut next = writer.stdin.take().unwrap();
    let (mut kept, mut failed) = (0, 0);
    for line in BufReader::new(writer.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some(number) = line.strip_prefix("kept ") {
            kept += 1;
            assert_eq!(number, kept.to_string());
        } else {
            assert!(line.starts_with(&format!("failed {} Full ", kept + 1)), "{line}");
            failed += 1;
            // The first answer comes while there is still no room.
            if failed > 1 {
                make_room(writer.id());
            }
            next.write_all(b"\n").unwrap();
        }
    }
    let ended = writer.wait().unwrap();
    assert!(ended.success(), "the writer ended with {ended} after {kept} changes");
    assert_eq!((kept, failed), (CHANGES, 2));
    let store = examine::open(file).unwrap();
    examine::check(&store);
    assert_eq!(examine::last_kept(&store, held), CHANGES);
}

#[test]
fn at_the_limit_of_a_files_size_the_writer_is_told_and_goes_on_when_it_is_raised() {
    let watched = Watched::new();
    let held = power::furnish(&watched.file());
    let mut writer = Command::new("prlimit");
    writer.args(["--fsize=1500000:", env!("CARGO_BIN_EXE_numbered-writer")]);
    check_that_it_goes_on(&watched.file(), held, &mut writer, |writer| {
        let raised =
            Command::new("prlimit").args(["--fsize=unlimited:", "--pid", &writer.to_string()]).status();
        assert!(raised.unwrap().success());
    });
}

#[test]
fn on_a_full_disk_the_writer_is_told_and_goes_on_when_there_is_room() {
    // Only the administrator can mount one. For others the limit above, and the writes that fail by injection, have
    // to stand for it.
    let Some(disk) = SmallDisk::of("24m") else { return };
    let file = disk.folder().join("sample.db");
    let held = power::furnish(&file);
    let ballast = disk.folder().join("ballast");
    fs::write(&ballast, vec![1; 22_000_000]).unwrap();
    let mut writer = Command::new(env!("CARGO_BIN_EXE_numbered-writer"));
    check_that_it_goes_on(&file, held, &mut writer, |_| fs::remove_file(&ballast).unwrap());
}

#[test]
fn with_too_few_files_allowed_a_start_says_so_and_the_next_one_is_as_before() {
    let watched = Watched::new();
    let held = power::furnish(&watched.file());
    let mut last = 0;
    let mut refused = 0;
    for allowed in 6..=20 {
        let mut writer = Command::new("prlimit");
        writer
            .args([&format!("--nofile={allowed}:"), env!("CARGO_BIN_EXE_numbered-writer")])
            .arg(watched.file());
        writer.args([held.submission.to_string(), held.claim.to_string()]);
        let next = (last + 1).to_string();
        let done = writer.args([&next, &next, "every-commit", "close"]).output().unwrap();
        let said = String::from_utf8(done.stdout).unwrap();
        if done.status.success() {
            assert_eq!(said, format!("kept {next}\n"), "{allowed} files");
            last += 1;
        } else {
            assert!(said.starts_with("failed 0 Io"), "{allowed} files: {said}");
            refused += 1;
        }
    }
    assert!(last > 0 && refused > 0, "{last} kept, {refused} refused");
    let store = examine::open(&watched.file()).unwrap();
    examine::check(&store);
    assert_eq!(examine::last_kept(&store, held), last);
}

/// A disk of a few megabytes, in memory.
pub(crate) struct SmallDisk {
    at: TempDir,
}

impl SmallDisk {
    pub(crate) fn of(size: &str) -> Option<Self> {
        let at = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "none"]).arg(at.path());
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        mounted.then_some(Self { at })
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.at.path().to_owned()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("--lazy").arg(self.at.path()).status().ok();
    }
}
