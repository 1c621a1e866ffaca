//! A server that may have little memory, somebody who takes very much along, and somebody who sends too much at once.
//!
//! The limit is the system's own on private writable memory (`RLIMIT_DATA`): it needs no rights, as a group of the kernel's
//! would, and is stricter. Where a group has its members killed, this has them fail at the first byte too many.
#![cfg(target_os = "linux")]

use super::{GIVE_UP, Running, program, told};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;
use store::Store;
use store::engine::{Place, SqliteOptions};

const PASSWORD: &str = "correct horse battery";

/// When the longest export should have been written long ago.
const WRITTEN: Duration = Duration::from_secs(600);

#[test]
fn a_large_export_is_streamed_and_a_large_push_refused_within_little_memory() {
    export_within(60_000, 88);
}

/// Exports somebody's data of so many rows from a server that may have so many MiB, and sends it 20 MB.
pub(super) fn export_within(rows: u32, mib: u64) {
    let folder = tempfile::tempdir().unwrap();
    let password = folder.path().join("password");
    fs::write(&password, PASSWORD).unwrap();
    let made = told(folder.path(), &["sample", "--password-file", password.to_str().unwrap()]);
    assert!(made.status.success(), "{made:?}");
    let file = SqliteOptions::at(folder.path().join("wrapitup.db"));
    let store = Store::open_server(&Place::Sqlite(file), domain::sync::Epoch::of(1)).unwrap();
    store::testing::tell_often(&store, sample::persona(), rows);
    drop(store);

    let mut command = Command::new("prlimit");
    command.arg(format!("--data={}", mib * 1024 * 1024));
    let server = program(folder.path());
    command.arg(server.get_program());
    command.env_clear().envs(server.get_envs().filter_map(|(name, value)| Some((name, value?))));
    // What takes long is not what is tried here.
    command.env("WRAPITUP_REQUEST_MS", WRITTEN.as_millis().to_string()).env("PATH", "/usr/bin:/bin");
    let server = Running::of(&mut command);
    let token = server.sign_in("amara.okafor@example.org", PASSWORD);

    let (found, bytes) = exported(&server, &token);
    assert!(found >= rows as usize, "{found} of {rows} notifications came");
    let refused = pushed(&server, &token, 20_000_000);
    assert!(refused.starts_with("HTTP/1.1 413") && refused.contains("too large"), "{refused}");
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"), "it is still there");
    let most = most_memory(&server);
    assert!(most < mib, "{most} MiB were used");
    println!("{found} rows in {bytes} bytes from a server that never had more than {most} of {mib} MiB");
}

/// Exports, and returns how many notifications came, in how many bytes.
fn exported(server: &Running, token: &str) -> (usize, usize) {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(WRITTEN)).unwrap();
    write!(
        stream,
        "GET /api/v1/me/export HTTP/1.0\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
    )
    .unwrap();
    let (mut found, mut bytes, mut last) = (0, 0, String::new());
    let mut lines = BufReader::new(stream);
    let mut line = String::new();
    while lines.read_line(&mut line).unwrap() > 0 {
        found += usize::from(line.contains("\"recipient_id\""));
        bytes += line.len();
        if !line.trim().is_empty() {
            line.trim().clone_into(&mut last);
        }
        line.clear();
    }
    assert_eq!(last, "}", "the document is whole");
    (found, bytes)
}

/// Pushes so many bytes, and returns what is said about it.
fn pushed(server: &Running, token: &str, bytes: usize) -> String {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(GIVE_UP)).unwrap();
    write!(
        stream,
        "POST /sync/v1/push HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Authorization: Bearer {token}\r\nContent-Length: {bytes}\r\n\r\n"
    )
    .unwrap();
    let part = vec![b' '; 1_000_000];
    // A server that refuses to read says why all the same.
    (0..bytes / part.len()).try_for_each(|_| stream.write_all(&part)).ok();
    let mut said = String::new();
    stream.read_to_string(&mut said).ok();
    said
}

/// Returns the most memory that the server ever had, in MiB.
fn most_memory(server: &Running) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.process.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}
