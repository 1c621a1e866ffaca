//! Whom a mail server may be vouched for by, besides those whom the system trusts.

use crate::config::MailServer;
use lettre::transport::smtp::client::{Certificate, TlsParameters};

/// The end of a certificate in a file of several (PEM).
const END: &str = "-----END CERTIFICATE-----";

/// Returns how the way to a server is protected: by a certificate for its name that is trusted.
pub(super) fn parameters(server: &MailServer) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(server.host.clone());
    for certificate in certificates(server)? {
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|error| error.to_string())
}

fn certificates(server: &MailServer) -> Result<Vec<Certificate>, String> {
    let Some(path) = &server.certificates else { return Ok(Vec::new()) };
    let wrong = |what: &str| format!("mail.server.certificates: {} {what}", path.display());
    let text = std::fs::read_to_string(path).map_err(|_| wrong("can't be read"))?;
    let each = text.split_inclusive(END).filter(|part| part.contains(END));
    let certificates: Result<Vec<_>, _> = each.map(|part| Certificate::from_pem(part.as_bytes())).collect();
    match certificates {
        Ok(some) if !some.is_empty() => Ok(some),
        Ok(_) | Err(_) => Err(wrong("holds no certificates as text (PEM)")),
    }
}
