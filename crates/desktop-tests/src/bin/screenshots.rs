//! Takes a picture of every page in every guise: `screenshots FOLDER [PAGE...]`. `cargo xtask screenshots` builds what
//! it needs and calls it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use desktop_tests::Window;
use serde_json::{Value, json};

/// A page, and as whom one sees it.
struct Page {
    name: String,
    person: String,
    route: String,
}

/// Finds a page of each kind: those of a mentor in the middle of a review, and those of the client who wrote it.
const PAGES: &str = r#"
    const done = arguments[arguments.length - 1];
    const ask = (viewer, query) => window.__TAURI_INTERNALS__.invoke("ask", { viewer, query });
    const nobody = "00000000-0000-0000-0000-000000000000";
    (async () => {
        const people = await ask(nobody, { ask: "people" });
        const who = role => people.filter(person => person.roles.includes(role));
        const pages = [];
        const page = (name, person, route) => pages.some(one => one.name === name)
            || pages.push({ name, person: person.id, route });
        for (const mentor of who("mentor")) {
            const [mine, queue, finished] = await Promise.all(["mine", "queue", "done"].map(
                list => ask(mentor.id, { ask: "reviews", list })));
            const row = mine.rows.find(row => row.round > 1) ?? mine.rows[0];
            if (!row) continue;
            page("today", mentor, "/");
            page("reviews", mentor, "/reviews");
            page("room", mentor, `/reviews/${row.submission}`);
            if (queue.rows.length) page("room-open", mentor, `/reviews/${queue.rows[0].submission}`);
            if (finished.rows.length) page("room-done", mentor, `/reviews/${finished.rows[0].submission}`);
            for (const name of ["appearance", "accessibility", "shortcuts", "about"])
                page(`settings-${name}`, mentor, `/settings/${name}`);
            page("kit", mentor, "/kit");
            page("not-found", mentor, "/nowhere");
        }
        for (const client of who("client")) {
            const { mine } = await ask(client.id, { ask: "journeys" });
            const busy = mine.find(journey => journey.to_change > 0);
            if (!busy) continue;
            const contents = await ask(client.id, { ask: "contents", enrolment: busy.enrolment });
            const sections = contents.categories.flatMap(category => category.sections);
            page("client-today", client, "/");
            page("journeys", client, "/journeys");
            page("contents", client, `/journeys/${busy.enrolment}`);
            const changing = sections.find(section => section.review === "changes_requested") ?? sections[0];
            const untouched = sections.find(section => section.review === null) ?? sections[1];
            const at = section => `/journeys/${busy.enrolment}/${section.id}`;
            page("section", client, at(changing));
            page("section-new", client, at(untouched));
            break;
        }
        return pages;
    })().then(done, error => done(String(error.message ?? JSON.stringify(error))));
"#;

/// How a page can look.
struct Guise {
    name: &'static str,
    theme: &'static str,
    width: u32,
    height: u32,
    text: u32,
}

const GUISES: &[Guise] = &[
    Guise { name: "light", theme: "light", width: 1280, height: 800, text: 100 },
    Guise { name: "light-wide", theme: "light", width: 1600, height: 1000, text: 100 },
    Guise { name: "dark", theme: "dark", width: 1280, height: 800, text: 100 },
    Guise { name: "contrast", theme: "contrast", width: 1280, height: 800, text: 100 },
    Guise { name: "narrow", theme: "light", width: 360, height: 740, text: 100 },
    Guise { name: "large-text", theme: "light", width: 1280, height: 800, text: 200 },
];

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().context("where should the pictures go?")?);
    let wanted: Vec<String> = args.collect();
    let data = tempfile::TempDir::new()?;
    let window = Window::open(data.path())?;
    window.find("h1")?;
    for page in pages(&window)? {
        if wanted.is_empty() || wanted.contains(&page.name) {
            visit(&window, &folder, &page)?;
        }
    }
    println!("The pictures are in {}", folder.display());
    Ok(())
}

fn pages(window: &Window) -> Result<Vec<Page>> {
    let found = window.script_async(PAGES, &[])?;
    let found = found.as_array().with_context(|| format!("the window says: {found}"))?;
    let text = |page: &Value, name: &str| page.get(name).and_then(Value::as_str).map(str::to_owned);
    found
        .iter()
        .map(|page| {
            Some(Page {
                name: text(page, "name")?,
                person: text(page, "person")?,
                route: text(page, "route")?,
            })
        })
        .collect::<Option<_>>()
        .context("a page without a name, a person or a route")
}

fn visit(window: &Window, folder: &Path, page: &Page) -> Result<()> {
    let become_them = "localStorage.setItem('wrapitup.person', arguments[0]);";
    window.script(become_them, &[json!(page.person)])?;
    window.go(&page.route)?;
    window.reload()?;
    window.find("h1")?;
    for guise in GUISES {
        window.resize(guise.width, guise.height)?;
        window.script(
            "document.documentElement.dataset.theme = arguments[0];
             document.documentElement.style.fontSize = arguments[1] + '%';",
            &[json!(guise.theme), json!(guise.text)],
        )?;
        // The kit shows what is on its way, for ever.
        if page.name == "kit" {
            window.draw()?;
        } else if let Err(error) = window.settle() {
            println!("{} in {} did not come to rest: {error}", page.name, guise.name);
        }
        window.screenshot(&folder.join(format!("{}-{}.png", page.name, guise.name)))?;
    }
    Ok(())
}
