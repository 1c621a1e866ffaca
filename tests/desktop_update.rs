//! A newer version in the real window, from the look that nobody asked for to the restart: what is offered lies on a server
//! of this computer, signed as a real one is.

#[path = "desktop_update/maker.rs"]
mod maker;
#[path = "desktop_review/people.rs"]
#[expect(dead_code, reason = "the stories of reviews act as other people, too")]
mod people;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use desktop_tests::{Options, Story, binary};
use tempfile::TempDir;

use maker::{Gives, Maker, VERSION};
use people::command;

/// What the application is started with, and its successor after it. The application leaves it alone; the successor is a shell,
/// and writes down whether it could have the folder.
const SUCCESSOR: [&str; 2] = [
    "-c",
    r#"flock --nonblock "$WRAPITUP_DATA/open.lock" echo free > "$WRAPITUP_DATA/successor" || echo taken > "$WRAPITUP_DATA/successor""#,
];

/// The application as an image that a person keeps somewhere, and which the system mounts to run it.
struct Image {
    /// The file that the person starts.
    file: PathBuf,
    /// What runs, where images are mounted.
    runs: PathBuf,
    // Dropped with the test.
    _folders: [TempDir; 2],
}

impl Image {
    fn kept() -> Result<Self> {
        let folder = TempDir::new()?;
        let mounted = tempfile::Builder::new().prefix(".mount_").tempdir()?;
        let (file, runs) = (folder.path().join("Wrap It Up.AppImage"), mounted.path().join("wrapitup"));
        fs::write(&file, "the image that was there before")?;
        fs::set_permissions(&file, Permissions::from_mode(0o755))?;
        let built = binary()?;
        // Another file system takes a copy.
        if fs::hard_link(&built, &runs).is_err() {
            fs::copy(&built, &runs)?;
        }
        Ok(Self { file, runs, _folders: [folder, mounted] })
    }
}

#[test]
fn a_newer_version_is_told_of_refused_when_it_was_changed_and_put_in_place_when_it_is_whole() -> Result<()> {
    let image = Image::kept()?;
    // An image is a program; the shell is a small one.
    let package = fs::read("/bin/sh")?;
    let folder = TempDir::new()?;
    let maker = Maker::offering(&package, folder.path())?;
    let mut environment = maker.environment()?;
    environment.push(("APPIMAGE".to_owned(), image.file.display().to_string()));
    let options = Options {
        environment,
        arguments: SUCCESSOR.map(str::to_owned).to_vec(),
        binary: Some(image.runs.clone()),
        notifications: true,
        ..Options::default()
    };
    Story::tell_in(options, "update", |story| {
        is_told_without_asking(story)?;
        refuses_what_was_changed(story, &maker, &package)?;
        gets_what_is_whole(story, &maker, &package)?;
        ensure!(fs::read(&image.file)? != package, "nothing is put in place before the person says so");
        is_put_in_place(story)?;
        ensure!(fs::read(&image.file)? == package, "what starts next time is not what was fetched");
        Ok(())
    })
}

fn is_told_without_asking(story: &mut Story) -> Result<()> {
    let window = story.window()?;
    window.wait_for_focus("main .today h1")?;
    let told = window.wait_for_notifications(1)?;
    let told = &told.first().context("one was told")?.text;
    ensure!(told.contains(&format!("Wrap It Up {VERSION} is there")), "{told}");
    command(story, "Settings: About")?;
    let window = story.window()?;
    window.wait_for_focus("main h1")?;
    window.wait_for_text(&format!("Version {VERSION} is there."))?;
    window.press_until("Tab", "document.activeElement.innerText.trim() === 'What is new'")?;
    window.press("Enter")?;
    window.wait_for_text("Reviews open twice as fast.")?;
    story.step("it was looked for and told")
}

fn refuses_what_was_changed(story: &mut Story, maker: &Maker, package: &[u8]) -> Result<()> {
    let changed: Vec<u8> = package.iter().rev().copied().collect();
    maker.sends(&changed);
    let window = story.window()?;
    presses(story, "Get it")?;
    window.wait_for_text("What arrived is not signed by the makers of Wrap It Up, so it was not taken.")?;
    window.wait_for_text("Nothing was changed.")?;
    story.step("what was changed is refused")
}

fn gets_what_is_whole(story: &mut Story, maker: &Maker, package: &[u8]) -> Result<()> {
    maker.sends(package);
    maker.gives(Gives::Half);
    let window = story.window()?;
    presses(story, "Look again")?;
    window.wait_for_text(&format!("Version {VERSION} is there."))?;
    presses(story, "Get it")?;
    window.wait_for_text("is on its way. You can go on working.")?;
    window.wait_until("document.querySelector('.settings-update progress')?.value > 0")?;
    story.step("half of it is there")?;
    maker.gives(Gives::All);
    let window = story.window()?;
    window.wait_for_text("is here and is what it says it is.")?;
    story.step("all of it is there")
}

fn is_put_in_place(story: &mut Story) -> Result<()> {
    presses(story, "Restart to update")?;
    let window = story.window()?;
    window.wait_for_file("successor", |said| !said.is_empty())?;
    window.wait_for_end()?;
    window.wait_for_file("successor", |said| said == "free\n").context("the folder was handed on")?;
    let backups = fs::read_dir(window.data().join("backups"))?.count();
    ensure!(backups == 1, "{backups} backups were made before the update");
    Ok(())
}

/// Goes to a button and presses it.
fn presses(story: &Story, button: &str) -> Result<()> {
    let window = story.window()?;
    window.press_until("Tab", &format!("document.activeElement.innerText.trim() === '{button}'"))?;
    window.press("Enter")
}

#[test]
fn a_copy_that_the_system_installed_says_where_the_newer_one_is_and_fetches_nothing() -> Result<()> {
    let folder = TempDir::new()?;
    let maker = Maker::offering(b"a package", folder.path())?;
    let options = Options { environment: maker.environment()?, ..Options::default() };
    Story::tell_in(options, "update-elsewhere", |story| {
        story.window()?.wait_for_focus("main .today h1")?;
        command(story, "Settings: About")?;
        let window = story.window()?;
        window.wait_for_text("This one was installed by your system's packages, so it is updated there")?;
        window.wait_for_text(&maker.address("package"))?;
        window.wait_for_text("Copy the address")?;
        ensure!(window.find_all(".settings-update .button-primary")?.is_empty(), "it offers to fetch it");
        story.step("it says where")
    })
}
