//! What the window shares with the system around it: notifications, the tray, keys from anywhere, and links.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use desktop_tests::{Bus, Notified, Options, Window};
use serde_json::json;
use tempfile::TempDir;

/// Opens the window as if nothing had been told yet: what the sample workspace begins with happened while it was closed.
fn opened_after_a_week(data: &TempDir) -> Result<Window> {
    fs::write(data.path().join("told.json"), "0")?;
    let window = Window::open_with(data.path(), Options { notifications: true, ..Options::default() })?;
    window.find("h1")?;
    Ok(window)
}

/// Waits until so many notifications were told that are about one thing each, and returns them. They come in any order,
/// and a summary may be the first.
fn told_alone(window: &Window, least: usize) -> Result<Vec<Notified>> {
    for count in least..=5 {
        let told = window.wait_for_notifications(count)?;
        ensure!(told.len() <= 5, "after an absence at most five are told: {told:?}");
        let alone: Vec<_> = told.into_iter().filter(|one| one.text.contains("\"snooze\"")).collect();
        if alone.len() >= least {
            return Ok(alone);
        }
    }
    bail!("fewer than {least} of five were about one thing")
}

/// Returns how many notifications the bell counts.
const BELL: &str =
    "Number(document.querySelector('.rail a[href=\"/notifications\"] .count')?.firstChild.data ?? 0)";

#[test]
fn what_happened_meanwhile_is_told_and_its_actions_lead_to_the_right_page() -> Result<()> {
    let data = TempDir::new()?;
    let window = opened_after_a_week(&data)?;
    let told = told_alone(&window, 2)?;
    let first = told.first().context("one was told")?;
    for offered in ["\"open\", \"Open\"", "\"snooze\", \"Remind me in an hour\"", "\"default\""] {
        ensure!(first.text.contains(offered), "{first:?} does not offer {offered}");
    }
    window.wait_until(&format!("{BELL} >= 2"))?;
    let before = window.script(&format!("return {BELL}"), &[])?.as_u64().context("a number")?;

    window.choose(first, "open")?;
    window.wait_until("location.pathname.startsWith('/reviews/')")?;
    window.wait_for_keyboard()?;
    window.wait_until(&format!("{BELL} === {}", before - 1)).context("what was opened is read")?;

    let second = told.get(1).context("two were told")?;
    window.choose(second, "snooze")?;
    window.wait_until(&format!("{BELL} === {}", before - 2)).context("what was put off is not counted")?;
    window.go("/notifications")?;
    window.wait_for_text("put off until")
}

#[test]
fn what_is_read_in_the_window_is_taken_back_outside() -> Result<()> {
    let data = TempDir::new()?;
    let window = opened_after_a_week(&data)?;
    let told = window.wait_for_notifications(1)?;
    window.go("/notifications")?;
    window.wait_for_text("Mark all as read")?;
    window.press("Shift+M")?;
    window.wait_for_text("You have read everything.")?;
    for one in &told {
        window.wait_until_taken_back(one)?;
    }
    window.wait_until(&format!("{BELL} === 0"))
}

#[test]
fn a_link_that_comes_while_the_page_still_loads_is_followed() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("h1")?;
    for (link, page) in [("wrapitup://notifications", "/notifications"), ("wrapitup://reviews", "/reviews")] {
        // The program is there before its page can hear.
        window.script("setTimeout(() => location.reload(), 0)", &[json!(null)])?;
        ensure!(window.start_again(&[link], Bus::None)?.success());
        window.wait_until(&format!("location.pathname === '{page}' && document.querySelector('h1')"))?;
    }
    Ok(())
}

#[test]
fn started_with_the_computer_it_waits_in_the_tray_and_comes_up_by_its_menu_and_its_key() -> Result<()> {
    let data = TempDir::new()?;
    fs::write(data.path().join("preferences.json"), r#"{ "tour": "done", "next_review_key": "on" }"#)?;
    let options = Options { tray: true, arguments: vec!["--hidden".to_owned()], ..Options::default() };
    let window = Window::open_with(data.path(), options)?;
    window.find("h1")?;
    ensure!(!window.is_seen()?, "nobody asked for the window yet");

    window.choose_in_tray("Open Wrap It Up")?;
    window.wait_until_seen(true)?;
    window.wait_for_text("In your court")?;
    window.choose_in_tray("Next review")?;
    window.wait_until("location.pathname.startsWith('/reviews/')")?;
    window.choose_in_tray("Notifications")?;
    window.wait_until("location.pathname === '/notifications'")?;
    window.press_anywhere("ctrl+alt+r")?;
    window.wait_until("location.pathname.startsWith('/reviews/')")?;

    window.choose_in_tray("Quit")?;
    window.wait_for_end()
}
