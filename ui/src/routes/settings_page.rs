//! The pages of the settings, and the words by which their addresses end.

use crate::backend::is_desktop;

/// A page of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SettingsPage {
    /// How it all looks.
    Appearance,
    /// Who uses the device.
    Account,
    /// What makes it easier to read and to use.
    Accessibility,
    /// The keys.
    Shortcuts,
    /// The file and its backups.
    Storage,
    /// The guide.
    Help,
    /// What one is told, where, and when not.
    Notifications,
    /// Being there without a window in front.
    Background,
    /// Which version this is.
    About,
}

impl SettingsPage {
    /// All of them, in the order in which they are listed, with the word in the address.
    pub(crate) const ALL: &[(Self, &str)] = &[
        (Self::Account, "account"),
        (Self::Appearance, "appearance"),
        (Self::Accessibility, "accessibility"),
        (Self::Shortcuts, "shortcuts"),
        (Self::Storage, "storage"),
        (Self::Notifications, "notifications"),
        (Self::Background, "background"),
        (Self::Help, "help"),
        (Self::About, "about"),
    ];

    /// Returns those that there are here. What has to do with a file, or with what goes on behind the window, only the
    /// desktop has.
    pub(crate) fn here() -> impl Iterator<Item = (Self, &'static str)> {
        let only_there = |page: Self| matches!(page, Self::Storage | Self::Background | Self::About);
        let desktop = is_desktop();
        Self::ALL.iter().copied().filter(move |(page, _)| desktop || !only_there(*page))
    }

    /// Returns the word in the address.
    pub(crate) fn word(self) -> &'static str {
        Self::ALL.iter().find(|(page, _)| *page == self).map_or("", |(_, word)| word)
    }

    /// Returns the page of a word.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(page, _)| *page)
    }
}
