//! A mentor's saved views, with the keyboard alone: kept under a name, changed, opened first, deleted and brought back.

use anyhow::Result;
use desktop_tests::Story;
use serde_json::json;

use super::people::command;

const NAME: &str = "Long evenings";

/// Goes to the queue, and orders it as the view will.
pub(crate) fn orders_the_queue(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.wait_for_focus("main .today h1")?;
    window.settle()?;
    window.type_keys("gr")?;
    window.wait_until("location.pathname === '/reviews' && document.querySelector('[role=tab]')")?;
    window.press_until("Tab", "document.activeElement.matches('[role=tab]')")?;
    window.press("Home")?;
    window.wait_until("location.search.includes('list=queue') && document.querySelector('main .row')")?;
    command(story, "Order: longest first")?;
    story.window()?.wait_until("location.search.includes('order=longest')")?;
    story.step("the longest of the queue first")
}

/// Keeps what the list shows under a name.
pub(crate) fn saves_it(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.press("v")?;
    // The name that is offered is chosen whole, so that another one is typed over it.
    window.wait_until(
        "document.activeElement.closest('dialog') && document.getSelection().toString() !== ''",
    )?;
    story.step("a name is asked for")?;
    let window = story.window()?;
    window.type_keys(NAME)?;
    window.press("Enter")?;
    window.wait_until("!document.querySelector('dialog:modal')")?;
    window.wait_until(&shown(false))?;
    story.step("the view is saved, and shown")
}

/// Changes what the list shows, lets the view show that, and takes it back.
pub(crate) fn replaces_it_and_takes_that_back(story: &mut Story) -> Result<()> {
    command(story, "Order: oldest first")?;
    story.window()?.wait_until(&shown(true))?;
    story.step("the list is not what the view shows")?;
    command(story, "Replace by what is shown")?;
    story.window()?.wait_until(&shown(false))?;
    story.step("the view shows the oldest first")?;
    let window = story.window()?;
    window.press("Control+z")?;
    window.wait_until(&shown(true))?;
    story.step("the view shows the longest first again")
}

/// Lets Reviews open with the view, and finds it there after the next start.
pub(crate) fn begins_with_it(story: &mut Story) -> Result<()> {
    command(story, "Open Reviews with this view")?;
    story.window()?.wait_for_text("Reviews open with")?;
    story.kill9_and_reopen()?;
    let window = story.window()?;
    window.wait_for_focus("main .today h1")?;
    window.settle()?;
    window.type_keys("gr")?;
    window.wait_until(&shown(false))?;
    window.wait_until("location.search.includes('order=longest')")?;
    story.step("Reviews opened with the view after a crash")
}

/// Deletes the view and brings it back.
pub(crate) fn deletes_it_and_brings_it_back(story: &mut Story) -> Result<()> {
    command(story, "Delete the view")?;
    story.window()?.wait_until("!document.querySelector('.saved-view')")?;
    story.step("the view is gone")?;
    let window = story.window()?;
    window.press("Control+z")?;
    window.wait_until(&format!("document.querySelector('.saved-view')?.title === {}", json!(NAME)))?;
    story.step("the view is there again")
}

/// Whether the view is the one that is shown, as it is kept or changed since.
fn shown(changed: bool) -> String {
    let says = if changed { "" } else { "!" };
    format!(
        "(view => view?.title === {} && {says}view.innerText.includes('changed'))
            (document.querySelector('.saved-view[aria-current]'))",
        json!(NAME)
    )
}
