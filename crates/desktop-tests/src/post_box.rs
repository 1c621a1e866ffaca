//! A mail server that takes everything and shows it to nobody but the test.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// Longer than a mail takes that is on its way.
const PATIENCE: Duration = Duration::from_secs(60);

/// A mail server on a port of its own.
#[derive(Debug)]
pub struct PostBox {
    port: u16,
    mails: Receiver<String>,
}

impl PostBox {
    /// Opens one.
    ///
    /// # Errors
    /// When there is no port.
    pub fn open() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let (tell, mails) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whoever breaks off tries again.
                take(stream, &tell).ok();
            }
        });
        Ok(Self { port, mails })
    }

    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the next mail, and returns the token in its link to a page of the server such as `verify`.
    ///
    /// # Errors
    /// When no mail comes, or another one does.
    pub fn token(&self, page: &str) -> Result<String> {
        let mail = self.mails.recv_timeout(PATIENCE).context("no mail came")?;
        // Long lines were broken on their way.
        let text = mail.replace("=\r\n", "");
        let (_, after) =
            text.split_once(&format!("/account/{page}#")).context("a mail without such a link")?;
        Ok(after.chars().take_while(char::is_ascii_alphanumeric).collect())
    }
}

/// Speaks with a sender until it goes, and tells what it brought.
fn take(stream: TcpStream, tell: &Sender<String>) -> Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    let mut say = |text: &str| writer.write_all(format!("{text}\r\n").as_bytes());
    say("220 post.example.org")?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        match line.trim_end().split(' ').next() {
            Some("DATA") => {
                say("354 go on")?;
                let mut mail = String::new();
                while !mail.ends_with("\r\n.\r\n") {
                    reader.read_line(&mut mail)?;
                }
                say("250 taken")?;
                tell.send(mail).ok();
            }
            Some("QUIT") => return Ok(say("221 bye")?),
            _ => say("250 ok")?,
        }
    }
}
