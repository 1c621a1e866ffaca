//! What whoever uses a screen reader, large text or strong contrast meets on every page of the real window.

#[path = "desktop_access/axe.rs"]
mod axe;
#[path = "desktop_access/told.rs"]
mod told;

use anyhow::{Context, Result, bail, ensure};
use desktop_tests::{GUISES, Options, Window};
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
fn no_page_in_any_guise_breaks_a_rule_of_accessibility() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("main .today h1")?;
    axe::bites(&window)?;
    let mut broken = Vec::new();
    for sight in window.sights()? {
        window.visit(&sight).with_context(|| sight.name.clone())?;
        for guise in GUISES {
            window.put_on(guise, &sight)?;
            let found = axe::broken(&window)?;
            broken.extend(found.into_iter().map(|rule| format!("{} in {}: {rule}", sight.name, guise.name)));
        }
    }
    drop(window);
    let data = TempDir::new()?;
    let window = Window::open_with(data.path(), Options { nobody: true, ..Options::default() })?;
    for sight in Window::first_sights() {
        window.visit(&sight).with_context(|| sight.name.clone())?;
        for guise in GUISES {
            window.put_on(guise, &sight)?;
            let found = axe::broken(&window)?;
            broken.extend(found.into_iter().map(|rule| format!("{} in {}: {rule}", sight.name, guise.name)));
        }
    }
    ensure!(broken.is_empty(), "{} rules are broken:\n{}", broken.len(), broken.join("\n"));
    Ok(())
}

#[test]
fn a_screen_reader_is_told_of_everything_in_the_room() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("main .today h1")?;
    open(&window, "room")?;
    let title = window.text("main h1")?;
    let room = told::named(&window)?;
    ensure!(room.find("heading", &title)?.is("focused"), "focus is not on the heading of the page");
    let answers = room.find("landmark", "Answers")?;
    let articles: Vec<_> = answers.all().into_iter().filter(|one| one.role == "article").collect();
    ensure!(!articles.is_empty(), "no answer is an article:\n{}", answers.outline(0));
    for article in articles {
        article.find("heading", &article.name)?;
        let button = article.find("push button", "Comment on ")?;
        let about = button.name.trim_start_matches("Comment on ");
        ensure!(article.name.starts_with(about), "{} in {}", button.name, article.name);
    }
    let feedback = room.find("landmark", "Feedback")?;
    let note = feedback.find("entry", "Overall note")?;
    ensure!(note.is("editable") && note.is("multi_line"), "the note is {note:?}");
    ensure!(feedback.find("page tab", "Feedback")?.is("selected"), "the open tab does not say so");
    feedback.find("check box", "")?;

    // A comment says what it is about, where it is written.
    window.press_until("j", "document.activeElement.matches('.room article')")?;
    let about = window.script("return document.activeElement.querySelector('h3').innerText", &[])?;
    window.press("m")?;
    window.wait_for_focus(".comment textarea")?;
    let room = told::read(&window)?;
    let focused = room.all().into_iter().rfind(|one| one.is("focused")).context("focus is nowhere")?;
    let about = about.as_str().context("a question")?.trim();
    ensure!(
        focused.role == "entry" && focused.name.contains(about),
        "writing about {about:?} in {focused:?}"
    );
    Ok(())
}

/// The driver of the window knows nothing of a page that ended; what assistive technology is told shows that there is another.
#[test]
fn a_page_whose_process_ends_comes_back_where_it_was() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("main .today h1")?;
    window.go("/settings/shortcuts")?;
    window.find_with("h1", "Shortcuts")?;
    let is_there = || told::read(&window).is_ok_and(|told| told.find("heading", "Shortcuts").is_ok());
    ensure!(is_there(), "nothing is told of the page");
    let before = window.page_process()?;
    window.end_page()?;
    Window::until("the page again", || {
        Ok(window.page_process().is_ok_and(|process| process != before) && is_there())
    })
}

#[test]
fn a_screen_reader_is_told_of_everything_in_a_section() -> Result<()> {
    let data = TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("main .today h1")?;
    open(&window, "section")?;
    let title = window.text("main h1")?;
    let section = told::named(&window)?;
    ensure!(section.find("heading", &title)?.is("focused"), "focus is not on the heading of the page");
    section.find("landmark", "The review")?;

    // What is marked for the eye is in a name too. Which section has which mark depends on the journey.
    open(&window, "contents")?;
    let links = "return [...document.querySelectorAll('main a')].map(link => link.getAttribute('href'))
        .filter(to => to.startsWith(`${location.pathname}/`))";
    let links = window.script(links, &[])?;
    let mut marks = vec!["Needed for a review", "Only you can see this"];
    for section in links.as_array().into_iter().flatten().filter_map(Value::as_str) {
        window.go(section)?;
        window.wait_until(&format!(
            "location.pathname === {} && document.querySelector('[data-answer]')",
            json!(section)
        ))?;
        window.settle()?;
        let text = window.script("return document.querySelector('main').innerText", &[])?;
        let shown = |mark: &str| text.as_str().is_some_and(|text| text.contains(mark));
        if !marks.iter().any(|mark| shown(mark)) {
            continue;
        }
        let told = told::read(&window)?;
        for mark in marks.extract_if(.., |mark| shown(mark)) {
            let named = told.all().into_iter().any(|one| one.name.contains(mark));
            ensure!(named, "no name says {mark:?}:\n{}", told.outline(0));
        }
        if marks.is_empty() {
            return Ok(());
        }
    }
    bail!("no section is marked with {marks:?}")
}

fn open(window: &Window, name: &str) -> Result<()> {
    let sight = window.sights()?.into_iter().find(|sight| sight.name == name).context("the page")?;
    window.visit(&sight)?;
    window.settle()
}
