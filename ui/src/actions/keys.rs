//! Keys as written in the source (`Mod+Enter`, `g r`, `?`), as pressed, and as shown to people.

use crate::text::upper;
use std::rc::Rc;

/// One press of a key with what was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Press {
    /// The key's name as the browser says it (`Enter`, `Escape`, `ArrowDown`), or the character it makes.
    pub(crate) key: String,
    /// Whether Ctrl, or on a Mac Command, was held.
    pub(crate) command: bool,
    /// Whether Alt was held.
    pub(crate) alt: bool,
}

impl Press {
    /// Returns a press of a key without anything held.
    pub(crate) fn plain(key: &str) -> Self {
        Self { key: key.to_owned(), command: false, alt: false }
    }

    /// Whether this is a character typed with nothing held: what must not act where people write.
    pub(crate) fn is_character(&self) -> bool {
        !self.command && !self.alt && self.key.chars().count() == 1
    }

    fn written(&self) -> String {
        let (command, alt) = (if self.command { "Mod+" } else { "" }, if self.alt { "Alt+" } else { "" });
        format!("{command}{alt}{}", self.key)
    }

    fn parse(text: &str) -> Self {
        let (mut press, mut rest) = (Self::plain(""), text);
        if let Some(after) = held_first(rest, "Mod+") {
            (press.command, rest) = (true, after);
        }
        if let Some(after) = held_first(rest, "Alt+") {
            (press.alt, rest) = (true, after);
        }
        rest.clone_into(&mut press.key);
        press
    }
}

/// Returns what follows the name of a held key; the name alone is none.
fn held_first<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix(name).filter(|rest| !rest.is_empty())
}

/// One press, or several one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keys(Rc<[Press]>);

impl Keys {
    /// Reads keys: presses apart by a space, held keys joined by `+`; `Mod` is Ctrl, or Command on a Mac.
    pub(crate) fn new(text: &str) -> Self {
        Self(text.split(' ').map(Press::parse).collect())
    }

    /// Returns keys of presses one after the other.
    pub(crate) fn of(presses: &[Press]) -> Self {
        Self(presses.into())
    }

    /// Returns how they are written: what [`Keys::new`] reads.
    pub(crate) fn written(&self) -> String {
        self.0.iter().map(Press::written).collect::<Vec<_>>().join(" ")
    }

    /// Returns the presses in order.
    pub(crate) fn presses(&self) -> &[Press] {
        &self.0
    }

    /// Returns what to print on the caps, one string for each press.
    pub(crate) fn caps(&self, mac: bool) -> Vec<String> {
        self.0.iter().map(|press| cap(press, mac)).collect()
    }

    /// Returns the value of `aria-keyshortcuts`, which knows no sequences.
    pub(crate) fn aria(&self, mac: bool) -> Option<String> {
        let [press] = self.presses() else { return None };
        let held = match (press.command, mac) {
            (true, true) => "Meta+",
            (true, false) => "Control+",
            (false, _) => "",
        };
        Some(format!("{held}{}{}", if press.alt { "Alt+" } else { "" }, press.key))
    }
}

fn cap(press: &Press, mac: bool) -> String {
    let key = match press.key.as_str() {
        "Enter" => "↵",
        "Escape" => "Esc",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Backspace" => "⌫",
        other => other,
    };
    let key = if press.command { upper(key) } else { key.to_owned() };
    match (press.command, press.alt, mac) {
        (true, _, true) => format!("⌘ {key}"),
        (true, _, false) => format!("Ctrl {key}"),
        (false, true, true) => format!("⌥ {key}"),
        (false, true, false) => format!("Alt {key}"),
        (false, false, _) => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_are_written() {
        let keys = Keys::new("Mod+Enter");
        assert_eq!(keys.presses(), [Press { key: "Enter".to_owned(), command: true, alt: false }]);
        assert!(!keys.presses()[0].is_character());
        assert_eq!(Keys::new("g r").presses(), [Press::plain("g"), Press::plain("r")]);
        assert!(Keys::new("g r").presses()[0].is_character());
    }

    #[test]
    fn keys_are_written_as_they_are_read() {
        for text in ["c", "g r", "?", "+", "Mod++", "Mod+Enter", "Mod+,", "Mod+Alt+2", "Alt+ArrowUp", "+ +"] {
            assert_eq!(Keys::new(text).written(), text);
            assert_eq!(Keys::of(Keys::new(text).presses()), Keys::new(text));
        }
        assert_eq!(Keys::new("Mod++").presses(), [Press { key: "+".to_owned(), command: true, alt: false }]);
    }

    #[test]
    fn caps_speak_the_language_of_the_machine() {
        assert_eq!(Keys::new("Mod+Enter").caps(false), ["Ctrl ↵"]);
        assert_eq!(Keys::new("Mod+k").caps(true), ["⌘ K"]);
        assert_eq!(Keys::new("g r").caps(false), ["g", "r"]);
    }

    #[test]
    fn assistive_technology_hears_single_presses_only() {
        assert_eq!(Keys::new("Mod+Enter").aria(false).as_deref(), Some("Control+Enter"));
        assert_eq!(Keys::new("g r").aria(false), None);
    }
}
