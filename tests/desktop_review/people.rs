//! Acting as one person and then another, as the sample workspace lets one do.

use anyhow::Result;
use desktop_tests::Story;
use serde_json::json;

/// Whom a first start acts as.
pub(crate) const MENTOR: &str = "Amara Okafor";

/// Acts as somebody else, through the palette. They begin with their day.
pub(crate) fn become_somebody(story: &mut Story, name: &str) -> Result<()> {
    command(story, &format!("Act as {name}"))?;
    let window = story.window()?;
    let acting = format!(
        "location.pathname === '/' && document.querySelector('.rail').innerText.includes({})",
        json!(name)
    );
    window.wait_until(&acting)?;
    window.wait_for_focus("main .today h1")?;
    window.settle()?;
    story.step(&format!("acting as {name}"))
}

/// Finds a command in the palette by the beginning of its name, and runs it.
pub(crate) fn command(story: &mut Story, name: &str) -> Result<()> {
    let window = story.window()?;
    window.press("Control+k")?;
    window.wait_for_focus("dialog.palette input")?;
    window.type_keys(name)?;
    let chosen = format!(
        "document.querySelector('.palette [aria-selected=true] span')?.innerText.startsWith({})",
        json!(name)
    );
    window.wait_until(&chosen)?;
    window.press("Enter")?;
    window.wait_until("!document.querySelector('dialog:modal')")
}
