//! The settings that are one of a few words: what they are called, and what there is to choose. The first choice is
//! how the application comes.

use crate::routes::SettingsPage;
use device::preferences::{DENSITY, LETTERS, LINKS, MEASURE, MOTION, SPELLING, START, THEME};

/// A setting that is one of a few words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// The page that it is on.
    pub(super) page: SettingsPage,
    /// The name of the preference.
    pub(super) name: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    /// What it means.
    pub(super) help: &'static str,
    /// Other words that find it.
    pub(super) words: &'static str,
    /// What there is to choose: the words that are kept, and those that are shown.
    pub(super) choices: &'static [(&'static str, &'static str)],
}

impl Setting {
    /// Returns the word that holds: the one that was kept, if it is still a choice.
    pub(super) fn holds(&self, kept: &str) -> &'static str {
        let found = self.choices.iter().find(|(word, _)| *word == kept).or(self.choices.first());
        found.map_or("", |(word, _)| word)
    }

    /// Returns what a word is called.
    pub(super) fn called(&self, word: &str) -> &'static str {
        self.choices.iter().find(|(one, _)| *one == word).map_or("", |(_, called)| called)
    }

    /// Whether it is switched on or off.
    pub(super) fn is_switch(&self) -> bool {
        self.choices.iter().all(|(word, _)| ["on", "off"].contains(word))
    }
}

/// All of them, in the order in which they stand on their pages.
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        page: SettingsPage::Appearance,
        name: THEME,
        label: "Theme",
        help: "“As the system” follows your computer, also when it changes during the day.",
        words: "dark light night paper contrast colours appearance",
        choices: &[
            ("system", "As the system"),
            ("light", "Light"),
            ("dark", "Dark"),
            ("contrast", "High contrast"),
            ("contrast-dark", "High contrast, dark"),
        ],
    },
    Setting {
        page: SettingsPage::Appearance,
        name: DENSITY,
        label: "Spacing",
        help: "Compact shows more at once.",
        words: "density compact tight room",
        choices: &[("comfortable", "Comfortable"), ("compact", "Compact")],
    },
    Setting {
        page: SettingsPage::Appearance,
        name: MEASURE,
        label: "Width of texts",
        help: "How long the lines are that you read.",
        words: "reading measure column line length",
        choices: &[("normal", "Normal"), ("narrow", "Narrow"), ("wide", "Wide")],
    },
    Setting {
        page: SettingsPage::Appearance,
        name: START,
        label: "Opens with",
        help: "The page that you see first when you start Wrap It Up.",
        words: "start page reopen last home",
        choices: &[
            ("today", "Today"),
            ("reviews", "Reviews"),
            ("journeys", "Journeys"),
            ("last", "The page where I was"),
        ],
    },
    Setting {
        page: SettingsPage::Accessibility,
        name: MOTION,
        label: "Motion",
        help: "Movement shows where something went. Without it, things appear in their place at once.",
        words: "animation reduce",
        choices: &[("system", "As the system"), ("less", "None"), ("full", "Always")],
    },
    Setting {
        page: SettingsPage::Accessibility,
        name: LINKS,
        label: "Underline links",
        help: "So that they are told apart without colour.",
        words: "underlined",
        choices: &[("off", "Off"), ("on", "On")],
    },
    Setting {
        page: SettingsPage::Accessibility,
        name: LETTERS,
        label: "Single letters act",
        help: "Switch this off if you speak to your computer, or press keys by accident. Keys with Ctrl keep working.",
        words: "keys shortcuts speech",
        choices: &[("on", "On"), ("off", "Off")],
    },
    Setting {
        page: SettingsPage::Accessibility,
        name: SPELLING,
        label: "Check spelling",
        help: "Words that may be wrong are underlined while you write. Nothing leaves this computer.",
        words: "spell spelling language dictionary",
        choices: &[("on", "On"), ("off", "Off")],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_no_choice_any_more_counts_as_the_first() {
        for setting in SETTINGS {
            let first = setting.choices[0].0;
            assert_eq!(setting.holds("sepia"), first);
            assert_eq!(setting.holds(""), first);
            for (word, called) in setting.choices {
                assert_eq!(setting.holds(word), *word);
                assert_eq!(setting.called(word), *called);
            }
        }
    }

    #[test]
    fn every_setting_has_a_name_of_its_own_that_the_shell_knows() {
        for (place, setting) in SETTINGS.iter().enumerate() {
            assert!(device::preferences::NAMES.contains(&setting.name), "{}", setting.name);
            assert!(SETTINGS[place + 1..].iter().all(|other| other.name != setting.name));
        }
    }
}
