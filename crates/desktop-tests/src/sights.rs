//! Every page there is to look at, and every guise that it can be looked at in: for pictures and for what checks pages.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::pretended;
use crate::window::Window;

/// A page, and as whom one sees it.
#[derive(Debug, Clone)]
pub struct Sight {
    /// What it is called: `room-done`.
    pub name: String,
    /// The id of the person who sees it.
    pub person: String,
    /// Its address.
    pub route: String,
    /// What the window is told in place of the shell's answers, if anything.
    pub pretended: Option<Value>,
    /// What is clicked once the page is there, by a CSS selector.
    pub opened: Option<String>,
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
            page("past-reviews", mentor, "/reports/reviews");
            for (const name of ["account", "appearance", "accessibility", "shortcuts", "notifications", "background", "storage", "help", "about"])
                page(`settings-${name}`, mentor, `/settings/${name}`);
            page("notifications", mentor, "/notifications");
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
#[derive(Debug, Clone, Copy)]
pub struct Guise {
    /// What it is called.
    pub name: &'static str,
    /// The theme.
    pub theme: &'static str,
    /// The width of the window, in pixels.
    pub width: u32,
    /// The height of the window, in pixels.
    pub height: u32,
    /// The size of the text, in per cent.
    pub text: u32,
}

/// All guises.
pub const GUISES: &[Guise] = &[
    Guise { name: "light", theme: "light", width: 1280, height: 800, text: 100 },
    Guise { name: "light-wide", theme: "light", width: 1600, height: 1000, text: 100 },
    Guise { name: "dark", theme: "dark", width: 1280, height: 800, text: 100 },
    Guise { name: "contrast", theme: "contrast", width: 1280, height: 800, text: 100 },
    Guise { name: "large-text", theme: "light", width: 1280, height: 800, text: 200 },
    Guise { name: "narrow", theme: "light", width: 360, height: 740, text: 100 },
    // The least that a window can be, with the largest text.
    Guise { name: "narrowest", theme: "light", width: 320, height: 640, text: 200 },
];

impl Window {
    /// Finds a page of each kind in the sample workspace.
    ///
    /// # Errors
    /// When the window cannot tell.
    pub fn sights(&self) -> Result<Vec<Sight>> {
        let found = self.script_async(PAGES, &[])?;
        let found = found.as_array().with_context(|| format!("the window says: {found}"))?;
        let text = |page: &Value, name: &str| page.get(name).and_then(Value::as_str).map(str::to_owned);
        let read = |page: &Value| {
            let (name, person, route) = (text(page, "name")?, text(page, "person")?, text(page, "route")?);
            Some(Sight { name, person, route, pretended: None, opened: None })
        };
        let mut sights: Vec<Sight> = found
            .iter()
            .map(read)
            .collect::<Option<_>>()
            .context("a page without a name, a person or a route")?;
        let mentor = sights.first().context("no page at all")?.person.clone();
        sights.extend(pretended::sights(&mentor));
        Ok(sights)
    }

    /// Returns the pages of a device that nobody uses yet.
    #[must_use]
    pub fn first_sights() -> Vec<Sight> {
        [("start", "/"), ("first-sign-in", "/sign-in")]
            .map(|(name, route)| Sight {
                name: name.to_owned(),
                person: String::new(),
                route: route.to_owned(),
                pretended: None,
                opened: None,
            })
            .into()
    }

    /// Opens a page anew, as the person who sees it.
    ///
    /// # Errors
    /// When it does not come.
    pub fn visit(&self, sight: &Sight) -> Result<()> {
        self.script("localStorage.setItem('wrapitup.person', arguments[0]);", &[json!(sight.person)])?;
        let Some(answers) = &sight.pretended else {
            self.go(&sight.route)?;
            self.reload()?;
            return self.find("h1").map(drop);
        };
        // In a window as narrow as the one before may have been there is no rail to open anything from.
        self.resize(1280, 800)?;
        self.go("/nowhere")?;
        self.reload()?;
        // Whatever is answered otherwise from now on is asked once more.
        self.find(".rail .save-line")?;
        self.pretend(answers)?;
        self.go(&sight.route)?;
        self.find("main h1")?;
        match &sight.opened {
            Some(css) => self.click(css),
            None => Ok(()),
        }
    }

    /// Makes the page that was visited look in a certain way, and returns when it has come to rest.
    ///
    /// # Errors
    /// When it does not, or the window is gone.
    pub fn put_on(&self, guise: &Guise, sight: &Sight) -> Result<()> {
        self.resize(guise.width, guise.height)?;
        self.script(
            "document.documentElement.dataset.theme = arguments[0];
             document.documentElement.style.fontSize = arguments[1] + '%';",
            &[json!(guise.theme), json!(guise.text)],
        )?;
        // The kit shows what is on its way, for ever.
        if sight.name == "kit" { self.draw() } else { self.settle() }
    }
}
