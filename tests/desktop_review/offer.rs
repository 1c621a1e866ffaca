//! A mentor who lost a review sends what they wrote to the one who has it now.

use anyhow::{Context, Result};
use desktop_tests::Story;
use serde_json::json;

use super::{mentor, people};

/// Returns a mentor who may claim a review, other than the one who begins a story.
pub(crate) fn another_mentor_for(story: &Story, room: &str) -> Result<String> {
    let find = "const [room, me, done] = arguments;
        const ask = (viewer, query) => window.__TAURI_INTERNALS__.invoke('ask', { viewer, query });
        (async () => {
            const people = await ask('00000000-0000-0000-0000-000000000000', { ask: 'people' });
            for (const person of people.filter(one => one.roles.includes('mentor') && one.name !== me)) {
                const { rows } = await ask(person.id, { ask: 'reviews', list: 'queue' });
                const mine = await ask(person.id, { ask: 'reviews', list: 'mine' });
                if (mine.mine < 4 && rows.some(row => room.endsWith(row.submission))) return person.name;
            }
        })().then(done, error => done(null));";
    let name = story.window()?.script_async(find, &[json!(room), json!(people::MENTOR)])?;
    Ok(name.as_str().context("another mentor of the journey with room for a review")?.to_owned())
}

/// Gives the review that is open back to the queue.
pub(crate) fn gives_it_back(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.click(".page-foot [aria-label='More for this review']")?;
    window.find_with(".menu:popover-open .menu-item", "Give it back to the queue")?.click()?;
    window.wait_until("location.pathname === '/reviews'")?;
    story.step("given back")
}

/// Claims a review at its address.
pub(crate) fn claims_at(story: &mut Story, room: &str) -> Result<()> {
    story.window()?.go(room)?;
    mentor::claims(story)
}

/// Sends the first kept draft to the mentor who has its review.
pub(crate) fn sends_a_kept_draft(story: &mut Story, first_name: &str) -> Result<()> {
    kept_drafts(story)?;
    let window = story.window()?;
    window.find_with(".kept-draft button", &format!("Send to {first_name} as a suggestion"))?.click()?;
    window.wait_for_text(&format!("You sent this to {first_name} as a suggestion."))?;
    story.step("the draft is sent, and stays")
}

/// Reads what is kept.
pub(crate) fn kept_drafts(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.go("/reviews")?;
    window.find_with("[role=tab]", "Kept drafts")?.click()?;
    window.wait_until("document.querySelector('.kept-draft')")?;
    story.step("kept drafts")
}

/// Reads an offered draft in the room and puts it into the note.
pub(crate) fn takes_the_offered_draft(story: &mut Story, from: &str, words: &str) -> Result<()> {
    let window = story.window()?;
    window.wait_for_text(&format!("{from} offers you a draft of the note"))?;
    story.step("a draft is offered")?;
    let window = story.window()?;
    window.find_with(".offers-here button", "Put it into my note")?.click()?;
    window.wait_until("!document.querySelector('.offers-here')")?;
    let there = format!(
        "document.querySelector('#overall-note [contenteditable=true]').textContent.includes({})",
        json!(words)
    );
    window.wait_until(&there)?;
    story.step("its words are in the note")
}
