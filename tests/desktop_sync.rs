//! Two windows of one person and a real server: a note that is written without a network is sent when there is one again,
//! and stands on the other computer; nothing of it, and no secret, stands in the clear on this one.

#[path = "desktop_sync/claims.rs"]
mod claims;
#[path = "desktop_sync/mail.rs"]
mod mail;
#[path = "desktop_sync/mended.rs"]
mod mended;
#[path = "desktop_sync/signed_in.rs"]
mod signed_in;
#[path = "desktop_sync/two_texts.rs"]
mod two_texts;

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use desktop_tests::{PASSWORD, Server};
use tempfile::TempDir;

use signed_in::{AMARA, EDITOR, PASSPHRASE, note, review, sends_now, signs_in, unlocks, writes};

/// Whether some bytes stand in any file below a folder.
fn stands_in(folder: &Path, what: &str) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = if path.is_dir() {
            stands_in(&path, what)?
        } else {
            // What goes while one looks is not there.
            let bytes = fs::read(&path).unwrap_or_default();
            bytes.windows(what.len()).any(|window| window == what.as_bytes())
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

#[test]
fn what_is_written_without_a_network_is_sent_later_and_stands_on_the_other_computer() -> Result<()> {
    let folder = TempDir::new()?;
    let at = |name: &str| folder.path().join(name);
    let mut server = Server::start(&at("server"))?;
    let laptop = signs_in(&server, &at("laptop"), AMARA)?;
    let review = review(&laptop, "mine", "true")?;
    laptop.go(&format!("/reviews/{review}"))?;
    writes(&laptop, " First with a network.")?;
    laptop.find_with(".rail .sync-line", "Everything is sent")?;

    server.kill();
    writes(&laptop, " Then without one.")?;
    laptop.find_with(".rail .sync-line", "Offline.")?;
    laptop.click(".rail .sync-line")?;
    laptop.find_with("dialog[open]", "can't be reached. Go on as always")?;
    laptop.press("Escape")?;
    laptop.wait_until("!document.querySelector('dialog[open]')")?;

    // The application is killed and opened again while there is no server: everything is there.
    let laptop = laptop.kill9_and_reopen()?;
    unlocks(&laptop)?;
    laptop.find_with(".rail .sync-line", "saved here")?;
    laptop.go(&format!("/reviews/{review}"))?;
    laptop.find_with(EDITOR, "Then without one.")?;

    server.start_again()?;
    sends_now(&laptop, "Everything is sent")?;

    let study = signs_in(&server, &at("study"), AMARA)?;
    study.go(&format!("/reviews/{review}"))?;
    study.find_with(EDITOR, "Then without one.")?;
    laptop.go(&format!("/reviews/{review}"))?;
    laptop.find_with(EDITOR, "Then without one.")?;
    let (there, here) = (note(&study)?, note(&laptop)?);
    ensure!(there == here, "one computer shows {here:?}, the other one {there:?}");

    for computer in ["laptop", "study"] {
        for secret in ["Then without one", PASSWORD, PASSPHRASE, "SQLite format 3"] {
            let people = at(computer).join("people");
            ensure!(!stands_in(&people, secret)?, "{secret:?} stands in the clear on the {computer}");
        }
    }
    Ok(())
}
