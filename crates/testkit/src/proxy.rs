//! What stands between a device and its server, and misbehaves as it is told: one request after another, each on a connection
//! of its own.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use crate::node::GIVE_UP;

/// What becomes of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It goes there, and the answer comes back.
    Passes,
    /// The connection is reset when half of the request's body has come; the server hears nothing.
    CutOnTheWay,
    /// The server does it. Half of the answer's body comes back before the connection ends.
    CutOnTheWayBack,
    /// The server does it, and nothing comes back.
    AnswerLost,
    /// Something else answers, with these bytes.
    Answered(String),
    /// The server does it. Nothing comes back until [`Proxy::let_go`], and then nothing either.
    Held,
}

/// A request that came by.
#[derive(Debug, Clone)]
pub struct Passed {
    /// Its path.
    pub path: String,
    /// By whose token.
    pub token: String,
    /// When it came.
    pub came: Instant,
    /// For how long the answer asked whoever sent it to stay away, and when.
    pub turned_away: Option<(Duration, Instant)>,
}

/// A proxy that runs as long as the process.
#[derive(Debug)]
pub struct Proxy {
    address: String,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    server: String,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    fates: BTreeMap<String, VecDeque<Fate>>,
    passed: Vec<Passed>,
    holding: usize,
}

impl Proxy {
    /// Starts one before the server at an address.
    ///
    /// # Panics
    /// When there is no port to be had.
    #[must_use]
    pub fn before(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address").to_string();
        let shared =
            Arc::new(Shared { server: server.to_owned(), state: Mutex::default(), changed: Condvar::new() });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serving = Arc::clone(&serving);
                // What breaks off there is the other side's affair.
                thread::spawn(move || drop(serving.serve(stream)));
            }
        });
        Self { address, shared }
    }

    /// Returns where it listens.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Says what becomes of the next requests to a path.
    pub fn next(&self, path: &str, fates: impl IntoIterator<Item = Fate>) {
        self.shared.state().fates.entry(path.to_owned()).or_default().extend(fates);
    }

    /// Returns how many of what was said is still to come.
    #[must_use]
    pub fn to_come(&self) -> usize {
        self.shared.state().fates.values().map(VecDeque::len).sum()
    }

    /// Returns the requests that came by.
    #[must_use]
    pub fn passed(&self) -> Vec<Passed> {
        self.shared.state().passed.clone()
    }

    /// Waits until it holds back an answer.
    ///
    /// # Panics
    /// When it never does.
    pub fn wait_until_it_holds(&self) {
        let state = self.shared.state();
        let waited = self.shared.changed.wait_timeout_while(state, GIVE_UP, |state| state.holding == 0);
        assert!(!waited.expect("nobody panics here").1.timed_out(), "no answer was held back");
    }

    /// Lets go of what it holds back: the connections end.
    pub fn let_go(&self) {
        self.shared.state().holding = 0;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics here")
    }

    fn serve(&self, mut device: TcpStream) -> std::io::Result<()> {
        let came = Instant::now();
        // Little is read ahead: what the system still has makes the end of a connection a reset.
        let mut reader = BufReader::with_capacity(64, device.try_clone()?);
        let head = Head::read(&mut reader)?;
        let (number, fate) = self.comes(&head, came);
        if fate == Fate::CutOnTheWay {
            let mut half = vec![0; head.length / 2];
            return reader.read_exact(&mut half);
        }
        let mut body = vec![0; head.length];
        reader.read_exact(&mut body)?;
        if let Fate::Answered(bytes) = &fate {
            device.write_all(bytes.as_bytes())?;
            return device.shutdown(Shutdown::Write);
        }
        let mut server = TcpStream::connect(&self.server)?;
        server.write_all(head.text.as_bytes())?;
        server.write_all(&body)?;
        match fate {
            Fate::Passes => return self.pass_back(number, &mut server, &mut device),
            Fate::CutOnTheWayBack => device.write_all(half_of(&whole(&mut server)?))?,
            Fate::Held => {
                whole(&mut server)?;
                self.hold();
            }
            Fate::AnswerLost => drop(whole(&mut server)?),
            Fate::CutOnTheWay | Fate::Answered(_) => {}
        }
        Ok(())
    }

    /// Notes a request, and returns its number and what becomes of it.
    fn comes(&self, head: &Head, came: Instant) -> (usize, Fate) {
        let mut state = self.state();
        let (path, token) = (head.path.clone(), head.token.clone());
        state.passed.push(Passed { path, token, came, turned_away: None });
        let fate = state.fates.get_mut(&head.path).and_then(VecDeque::pop_front);
        (state.passed.len() - 1, fate.unwrap_or(Fate::Passes))
    }

    /// Waits until somebody lets go.
    fn hold(&self) {
        self.state().holding += 1;
        self.changed.notify_all();
        let waited = self.changed.wait_while(self.state(), |state| state.holding > 0);
        drop(waited.expect("nobody panics here"));
    }

    /// Passes an answer back as it comes, and notes whom it turned away.
    fn pass_back(
        &self,
        number: usize,
        server: &mut TcpStream,
        device: &mut TcpStream,
    ) -> std::io::Result<()> {
        let mut bytes = [0; 16_384];
        let mut is_first = true;
        loop {
            let count = server.read(&mut bytes)?;
            let some = bytes.get(..count).unwrap_or_default();
            if std::mem::take(&mut is_first) {
                let turned_away =
                    retry_after(&String::from_utf8_lossy(some)).map(|wait| (wait, Instant::now()));
                if let Some(passed) = self.state().passed.get_mut(number) {
                    passed.turned_away = turned_away;
                }
            }
            if some.is_empty() {
                return device.shutdown(Shutdown::Both);
            }
            device.write_all(some)?;
        }
    }
}

/// The head of a request, as it is passed on: for one answer, and then the connection ends.
struct Head {
    text: String,
    path: String,
    token: String,
    length: usize,
}

impl Head {
    fn read(reader: &mut impl std::io::BufRead) -> std::io::Result<Self> {
        let mut head = Self { text: String::new(), path: String::new(), token: String::new(), length: 0 };
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
            let value = line.split_once(": ").map_or("", |(_, value)| value.trim());
            match name.as_str() {
                "content-length" => head.length = value.parse().unwrap_or_default(),
                "authorization" => head.token = value.to_owned(),
                "connection" => continue,
                _ => {}
            }
            if head.path.is_empty() {
                head.path = line.split(' ').nth(1).unwrap_or_default().to_owned();
            }
            if line == "\r\n" {
                head.text.push_str("Connection: close\r\n\r\n");
                return Ok(head);
            }
            head.text.push_str(&line);
        }
    }
}

/// Reads a whole answer.
fn whole(server: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    Ok(answer)
}

/// Returns the head of an answer and half of its body.
fn half_of(answer: &[u8]) -> &[u8] {
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
    answer.get(..head + (answer.len() - head) / 2).unwrap_or_default()
}

/// Returns for how long an answer asks somebody to stay away.
fn retry_after(answer: &str) -> Option<Duration> {
    let named = |line: &&str| line.to_ascii_lowercase().starts_with("retry-after:");
    let seconds = answer.lines().take_while(|line| !line.is_empty()).find(named)?.split(':').nth(1)?;
    Some(Duration::from_secs(seconds.trim().parse().ok()?))
}
