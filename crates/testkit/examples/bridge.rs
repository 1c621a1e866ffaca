//! The interface in any browser, over a sample workspace in a real store: `cargo run -p testkit --example bridge --
//! FOLDER PORT [DATABASE]`, where FOLDER is what `cargo xtask web` made. For development and looking; loopback only.
//!
//! It speaks what `ui/src/backend/http.rs` asks for: `POST /dispatch`, `POST /ask`, and `GET /events` as a stream.

use domain::base::{Code, CommandId, Instant, PersonId, Refusal};
use domain::command::Envelope;
use domain::query::Query;
use domain::rows::Table;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs, thread};
use store::engine::{Place, SqliteOptions};
use store::{AskError, DispatchError, Step, Store};

/// The policy that the desktop window sets too.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'";

type Failure = Box<dyn Error>;

struct Bridge {
    store: Store,
    folder: PathBuf,
    listeners: Mutex<Vec<TcpStream>>,
}

#[derive(Deserialize)]
struct Question {
    viewer: PersonId,
    query: Query,
}

fn main() -> Result<(), Failure> {
    let mut args = env::args().skip(1);
    let folder = PathBuf::from(args.next().ok_or("which folder?")?);
    let port: u16 = args.next().ok_or("which port?")?.parse()?;
    let file = args.next().map_or_else(|| env::temp_dir().join(format!("bridge-{port}.db")), PathBuf::from);
    let fresh = !file.exists();
    let store = Store::open(&Place::Sqlite(SqliteOptions::at(file)))?;
    if fresh {
        let steps = sample::workspace(1, now());
        let steps: Vec<Step> =
            steps.into_iter().map(|step| Step { envelope: step.envelope, now: step.now }).collect();
        store.import(&steps)?;
    }
    let bridge = Arc::new(Bridge { store, folder, listeners: Mutex::default() });
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    println!("http://127.0.0.1:{port}/");
    for stream in listener.incoming() {
        let (stream, bridge) = (stream?, Arc::clone(&bridge));
        thread::spawn(move || {
            // A browser that hangs up early is no concern of anyone.
            answer(stream, &bridge).ok();
        });
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the bridge stands in for the shell, which reads the clock")]
fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or_default())
}

fn answer(mut stream: TcpStream, bridge: &Bridge) -> Result<(), Failure> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let length = skip_headers(&mut reader)?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let path = line.split(' ').nth(1).unwrap_or("/").split(['?', '#']).next().unwrap_or("/");
    match path {
        "/dispatch" => reply(&mut stream, dispatch(bridge, &body).map(|()| serde_json::Value::Null)),
        "/ask" => reply(&mut stream, ask(bridge, &body)),
        "/events" => {
            head(&mut stream, "200 OK", "text/event-stream", None)?;
            stream.write_all(b": open\n\n")?;
            listeners(bridge).push(stream);
            Ok(())
        }
        _ => {
            let file = find(&bridge.folder, path);
            let content = fs::read(&file)?;
            head(&mut stream, "200 OK", media_type(&file), Some(content.len()))?;
            Ok(stream.write_all(&content)?)
        }
    }
}

/// Reads the headers and returns how long the body is.
fn skip_headers(reader: &mut impl BufRead) -> Result<usize, Failure> {
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? <= 2 {
            return Ok(length);
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
}

fn listeners(bridge: &Bridge) -> std::sync::MutexGuard<'_, Vec<TcpStream>> {
    bridge.listeners.lock().unwrap_or_else(PoisonError::into_inner)
}

fn dispatch(bridge: &Bridge, body: &[u8]) -> Result<(), Refusal> {
    let envelope: Envelope = read(body)?;
    let done = bridge.store.dispatch(&envelope, now());
    match &done {
        Ok(applied) => tell(bridge, &applied.tables, Some(envelope.id)),
        Err(DispatchError::Refused { kept, .. }) => tell(bridge, kept, None),
        Err(DispatchError::Failed(_)) => {}
    }
    done.map(drop).map_err(|error| match error {
        DispatchError::Refused { refusal, .. } => *refusal,
        DispatchError::Failed(error) => failed(&error),
    })
}

fn ask(bridge: &Bridge, body: &[u8]) -> Result<serde_json::Value, Refusal> {
    let question: Question = read(body)?;
    bridge.store.ask(question.viewer, question.query, now()).map_err(|error| match error {
        AskError::Refused(refusal) => refusal,
        AskError::Failed(error) => failed(&error),
    })
}

fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::new(Code::Invalid, error.to_string()))
}

fn failed(error: &store::StoreError) -> Refusal {
    eprintln!("{error:?}");
    Refusal::new(Code::Storage, error.to_string()).hint("Try again.")
}

fn tell(bridge: &Bridge, tables: &BTreeSet<Table>, by: Option<CommandId>) {
    if tables.is_empty() {
        return;
    }
    let names: Vec<&str> = tables.iter().map(|table| table.name()).collect();
    let event = format!("data: {}\n\n", serde_json::json!({ "tables": names, "by": by }));
    listeners(bridge).retain_mut(|stream| stream.write_all(event.as_bytes()).is_ok());
}

fn reply(stream: &mut TcpStream, answer: Result<serde_json::Value, Refusal>) -> Result<(), Failure> {
    let (status, value) = match answer {
        Ok(value) => ("200 OK", value),
        Err(refusal) => ("409 Conflict", serde_json::to_value(refusal)?),
    };
    let body = value.to_string();
    head(stream, status, "application/json", Some(body.len()))?;
    Ok(stream.write_all(body.as_bytes())?)
}

fn head(stream: &mut TcpStream, status: &str, kind: &str, length: Option<usize>) -> Result<(), Failure> {
    let length = length.map(|length| format!("Content-Length: {length}\r\n")).unwrap_or_default();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{length}Cache-Control: no-store\r\n\
         Content-Security-Policy: {POLICY}\r\nConnection: close\r\n\r\n"
    )?;
    Ok(())
}

fn find(folder: &Path, asked: &str) -> PathBuf {
    let relative = Path::new(asked.trim_start_matches('/'));
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(relative);
    if inside && file.is_file() { file } else { folder.join("index.html") }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
