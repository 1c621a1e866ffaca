//! The real window, from the first start on.

use std::fs;

use anyhow::{Context, Result, ensure};
use desktop_tests::{Bus, Options, Window};
use tempfile::TempDir;

#[test]
fn the_window_opens_and_says_what_it_is() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("h1")?;
    window.wait_until("document.title === 'Today · Wrap It Up'")?;
    Ok(())
}

#[test]
fn the_window_comes_back_after_it_was_killed() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?.kill9_and_reopen()?;
    window.find("h1")?;
    Ok(())
}

#[test]
fn the_window_comes_back_as_large_as_it_was_left() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.resize(1010, 707)?;
    window.wait_for_file("window.json", |text| text.contains("\"width\":1010,\"height\":707"))?;
    let window = window.reopen()?;
    window.wait_until("innerWidth === 1010 && innerHeight === 707")?;

    let window = window.kill9_and_reopen()?;
    window.wait_until("innerWidth === 1010 && innerHeight === 707")
}

#[test]
fn a_window_that_would_be_off_the_screen_or_has_a_damaged_memory_comes_up_all_the_same() -> Result<()> {
    let data = TempDir::new()?;
    let memory = data.path().join("window.json");
    fs::write(&memory, r#"{"x":9000,"y":9000,"width":2600,"height":900,"maximized":false}"#)?;
    let window = Window::open(data.path())?;
    // The display of the tests is 2000 pixels wide.
    window.wait_until("innerWidth === 2000 && innerHeight === 900")?;
    window.wait_for_file("window.json", |text| text.contains("\"x\":0,\"y\":250,"))?;

    let data = window.kill9()?;
    fs::write(&memory, "{\"x\":90")?;
    Window::open(&data)?.wait_until("innerWidth === 1280 && innerHeight === 800")
}

#[test]
fn a_second_start_hands_over_to_the_first_with_and_without_a_message_bus() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("h1")?;
    // On a display without a window manager, a window has the keyboard once it asked for it.
    ensure!(!window.has_keyboard()?, "the window has the keyboard already");
    for (bus, link, page) in
        [(Bus::None, "wrapitup://reviews", "/reviews"), (Bus::OfItsOwn, "wrapitup://today", "/")]
    {
        let ended = window.start_again(&[link], bus)?;
        ensure!(ended.success(), "with {bus:?} the second start ended with {ended}");
        window.wait_until(&format!("location.pathname === '{page}'"))?;
    }
    window.wait_for_keyboard().context("the window was not brought to the front")?;

    // The lock and the socket that a killed program leaves behind keep nobody out, and mislead nobody.
    let data = window.kill9()?;
    let window = Window::open(&data)?;
    window.find("h1")?;
    let ended = window.start_again(&["wrapitup://reviews"], Bus::None)?;
    ensure!(ended.success(), "after a kill the second start ended with {ended}");
    window.wait_until("location.pathname === '/reviews'")
}

#[test]
fn a_first_start_with_a_link_begins_at_its_page() -> Result<()> {
    let data = TempDir::new()?;
    let options = Options { arguments: vec!["wrapitup://journeys".to_owned()], ..Options::default() };
    let window = Window::open_with(data.path(), options)?;
    window.wait_until("location.pathname === '/journeys'")?;
    window.wait_until("document.title.startsWith('Journeys')")
}

#[test]
fn two_folders_are_open_side_by_side() -> Result<()> {
    let (one, other) = (TempDir::new()?, TempDir::new()?);
    let (one, other) = (Window::open(one.path())?, Window::open(other.path())?);
    one.find("h1")?;
    other.find("h1")?;
    Ok(())
}

#[test]
fn past_reviews_are_ordered_filtered_and_opened_with_the_keyboard_alone() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.wait_for_focus("main .today h1")?;
    window.settle()?;
    window.type_keys("gi")?;
    window.wait_until(
        "location.pathname === '/reports/reviews' && document.querySelector('.report .row-link')",
    )?;
    window.wait_for_focus("main h1")?;
    window.wait_until("document.querySelector('th[aria-sort=descending]').innerText.includes('Finished')")?;

    window.press("Control+k")?;
    window.wait_until("document.querySelector('dialog:modal input')")?;
    window.type_keys("order by client")?;
    window.press("Enter")?;
    window.wait_until("document.querySelector('th[aria-sort=ascending]')?.innerText.includes('Client')")?;

    window.press_until("Tab", "document.activeElement.matches('.report .row-link')")?;
    window.press("End")?;
    window.wait_until(
        "document.activeElement.dataset.row == document.querySelector('.report table').ariaRowCount - 2",
    )?;
    window.press("Home")?;
    window.wait_until("document.activeElement.dataset.row == 0")?;
    window.press("ArrowDown")?;
    window.wait_until("document.activeElement.dataset.row == 1")?;
    let client = window.text(".report .row-link[data-row='1']")?;

    window
        .press_until("Shift+Tab", "document.activeElement.matches('.report-filters [aria-label=Client]')")?;
    window.type_keys(&client)?;
    window.press("Enter")?;
    window.wait_until("document.querySelector('.report-totals').innerText.includes('of 1 client')")?;
    let others = format!(
        "[...document.querySelectorAll('.report .row-link')].every(link => link.innerText === {})",
        serde_json::json!(client)
    );
    window.wait_until(&others)?;

    window.press_until("Tab", "document.activeElement.matches('.report .row-link')")?;
    window.press("Enter")?;
    window.wait_until("location.pathname.startsWith('/reviews/')")?;
    window.script("history.back();", &[])?;
    window.wait_until("location.pathname === '/reports/reviews' && document.querySelector('.report-totals')?.innerText.includes('of 1 client')")
}
