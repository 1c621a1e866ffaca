//! Handing a mail to a mail server (SMTP). What is sent is made from what stands in the database alone, so that every try
//! says the same under the same name.

use super::{trusted, verdict};
use crate::config::{Encryption, Mail, MailServer};
use domain::base::Instant;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::Tls;
use lettre::{Message, SmtpTransport, Transport};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use store::accounts::OutgoingMail;
use thiserror::Error;

/// How long a mail server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a mail was not taken. The words are the program's own: what a mail server says may quote an address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotSent {
    /// It will never be: the address or the mail is not acceptable.
    #[error("the mail server refused it for good")]
    Refused,
    /// It may be later.
    #[error("{0}")]
    Later(&'static str),
    /// The mail can't be made from what is stored.
    #[error("it is no mail: {0}")]
    Unfit(&'static str),
}

/// A mail server, ready to take mail.
pub struct Sender {
    transport: SmtpTransport,
    from: Mailbox,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender(…)")
    }
}

impl Sender {
    /// Gets ready to send by the configured server; none where none is configured.
    ///
    /// # Errors
    /// When the configuration makes no sense.
    pub fn of(mail: &Mail) -> Result<Option<Self>, String> {
        let Some(server) = &mail.server else { return Ok(None) };
        let from = mail.from.as_deref().ok_or("mail.from has to say in whose name mail is sent")?;
        let from =
            from.parse().map_err(|_| "mail.from is not an address, such as `Wrap It Up <a@example.org>`")?;
        Ok(Some(Self { transport: transport(server)?, from }))
    }

    /// Sends a mail. Keeps its thread until the server answered.
    ///
    /// # Errors
    /// When the server did not take it.
    pub fn send(&self, mail: &OutgoingMail, written: Instant) -> Result<(), NotSent> {
        let message = message(&self.from, mail, written)?;
        self.transport.send(&message).map(drop).map_err(|error| verdict::verdict(&error))
    }
}

fn transport(server: &MailServer) -> Result<SmtpTransport, String> {
    let tls = match server.encryption {
        Encryption::Tls => Tls::Wrapper(trusted::parameters(server)?),
        Encryption::StartTls => Tls::Required(trusted::parameters(server)?),
        Encryption::None if server.is_here() => Tls::None,
        Encryption::None if server.password.is_some() => {
            return Err("mail.server.password would be sent in plain text to another computer; \
                        let mail.server.encryption be tls or start_tls"
                .to_owned());
        }
        Encryption::None => {
            tracing::warn!(
                "mail.unprotected: letters, with the links in them, go to another computer in plain text"
            );
            Tls::None
        }
    };
    let mut builder =
        SmtpTransport::builder_dangerous(&server.host).port(server.port()).tls(tls).timeout(Some(PATIENCE));
    if let (Some(user), Some(password)) = (&server.user, &server.password) {
        builder = builder.credentials(Credentials::new(user.clone(), password.reveal().to_owned()));
    }
    Ok(builder.build())
}

fn message(from: &Mailbox, mail: &OutgoingMail, written: Instant) -> Result<Message, NotSent> {
    let to = mail.recipient.parse().map_err(|_| NotSent::Unfit("its address"))?;
    if mail.subject.chars().any(char::is_control) {
        return Err(NotSent::Unfit("its subject"));
    }
    let id = format!("<{}@{}>", mail.id, from.email.domain());
    let millis = u64::try_from(written.0).unwrap_or_default();
    let date: SystemTime = UNIX_EPOCH + Duration::from_millis(millis);
    // Nobody's holiday answer is wanted (RFC 3834).
    let automatic =
        HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(mail.html.clone());
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(mail.text.clone());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        .message_id(Some(id))
        .date(date)
        .raw_header(automatic)
        .multipart(MultiPart::alternative().singlepart(text).singlepart(html))
        .map_err(|_| NotSent::Unfit("its parts"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::accounts::LetterId;

    fn mail(recipient: &str, subject: &str) -> OutgoingMail {
        OutgoingMail {
            id: LetterId::default(),
            kind: "reset".to_owned(),
            recipient: recipient.to_owned(),
            subject: subject.to_owned(),
            text: "text".to_owned(),
            html: "html".to_owned(),
            attempts: 1,
        }
    }

    #[test]
    fn nothing_that_somebody_typed_adds_a_line_to_the_head() {
        let from: Mailbox = "reviews@example.org".parse().unwrap();
        let made = |recipient: &str, subject: &str| message(&from, &mail(recipient, subject), Instant(0));
        made("ana@example.org", "A subject").unwrap();
        for recipient in ["ana@example.org\r\nBcc: eve@example.org", "ana@example.org, eve@example.org", ""] {
            assert_eq!(
                made(recipient, "A subject").unwrap_err(),
                NotSent::Unfit("its address"),
                "{recipient}"
            );
        }
        for subject in ["A\r\nBcc: eve@example.org", "A\nB", "A\u{0}"] {
            assert_eq!(
                made("ana@example.org", subject).unwrap_err(),
                NotSent::Unfit("its subject"),
                "{subject}"
            );
        }
    }

    #[test]
    fn the_same_mail_is_the_same_bytes_but_for_its_boundary() {
        let from: Mailbox = "reviews@example.org".parse().unwrap();
        let made = || message(&from, &mail("ana@example.org", "A subject"), Instant(0)).unwrap().formatted();
        let head = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            let lines = text.lines().take_while(|line| !line.is_empty());
            lines.filter(|line| !line.contains("boundary")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(head(made()), head(made()));
    }
}
