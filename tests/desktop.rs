//! The real window, from the first start on.

use anyhow::Result;
use desktop_tests::Window;
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
