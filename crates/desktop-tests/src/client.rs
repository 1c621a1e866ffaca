//! The few words of HTTP that WebDriver needs: one request, one answer, one connection.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

/// Longer than any command of a driver that is alive.
const PATIENCE: Duration = Duration::from_secs(180);

/// A driver that listens on a port of this computer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client {
    port: u16,
}

impl Client {
    pub(crate) fn new(port: u16) -> Self {
        Self { port }
    }

    pub(crate) fn get(&self, path: &str) -> Result<Value> {
        self.ask("GET", path, None)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.ask("POST", path, Some(body))
    }

    pub(crate) fn delete(&self, path: &str) -> Result<Value> {
        self.ask("DELETE", path, None)
    }

    /// Sends something to whoever listens there, and returns the number of the answer.
    pub(crate) fn status(&self, path: &str, body: &Value) -> Result<u16> {
        let answer = self.answer("POST", path, Some(body))?;
        let number = answer.split(' ').nth(1).and_then(|number| number.parse().ok());
        number.ok_or_else(|| anyhow!("not an answer: {answer:?}"))
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        value(&self.answer(method, path, body)?).with_context(|| format!("{method} {path}"))
    }

    fn answer(&self, method: &str, path: &str, body: Option<&Value>) -> Result<String> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).with_context(|| format!("no answer to {method} {path}"))?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

fn value(answer: &str) -> Result<Value> {
    let (_, body) = answer.split_once("\r\n\r\n").ok_or_else(|| anyhow!("not an answer: {answer:?}"))?;
    let mut body: Value = serde_json::from_str(body).with_context(|| format!("not JSON: {body:?}"))?;
    let value = body.get_mut("value").map_or(json!(null), Value::take);
    match value.get("error").and_then(Value::as_str) {
        Some(error) => bail!("{error}: {}", value.get("message").and_then(Value::as_str).unwrap_or("")),
        None => Ok(value),
    }
}
