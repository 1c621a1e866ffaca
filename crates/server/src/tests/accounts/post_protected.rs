//! Mail on a way that nobody can read along: real conversations under TLS, and what becomes of letters where there is none.

use super::house::House;
use super::smtp::{Door, Heard, MailServer, PASSWORD, USER, credentials};
use crate::config::{self, Encryption, Mail};
use crate::mail::carrier::{Way, carry_one};
use crate::mail::sender::{NotSent, Sender};
use domain::base::{Instant, Span};
use std::path::PathBuf;
use std::sync::Arc;
use store::accounts::{LetterId, OutgoingMail};
use store::engine::Dialect;
use tempfile::TempDir;

/// How an operator set up the way to a mail server.
fn set_up(server: &MailServer, encryption: Encryption, certificates: Option<PathBuf>) -> Mail {
    Mail {
        from: Some("Wrap It Up <reviews@example.org>".to_owned()),
        server: Some(config::MailServer {
            host: "localhost".to_owned(),
            port: Some(server.port),
            encryption,
            certificates,
            user: Some(USER.to_owned()),
            password: Some(config::Secret::new(PASSWORD)),
        }),
    }
}

/// Keeps whoever vouches for a mail server in a file, behind somebody who has nothing to do with it.
fn trusted(folder: &TempDir, server: &MailServer) -> Option<PathBuf> {
    let other = MailServer::start(Door::Never, "other.example.org").voucher;
    let path = folder.path().join("trusted.pem");
    std::fs::write(&path, [other, server.voucher.clone()].concat()).unwrap();
    Some(path)
}

fn send(mail: &Mail) -> Result<(), NotSent> {
    let letter = OutgoingMail {
        id: LetterId::default(),
        kind: "reset".to_owned(),
        recipient: "ana@example.org".to_owned(),
        subject: "A subject".to_owned(),
        text: "A link that nobody else may see".to_owned(),
        html: "html".to_owned(),
        attempts: 1,
    };
    Sender::of(mail).unwrap().unwrap().send(&letter, Instant(0))
}

#[track_caller]
fn why_later(sent: Result<(), NotSent>) -> &'static str {
    match sent {
        Err(NotSent::Later(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn nothing_of_worth_was_said_in_plain_text(heard: &Heard) {
    for line in &heard.plain {
        let first = line.split(' ').next().unwrap_or_default();
        assert!(["EHLO", "STARTTLS", "QUIT"].contains(&first), "{:?}", heard.plain);
    }
}

const BOTH: [(Door, Encryption); 2] =
    [(Door::FromTheFirstByte, Encryption::Tls), (Door::AfterAGreeting, Encryption::StartTls)];

#[test]
fn a_letter_goes_to_a_server_whose_certificate_an_operator_trusts() {
    for (door, encryption) in BOTH {
        let (server, folder) = (MailServer::start(door, "localhost"), tempfile::tempdir().unwrap());
        assert_eq!(send(&set_up(&server, encryption, trusted(&folder, &server))), Ok(()), "{door:?}");
        let heard = server.heard();
        nothing_of_worth_was_said_in_plain_text(&heard);
        assert_eq!(heard.plain.is_empty(), door == Door::FromTheFirstByte);
        let said = |line: &str| heard.protected.iter().any(|heard| heard == line);
        assert!(said(&format!("AUTH PLAIN {}", credentials())), "{:?}", heard.protected);
        assert!(said("RCPT TO:<ana@example.org>") && said("A link that nobody else may see"));
    }
}

#[test]
fn a_certificate_that_is_not_trusted_or_is_for_another_name_is_named_and_gets_nothing() {
    for (door, encryption) in BOTH {
        let (folder, named) = (tempfile::tempdir().unwrap(), "certificate is not trusted");
        let unknown = MailServer::start(door, "localhost");
        let other = MailServer::start(door, "mail.example.org");
        for (server, certificates) in [(&unknown, None), (&other, trusted(&folder, &other))] {
            let why = why_later(send(&set_up(server, encryption, certificates)));
            assert!(why.contains(named), "{door:?}: {why}");
            let heard = server.heard();
            nothing_of_worth_was_said_in_plain_text(&heard);
            assert_eq!(heard.protected, [""; 0]);
        }
    }
}

#[test]
fn a_server_that_offers_no_protection_gets_nothing() {
    let (server, folder) = (MailServer::start(Door::Never, "localhost"), tempfile::tempdir().unwrap());
    let why = why_later(send(&set_up(&server, Encryption::StartTls, trusted(&folder, &server))));
    assert!(why.contains("does not offer STARTTLS"), "{why}");
    let heard = server.heard();
    nothing_of_worth_was_said_in_plain_text(&heard);
    assert!(!heard.plain.is_empty());
    // Whoever expects a greeting under TLS and finds plain text has said nothing of worth either.
    let why = why_later(send(&set_up(&server, Encryption::Tls, trusted(&folder, &server))));
    assert!(why.contains("could not be protected"), "{why}");
    assert!(!format!("{:?}", server.heard()).contains(&credentials()));
}

#[test]
fn a_letter_waits_until_the_operator_has_mended_who_signs_in() {
    for (door, encryption) in BOTH {
        let (server, folder) = (MailServer::start(door, "localhost"), tempfile::tempdir().unwrap());
        let right = set_up(&server, encryption, trusted(&folder, &server));
        let mut wrong = right.clone();
        wrong.server.as_mut().unwrap().password = Some(config::Secret::new("another"));
        assert!(why_later(send(&wrong)).contains("does not take the user and the password"));
        server.heard();

        let house = House::with(Dialect::Sqlite, |_| {});
        let way = |mail: Mail| {
            let config = crate::Config { mail, ..house.state.config.clone() };
            Arc::new(Way::of(&config).unwrap())
        };
        house.sign_up("ana@example.org");
        assert!(house.wait(carry_one(&house.state, &way(wrong))));
        assert!(!server.heard().protected.iter().any(|line| line.starts_with("MAIL")));
        assert_eq!(house.store().accounts().waiting_mail().unwrap(), 1, "it is not given up");
        house.later(Span::seconds(60));
        assert!(house.wait(carry_one(&house.state, &way(right))));
        let heard = server.heard();
        assert!(heard.protected.contains(&"RCPT TO:<ana@example.org>".to_owned()));
        nothing_of_worth_was_said_in_plain_text(&heard);
        assert_eq!(house.store().accounts().waiting_mail().unwrap(), 0);
    }
}

#[test]
fn what_would_send_a_password_in_plain_text_is_refused_at_the_start() {
    let server = MailServer::start(Door::Never, "localhost");
    for (host, is_taken) in
        [("localhost", true), ("127.0.0.1", true), ("[::1]", true), ("mail.example.org", false)]
    {
        let mut mail = set_up(&server, Encryption::None, None);
        mail.server.as_mut().unwrap().host = host.to_owned();
        let made = Sender::of(&mail);
        assert_eq!(made.is_ok(), is_taken, "{host}");
        if let Err(why) = made {
            assert!(why.contains("plain text") && !why.contains(PASSWORD), "{why}");
        }
    }
}

#[test]
fn a_file_of_certificates_that_is_none_is_named_at_the_start() {
    let (server, folder) = (MailServer::start(Door::Never, "localhost"), tempfile::tempdir().unwrap());
    let (empty, broken) = (folder.path().join("empty.pem"), folder.path().join("broken.pem"));
    std::fs::write(&empty, "").unwrap();
    std::fs::write(&broken, "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n").unwrap();
    for path in [empty, broken, folder.path().join("missing.pem")] {
        let why = Sender::of(&set_up(&server, Encryption::Tls, Some(path.clone()))).unwrap_err();
        assert!(why.contains(path.to_str().unwrap()), "{why}");
    }
}
