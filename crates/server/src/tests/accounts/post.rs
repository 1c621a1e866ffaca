//! Mail on its way: a mail server that speaks just enough, and a reader that is not ours.

use super::house::House;
use crate::config::{Encryption, Mail, MailServer};
use crate::mail::carrier::{Way, carry_one};
use domain::base::Span;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use store::engine::Dialect;

/// What a sender said to a mail server, and the mail.
type Heard = (Vec<String>, Vec<u8>);

/// A mail server on a port of its own. What it answers to the end of each mail is given.
fn mail_server(verdicts: &[&'static str]) -> (u16, Receiver<Heard>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = channel();
    let verdicts = verdicts.to_vec();
    thread::spawn(move || {
        for verdict in verdicts {
            let (stream, _) = listener.accept().unwrap();
            tell.send(converse(stream, verdict)).ok();
        }
    });
    (port, told)
}

/// Speaks with a sender until it goes, and returns its commands and the mail.
fn converse(stream: TcpStream, verdict: &str) -> Heard {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    let mut say = |text: &str| writer.write_all(format!("{text}\r\n").as_bytes()).unwrap();
    let (mut commands, mut mail) = (Vec::new(), Vec::new());
    say("220 mail.example.org");
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return (commands, mail);
        }
        let command = line.trim_end().to_owned();
        commands.push(command.clone());
        match command.split(' ').next().unwrap() {
            "EHLO" => say("250 mail.example.org"),
            "DATA" => {
                say("354 go on");
                loop {
                    let mut line = Vec::new();
                    reader.read_until(b'\n', &mut line).unwrap();
                    if line == b".\r\n" {
                        break;
                    }
                    mail.extend(line.strip_prefix(b".").unwrap_or(&line));
                }
                say(verdict);
            }
            "QUIT" => {
                say("221 bye");
                return (commands, mail);
            }
            _ => say("250 ok"),
        }
    }
}

fn house_with(port: u16) -> (House, Arc<Way>) {
    let house = House::with(Dialect::Sqlite, |config| {
        config.public_url = Some("https://reviews.example.org".to_owned());
        config.mail = Mail {
            from: Some("Wrap It Up <reviews@example.org>".to_owned()),
            server: Some(MailServer {
                host: "127.0.0.1".to_owned(),
                port: Some(port),
                encryption: Encryption::None,
                certificates: None,
                user: None,
                password: None,
            }),
        };
    });
    let way = Arc::new(Way::of(&house.state.config).unwrap());
    (house, way)
}

/// Reads a mail with Python's own parser.
fn read(mail: &[u8]) -> Value {
    const READER: &str = "
import email, email.policy, json, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}
defects = [str(d) for part in mail.walk() for d in part.defects]
headers = {k.lower(): v for k, v in mail.items()}
json.dump({'headers': headers, 'count': len(mail.items()), 'parts': parts, 'defects': defects,
           'type': mail.get_content_type()}, sys.stdout)
";
    let mut python = Command::new("python3")
        .args(["-c", READER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(mail).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_mail_arrives_as_it_was_written() {
    let (port, told) = mail_server(&["250 taken"]);
    let (house, way) = house_with(port);
    house.sign_up("ana@example.org");
    assert!(house.wait(carry_one(&house.state, &way)));
    assert!(!house.wait(carry_one(&house.state, &way)));
    let (commands, mail) = told.recv().unwrap();
    assert!(commands.contains(&"MAIL FROM:<reviews@example.org>".to_owned()), "{commands:?}");
    assert!(commands.contains(&"RCPT TO:<ana@example.org>".to_owned()), "{commands:?}");
    let read = read(&mail);
    assert_eq!(read["defects"], json!([]));
    assert_eq!(read["type"], "multipart/alternative");
    let header = |name: &str| read["headers"][name].as_str().unwrap().to_owned();
    assert_eq!(header("to"), "ana@example.org");
    assert_eq!(header("from"), "Wrap It Up <reviews@example.org>");
    assert_eq!(header("subject"), "Confirm your address");
    assert_eq!(header("auto-submitted"), "auto-generated");
    assert!(header("message-id").ends_with("@example.org>") && !header("date").is_empty());
    let (text, html) =
        (read["parts"]["text/plain"].as_str().unwrap(), read["parts"]["text/html"].as_str().unwrap());
    let (_, token) = text.split_once("https://reviews.example.org/account/verify#").unwrap();
    let token: String = token.chars().take(64).collect();
    assert!(html.contains(&token));
    assert_eq!(house.ask("email/verify", &json!({ "token": token })).status, 204);
}

#[test]
fn a_mail_that_was_put_off_goes_out_later_under_the_same_name() {
    let (port, told) = mail_server(&["451 later", "250 taken"]);
    let (house, way) = house_with(port);
    house.sign_up("ana@example.org");
    assert!(house.wait(carry_one(&house.state, &way)));
    assert!(!house.wait(carry_one(&house.state, &way)), "not at once");
    house.later(Span::seconds(60));
    assert!(house.wait(carry_one(&house.state, &way)));
    let (first, second) = (told.recv().unwrap().1, told.recv().unwrap().1);
    assert_eq!(read(&first)["headers"]["message-id"], read(&second)["headers"]["message-id"]);
    assert_eq!(house.store().accounts().waiting_mail().unwrap(), 0);
}

#[test]
fn a_mail_that_is_refused_for_good_is_given_up() {
    let (port, told) = mail_server(&["554 no such mailbox"]);
    let (house, way) = house_with(port);
    house.sign_up("ana@example.org");
    assert!(house.wait(carry_one(&house.state, &way)));
    told.recv().unwrap();
    house.later(Span::days(9));
    assert!(!house.wait(carry_one(&house.state, &way)));
    assert_eq!(house.store().accounts().waiting_mail().unwrap(), 0);
}

#[test]
fn without_a_mail_server_a_laptop_logs_its_mail_and_a_public_server_gives_it_up() {
    let laptop = House::with(Dialect::Sqlite, |_| {});
    assert!(matches!(Way::of(&laptop.state.config).unwrap(), Way::Log));
    let public = House::with(Dialect::Sqlite, |config| config.behind_proxy = true);
    let way = Arc::new(Way::of(&public.state.config).unwrap());
    assert!(matches!(*way, Way::Nowhere));
    public.sign_up("ana@example.org");
    assert!(public.wait(carry_one(&public.state, &way)));
    assert_eq!(public.store().accounts().waiting_mail().unwrap(), 0);
}

#[test]
fn a_sender_without_a_name_is_a_mistake_that_is_found_at_the_start() {
    let house = House::with(Dialect::Sqlite, |_| {});
    let server = || MailServer {
        host: "mail.example.org".to_owned(),
        port: None,
        encryption: Encryption::Tls,
        certificates: None,
        user: None,
        password: None,
    };
    for from in [None, Some("nobody".to_owned())] {
        let mut config = house.state.config.clone();
        config.mail = Mail { from, server: Some(server()) };
        assert!(Way::of(&config).is_err());
    }
}
