//! A client that knows as little as it can: it writes bytes into a socket and reads what comes.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// When a test gives up on a server that should have answered or closed long ago.
const GIVE_UP: Duration = Duration::from_secs(60);

/// Somebody who asks, with the headers that they always send.
#[derive(Clone)]
pub(super) struct Client {
    address: SocketAddr,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Vec<u8>,
}

impl Client {
    pub(super) const fn of(address: SocketAddr) -> Self {
        Self { address, headers: Vec::new() }
    }

    pub(super) fn saying(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(GIVE_UP)).unwrap();
        stream.set_write_timeout(Some(GIVE_UP)).unwrap();
        stream
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub(super) fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.ask("POST", path, &serde_json::to_vec(body).unwrap())
    }

    pub(super) fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let mut stream = self.begin(method, path, body.len());
        // A server that refuses to read says why all the same.
        stream.write_all(body).ok();
        read(stream)
    }

    /// Writes the head of a request, and leaves the body to the caller.
    pub(super) fn begin(&self, method: &str, path: &str, length: usize) -> TcpStream {
        let mut stream = self.connect();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n");
        if length > 0 {
            head += &format!("Content-Length: {length}\r\n");
        }
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        stream
    }
}

impl Answer {
    pub(super) fn json<T: DeserializeOwned>(&self) -> T {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {} {text}", self.status))
    }

    /// Returns the code of a refusal.
    pub(super) fn code(&self) -> domain::base::Code {
        self.json::<domain::base::Refusal>().code
    }
}

/// Reads the head of an answer, and leaves the body to the caller.
pub(super) fn head(stream: &mut impl BufRead) -> (u16, BTreeMap<String, String>) {
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap_or_else(|| panic!("no answer: {line:?}")).parse().unwrap();
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    loop {
        line.clear();
        stream.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ") else { return (status, headers) };
        // A server gives several cookies under one name; they are kept in lines.
        let said = headers.entry(name.to_ascii_lowercase()).or_default();
        said.push_str(if said.is_empty() { "" } else { "\n" });
        said.push_str(value);
    }
}

/// Reads a whole answer.
pub(super) fn read(stream: TcpStream) -> Answer {
    let mut stream = BufReader::new(stream);
    let (status, headers) = head(&mut stream);
    let mut body = Vec::new();
    if headers.get("transfer-encoding").is_some_and(|how| how == "chunked") {
        while let Some(chunk) = chunk(&mut stream) {
            body.extend(chunk);
        }
    } else {
        let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
        body.resize(length, 0);
        stream.read_exact(&mut body).unwrap();
    }
    Answer { status, headers, body }
}

/// Reads a chunk; none when that was all, or the other side went away.
pub(super) fn chunk(stream: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut line = String::new();
    stream.read_line(&mut line).ok()?;
    let length = usize::from_str_radix(line.trim_end(), 16).ok()?;
    let mut chunk = vec![0; length + 2];
    stream.read_exact(&mut chunk).ok()?;
    chunk.truncate(length);
    (length > 0).then_some(chunk)
}

/// Waits until the other side closes, and returns what it said before.
pub(super) fn until_closed(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    match stream.read_to_end(&mut said) {
        Ok(_) => {}
        // Closed without listening to the rest.
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("the server did not close: {error}"),
    }
    String::from_utf8_lossy(&said).into_owned()
}
