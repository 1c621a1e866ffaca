//! A server that speaks just enough HTTP, and fails as it is told.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

use serde_json::Value;

use super::PATIENCE;
use crate::engine::Answer;
use crate::engine::fake::Memory;
use crate::wire;

/// What goes wrong with one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is done, and nothing comes back.
    ReplyLost,
    /// It is done, and half of the answer comes back before the connection ends.
    ReplyCut,
    /// Half of the page comes back as if it were all.
    PageHalved,
    /// The page of another network.
    Portal,
    /// Somewhere else, please.
    Redirect,
    /// Too much to do.
    Busy,
}

/// A server in this process.
pub(super) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    memory: Memory,
    push_faults: VecDeque<Fault>,
    pull_faults: VecDeque<Fault>,
    pulls: usize,
    listeners: Vec<TcpStream>,
    strayed: usize,
}

impl Server {
    /// Starts one, whose first answers to pulls go wrong like this.
    pub(super) fn start(pull_faults: &[Fault]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = State {
            memory: Memory::new(),
            push_faults: VecDeque::new(),
            pull_faults: pull_faults.iter().copied().collect(),
            pulls: 0,
            listeners: Vec::new(),
            strayed: 0,
        };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        let serving = Arc::clone(&shared);
        // It ends with the process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serving = Arc::clone(&serving);
                thread::spawn(move || serving.serve(stream));
            }
        });
        Self { address, shared }
    }

    pub(super) fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn memory(&self) -> Memory {
        self.shared.state().memory.clone()
    }

    pub(super) fn next_push(&self, fault: Fault) {
        self.shared.state().push_faults.push_back(fault);
    }

    pub(super) fn pulls(&self) -> usize {
        self.shared.state().pulls
    }

    pub(super) fn strayed(&self) -> usize {
        self.shared.state().strayed
    }

    pub(super) fn wait_for_a_listener(&self) {
        self.shared.wait_for("a listener", |state| !state.listeners.is_empty());
    }

    pub(super) fn wait_for_pulls(&self, wanted: usize) {
        self.shared.wait_for("a pull", |state| state.pulls >= wanted);
    }

    pub(super) fn poke(&self) {
        for listener in &mut self.shared.state().listeners {
            listener.write_all(b"event: poke\ndata: {\"b\":[\"u:1\"]}\n\n").unwrap();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn wait_for(&self, what: &str, is_there: impl Fn(&State) -> bool) {
        let waited =
            self.changed.wait_timeout_while(self.state(), PATIENCE, |state| !is_there(state)).unwrap();
        assert!(!waited.1.timed_out(), "waited for {what}");
    }

    fn serve(&self, mut stream: TcpStream) {
        let Some((path, body)) = request(&stream) else { return };
        let mut state = self.state();
        let (fault, reply) = match path.as_str() {
            "/sync/v1/push" => {
                let fault = state.push_faults.pop_front();
                let is_done = matches!(fault, None | Some(Fault::ReplyLost | Fault::ReplyCut));
                let reply = is_done
                    .then(|| object(&state.memory.push(&wire::unpack(&body, 1_000_000).expect("a push"))));
                (fault, reply)
            }
            "/sync/v1/pull" => {
                state.pulls += 1;
                let fault = state.pull_faults.pop_front();
                let request = serde_json::from_slice(&body).expect("a pull");
                (fault, Some(page(&state.memory.pull(&request), fault == Some(Fault::PageHalved))))
            }
            "/sync/v1/events" => {
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n").unwrap();
                state.listeners.push(stream);
                self.changed.notify_all();
                return;
            }
            _ => {
                state.strayed += 1;
                return;
            }
        };
        drop(state);
        self.changed.notify_all();
        write(&mut stream, fault, reply.unwrap_or_default());
    }
}

/// Reads a request: its path and its body.
pub(super) fn request(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let header = header.trim().to_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, body))
}

fn object<T: serde::Serialize>(answer: &Answer<T>) -> (u16, Vec<u8>) {
    match answer {
        Answer::Given(reply) => (200, serde_json::to_vec(reply).unwrap()),
        Answer::Refused(refusal) => (409, serde_json::to_vec(refusal).unwrap()),
        other => panic!("the memory does not say {}", std::any::type_name_of_val(other)),
    }
}

fn page(answer: &Answer<Box<domain::sync::PullPage>>, is_halved: bool) -> (u16, Vec<u8>) {
    let Answer::Given(page) = answer else { return object::<Value>(&Answer::Refused(refusal(answer))) };
    let mut lines: Vec<String> =
        page.as_ref().clone().lines().map(|line| serde_json::to_string(&line).unwrap() + "\n").collect();
    if is_halved {
        lines.pop();
    }
    (200, zstd::encode_all(lines.concat().as_bytes(), 3).unwrap())
}

fn refusal<T>(answer: &Answer<T>) -> domain::sync::SyncRefusal {
    match answer {
        Answer::Refused(refusal) => refusal.clone(),
        _ => panic!("the memory says nothing else"),
    }
}

fn write(stream: &mut TcpStream, fault: Option<Fault>, (status, body): (u16, Vec<u8>)) {
    let html = b"<html><body>Sign in to the Wi-Fi</body></html>".to_vec();
    let (status, extra, body) = match fault {
        Some(Fault::ReplyLost) => return,
        Some(Fault::Portal) => (200, "Content-Type: text/html\r\n", html),
        Some(Fault::Redirect) => (302, "Location: /elsewhere\r\n", html),
        Some(Fault::Busy) => (503, "Retry-After: 3000\r\n", html),
        Some(Fault::ReplyCut | Fault::PageHalved) | None
            if status == 200 && body.starts_with(b"\x28\xb5\x2f\xfd") =>
        {
            (status, "Content-Encoding: zstd\r\n", body)
        }
        Some(Fault::ReplyCut | Fault::PageHalved) | None => (status, "", body),
    };
    let head =
        format!("HTTP/1.1 {status} X\r\n{extra}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let sent = if fault == Some(Fault::ReplyCut) { body.len() / 2 } else { body.len() };
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body[..sent]).unwrap();
}
