//! What assistive technology is told of the window: the tree of roles and names, read over AT-SPI as a screen reader does.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use desktop_tests::Window;
use serde_json::Value;

/// Something that assistive technology is told of.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) role: String,
    pub(crate) name: String,
    states: Vec<String>,
    children: Vec<Told>,
}

/// Reads what is told of the window now.
pub(crate) fn read(window: &Window) -> Result<Told> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/desktop_access/tree.py");
    // Debian's own, which has the bindings.
    let mut asked = Command::new("/usr/bin/python3");
    asked.arg(script).arg(window.process()?.to_string()).env("DBUS_SESSION_BUS_ADDRESS", window.bus()?);
    let answer = asked.output().context("python3 is missing; cargo xtask test installs it")?;
    ensure!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    Told::of(&serde_json::from_slice(&answer.stdout)?).context("a tree of roles and names")
}

/// Reads what is told of the window, once everything in it that can be used has a name: the names of what was drawn just
/// now are told a moment after it.
pub(crate) fn named(window: &Window) -> Result<Told> {
    let mut told = read(window)?;
    let waited = Window::until("a name for everything", || {
        if !told.nameless().is_empty() {
            told = read(window)?;
        }
        Ok(told.nameless().is_empty())
    });
    waited.with_context(|| format!("without a name: {:?}", told.nameless()))?;
    Ok(told)
}

impl Told {
    fn of(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let list = |name: &str| value.get(name).and_then(Value::as_array);
        Some(Self {
            role: text("role")?,
            name: text("name")?,
            states: list("states")?.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            children: list("children")?.iter().map(Self::of).collect::<Option<_>>()?,
        })
    }

    /// Returns this and everything in it, in the order in which it is read.
    pub(crate) fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.children.iter().flat_map(Self::all));
        all
    }

    /// Says whether it is in a state, such as `editable`.
    pub(crate) fn is(&self, state: &str) -> bool {
        self.states.iter().any(|one| one == state)
    }

    /// Returns what has a role and a name that begins in a certain way.
    pub(crate) fn find(&self, role: &str, name: &str) -> Result<&Self> {
        let found = self.all().into_iter().find(|one| one.role == role && one.name.starts_with(name));
        found.with_context(|| format!("no {role} is called {name:?}; there are:\n{}", self.outline(0)))
    }

    /// Returns what can be used and has no name.
    pub(crate) fn nameless(&self) -> Vec<&Self> {
        const USED: &[&str] = &[
            "push button",
            "toggle button",
            "link",
            "check box",
            "radio button",
            "entry",
            "combo box",
            "page tab",
        ];
        let nameless = |one: &&Self| USED.contains(&one.role.as_str()) && one.name.trim().is_empty();
        self.all().into_iter().filter(nameless).collect()
    }

    /// Writes the tree, one line for each that has a name.
    pub(crate) fn outline(&self, depth: usize) -> String {
        let mut lines = String::new();
        let named = !self.name.is_empty() || self.is("focusable");
        if named {
            let name: String = self.name.chars().take(90).collect();
            lines = format!("{}{} {name:?} {}\n", "  ".repeat(depth), self.role, self.states.join(" "));
        }
        let deeper = depth + usize::from(named);
        self.children.iter().for_each(|child| lines.push_str(&child.outline(deeper)));
        lines
    }
}
