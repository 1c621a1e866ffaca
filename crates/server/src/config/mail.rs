//! How the server sends mail.

use super::Secret;
use serde::Deserialize;
use std::net::IpAddr;
use std::path::PathBuf;

/// How mail is sent. Without a server, none is: whoever needs a link finds out from the operator.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// In whose name, such as `Wrap It Up <reviews@example.org>`.
    pub from: Option<String>,
    /// By which server.
    pub server: Option<MailServer>,
}

/// A server that takes mail (SMTP).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port; the usual one of the encryption when it is not said.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the way there is protected.
    #[serde(default)]
    pub encryption: Encryption,
    /// A file of certificates (PEM) that are trusted besides those that the system does.
    #[serde(default)]
    pub certificates: Option<PathBuf>,
    /// Who signs in there; nobody when it is not said.
    #[serde(default)]
    pub user: Option<String>,
    /// With what.
    #[serde(default)]
    pub password: Option<Secret>,
}

/// How the way to a server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encryption {
    /// From the first byte (port 465).
    #[default]
    Tls,
    /// After a greeting, and never without (port 587).
    StartTls,
    /// Not at all (port 25): for a server on the same computer.
    None,
}

impl MailServer {
    /// Whether it is on this computer.
    #[must_use]
    pub fn is_here(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
    }

    /// Returns the port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        match (self.port, self.encryption) {
            (Some(port), _) => port,
            (None, Encryption::Tls) => 465,
            (None, Encryption::StartTls) => 587,
            (None, Encryption::None) => 25,
        }
    }
}
