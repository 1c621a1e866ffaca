//! What a client does with a section that came back. They have a mouse.

use anyhow::{Context, Result};
use desktop_tests::Story;
use serde_json::json;

/// Opens a section from Today, where it stands as it should.
pub(crate) fn opens(story: &mut Story, section: &str, standing: &str) -> Result<()> {
    let window = story.window()?;
    let link = format!(
        "[...document.querySelectorAll('main a')].find(link =>
            (text => text.includes({}) && text.includes({}))((link.closest('li') ?? link).innerText))",
        json!(section),
        json!(standing)
    );
    window.wait_until(&link)?;
    window.script(&format!("{link}.focus()"), &[])?;
    window.press("Enter")?;
    window.wait_until("document.querySelector('.section-sheet [data-standing]')")?;
    window.wait_for_focus("main h1")?;
    window.settle()?;
    story.step(&format!("{section}, {standing}"))
}

/// Sees texts on the page.
pub(crate) fn reads(story: &mut Story, texts: &[&str]) -> Result<()> {
    texts.iter().try_for_each(|text| story.window()?.wait_for_text(text))?;
    story.step("everything is there to read")
}

/// Writes other words over the first of an answer, and more at its end.
pub(crate) fn changes(story: &mut Story, answer: &str, first: &str, more: &str) -> Result<()> {
    let window = story.window()?;
    let area = format!("[data-answer='{answer}'] textarea");
    window.click(&area)?;
    window.wait_for_focus(&area)?;
    let select = "const area = document.querySelector(arguments[0]);
        const words = area.value.trimStart();
        area.setSelectionRange(0, area.value.length - words.length + words.search(/\\s|$/));";
    window.script(select, &[json!(area)])?;
    window.type_keys(first)?;
    let to_end = "const area = document.querySelector(arguments[0]);
        area.setSelectionRange(area.value.length, area.value.length);";
    window.script(to_end, &[json!(area)])?;
    window.type_keys(&format!(" {more}"))?;
    let written = format!(
        "(value => value.startsWith({}) && value.endsWith({}))(document.querySelector({}).value)",
        json!(first),
        json!(more),
        json!(area)
    );
    window.wait_until(&written)?;
    window.wait_until("document.querySelector('.page-foot .save-line.safe')")?;
    story.step("the answer is changed and saved")
}

/// Asks for a review of the section that is open.
pub(crate) fn asks_for_a_review(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.press("Control+Enter")?;
    window.wait_for_focus("dialog[open]").context("the dialog that asks for a review")?;
    story.step("asked what to say to the mentor")?;
    let window = story.window()?;
    window.find_with("dialog[open] footer button", "Send")?.click()?;
    window.wait_until("!document.querySelector('dialog:modal')")?;
    window.find_with("[data-standing]", "Sent")?;
    window.wait_for_focus("[data-standing]").context("focus goes to how the review stands")?;
    story.step("asked for a review again")
}

/// Where a reply is written.
const REPLY: &str = ".note-write textarea";

/// Opens the box for a reply to the first comment.
pub(crate) fn begins_a_reply(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.find_with("main .note button", "Reply")?.click()?;
    window.wait_for_focus(REPLY)?;
    story.step("a box for a reply")
}

/// Writes the beginning of a reply, and waits until the store has it.
pub(crate) fn writes_until_kept(story: &mut Story, words: &str) -> Result<()> {
    let window = story.window()?;
    window.type_keys(words)?;
    let kept = "const [words, done] = arguments;
        const viewer = localStorage.getItem('wrapitup.person');
        const comment = document.querySelector('.note:has(textarea)').dataset.comment;
        const look = async () => {
            const query = { ask: 'unsent', place: { reply: { comment } } };
            const { body } = await window.__TAURI_INTERNALS__.invoke('ask', { viewer, query });
            if (body === words) done(true); else setTimeout(look, 20);
        };
        look();";
    window.script_async(kept, &[json!(words)])?;
    story.step("the beginning of a reply is kept")
}

/// Returns the reply that is being written.
pub(crate) fn reply(story: &mut Story) -> Result<String> {
    let window = story.window()?;
    window.wait_until(&format!("document.querySelector({})?.value", json!(REPLY)))?;
    let words = format!("return document.querySelector({}).value", json!(REPLY));
    let words = window.script(&words, &[])?;
    Ok(words.as_str().unwrap_or_default().to_owned())
}

/// Sends the reply that is being written, and finds it among the replies and no longer in a box, also later.
pub(crate) fn sends_the_reply(story: &mut Story, text: &str) -> Result<()> {
    let window = story.window()?;
    window.find_with(".note-write button", "Reply")?.click()?;
    let sent = format!(
        "!document.querySelector({}) && document.querySelector('.note-replies').innerText.includes({})",
        json!(REPLY),
        json!(text)
    );
    window.wait_until(&sent)?;
    window.reload()?;
    window.wait_until(&sent)?;
    window.wait_until("document.querySelector('.note-actions')")?;
    story.step("the reply is sent")
}
