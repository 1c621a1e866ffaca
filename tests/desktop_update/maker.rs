//! Somebody who makes newer versions and offers them over https: a server with a certificate of its own, keys, and a list
//! that is signed as Tauri's tools sign it. What it answers can change while the window asks.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minisign::KeyPair;
use openssl::asn1::Asn1Time;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::ssl::{SslAcceptor, SslMethod};
use openssl::x509::extension::SubjectAlternativeName;
use openssl::x509::{X509, X509Name};
use serde_json::json;

/// The version that is offered.
pub(crate) const VERSION: &str = "9.9.9";

/// The maker. Its server goes on until the test ends.
pub(crate) struct Maker {
    port: u16,
    keys: KeyPair,
    certificate: PathBuf,
    shelf: Arc<Shelf>,
}

/// What the server has, and whether it gives more than the first half of a package.
#[derive(Default)]
struct Shelf {
    has: Mutex<(HashMap<String, Vec<u8>>, Gives)>,
    changed: Condvar,
}

/// How much of a package the server gives at once.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Gives {
    /// The first half, and the second when it is told to give all.
    Half,
    /// All of it.
    #[default]
    All,
}

impl Maker {
    /// Opens a server whose certificate lies in a folder, and offers a package.
    pub(crate) fn offering(package: &[u8], folder: &Path) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let (certificate, key) = certificate()?;
        let mut acceptor = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls())?;
        acceptor.set_certificate(&certificate)?;
        acceptor.set_private_key(&key)?;
        let (acceptor, shelf) = (acceptor.build(), Arc::new(Shelf::default()));
        let served = Arc::clone(&shelf);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever hangs up before the end has heard enough.
                serve(&acceptor, stream, &served).ok();
            }
        });
        let file = folder.join("maker.pem");
        fs::write(&file, certificate.to_pem()?)?;
        let maker = Self { port, keys: KeyPair::generate_unencrypted_keypair()?, certificate: file, shelf };
        maker.sends(package);
        maker.publish(package)?;
        Ok(maker)
    }

    /// Returns what tells the application of this maker, and whom to trust, for this start alone.
    pub(crate) fn environment(&self) -> Result<Vec<(String, String)>> {
        let key = STANDARD.encode(self.keys.pk.to_box()?.to_string());
        let told = [
            ("WRAPITUP_UPDATE_ADDRESS", self.address("latest.json")),
            ("WRAPITUP_UPDATE_KEY", key),
            ("WRAPITUP_UPDATE_REST", "0".to_owned()),
            ("SSL_CERT_FILE", self.certificate.display().to_string()),
        ];
        Ok(told.map(|(name, value)| (name.to_owned(), value)).to_vec())
    }

    /// Returns an address of the server.
    pub(crate) fn address(&self, name: &str) -> String {
        format!("https://localhost:{}/{name}", self.port)
    }

    /// Sends these bytes as the package, whatever was signed.
    pub(crate) fn sends(&self, package: &[u8]) {
        self.shelf.has().0.insert("/package".to_owned(), package.to_owned());
    }

    /// Gives so much of the package, also to whoever waits for the second half.
    pub(crate) fn gives(&self, much: Gives) {
        self.shelf.has().1 = much;
        self.shelf.changed.notify_all();
    }

    fn publish(&self, package: &[u8]) -> Result<()> {
        let signature = self.signed(package, &format!("file:package\tversion:{VERSION}"))?;
        let platform = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
        let list = json!({
            "version": VERSION,
            "notes": "Reviews open twice as fast.",
            "platforms": { platform: { "url": self.address("package"), "signature": signature } },
        });
        let list = list.to_string();
        let signature = self.signed(list.as_bytes(), "file:latest.json")?;
        let mut has = self.shelf.has();
        has.0.insert("/latest.json".to_owned(), list.into_bytes());
        has.0.insert("/latest.json.sig".to_owned(), signature.into_bytes());
        Ok(())
    }

    fn signed(&self, what: &[u8], comment: &str) -> Result<String> {
        let (public, secret) = (&self.keys.pk, &self.keys.sk);
        let signature = minisign::sign(Some(public), secret, Cursor::new(what), Some(comment), None)?;
        Ok(STANDARD.encode(signature.to_string()))
    }
}

impl Shelf {
    fn has(&self) -> MutexGuard<'_, (HashMap<String, Vec<u8>>, Gives)> {
        self.has.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn serve(acceptor: &SslAcceptor, stream: TcpStream, shelf: &Shelf) -> Result<()> {
    let mut stream = BufReader::new(acceptor.accept(stream)?);
    let mut lines = stream.by_ref().lines();
    let Some(first) = lines.next().transpose()? else { return Ok(()) };
    lines.map_while(Result::ok).find(String::is_empty);
    let path = first.split(' ').nth(1).unwrap_or_default();
    let found = shelf.has().0.get(path).cloned();
    let stream = stream.get_mut();
    let Some(body) = found else {
        stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
        return Ok(stream.shutdown().map(drop)?);
    };
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    let (half, rest) = body.split_at(body.len() / 2);
    stream.write_all(half)?;
    stream.flush()?;
    if path == "/package" {
        let has = shelf.has();
        drop(shelf.changed.wait_while(has, |(_, gives)| *gives == Gives::Half));
    }
    stream.write_all(rest)?;
    stream.shutdown()?;
    Ok(())
}

/// Makes a certificate for this computer that nobody trusts who is not told to.
fn certificate() -> Result<(X509, PKey<Private>)> {
    let curve = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    let key = PKey::from_ec_key(EcKey::generate(&curve)?)?;
    let mut name = X509Name::builder()?;
    name.append_entry_by_nid(Nid::COMMONNAME, "localhost")?;
    let name = name.build();
    let mut made = X509::builder()?;
    made.set_version(2)?;
    made.set_subject_name(&name)?;
    made.set_issuer_name(&name)?;
    made.set_pubkey(&key)?;
    let (begins, ends) = (Asn1Time::days_from_now(0)?, Asn1Time::days_from_now(1)?);
    made.set_not_before(&begins)?;
    made.set_not_after(&ends)?;
    let known_as = SubjectAlternativeName::new().dns("localhost").build(&made.x509v3_context(None, None))?;
    made.append_extension(known_as)?;
    made.sign(&key, MessageDigest::sha256())?;
    Ok((made.build(), key))
}
