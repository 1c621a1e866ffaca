//! Somebody who listens to a server's events and knows as little as they can: they read bytes from a socket.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use testkit::GIVE_UP;

/// What somebody asks who wants to listen.
const EVENTS: &str = "GET /sync/v1/events";

/// Somebody who listens.
pub(crate) struct Ear {
    stream: BufReader<TcpStream>,
    /// When they should come back if they are cut off, in milliseconds.
    pub(crate) retry: usize,
}

impl Ear {
    /// Lets these people listen, by their tokens, who all come at the same moment, and once more when they are turned away.
    /// Returns them in the same order, and how often somebody was.
    pub(crate) fn all(server: &str, tokens: &[String]) -> (Vec<Self>, usize) {
        let mut ears: Vec<Option<Self>> = tokens.iter().map(|_| None).collect();
        let mut turned_away = 0;
        while ears.iter().any(Option::is_none) {
            let missing = ears.iter_mut().zip(tokens).filter(|(ear, _)| ear.is_none());
            let come: Vec<_> = missing.map(|(ear, token)| (ear, asks(server, token, EVENTS, ""))).collect();
            for (ear, stream) in come {
                *ear = Self::hears(stream);
                turned_away += usize::from(ear.is_none());
            }
        }
        (ears.into_iter().flatten().collect(), turned_away)
    }

    /// Lets somebody listen who comes alone.
    pub(crate) fn one(server: &str, token: &str) -> Self {
        Self::hears(asks(server, token, EVENTS, "")).expect("room for one")
    }

    /// Waits until the server answers; nobody when it asks to come back later.
    fn hears(stream: TcpStream) -> Option<Self> {
        let mut stream = BufReader::with_capacity(512, stream);
        match head(&mut stream) {
            (503, retry_after) => {
                assert!(retry_after, "nobody said when to come back");
                return None;
            }
            (status, _) => assert_eq!(status, 200),
        }
        let mut ear = Self { stream, retry: 0 };
        let first = ear.next().expect("a first word");
        ear.retry = first.trim().strip_prefix("retry:").expect("when to come back").trim().parse().unwrap();
        Some(ear)
    }

    /// Waits for the next poke, and returns the buckets that it names; none when there is no more to hear.
    pub(crate) fn poke(&mut self) -> Option<Vec<String>> {
        loop {
            let event = self.next()?;
            let Some(data) = event.strip_prefix("event: poke\ndata: ") else {
                assert_eq!(event, ":\n\n", "a sign of life");
                continue;
            };
            let mut data: serde_json::Value = serde_json::from_str(data.trim()).unwrap();
            return Some(serde_json::from_value(data["b"].take()).unwrap());
        }
    }

    /// Waits for a sign of life, while nothing else happens.
    pub(crate) fn sign_of_life(&mut self) {
        assert_eq!(self.next().as_deref(), Some(":\n\n"));
    }

    fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim_end(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        self.stream.read_exact(&mut chunk).ok()?;
        chunk.truncate(length);
        (length > 0).then(|| String::from_utf8(chunk).unwrap())
    }
}

/// Does something as whoever has a token, and waits until it is done.
pub(crate) fn does(server: &str, token: &str, body: &str) {
    let mut stream = BufReader::new(asks(server, token, "POST /dispatch", body));
    let (status, _) = head(&mut stream);
    assert_eq!(status, 200);
}

fn asks(server: &str, token: &str, what: &str, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server).unwrap();
    stream.set_read_timeout(Some(GIVE_UP)).unwrap();
    let length = body.len();
    write!(
        stream,
        "{what} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    stream
}

/// Reads the head of an answer: its status, and whether it says when to come back.
fn head(stream: &mut BufReader<TcpStream>) -> (u16, bool) {
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap_or_else(|| panic!("no answer: {line:?}")).parse().unwrap();
    let mut retry_after = false;
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).unwrap();
        retry_after |= line.to_ascii_lowercase().starts_with("retry-after:");
    }
    (status, retry_after)
}
