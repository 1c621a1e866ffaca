//! A server of the tests' own, on this computer: it knows two people, and keeps the keys of their devices.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use domain::accounts::AccountCode;
use domain::base::{Code, Refusal};
use serde_json::{Value, json};

pub(super) const PASSWORD: &str = "a password that nobody may read";

/// The code of the second step of `careful@example.org`, and the next one. Each is taken once.
pub(super) const CODES: [&str; 2] = ["123456", "234567"];

/// A server that knows two people, and keeps the keys of their devices.
pub(super) struct Host {
    pub(super) address: String,
    pub(super) keys: Arc<Mutex<BTreeMap<String, String>>>,
    /// By what devices showed at their sign-ins that they are known.
    pub(super) shown: Arc<Mutex<Vec<Value>>>,
}

impl Host {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let keys = Arc::<Mutex<BTreeMap<String, String>>>::default();
        let shown = Arc::<Mutex<Vec<Value>>>::default();
        let (kept, told) = (Arc::clone(&keys), Arc::clone(&shown));
        std::thread::spawn(move || {
            let mut codes = BTreeSet::from(CODES);
            for stream in listener.incoming() {
                // Somebody who signs in anew ends what was being asked before.
                answer(&stream.unwrap(), &kept, &told, &mut codes).ok();
            }
        });
        Self { address, keys, shown }
    }
}

fn answer(
    stream: &TcpStream,
    keys: &Mutex<BTreeMap<String, String>>,
    shown: &Mutex<Vec<Value>>,
    codes: &mut BTreeSet<&str>,
) -> std::io::Result<()> {
    let mut read = BufReader::new(stream);
    let mut line = String::new();
    read.read_line(&mut line)?;
    let (mut length, mut token) = (0, String::new());
    loop {
        let mut header = String::new();
        read.read_line(&mut header)?;
        let header = header.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(bytes) = header.strip_prefix("content-length: ") {
            length = bytes.parse().unwrap();
        }
        if let Some(said) = header.strip_prefix("authorization: bearer ") {
            token = said.to_owned();
        }
    }
    let mut body = vec![0; length];
    read.read_exact(&mut body)?;
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    if line.starts_with("POST") && body["password"].is_string() {
        shown.lock().unwrap().push(body["device"]["known"].clone());
    }
    let (status, answer) = decide(&line, &token, &body, keys, codes);
    let answer = answer.to_string();
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} .\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}",
        answer.len()
    )
}

/// The token is the device's id, with a word before it that can be looked for.
fn decide(
    line: &str,
    token: &str,
    body: &Value,
    keys: &Mutex<BTreeMap<String, String>>,
    codes: &mut BTreeSet<&str>,
) -> (u16, Value) {
    let device = token.strip_prefix("secret-token-").unwrap_or_default().to_owned();
    let mut keys = keys.lock().unwrap();
    let careful = body["email"].as_str().is_some_and(|email| email.starts_with("careful"));
    let what = line.split(' ').take(2).collect::<Vec<_>>().join(" ").replace(super::server::ACCOUNTS, "");
    match what.as_str() {
        "POST sessions" if body["password"] != PASSWORD => (401, refusal(AccountCode::WrongCredentials)),
        "POST sessions" if careful && body["code"].is_null() => {
            (401, refusal(AccountCode::SecondFactorNeeded))
        }
        "POST sessions" if careful && !codes.remove(body["code"].as_str().unwrap()) => {
            (401, refusal(AccountCode::WrongCode))
        }
        "POST sessions" => {
            let device = body["device"]["id"].as_str().unwrap();
            let person = if body["email"] == "bob@example.org" { 2 } else { 1 };
            let me = json!({
                "person": format!("018f0000-0000-7000-8000-00000000000{person}"), "name": "Amara Okafor",
                "email": body["email"], "zone": "Europe/London", "roles": ["mentor"], "device": device,
                "file_key": keys.contains_key(device), "second_factor": false, "recovery_codes": 0,
            });
            let token = format!("secret-token-{device}");
            (
                200,
                json!({ "token": token, "renew_at": 1, "expires_at": 2, "known": "secret-known", "me": me }),
            )
        }
        "PUT device/key" => {
            keys.insert(device, body["key"].as_str().unwrap().to_owned());
            (200, json!({}))
        }
        "GET device/key" => (200, json!({ "key": keys[&device] })),
        _ => (200, json!({})),
    }
}

fn refusal(code: AccountCode) -> Value {
    serde_json::to_value(code.told(Refusal::new(Code::Forbidden, "No."))).unwrap()
}
