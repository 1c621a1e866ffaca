//! The settings in the real window, with the keyboard alone: what is changed holds at once, after a crash, and before the
//! first paint; and the log of it all has nobody's words in it.

#[path = "desktop_review/people.rs"]
#[expect(dead_code, reason = "the stories of reviews act as other people, too")]
mod people;

use std::cell::RefCell;

use anyhow::{Result, ensure};
use desktop_tests::{Options, Story};

use people::command;

/// What somebody writes, and what must be in no log.
const WORDS: &str = "Zanzibar is where the ashes go";

/// The button that changes the keys for claiming.
const CLAIM: &str = "document.activeElement.ariaLabel?.startsWith('Change the keys for “Claim')";

#[test]
fn what_is_set_with_the_keyboard_holds_at_once_and_after_a_crash() -> Result<()> {
    let first_start = Options { first_start: true, ..Options::default() };
    Story::tell_in(first_start, "settings", |story| {
        puts_the_tour_aside(story)?;
        makes_it_dark(story)?;
        chooses_another_key(story)?;
        story.kill9_and_reopen()?;
        let window = story.window()?;
        window.wait_until("document.documentElement.dataset.theme === 'dark'")?;
        window.wait_for_focus("main .today h1")?;
        window.settle()?;
        ensure!(window.find_all(".tour")?.is_empty(), "the tour was put aside, and is there again");
        story.step("dark again after the crash, without the tour")?;
        claims_with_the_other_key_and_writes(story)?;
        has_a_log_without_words(story)
    })
}

fn puts_the_tour_aside(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.wait_for_focus("main .today h1")?;
    window.wait_for_text("New here?")?;
    story.step("the tour is offered")?;
    let window = story.window()?;
    window.press_until("Shift+Tab", "document.activeElement.textContent === 'Not now'")?;
    window.press("Enter")?;
    window.wait_until("!document.querySelector('.tour')")?;
    window.wait_for_focus("main")?;
    story.step("the tour is put aside")
}

fn makes_it_dark(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.press("Control+,")?;
    window.wait_until("location.pathname === '/settings/appearance'")?;
    window.wait_for_focus("main h1")?;
    story.step("the settings")?;
    let window = story.window()?;
    window.press("Tab")?;
    window.wait_for_focus("input[type=radio][value=system]")?;
    window.press("ArrowDown")?;
    window.wait_for_focus("input[type=radio][value=light]")?;
    window.press("ArrowDown")?;
    window.wait_for_focus("input[type=radio][value=dark]")?;
    window.wait_until("document.documentElement.dataset.theme === 'dark'")?;
    window.wait_for_text("Theme: Dark")?;
    window.wait_for_file("preferences.json", |text| text.contains("\"theme\": \"dark\""))?;
    story.step("it is dark")
}

fn chooses_another_key(story: &mut Story) -> Result<()> {
    command(story, "Settings: Shortcuts")?;
    let window = story.window()?;
    window.wait_until("document.title.startsWith('Shortcuts')")?;
    window.wait_for_focus("main h1")?;
    story.step("the shortcuts")?;
    let window = story.window()?;
    window.press_until("Tab", CLAIM)?;
    window.press("Enter")?;
    window.wait_for_focus("dialog input")?;
    window.press("Control+c")?;
    window.wait_for_text("These keys select, copy, paste and undo in every program.")?;
    story.step("keys of every program are refused")?;
    let window = story.window()?;
    window.press("e")?;
    window.wait_for_text("“Write the overall note” has these keys now.")?;
    // What is no letter begins anew: two letters would make two keys when they come soon after one another.
    window.press("Control+c")?;
    window.press("x")?;
    window.wait_until("document.querySelector('dialog input').value === 'x'")?;
    window.press("Enter")?;
    window.wait_until("!document.querySelector('dialog:modal')")?;
    window.wait_until(CLAIM)?;
    window.wait_for_text("Claim the review: x")?;
    window.wait_for_file("preferences.json", |text| text.contains("\"review.claim\": \"x\""))?;
    story.step("another key claims")
}

fn claims_with_the_other_key_and_writes(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.type_keys("gr")?;
    window.wait_until("location.pathname === '/reviews' && document.querySelector('[role=tab]')")?;
    window.press_until("Tab", "document.activeElement.matches('[role=tab]')")?;
    window.press("Home")?;
    window.wait_until(
        "document.querySelector('[role=tab][aria-selected=true]').innerText.startsWith('Queue')",
    )?;
    window.wait_until("document.querySelector('main .row')")?;
    window.press("j")?;
    window.wait_for_focus("main .row")?;
    window.press("Enter")?;
    window.wait_until("document.querySelector('.preview-claim button')?.innerText.includes('x')")?;
    window.wait_for_focus("main h1")?;
    window.press("x")?;
    window.wait_until("document.querySelector('#overall-note')")?;
    story.step("claimed with the other key")?;
    let window = story.window()?;
    window.press_until("e", "document.activeElement.matches('#overall-note [contenteditable=true]')")?;
    window.type_keys(WORDS)?;
    window.wait_for_file("logs/wrapitup.log", |text| text.contains("kind=reviews.save_note"))?;
    story.step("words are written and kept")
}

fn has_a_log_without_words(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    let found = RefCell::new(String::new());
    window.wait_for_file("logs/wrapitup.log", |text| {
        found.replace(text.to_owned());
        text.contains("kind=reviews.claim")
    })?;
    let log = found.into_inner();
    for word in WORDS.split(' ').filter(|word| word.len() > 3).chain(["Amara", "Okafor", "@"]) {
        ensure!(!log.contains(word), "the log says {word:?}:\n{log}");
    }
    command(story, "Settings: About")?;
    let window = story.window()?;
    window.wait_for_focus("main h1")?;
    window.wait_for_text("wrapitup.log")?;
    story.step("where the log is")
}
