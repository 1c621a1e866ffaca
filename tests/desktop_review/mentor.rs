//! What a mentor does in the list and in the room, with the keyboard alone.

use anyhow::{Context, Result, ensure};
use desktop_tests::Story;
use serde_json::{Value, json};

use super::people::command;

/// What the mentor asks for.
pub(crate) const NEEDED: &str = "Please add a second person, with a telephone number.";

const EDITOR: &str = "#overall-note [contenteditable=true]";

/// Goes to the queue, opens its first review, and claims it.
pub(crate) fn claims_the_first_of_the_queue(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    // Not the heading that stands there while the sample workspace is made.
    window.wait_for_focus("main .today h1")?;
    window.settle()?;
    story.step("the first screen of the day")?;
    let window = story.window()?;
    window.type_keys("gr")?;
    window.wait_until("location.pathname === '/reviews' && document.querySelector('[role=tab]')")?;
    window.wait_for_focus("main")?;
    window.press_until("Tab", "document.activeElement.matches('[role=tab]')")?;
    window.press("Home")?;
    window.wait_until(
        "document.querySelector('[role=tab][aria-selected=true]').innerText.startsWith('Queue')",
    )?;
    window.wait_until("document.querySelector('main .row')")?;
    story.step("the queue")?;
    let window = story.window()?;
    window.press("j")?;
    window.wait_for_focus("main .row")?;
    window.press("Enter")?;
    claims(story)
}

/// Opens from Today what is kept for her, and claims it.
pub(crate) fn claims_what_is_kept_for_her(story: &mut Story, section: &str) -> Result<()> {
    let window = story.window()?;
    let there = format!(
        "(row => row?.innerText.includes({}) && row.innerText.includes('round 2') && row.innerText.includes('Kept for you'))
            (document.activeElement.closest('.row'))",
        json!(section)
    );
    window.press_until("j", &there)?;
    story.step("the second round is in her court")?;
    story.window()?.press("Enter")?;
    claims(story)
}

/// Claims the review that is open before her.
pub(crate) fn claims(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.wait_until(
        "location.pathname.startsWith('/reviews/') && document.querySelector('.preview-claim button')",
    )?;
    window.wait_for_focus("main h1")?;
    story.step("what is to be claimed")?;
    let window = story.window()?;
    window.press("c")?;
    window.wait_until("document.querySelector('.room article[id^=answer-]')")?;
    window.find(EDITOR)?;
    story.step("claimed")
}

/// Returns the address of the room.
pub(crate) fn room(story: &Story) -> Result<String> {
    text(story, "return location.pathname")
}

/// Returns the section's title.
pub(crate) fn section(story: &Story) -> Result<String> {
    text(story, "return document.querySelector('.room h1').innerText")
}

/// Returns who sent it.
pub(crate) fn client(story: &Story) -> Result<String> {
    let by = text(story, "return document.querySelector('.room .by > span:last-child').innerText")?;
    let (name, _) = by.split_once(", sent ").with_context(|| format!("who wrote, in {by:?}"))?;
    Ok(name.to_owned())
}

/// Returns the overall note as it is in the editor.
pub(crate) fn note(story: &Story) -> Result<String> {
    story.window()?.find(EDITOR)?;
    let read = "return document.querySelector(arguments[0]).textContent.replaceAll('\\u00a0', ' ')";
    let note = story.window()?.script(read, &[json!(EDITOR)])?;
    Ok(note.as_str().context("a note")?.to_owned())
}

/// What the page says while words are on their way to the disk.
pub(crate) const IS_SAVING: &str =
    "document.querySelector('.page-foot .save-line')?.textContent === 'Saving'";

/// Types at the end of the overall note.
pub(crate) fn types_into_the_note(story: &Story, words: &str) -> Result<()> {
    let window = story.window()?;
    // Where one writes already, the key would be a letter.
    if window.script("return !document.activeElement.isContentEditable", &[])? == Value::Bool(true) {
        window.press("e")?;
    }
    window.wait_for_focus(EDITOR)?;
    window.press("Control+End")?;
    window.type_keys(words)
}

/// Writes at the end of the overall note until the page says that it is saved, and returns the whole note.
pub(crate) fn writes_a_note(story: &mut Story, words: &str) -> Result<String> {
    let whole = note(story)? + words;
    types_into_the_note(story, words)?;
    let window = story.window()?;
    // The count is of what the editor has told; then the line speaks of exactly that.
    let saved = format!(
        "document.querySelector('#overall-note .num').innerText === '{}'
            && document.querySelector('.page-foot .save-line.safe')?.innerText.includes('Saved')",
        whole.chars().count()
    );
    window.wait_until(&saved)?;
    story.step("the note is saved")?;
    ensure!(note(story)? == whole, "the note is {:?} instead of {whole:?}", note(story)?);
    Ok(whole)
}

/// Goes from answer to answer until the longest, and returns its place: entry and field.
pub(crate) fn goes_to_the_longest_answer(story: &mut Story) -> Result<String> {
    let longest = "const length = answer => answer.querySelector('.reading')?.innerText.length ?? 0;
        const answers = [...document.querySelectorAll('.room article[id^=answer-]')];
        return answers.reduce((best, one) => length(one) > length(best) ? one : best).id;";
    let id = text(story, longest)?;
    let window = story.window()?;
    // Out of the editor, if that is where one is.
    if window.script("return document.activeElement.isContentEditable", &[])? == Value::Bool(true) {
        window.press("Escape")?;
        window.wait_until("!document.activeElement.isContentEditable")?;
        story.step("out of the editor")?;
    }
    story.window()?.press_until("j", &format!("document.activeElement.id === {}", json!(id)))?;
    story.step("at the longest answer")?;
    place(&id)
}

/// Comments on the answer one is at: that it has to change.
pub(crate) fn comments(story: &mut Story, words: &str) -> Result<()> {
    let window = story.window()?;
    window.press("m")?;
    window.wait_for_focus(".comment textarea")?;
    window.type_keys(words)?;
    window.press_until("Shift+Tab", "document.activeElement.matches('.comment-kind')")?;
    window.press("Enter")?;
    window.wait_for_focus(".menu:popover-open .menu-item")?;
    window.press("n")?;
    window.wait_until("document.activeElement.innerText.startsWith('Needed')")?;
    story.step("choosing the kind of the comment")?;
    let window = story.window()?;
    window.press("Enter")?;
    window.wait_until("document.querySelector('.comment-kind').innerText.includes('Needed')")?;
    window.wait_for_focus(".comment-kind")?;
    saved(story)?;
    story.step("a comment that something is needed")
}

/// Returns the place of the answer that is marked as commented.
pub(crate) fn commented_answer(story: &Story) -> Result<String> {
    place(&text(story, "return document.querySelector('.pin.has').closest('article[id^=answer-]').id")?)
}

/// Ticks the first line of the checklist, by its name.
pub(crate) fn ticks_the_first_check(story: &mut Story) -> Result<()> {
    command(story, "Tick: ")?;
    story.window()?.wait_until("document.querySelector('.checklist input:checked')")?;
    saved(story)?;
    story.step("a line of the checklist is ticked")
}

/// Sends the review: the keys ask once more, and again they send.
pub(crate) fn sends(story: &mut Story, question: &str, outcome: &str) -> Result<()> {
    let window = story.window()?;
    window.press("Control+Enter")?;
    window.wait_for_focus(".sending button")?;
    window.find_with(".sending-title", question)?;
    story.step("asked once more")?;
    let window = story.window()?;
    window.press("Control+Enter")?;
    window.find_with(".top-line .facts", outcome)?;
    window.wait_until("!document.querySelector('.sending')")?;
    story.step(&format!("sent: {outcome}"))
}

/// Sees in the answer what was taken out and what was put in.
pub(crate) fn sees_what_changed(story: &mut Story, answer: &str, first: &str, more: &str) -> Result<()> {
    let window = story.window()?;
    let (item, field) = answer.split_once('.').context("a place")?;
    let id = format!("answer-{}-{field}", if item == "form" { "all" } else { item });
    let article = format!("document.getElementById({})", json!(id));
    window.wait_until(&format!("{article}.innerText.includes('Changed since round 1')"))?;
    let added = format!("[...{article}.querySelectorAll('ins')].map(mark => mark.innerText).join(' ')");
    for words in [first, more] {
        window.wait_until(&format!("{added}.includes({})", json!(words)))?;
    }
    window.wait_until(&format!("{article}.querySelector('del')?.innerText.trim().length > 0"))?;
    window.find_with("[aria-label='Still open from earlier rounds']", NEEDED)?;
    story.step("what changed is marked")
}

fn saved(story: &Story) -> Result<()> {
    story.window()?.wait_until("document.querySelector('.page-foot .save-line.safe')")
}

/// Returns where an answer of the room is for its client: entry and field.
fn place(id: &str) -> Result<String> {
    let rest = id.strip_prefix("answer-").with_context(|| format!("{id:?} is no answer"))?;
    let (item, field) = match rest.strip_prefix("all-") {
        Some(field) => ("form", field),
        None => rest.split_at_checked(36).with_context(|| format!("{id:?} has no entry"))?,
    };
    Ok(format!("{item}.{}", field.trim_start_matches('-')))
}

fn text(story: &Story, body: &str) -> Result<String> {
    let found = story.window()?.script(body, &[])?;
    Ok(found.as_str().with_context(|| format!("no text from {body}"))?.to_owned())
}
