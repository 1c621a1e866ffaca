//! What a collector is told of requests, by the program as an operator has it: everything that is about the server, nothing
//! that is about people; and what happens where there is none.

use super::{GIVE_UP, Running, program};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;

/// A collector, and the bodies that it was sent.
struct Collector {
    address: String,
    sent: mpsc::Receiver<Vec<u8>>,
}

impl Collector {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (tells, sent) = mpsc::channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, tells) = (stream.unwrap(), tells.clone());
                std::thread::spawn(move || while take(&stream, &tells).is_some() {});
            }
        });
        Self { address, sent }
    }

    /// Returns everything that was sent by a server that has ended: as it came, and the spans in it.
    fn heard(&self) -> (Vec<u8>, Vec<Span>) {
        let (mut bytes, mut spans) = (Vec::new(), Vec::new());
        for body in self.sent.try_iter() {
            let told = ExportTraceServiceRequest::decode(body.as_slice()).unwrap();
            let scopes = told.resource_spans.into_iter().flat_map(|resource| resource.scope_spans);
            spans.extend(scopes.flat_map(|scope| scope.spans));
            bytes.extend(body);
        }
        (bytes, spans)
    }
}

/// Takes a request that brings spans, and answers that they are welcome; nothing when nobody brings more.
fn take(stream: &TcpStream, tells: &mpsc::Sender<Vec<u8>>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    assert_eq!(line, "POST /v1/traces HTTP/1.1\r\n");
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line).unwrap();
        if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = said.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    // Whoever has the answer finds it here.
    tells.send(body).unwrap();
    let mut stream = stream;
    stream
        .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n")
        .unwrap();
    Some(())
}

/// Returns an attribute, as text.
fn said(span: &Span, key: &str) -> Option<String> {
    let attribute = span.attributes.iter().find(|attribute| attribute.key == key)?;
    match attribute.value.clone()?.value? {
        Value::StringValue(text) => Some(text),
        Value::IntValue(number) => Some(number.to_string()),
        other => panic!("{key} is {other:?}"),
    }
}

fn traced(data: &std::path::Path, endpoint: &str) -> Running {
    Running::of(program(data).env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))
}

fn ask(server: &Running, request: &str) -> String {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(GIVE_UP)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).unwrap();
    said
}

#[test]
fn a_collector_hears_of_each_request_and_nothing_of_people() {
    let folder = tempfile::tempdir().unwrap();
    let collector = Collector::start();
    let server = traced(folder.path(), &collector.address);
    assert!(server.get("/readyz?secret=hush-query").starts_with("HTTP/1.1 200"));
    let body = r#"{"email":"hush-body@example.org","password":"hush-password","device":{"id":"00000000-0000-4000-8000-000000000001","name":"hush-device"}}"#;
    let refused = ask(
        &server,
        &format!(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: hush-host\r\nConnection: close\r\nCookie: hush=cookie\r\n\
             User-Agent: hush-agent\r\nAuthorization: Bearer hush-token\r\nX-Forwarded-For: 192.0.2.77\r\n\
             traceparent: 00-0123456789abcdef0123456789abcdef-0123456789abcdef-01\r\nbaggage: hush=baggage\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
    assert!(refused.starts_with("HTTP/1.1 401"), "{refused}");
    ask(&server, "HUSHMETHOD /hush-path HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    let (ended, _) = server.terminate();
    assert!(ended.success(), "{ended}");
    // What was not sent before was sent at the end.
    let (bytes, spans) = collector.heard();
    let named = |name: &str| {
        spans.iter().find(|span| span.name == name).unwrap_or_else(|| panic!("{name}: {spans:?}"))
    };

    let ready = named("GET /readyz");
    assert_eq!(said(ready, "http.request.method").as_deref(), Some("GET"));
    assert_eq!(said(ready, "http.route").as_deref(), Some("/readyz"));
    assert_eq!(said(ready, "http.response.status_code").as_deref(), Some("200"));
    assert!(ready.end_time_unix_nano > ready.start_time_unix_nano, "it took time");
    assert!(ready.parent_span_id.is_empty());

    let sessions = named("POST /api/v1/sessions");
    assert_eq!(said(sessions, "http.response.status_code").as_deref(), Some("401"));
    let within =
        |name: &str| spans.iter().any(|span| span.name == name && span.parent_span_id == sessions.span_id);
    assert!(within("store.read") && within("store.write"), "{spans:?}");
    assert!(sessions.parent_span_id.is_empty(), "whoever asks has no say in it");

    assert_eq!(said(named("_OTHER none"), "http.route").as_deref(), Some("none"));
    let known = ["http.request.method", "http.route", "http.response.status_code"];
    for span in &spans {
        assert!(span.attributes.iter().all(|attribute| known.contains(&attribute.key.as_str())), "{span:?}");
        assert!(span.events.is_empty() && span.links.is_empty(), "{span:?}");
    }
    let told = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
    for never in ["hush", "192.0.2.77", "127.0.0.1", "example.org", "0123456789abcdef"] {
        assert!(!told.contains(never), "{never}");
    }
}

#[test]
fn a_collector_that_is_gone_or_never_answers_fails_no_request_and_is_not_waited_for() {
    // One is gone; the other takes what comes and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (endpoint, requests) in [(gone, 10), (silent.local_addr().unwrap(), 4_800)] {
        let folder = tempfile::tempdir().unwrap();
        let server = traced(folder.path(), &format!("http://{endpoint}"));
        // The silent one's queue runs full, and the last are answered like the first.
        let mut stream = TcpStream::connect(&server.address).unwrap();
        stream.set_read_timeout(Some(GIVE_UP)).unwrap();
        let mut answers = BufReader::new(stream.try_clone().unwrap());
        for _ in 0..requests {
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
            assert_eq!(status(&mut answers), "HTTP/1.1 200 OK\r\n");
        }
        drop((stream, answers));
        let (ended, log) = server.terminate();
        assert!(ended.success(), "{ended}");
        assert!(
            log.iter().any(|line| line.contains("traces.lost") || line.contains("traces.cut_off")),
            "it is said"
        );
        assert!(log.iter().filter(|line| line.contains("traces.lost")).count() <= 1, "it is said once");
    }
}

/// Reads an answer, and returns its first line.
fn status(answers: &mut impl BufRead) -> String {
    let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
    answers.read_line(&mut first).unwrap();
    while line != "\r\n" {
        line.clear();
        answers.read_line(&mut line).unwrap();
        if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = said.trim().parse().unwrap();
        }
    }
    answers.read_exact(&mut vec![0; length]).unwrap();
    first
}

#[test]
fn a_collector_without_an_address_is_refused_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let wrong =
        program(folder.path()).env("OTEL_EXPORTER_OTLP_ENDPOINT", "hush:4318").arg("serve").output().unwrap();
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert!(
        !wrong.status.success() && said.contains("begins with http://") && !said.contains("hush"),
        "{said}"
    );
}
