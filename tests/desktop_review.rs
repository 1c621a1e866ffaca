//! A review in the real window, from both sides and through crashes, told as the people live it.

#[path = "desktop_review/client.rs"]
mod client;
#[path = "desktop_review/mentor.rs"]
mod mentor;
#[path = "desktop_review/offer.rs"]
mod offer;
#[path = "desktop_review/people.rs"]
mod people;
#[path = "desktop_review/views.rs"]
mod views;

use std::fs;
use std::time::Duration;

use anyhow::{Result, ensure};
use desktop_tests::{Disk, Options, Story, Typing};
use tempfile::TempDir;

use mentor::NEEDED;

/// What a crash may cost.
const ONE_SECOND: Duration = Duration::from_secs(1);

const NOTE: &str = "Thank you for this. I could follow every step, and the order makes sense to me.";

/// Focus changes hands often in these stories, and has to be where it belongs on a slow machine too.
fn slow() -> Options {
    Options { slow: true, ..Options::default() }
}

#[test]
fn a_mentor_reviews_with_the_keyboard_alone_and_loses_nothing_to_a_crash() -> Result<()> {
    Story::tell("mentor", |story| {
        mentor::claims_the_first_of_the_queue(story)?;
        let room = mentor::room(story)?;

        let before = mentor::writes_a_note(story, NOTE)?;
        let mut typing = Typing::after(&before);
        for word in "One thing is still missing".split(' ') {
            typing.word(story.window()?, word)?;
        }
        let cut = story.kill9_and_reopen()?;
        story.window()?.go(&room)?;
        let found = mentor::note(story)?;
        story.step("the room again after the crash")?;
        ensure!(found.starts_with(&before), "saved was {before:?}, and {found:?} was found");
        let lost = typing.lost(&found, cut)?;
        ensure!(lost <= ONE_SECOND, "{lost:?} of words are lost of {:?}: {found:?}", typing.text());

        let answer = mentor::goes_to_the_longest_answer(story)?;
        mentor::comments(story, NEEDED)?;
        ensure!(answer == mentor::commented_answer(story)?, "the comment is about another answer");
        mentor::ticks_the_first_check(story)?;
        mentor::sends(story, "for changes?", "Changes asked for")?;
        story.window()?.wait_for_text(NEEDED)
    })
}

#[test]
fn both_sides_of_two_rounds_are_lived_through_in_one_window() -> Result<()> {
    Story::tell_in(slow(), "both-sides", |story| {
        mentor::claims_the_first_of_the_queue(story)?;
        let (section, client) = (mentor::section(story)?, mentor::client(story)?);
        mentor::writes_a_note(story, NOTE)?;
        let answer = mentor::goes_to_the_longest_answer(story)?;
        mentor::comments(story, NEEDED)?;
        mentor::sends(story, "for changes?", "Changes asked for")?;

        people::become_somebody(story, &client)?;
        client::opens(story, &section, "Your turn")?;
        client::reads(story, &[NOTE, NEEDED])?;
        client::changes(story, &answer, "Truly,", "Mei knows it too")?;
        client::asks_for_a_review(story)?;

        people::become_somebody(story, people::MENTOR)?;
        mentor::claims_what_is_kept_for_her(story, &section)?;
        mentor::sees_what_changed(story, &answer, "Truly,", "Mei knows it too")?;
        mentor::sends(story, "Approve, and send this to", "Approved")?;

        people::become_somebody(story, &client)?;
        client::opens(story, &section, "was approved")?;
        client::reads(story, &["Amara approved this section"])
    })
}

#[test]
fn a_lost_draft_goes_to_the_mentor_who_has_the_review_now() -> Result<()> {
    Story::tell_in(slow(), "offer", |story| {
        mentor::claims_the_first_of_the_queue(story)?;
        let room = mentor::room(story)?;
        mentor::writes_a_note(story, NOTE)?;
        offer::gives_it_back(story)?;
        let other = offer::another_mentor_for(story, &room)?;
        let first_name = other.split(' ').next().unwrap_or_default().to_owned();

        people::become_somebody(story, &other)?;
        offer::claims_at(story, &room)?;
        people::become_somebody(story, people::MENTOR)?;
        offer::sends_a_kept_draft(story, &first_name)?;
        people::become_somebody(story, &other)?;
        story.window()?.go(&room)?;
        offer::takes_the_offered_draft(story, "Amara", NOTE)?;
        people::become_somebody(story, people::MENTOR)?;
        offer::kept_drafts(story)?;
        story.window()?.wait_for_text(&format!("{first_name} put this into the note."))
    })
}

#[test]
fn a_reply_that_was_not_sent_is_there_again_after_a_crash() -> Result<()> {
    Story::tell("reply", |story| {
        mentor::claims_the_first_of_the_queue(story)?;
        let (section, client) = (mentor::section(story)?, mentor::client(story)?);
        mentor::writes_a_note(story, NOTE)?;
        mentor::goes_to_the_longest_answer(story)?;
        mentor::comments(story, NEEDED)?;
        mentor::sends(story, "for changes?", "Changes asked for")?;

        people::become_somebody(story, &client)?;
        client::opens(story, &section, "Your turn")?;
        let page = mentor::room(story)?;
        client::begins_a_reply(story)?;
        let before = "Thank you, I see.";
        client::writes_until_kept(story, before)?;
        let mut typing = Typing::after(before);
        for word in "I have added the telephone number and the address".split(' ') {
            typing.word(story.window()?, word)?;
        }
        let cut = story.kill9_and_reopen()?;
        story.window()?.go(&page)?;
        let found = client::reply(story)?;
        story.step("the reply again after the crash")?;
        ensure!(found.starts_with(before), "kept was {before:?}, and {found:?} was found");
        let lost = typing.lost(&found, cut)?;
        ensure!(lost <= ONE_SECOND, "{lost:?} of words are lost of {:?}: {found:?}", typing.text());
        client::sends_the_reply(story, found.trim())
    })
}

#[test]
fn five_crashes_while_typing_lose_at_most_a_second_each() -> Result<()> {
    const WORDS: &str = "when the phone rings at night somebody has to know whom to call first and why";
    Story::tell("crashes", |story| {
        mentor::claims_the_first_of_the_queue(story)?;
        let room = mentor::room(story)?;
        let mut kept = mentor::writes_a_note(story, NOTE)?;
        for words in [1, 3, 6, 10, 16] {
            let mut typing = Typing::after(&kept);
            for word in WORDS.split(' ').take(words) {
                typing.word(story.window()?, word)?;
            }
            let cut = story.kill9_and_reopen()?;
            story.window()?.go(&room)?;
            let found = mentor::note(story)?;
            ensure!(found.starts_with(&kept), "saved was {kept:?}, and {found:?} was found");
            let lost = typing.lost(&found, cut)?;
            ensure!(lost <= ONE_SECOND, "{lost:?} of words are lost of {:?}: {found:?}", typing.text());
            kept = mentor::writes_a_note(story, " and")?;
            story.step(&format!("killed after word {words}, {lost:?} lost"))?;
        }
        Ok(())
    })
}

#[test]
fn a_saved_view_is_kept_changed_opened_first_and_brought_back_with_the_keyboard_alone() -> Result<()> {
    Story::tell_in(slow(), "saved-views", |story| {
        views::orders_the_queue(story)?;
        views::saves_it(story)?;
        views::replaces_it_and_takes_that_back(story)?;
        views::begins_with_it(story)?;
        views::deletes_it_and_brings_it_back(story)
    })
}

#[test]
fn while_the_disk_takes_its_time_typing_goes_on_and_the_page_says_that_it_saves() -> Result<()> {
    let elsewhere = TempDir::new()?;
    let hold = elsewhere.path().join("hold");
    Story::tell_in(Disk::Held.while_there(&hold)?, "slow-disk", |story| {
        mentor::claims_the_first_of_the_queue(story)?;
        mentor::writes_a_note(story, NOTE)?;
        fs::write(&hold, "")?;
        mentor::types_into_the_note(story, " It waits.")?;
        story.window()?.wait_until(mentor::IS_SAVING)?;
        mentor::types_into_the_note(story, " It goes on.")?;
        story.window()?.wait_until(mentor::IS_SAVING)?;
        let whole = mentor::note(story)?;
        ensure!(whole.ends_with(" It waits. It goes on."), "while it saves the page shows {whole:?}");
        story.step("typed while nothing could be saved")?;
        fs::remove_file(&hold)?;
        let kept = mentor::writes_a_note(story, " Done.")?;
        ensure!(kept == format!("{whole} Done."), "{kept:?}");
        let room = mentor::room(story)?;
        story.kill9_and_reopen()?;
        story.window()?.go(&room)?;
        let found = mentor::note(story)?;
        ensure!(found == kept, "{found:?} was found instead of {kept:?}");
        Ok(())
    })
}

#[test]
fn when_the_disk_is_full_the_window_says_so_and_what_was_typed_is_saved_once_there_is_room() -> Result<()> {
    let elsewhere = TempDir::new()?;
    let full = elsewhere.path().join("full");
    Story::tell_in(Disk::Full.while_there(&full)?, "full-disk", |story| {
        mentor::claims_the_first_of_the_queue(story)?;
        mentor::writes_a_note(story, NOTE)?;
        fs::write(&full, "")?;
        mentor::types_into_the_note(story, " It stays.")?;
        story.window()?.wait_for_text("Not saved yet")?;
        story.window()?.wait_for_text("The disk is full")?;
        ensure!(mentor::note(story)?.ends_with(" It stays."), "what was typed is gone from the page");
        story.step("nothing can be saved, and the page says why")?;
        fs::remove_file(&full)?;
        let kept = mentor::writes_a_note(story, " Done.")?;
        ensure!(kept.ends_with(" It stays. Done."), "{kept:?}");
        let room = mentor::room(story)?;
        story.kill9_and_reopen()?;
        story.window()?.go(&room)?;
        let found = mentor::note(story)?;
        ensure!(found == kept, "{found:?} was found instead of {kept:?}");
        Ok(())
    })
}

#[test]
fn when_the_disk_turns_read_only_the_window_says_so_and_what_was_typed_is_saved_once_it_can_be_written()
-> Result<()> {
    const SAID: &str = "!!document.querySelector('[aria-label=\"Your file can only be read\"]')";
    let elsewhere = TempDir::new()?;
    let freeze = elsewhere.path().join("read-only");
    Story::tell_in(Disk::ReadOnly.while_there(&freeze)?, "read-only-disk", |story| {
        mentor::claims_the_first_of_the_queue(story)?;
        mentor::writes_a_note(story, NOTE)?;
        fs::write(&freeze, "")?;
        mentor::types_into_the_note(story, " It stays.")?;
        story.window()?.wait_until(SAID)?;
        story.window()?.wait_for_text("Not saved yet")?;
        ensure!(mentor::note(story)?.ends_with(" It stays."), "what was typed is gone from the page");
        story.step("nothing can be saved, and the page says so")?;
        fs::remove_file(&freeze)?;
        let kept = mentor::writes_a_note(story, " Done.")?;
        ensure!(kept.ends_with(" It stays. Done."), "{kept:?}");
        story.window()?.wait_until(&format!("!{SAID}"))?;
        let room = mentor::room(story)?;

        fs::write(&freeze, "")?;
        story.kill9_and_reopen()?;
        story.window()?.wait_until(SAID)?;
        story.step("opened to be read, and the page says so")?;
        looks_again(story)?;
        story.window()?.wait_for_text("Your file can still only be read.")?;
        story.step("nothing has changed")?;
        fs::remove_file(&freeze)?;
        looks_again(story)?;
        story.window()?.wait_until(&format!("!{SAID}"))?;
        story.step("it can be changed again, without another start")?;
        story.kill9_and_reopen()?;
        story.window()?.go(&room)?;
        let found = mentor::note(story)?;
        ensure!(found == kept, "{found:?} was found instead of {kept:?}");
        Ok(())
    })
}

/// Presses, in the line above the page, what looks whether the file can be changed again.
fn looks_again(story: &Story) -> Result<()> {
    let window = story.window()?;
    window.press_until("Shift+Tab", "document.activeElement.textContent === 'Look again'")?;
    window.press("Enter")
}
