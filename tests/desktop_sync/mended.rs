//! A disk hands back other bytes than it was given: the file of somebody with an account is mended from its first screen, and
//! what was written without a network and not sent is sent after all.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use desktop_tests::{Options, Server, Window};
use tempfile::TempDir;

use crate::signed_in::{AMARA, EDITOR, review, sends_now, signs_in, unlocks, writes};

/// Returns the file of the one person who has used a computer.
fn file(computer: &Path) -> Result<PathBuf> {
    let people = fs::read_dir(computer.join("people"))?;
    let mut files = people.flatten().map(|folder| folder.path().join("person.db"));
    files.find(|file| file.exists()).context("nobody has a file here")
}

#[test]
fn a_damaged_file_is_mended_and_what_was_not_sent_is_sent_after_all() -> Result<()> {
    let folder = TempDir::new()?;
    let at = |name: &str| folder.path().join(name);
    let mut server = Server::start(&at("server"))?;
    let laptop = signs_in(&server, &at("laptop"), AMARA)?;
    let review = review(&laptop, "mine", "true")?;
    server.kill();
    laptop.go(&format!("/reviews/{review}"))?;
    writes(&laptop, " Written on the train.")?;
    laptop.find_with(".rail .sync-line", "saved here")?;
    laptop.close()?;

    let file = file(&at("laptop"))?;
    let mut bytes = fs::read(&file)?;
    bytes.iter_mut().take(4096).for_each(|byte| *byte ^= 16);
    fs::write(&file, &bytes)?;

    let laptop = Window::open_with(&at("laptop"), Options { nobody: true, ..Options::default() })?;
    unlocks(&laptop)?;
    laptop.wait_for_text("Your file on this computer is damaged")?;
    ensure!(fs::read(&file)? == bytes, "the file was touched before anybody chose");
    laptop.press_until("Tab", "document.activeElement.textContent === 'Mend the file'")?;
    laptop.press("Enter")?;
    laptop.find_with("main", "One change that had not been sent was found in it")?;
    laptop.wait_for_focus("h1")?;
    laptop.press_until("Tab", "document.activeElement.textContent === 'Go on'")?;
    laptop.press("Enter")?;
    server.start_again()?;
    sends_now(&laptop, "Everything is sent")?;
    laptop.go(&format!("/reviews/{review}"))?;
    laptop.find_with(EDITOR, "Written on the train.")?;

    let study = signs_in(&server, &at("study"), AMARA)?;
    study.go(&format!("/reviews/{review}"))?;
    study.find_with(EDITOR, "Written on the train.")?;
    Ok(())
}
