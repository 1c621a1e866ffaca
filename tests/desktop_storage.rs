//! The person's file, told in the window: damaged and brought back, backed up and restored.

use std::fs;

use anyhow::{Context, Result, ensure};
use desktop_tests::Window;
use tempfile::TempDir;

/// Opens the settings about the file and waits until they know it.
fn open_storage(window: &Window) -> Result<()> {
    window.go("/settings/storage")?;
    window.wait_for_text("Back up now")
}

fn backups(window: &Window) -> Result<u64> {
    let count = window.script("return document.querySelectorAll('.storage-backups > li').length", &[])?;
    count.as_u64().context("a count")
}

#[test]
fn a_damaged_file_is_told_and_a_backup_brought_back_with_the_keyboard() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("h1")?;
    open_storage(&window)?;
    window.find_with("button", "Back up now")?.click()?;
    window.wait_until("document.querySelectorAll('.storage-backups > li').length === 1")?;

    let data = window.kill9()?;
    // The log of a program that was killed holds the first page too.
    fs::write(data.join("sample.db-wal"), "")?;
    let file = data.join("sample.db");
    let mut bytes = fs::read(&file)?;
    bytes.iter_mut().take(4096).for_each(|byte| *byte = 0);
    fs::write(&file, &bytes)?;

    let window = Window::open(&data)?;
    window.wait_for_text("Your file on this computer is damaged")?;
    window.wait_for_focus("h1")?;
    ensure!(fs::read(&file)? == bytes, "the file was touched before anybody chose");
    // From the heading: the list of backups, then the button.
    window.press_until("Tab", "document.activeElement.type === 'radio'")?;
    window.press_until("Tab", "document.activeElement.textContent.startsWith('Restore the backup')")?;
    window.press("Enter")?;
    window.wait_for_text("is in place")?;
    window.wait_for_focus("h1")?;
    window.press_until("Tab", "document.activeElement.textContent === 'Go on'")?;
    window.press("Enter")?;
    window.wait_until("document.title === 'Today · Wrap It Up'")?;

    let kept: Vec<_> = fs::read_dir(data.join("set-aside"))?.collect::<Result<_, _>>()?;
    let [folder] = kept.as_slice() else { anyhow::bail!("{} files were set aside", kept.len()) };
    ensure!(fs::read(folder.path().join("sample.db"))? == bytes, "the damaged file was not kept as it was");
    Ok(())
}

#[test]
fn a_backup_is_made_and_restored_in_the_settings_and_what_was_there_is_a_backup_then() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("h1")?;
    open_storage(&window)?;
    ensure!(backups(&window)? == 0);
    window.find_with("button", "Back up now")?.click()?;
    window.wait_until("document.querySelectorAll('.storage-backups > li').length === 1")?;

    window.find_with("button", "Check the file")?.click()?;
    window.wait_for_text("The file is sound")?;

    window.find_with(".storage-backups button", "Restore")?.click()?;
    window.wait_for_text("Everything goes back to how it was then")?;
    window.find_with("dialog footer button", "Restore")?.click()?;
    window.wait_until("document.querySelectorAll('.storage-backups > li').length === 2")?;
    window.wait_for_text("Before restoring")?;
    window.wait_until("!document.querySelector('dialog[open]')")?;
    Ok(())
}
