//! How the application looks to this person: theme, text size, whether single letters act, whether the rail is
//! folded. Kept on this computer, applied to the root of the page.

use crate::hooks::{document, keep, kept, window};
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The smallest and largest text, and the step between sizes, in per cent.
const SIZES: (u16, u16, u16) = (80, 200, 10);

/// Which of the three themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    /// As the system says, contrast included.
    #[default]
    System,
    /// Paper.
    Light,
    /// Night.
    Dark,
    /// Black on white, with edges.
    Contrast,
}

impl Theme {
    /// All of them, with their names.
    pub(crate) const ALL: [(Self, &'static str); 4] = [
        (Self::System, "As the system"),
        (Self::Light, "Light"),
        (Self::Dark, "Dark"),
        (Self::Contrast, "High contrast"),
    ];

    /// Returns the word for it, as it is kept.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// Returns the theme of a word; as the system for any other.
    pub(crate) fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().map(|(theme, _)| theme).find(|theme| theme.word() == word).unwrap_or_default()
    }

    /// Returns the value of `data-theme`: none where the style sheet itself follows the system.
    fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System if wants_contrast() => Some(Self::Contrast.word()),
            Self::System => None,
            Self::Light | Self::Dark | Self::Contrast => Some(self.word()),
        }
    }
}

/// How the application looks to this person.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Appearance {
    /// The theme.
    pub(crate) theme: Theme,
    /// The size of all text, in per cent.
    pub(crate) text: u16,
    /// Whether single letters act.
    pub(crate) letters: bool,
    /// Whether the rail shows only its icons.
    pub(crate) folded: bool,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { theme: Theme::default(), text: 100, letters: true, folded: false }
    }
}

impl Appearance {
    fn kept() -> Self {
        let said = |name: &str, word: &str| kept(name).as_deref() == Some(word);
        Self {
            theme: kept("theme").map(|word| Theme::from_word(&word)).unwrap_or_default(),
            text: in_range(kept("text").and_then(|text| text.parse().ok()).unwrap_or(100)),
            letters: !said("letters", "off"),
            folded: said("rail", "folded"),
        }
    }

    fn keep(&self) {
        keep("theme", self.theme.word());
        keep("text", &self.text.to_string());
        keep("letters", if self.letters { "on" } else { "off" });
        keep("rail", if self.folded { "folded" } else { "open" });
    }

    fn apply(&self) {
        let root = document().and_then(|document| document.document_element());
        let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
        match self.theme.attribute() {
            Some(theme) => drop(root.set_attribute("data-theme", theme)),
            None => drop(root.remove_attribute("data-theme")),
        }
        drop(root.style().set_property("font-size", &format!("{}%", self.text)));
    }
}

fn in_range(text: u16) -> u16 {
    text.clamp(SIZES.0, SIZES.1)
}

fn wants_contrast() -> bool {
    window()
        .and_then(|window| window.match_media("(prefers-contrast: more)").ok().flatten())
        .is_some_and(|m| m.matches())
}

/// A change of how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Another theme.
    Theme(Theme),
    /// One step larger text.
    Larger,
    /// One step smaller text.
    Smaller,
    /// Single letters act, or no longer.
    ToggleLetters,
    /// The rail is folded, or unfolded.
    ToggleRail,
}

impl Reducible for Appearance {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Theme(theme) => next.theme = theme,
            Change::Larger => next.text = in_range(next.text + SIZES.2),
            Change::Smaller => next.text = in_range(next.text.saturating_sub(SIZES.2)),
            Change::ToggleLetters => next.letters = !next.letters,
            Change::ToggleRail => next.folded = !next.folded,
        }
        next.into()
    }
}

/// How it looks, and the way to change it.
pub(crate) type AppearanceHandle = UseReducerHandle<Appearance>;

/// Reads what was kept, applies every change to the page, and keeps it.
#[hook]
pub(crate) fn use_own_appearance() -> AppearanceHandle {
    let appearance = use_reducer(Appearance::kept);
    use_effect_with((*appearance).clone(), |appearance| {
        appearance.apply();
        appearance.keep();
        let (again, query) = (appearance.clone(), "(prefers-contrast: more)");
        let media = window().and_then(|window| window.match_media(query).ok().flatten());
        let listener = media.map(|media| EventListener::new(&media, "change", move |_| again.apply()));
        move || drop(listener)
    });
    appearance
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(changes: &[Change]) -> Appearance {
        changes
            .iter()
            .fold(Rc::new(Appearance::default()), |look, change| look.reduce(*change))
            .as_ref()
            .clone()
    }

    #[test]
    fn text_stays_between_80_and_200_per_cent() {
        assert_eq!(after(&[Change::Larger; 30]).text, 200);
        assert_eq!(after(&[Change::Smaller; 30]).text, 80);
    }

    #[test]
    fn a_theme_is_known_again_by_its_word() {
        for (theme, _) in Theme::ALL {
            assert_eq!(Theme::from_word(theme.word()), theme);
        }
        assert_eq!(Theme::from_word("sepia"), Theme::System);
    }
}
