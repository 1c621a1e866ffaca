//! A mail server with a certificate of its own, which notes what it heard before the way was protected and what after.

use openssl::asn1::Asn1Time;
use openssl::base64::encode_block;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::ssl::{SslAcceptor, SslMethod};
use openssl::x509::extension::{BasicConstraints, SubjectAlternativeName};
use openssl::x509::{X509, X509Builder, X509NameBuilder};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// Who may sign in.
pub(super) const USER: &str = "reviews";
pub(super) const PASSWORD: &str = "a password of the mail server";

/// How the way to it is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    FromTheFirstByte,
    AfterAGreeting,
    Never,
}

/// What a sender said.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// While anybody could read along.
    pub(super) plain: Vec<String>,
    /// While nobody could.
    pub(super) protected: Vec<String>,
}

/// A mail server on a port of its own.
pub(super) struct MailServer {
    pub(super) port: u16,
    /// Whoever vouches for its certificate (PEM).
    pub(super) voucher: Vec<u8>,
    heard: Receiver<Heard>,
}

impl MailServer {
    /// Starts one whose certificate is for this name.
    pub(super) fn start(door: Door, name: &str) -> Self {
        let voucher = Voucher::new(name);
        let acceptor = voucher.acceptor(name);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, heard) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut heard = Heard::default();
                answer(stream.unwrap(), door, &acceptor, &mut heard);
                tell.send(heard).ok();
            }
        });
        Self { port, voucher: voucher.certificate.to_pem().unwrap(), heard }
    }

    /// Waits until somebody has come and gone, and returns what they said.
    pub(super) fn heard(&self) -> Heard {
        self.heard.recv().unwrap()
    }
}

fn answer(stream: std::net::TcpStream, door: Door, acceptor: &SslAcceptor, heard: &mut Heard) {
    let protected = if door == Door::FromTheFirstByte {
        acceptor.accept(stream)
    } else {
        let mut plain = BufReader::new(stream);
        say(&mut plain, "220 mail.example.org");
        let offers = if door == Door::Never { "250 AUTH PLAIN" } else { "250-AUTH PLAIN\r\n250 STARTTLS" };
        if !converse(&mut plain, offers, &mut heard.plain) {
            return;
        }
        acceptor.accept(plain.into_inner())
    };
    // Whoever does not trust the certificate goes away.
    let Ok(protected) = protected else { return };
    let mut protected = BufReader::new(protected);
    if door == Door::FromTheFirstByte {
        say(&mut protected, "220 mail.example.org");
    }
    converse(&mut protected, "250 AUTH PLAIN", &mut heard.protected);
}

/// Speaks with a sender. Returns whether they want the way to be protected; otherwise they are gone.
fn converse<S: Read + Write>(stream: &mut BufReader<S>, offers: &str, heard: &mut Vec<String>) -> bool {
    let (mut line, mut in_mail) = (String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).unwrap_or(0) == 0 {
            return false;
        }
        let said = line.trim_end().to_owned();
        heard.push(said.clone());
        match said.split(' ').next().unwrap() {
            "." => {
                in_mail = false;
                say(stream, "250 taken");
            }
            _ if in_mail => {}
            "EHLO" => say(stream, &format!("250-mail.example.org\r\n{offers}")),
            "STARTTLS" => {
                say(stream, "220 go on");
                return true;
            }
            "AUTH" if said.ends_with(&credentials()) => say(stream, "235 welcome"),
            "AUTH" => say(stream, "535 5.7.8 who are you"),
            "DATA" => {
                in_mail = true;
                say(stream, "354 go on");
            }
            "QUIT" => say(stream, "221 bye"),
            _ => say(stream, "250 ok"),
        }
    }
}

/// Returns how a sender says who they are.
pub(super) fn credentials() -> String {
    encode_block(format!("\0{USER}\0{PASSWORD}").as_bytes())
}

fn say<S: Write>(stream: &mut BufReader<S>, text: &str) {
    // Whoever is gone hears nothing.
    stream.get_mut().write_all(format!("{text}\r\n").as_bytes()).ok();
}

/// Somebody who vouches for certificates, and whom nobody knows.
struct Voucher {
    key: PKey<Private>,
    certificate: X509,
}

impl Voucher {
    fn new(name: &str) -> Self {
        let key = key();
        let mut builder = builder(&format!("Whoever vouches for {name}"), &key);
        builder.append_extension(BasicConstraints::new().critical().ca().build().unwrap()).unwrap();
        builder.sign(&key, MessageDigest::sha256()).unwrap();
        Self { key, certificate: builder.build() }
    }

    /// Returns what protects connections by a certificate for this name.
    fn acceptor(&self, name: &str) -> SslAcceptor {
        let key = key();
        let mut builder = builder(name, &key);
        builder.set_issuer_name(self.certificate.subject_name()).unwrap();
        let context = builder.x509v3_context(Some(&self.certificate), None);
        let names = SubjectAlternativeName::new().dns(name).build(&context).unwrap();
        builder.append_extension(names).unwrap();
        builder.sign(&self.key, MessageDigest::sha256()).unwrap();
        let mut acceptor = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server()).unwrap();
        acceptor.set_private_key(&key).unwrap();
        acceptor.set_certificate(&builder.build()).unwrap();
        acceptor.build()
    }
}

fn key() -> PKey<Private> {
    let curve = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    PKey::from_ec_key(EcKey::generate(&curve).unwrap()).unwrap()
}

/// Begins a certificate that vouches for itself, for a day.
fn builder(name: &str, key: &PKey<Private>) -> X509Builder {
    let mut subject = X509NameBuilder::new().unwrap();
    subject.append_entry_by_text("CN", name).unwrap();
    let subject = subject.build();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    let serial = BigNum::from_u32(u32::try_from(name.len()).unwrap()).unwrap().to_asn1_integer().unwrap();
    builder.set_serial_number(&serial).unwrap();
    builder.set_subject_name(&subject).unwrap();
    builder.set_issuer_name(&subject).unwrap();
    builder.set_not_before(&Asn1Time::days_from_now(0).unwrap()).unwrap();
    builder.set_not_after(&Asn1Time::days_from_now(1).unwrap()).unwrap();
    builder.set_pubkey(key).unwrap();
    builder
}
