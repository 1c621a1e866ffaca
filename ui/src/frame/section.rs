//! A place in the rail. Which there are, and for whom, the application says (`app.rs`).

use crate::actions::Action;
use crate::kit::Icon;
use crate::routes::{Route, go_to};
use yew::prelude::*;

/// A place in the rail, the bottom bar, the palette and the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section {
    /// Its name.
    pub(crate) label: AttrValue,
    /// A shorter word for the bottom bar, where its name does not fit.
    pub(crate) short: Option<AttrValue>,
    /// Its picture.
    pub(crate) icon: Icon,
    /// Where it leads.
    pub(crate) route: Route,
    /// The letter that goes there after `g`.
    pub(crate) letter: char,
    /// A number or a few words at the end of its line.
    pub(crate) count: Option<AttrValue>,
    /// Whether that asks for attention.
    pub(crate) new: bool,
}

impl Section {
    /// Returns a section without a count.
    pub(crate) fn new(label: impl Into<AttrValue>, icon: Icon, route: Route, letter: char) -> Self {
        Self { label: label.into(), short: None, icon, route, letter, count: None, new: false }
    }

    /// Sets a shorter word for the bottom bar.
    pub(crate) fn short(mut self, word: &'static str) -> Self {
        self.short = Some(word.into());
        self
    }

    /// Sets a count that asks for attention; none for nought.
    pub(crate) fn waiting(mut self, count: usize) -> Self {
        self.count = (count > 0).then(|| count.to_string().into());
        self.new = true;
        self
    }

    /// Whether a route is in this section.
    pub(crate) fn holds(&self, route: &Route) -> bool {
        self.route.section() == route.section()
    }

    /// Returns the action that goes there.
    pub(crate) fn action(&self) -> Action {
        let route = self.route.clone();
        let go = Callback::from(move |()| go_to(&route));
        Action::new(format!("go.{}", self.letter), format!("Go to {}", self.label), go)
            .keys(&format!("g {}", self.letter))
            .icon(self.icon)
            .group("Go to")
    }
}
