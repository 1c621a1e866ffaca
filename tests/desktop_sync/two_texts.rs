//! One person writes the same note on two computers while neither hears of the other: both texts are there, side by side, and
//! the person decides, by keyboard.

use anyhow::{Result, ensure};
use desktop_tests::{Server, Window};
use serde_json::json;
use tempfile::TempDir;

use crate::signed_in::{AMARA, EDITOR, review, signs_in, writes};

/// Sends what waits, if something does.
const TRY_NOW: &str = "[...document.querySelectorAll('dialog[open] button')].find(found => found.innerText.includes('Try now'))?.click();";

/// Goes on with the keyboard until focus is on a button with these words.
fn reaches(window: &Window, words: &str) -> Result<()> {
    let words = json!(words);
    window.press_until(
        "Tab",
        &format!("document.activeElement.matches('.attention-item button') && document.activeElement.textContent.startsWith({words})"),
    )
}

#[test]
fn two_texts_that_were_written_apart_stand_side_by_side_until_the_person_decides() -> Result<()> {
    let folder = TempDir::new()?;
    let at = |name: &str| folder.path().join(name);
    let mut server = Server::start(&at("server"))?;
    let laptop = signs_in(&server, &at("laptop"), AMARA)?;
    let study = signs_in(&server, &at("study"), AMARA)?;
    // Nothing is written there yet: both begin it.
    let review = review(&laptop, "mine", "!row.has_draft")?;
    for window in [&laptop, &study] {
        window.go(&format!("/reviews/{review}"))?;
        window.find(EDITOR)?;
    }
    server.kill();
    for (window, words) in [(&laptop, "On the laptop."), (&study, "In the study.")] {
        writes(window, words)?;
        window.find_with(".rail .sync-line", "Offline.")?;
    }
    server.start_again()?;
    // Each also tries again by itself, so either may come first; whoever comes second keeps two texts.
    for window in [&laptop, &study] {
        window.click(".rail .sync-line")?;
        window.wait_until("document.querySelector('dialog[open] button')")?;
        window.script(TRY_NOW, &[])?;
        window.press("Escape")?;
    }
    // What waits for the person is on both.
    for window in [&laptop, &study] {
        window.find_with(".rail .sync-line", "1 needs attention")?;
    }

    study.click(".rail .sync-line")?;
    study.find_with("dialog[open] button", "One thing: see why")?.click()?;
    study.wait_until("document.title === 'Needs attention · Wrap It Up'")?;
    study.find_with(".attention-item", "Two devices of yours changed this text")?;
    let kept = study.find("[aria-label='Kept beside it']")?.text()?;
    let (mine, theirs) = if kept.contains("In the study.") {
        ("In the study.", "On the laptop.")
    } else {
        ("On the laptop.", "In the study.")
    };
    study.find_with("[aria-label='In its place now']", theirs)?;
    ensure!(!study.find_all(".versions ins")?.is_empty(), "nothing says where the two differ");

    reaches(&study, "Keep this one: Kept beside it")?;
    study.press("Enter")?;
    study.find_with(".toast", "That text stands now.")?;
    study.wait_for_text("Nothing needs your attention")?;
    study.press("Control+z")?;
    study.find_with("[aria-label='Kept beside it']", mine)?;
    reaches(&study, "Put both together")?;
    study.press("Enter")?;
    study.find_with(".toast", "Both texts stand there now")?;
    study.wait_for_text("Nothing needs your attention")?;
    study.press("Control+z")?;
    study.find_with("[aria-label='In its place now']", theirs)?;
    reaches(&study, "Put both together")?;
    study.press("Enter")?;
    study.wait_for_text("Nothing needs your attention")?;
    study.find_with(".rail .sync-line", "Everything is sent")?;

    // The other computer hears of it by itself.
    laptop.go("/attention")?;
    laptop.wait_for_text("Nothing needs your attention")?;
    for window in [&laptop, &study] {
        window.go(&format!("/reviews/{review}"))?;
        window.find_with(EDITOR, mine)?;
        window.find_with(EDITOR, theirs)?;
    }
    Ok(())
}
