//! One request and its answer, as they are kept; and how they are said again.

use super::fits::{Secrets, fits};
use crate::tests::accounts::House;
use crate::tests::client::{chunk, head, read};
use domain::base::{Instant, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufReader, Write as _};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Asked {
    /// How.
    pub(super) method: String,
    /// Where.
    pub(super) path: String,
    /// Who, and as what kind of program.
    pub(super) headers: BTreeMap<String, String>,
    /// The body, word for word; empty for none.
    pub(super) body: String,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) status: u16,
    /// What kind of body it has; empty for none.
    pub(super) kind: String,
    /// The cookies that are given, as `name=value`.
    pub(super) cookies: Vec<BTreeMap<String, String>>,
    /// The body: JSON, the lines of a page, or the first event of a stream.
    pub(super) body: Value,
}

/// A request and its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Exchange {
    /// When.
    pub(super) at: Instant,
    pub(super) asked: Asked,
    pub(super) answered: Answered,
}

impl Exchange {
    /// Says the same at the same time, and compares.
    ///
    /// # Errors
    /// What does not fit.
    pub(super) fn again(&self, house: &House, secrets: &mut Secrets) -> Result<(), String> {
        house.later(Span(self.at.0 - house.now().0));
        let answered = self.asked.with(secrets).ask(house);
        let wrong = |wrong: String| format!("{} {}: {wrong}", self.asked.method, self.asked.path);
        let as_json = |answered: &Answered| serde_json::to_value(answered).map_err(|error| error.to_string());
        if answered.status != self.answered.status {
            return Err(wrong(format!("{answered:?} in place of {:?}", self.answered)));
        }
        fits(&as_json(&self.answered)?, &as_json(&answered)?, secrets).map_err(wrong)
    }
}

impl Asked {
    /// Returns the same with the secrets that this server made.
    fn with(&self, secrets: &Secrets) -> Self {
        let replaced = |text: &str| {
            secrets.iter().fold(text.to_owned(), |text, (then, now)| text.replace(then.as_str(), now))
        };
        let headers = self.headers.iter().map(|(name, value)| (name.clone(), replaced(value))).collect();
        Self { headers, body: replaced(&self.body), ..self.clone() }
    }

    /// Asks it.
    pub(super) fn ask(&self, house: &House) -> Answered {
        let say = |client: crate::tests::client::Client, (name, value): (&String, &String)| {
            client.saying(name, value)
        };
        let client = self.headers.iter().fold(house.nobody(), say);
        let mut stream = client.begin(&self.method, &self.path, self.body.len());
        stream.write_all(self.body.as_bytes()).ok();
        if self.path.ends_with("/events") {
            let mut stream = BufReader::new(stream);
            let (status, headers) = head(&mut stream);
            let first = chunk(&mut stream).unwrap_or_default();
            return Answered::of(status, &headers, &first);
        }
        let answer = read(stream);
        Answered::of(answer.status, &answer.headers, &answer.body)
    }
}

impl Answered {
    fn of(status: u16, headers: &BTreeMap<String, String>, body: &[u8]) -> Self {
        let kind = if body.is_empty() { String::new() } else { headers["content-type"].clone() };
        let text = String::from_utf8_lossy(body);
        let json = |text: &str| serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let body = match kind.as_str() {
            "" => Value::Null,
            "application/json" => json(&text),
            "application/x-ndjson" => text.lines().map(json).collect(),
            // The number in it is drawn by lot, so that not all come back at once.
            _ => text.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '\n').into(),
        };
        let cookies = headers.get("set-cookie").map_or("", String::as_str).lines();
        let pair = |line: &str| line.split(';').next().and_then(|pair| pair.split_once('=')).map(owned);
        let cookies = cookies.filter_map(pair).map(|pair| [pair].into()).collect();
        Self { status, kind, cookies, body }
    }
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
