//! Who uses the device, told in the window: the first start, a sign-in that does not work, the sample workspace, and what
//! needs attention. By keyboard alone.

use anyhow::{Result, ensure};
use desktop_tests::{Options, Story, Window};
use serde_json::json;

/// Goes on with the keyboard until focus is on a button or link with these words.
fn reach(window: &Window, words: &str) -> Result<()> {
    let words = json!(words);
    let on_it = format!(
        "document.activeElement.matches('button, a') && document.activeElement.innerText.includes({words})"
    );
    window.press_until("Tab", &on_it)
}

#[test]
fn a_first_start_asks_how_to_begin_says_what_is_wrong_beside_its_field_and_is_remembered() -> Result<()> {
    let nobody = Options { nobody: true, ..Options::default() };
    Story::tell_in(nobody, "accounts", |story| {
        let window = story.window()?;
        window.wait_for_text("Welcome to Wrap It Up")?;
        window.wait_for_focus("h1")?;
        ensure!(!window.data().join("sample.db").exists(), "something was made before anybody chose");
        story.step("the first page")?;

        let window = story.window()?;
        reach(window, "Sign in")?;
        window.press("Enter")?;
        window.wait_until("document.title === 'Sign in · Wrap It Up'")?;
        window.wait_for_focus("h1")?;
        window.press_until("Tab", "document.activeElement.closest('[data-field=server]')")?;
        window.type_keys("http://127.0.0.1:1")?;
        window.press_until("Tab", "document.activeElement.matches('[data-field=email] input')")?;
        window.type_keys("amara@example.org")?;
        window.press_until("Tab", "document.activeElement.matches('[data-field=password] input')")?;
        window.type_keys("seven horses in the rain")?;
        window.press_until("Tab", "document.activeElement.matches('[data-field=passphrase] input')")?;
        window.type_keys("short")?;
        window.press("Enter")?;
        window.find_with("[data-field=passphrase] .error", "at least 10 characters")?;
        window.wait_for_focus("[data-field=passphrase] input")?;
        story.step("a passphrase that is too short is said beside it")?;

        let window = story.window()?;
        window.type_keys(", and then longer")?;
        window.press("Enter")?;
        window.find_with("[data-field=server] .error", "could not be reached")?;
        window.wait_for_focus("[data-field=server] input")?;
        story.step("a server that is not there is said beside its address")?;

        let window = story.window()?;
        window.press_until("Shift+Tab", "document.activeElement.innerText.trim() === 'Back'")?;
        window.press("Enter")?;
        window.wait_for_text("Welcome to Wrap It Up")?;
        reach(window, "Look around in a sample workspace")?;
        window.press("Enter")?;
        window.wait_until("document.title === 'Today · Wrap It Up'")?;
        window.find(".today h1")?;
        story.step("the sample workspace")?;

        story.kill9_and_reopen()?;
        let window = story.window()?;
        window.find(".today h1")?;
        window.go("/settings/account")?;
        window.wait_for_text("You are in the sample workspace")?;
        window.wait_for_text("can't be moved to an account")?;
        story.step("the next start goes on where one was")
    })
}

#[test]
fn what_needs_attention_is_reached_from_the_line_compared_and_put_aside_with_a_way_back() -> Result<()> {
    Story::tell("attention", |story| {
        let window = story.window()?;
        window.find(".today h1")?;
        let sights = window.sights()?;
        let Some(sight) = sights.iter().find(|sight| sight.name == "attention") else {
            anyhow::bail!("there is no such page")
        };
        window.visit(sight)?;
        window.find_with(".rail .sync-line", "3 need attention")?;
        window.find_with("nav a[aria-current=page]", "Needs attention")?;
        window.wait_for_text("Who should be called, and in what order?")?;
        window.find_with(".versions", "then the children")?;
        story.step("two versions stand side by side")?;

        let window = story.window()?;
        reach(window, "Put aside")?;
        window.press("Enter")?;
        window.wait_until("!document.querySelector('.versions')")?;
        window.press("Control+z")?;
        window.find(".versions")?;
        story.step("what was put aside is there again")?;

        let window = story.window()?;
        window.press_until("Tab", "document.activeElement.matches('.sync-line')")?;
        window.press("Enter")?;
        window.find_with("dialog[open]", "Where your work is")?;
        window.find_with("dialog[open]", "3 things: see why")?;
        window.press("Escape")?;
        window.wait_for_focus(".sync-line")?;
        story.step("the line opens what there is to know, and gives focus back")
    })
}
