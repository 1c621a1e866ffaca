//! The program itself, as an operator has it: started, asked, ended, killed.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "process/memory.rs"]
mod memory;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

#[cfg(all(feature = "otel", unix))]
#[path = "process/traces.rs"]
mod traces;

/// When a test gives up on a server that should have answered long ago.
const GIVE_UP: Duration = Duration::from_secs(60);

fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wrapitup-server"));
    command
        .env_clear()
        .env("WRAPITUP_DATA", data)
        .env("WRAPITUP_ADDRESS", "127.0.0.1:0")
        .env("WRAPITUP_LOG_FORMAT", "json")
        // Without one the figures are open to whoever is on this computer.
        .env("WRAPITUP_METRICS_TOKEN", "watch")
        .stdin(Stdio::null());
    command
}

fn told(data: &Path, words: &[&str]) -> Output {
    program(data).args(words).output().unwrap()
}

/// A server in a process of its own, killed when this is dropped.
struct Running {
    process: Child,
    address: String,
    /// What it said until it listened.
    began: Vec<String>,
    log: mpsc::Receiver<String>,
}

impl Running {
    /// Starts one and waits until it listens.
    fn start(data: &Path) -> Self {
        Self::of(&mut program(data))
    }

    /// Starts it by a command of the test's choice.
    fn of(command: &mut Command) -> Self {
        let mut process = command.arg("serve").stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let (said, log) = mpsc::channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| said.send(line)));
        let mut running = Self { process, address: String::new(), began: Vec::new(), log };
        let listens = loop {
            let line = running.log.recv_timeout(GIVE_UP).expect("it never listened");
            if line.contains("server.listens") {
                break line;
            }
            running.began.push(line);
        };
        let line: serde_json::Value = serde_json::from_str(&listens).unwrap();
        running.address = line.get("address").and_then(|address| address.as_str()).unwrap().to_owned();
        running
    }

    /// Waits for a line of the log.
    fn logged(&self, event: &str) -> String {
        loop {
            let line = self.log.recv_timeout(GIVE_UP).unwrap_or_else(|_| panic!("never logged {event}"));
            if line.contains(event) {
                return line;
            }
        }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(GIVE_UP)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        said
    }

    /// Signs in as one of the invented people, and returns the token.
    fn sign_in(&self, email: &str, password: &str) -> String {
        let device = serde_json::json!({ "id": "00000000-0000-4000-8000-000000000001", "name": "A test" });
        let body = serde_json::json!({ "email": email, "password": password, "device": device }).to_string();
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(GIVE_UP)).unwrap();
        let length = body.len();
        write!(
            stream,
            "POST /api/v1/sessions HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        let (_, said) = said.split_once("\r\n\r\n").unwrap();
        let signed: serde_json::Value = serde_json::from_str(said).unwrap();
        signed.get("token").and_then(|token| token.as_str()).unwrap().to_owned()
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    #[cfg(unix)]
    fn terminate(mut self) -> (std::process::ExitStatus, Vec<String>) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let ended = self.process.wait().unwrap();
        (ended, self.log.iter().collect())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

#[test]
fn without_any_configuration_it_keeps_a_file_and_answers() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
    assert!(folder.path().join("wrapitup.db").is_file());
    let request = server.logged("request.done");
    assert!(request.contains("\"route\":\"/readyz\"") && request.contains("\"status\":200"), "{request}");
}

#[test]
fn a_second_server_on_the_same_file_refuses_to_start_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let server = Running::start(folder.path());
    for words in [&["serve"][..], &["migrate"], &["sample"], &["check"]] {
        let second = told(folder.path(), words);
        let said = String::from_utf8_lossy(&second.stderr).into_owned();
        assert_eq!(second.status.code(), Some(1), "{words:?}");
        assert!(said.contains("a server is running on"), "{words:?}: {said}");
    }
    assert!(told(folder.path(), &["backup"]).status.success(), "a backup takes nothing away");
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
}

#[cfg(unix)]
#[test]
fn it_ends_well_when_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let (ended, log) = Running::start(folder.path()).terminate();
    assert!(ended.success(), "{ended}");
    assert!(log.iter().any(|line| line.contains("server.ended")), "{log:?}");
    assert!(!folder.path().join("wrapitup.db-wal").exists(), "the log is emptied into the file");
}

#[test]
fn one_that_was_killed_starts_again_and_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    Running::start(folder.path()).kill();
    let again = Running::start(folder.path());
    assert!(again.get("/readyz").starts_with("HTTP/1.1 200"));
    again.kill();
    let checked = told(folder.path(), &["check"]);
    assert_eq!(String::from_utf8_lossy(&checked.stdout), "The data are sound.\n");
}

#[test]
fn what_makes_no_sense_is_said_and_no_secret_is() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = program(folder.path())
        .env("WRAPITUP_ADDRESS", "nowhere")
        .env("WRAPITUP_DATABASE", "postgres://me:hush@localhost/none")
        .arg("serve")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(said.contains("WRAPITUP_ADDRESS has to be an address and a port"), "{said}");
    assert!(!wrong.status.success() && !said.contains("hush"), "{said}");
}

#[cfg(not(feature = "otel"))]
#[test]
fn a_program_without_traces_says_so_to_whoever_expects_them_and_answers() {
    let folder = tempfile::tempdir().unwrap();
    let server =
        Running::of(program(folder.path()).env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"));
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
    assert!(server.began.iter().any(|line| line.contains("traces.not_built")), "{:?}", server.began);
}

/// The version of schemathesis, which makes requests out of the list of what can be asked.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// What has to hold of every answer: no mistake of the server, and nothing that the list does not say.
const HOLDS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                     response_headers_conformance,response_schema_conformance,unsupported_method,ignored_auth";

/// Installs schemathesis into a folder of its own, and returns the program.
fn schemathesis() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemathesis");
    let program = folder.join("bin/schemathesis");
    if !program.exists() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).status().unwrap();
        assert!(made.success(), "python3-venv is needed");
        let pip = folder.join("bin/pip");
        assert!(Command::new(pip).args(["install", "--quiet", SCHEMATHESIS]).status().unwrap().success());
    }
    program
}

#[test]
#[ignore = "long: it makes thousands of requests, by a program that it installs from PyPI"]
fn soak_api() {
    let folder = tempfile::tempdir().unwrap();
    let password = folder.path().join("password");
    std::fs::write(&password, "seven horses in the rain").unwrap();
    let filled = told(folder.path(), &["sample", "--password-file", password.to_str().unwrap()]);
    assert!(filled.status.success());
    let program = schemathesis();
    let server = Running::start(folder.path());
    let token = server.sign_in("amara.okafor@example.org", "seven horses in the rain");
    let done = Command::new(program)
        .current_dir(folder.path())
        .args(["run", &format!("http://{}/api/openapi.json", server.address)])
        .args(["--header", &format!("Authorization: Bearer {token}")])
        // Streams go on for ever; and whoever signs out asks nothing more.
        .args(["--exclude-path-regex", "/events$", "--exclude-operation-id", "remove_api_v1_sessions"])
        .args(["--exclude-operation-id", "remove_api_v1_devices_device"])
        .args(["--checks", HOLDS, "--continue-on-failure", "--request-timeout", "30", "--no-color"])
        .args(["--max-examples", "200", "--seed", "1"])
        .status()
        .unwrap();
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"), "the server is still well");
    assert!(done.success(), "what it found stands above");
}

/// The long form of [`memory`]: `cargo xtask soak memory`.
#[test]
#[cfg(target_os = "linux")]
#[ignore = "a long form"]
fn soak_memory() {
    memory::export_within(1_000_000, 256);
}
