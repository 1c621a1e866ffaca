//! What it means when a mail server did not take a mail. What is wrong with the way there, or with who signs in, is the
//! operator's to mend and costs no letter: it waits meanwhile. Only what was said of the mail itself is for good.

use super::sender::NotSent;
use lettre::transport::smtp::Error;
use std::error::Error as _;
use std::net::TcpStream;

/// What OpenSSL says of a certificate that nobody vouches for, that is for another name, or that is out of date.
const NOT_TRUSTED: &str = "certificate verify failed";

/// Returns what a failure means.
pub(super) fn verdict(error: &Error) -> NotSent {
    if let Some(code) = error.status() {
        return answered(code.into());
    }
    if let Some(said) = handshake(error) {
        return NotSent::Later(if said.contains(NOT_TRUSTED) {
            "the mail server's certificate is not trusted for its name; mail.server.certificates can name further ones"
        } else {
            "the way to the mail server could not be protected"
        });
    }
    if error.is_timeout() {
        return NotSent::Later("the mail server did not answer in time");
    }
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    NotSent::Later(match said.as_str() {
        "STARTTLS is not supported on this server" => {
            "the mail server does not offer STARTTLS, and nothing is sent without; mail.server.encryption says so"
        }
        "No compatible authentication mechanism was found" => {
            "the mail server takes no user and password here; see mail.server.user"
        }
        _ if error.is_client() || error.is_response() => "the mail server speaks otherwise than expected",
        _ => "the mail server could not be reached",
    })
}

/// Returns what an answer with this number means.
fn answered(code: u16) -> NotSent {
    match code {
        // Who signs in is wrong, not the mail (RFC 4954).
        530 | 534 | 535 | 538 => NotSent::Later(
            "the mail server does not take the user and the password; see mail.server.user and mail.server.password",
        ),
        500.. => NotSent::Refused,
        _ => NotSent::Later("the mail server put it off"),
    }
}

/// Returns what was said when the way could not be protected, if that is what went wrong.
fn handshake(error: &Error) -> Option<String> {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(failed) = error.downcast_ref::<native_tls::HandshakeError<TcpStream>>() {
            return Some(failed.to_string());
        }
        source = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_of_the_mail_itself_is_for_good() {
        for (code, is_refused) in [
            (421, false),
            (451, false),
            (454, false),
            (530, false),
            (535, false),
            (538, false),
            (550, true),
            (554, true),
        ] {
            assert_eq!(answered(code) == NotSent::Refused, is_refused, "{code}");
        }
    }
}
