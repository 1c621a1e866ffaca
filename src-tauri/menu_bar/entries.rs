//! What is in the bar, in the order that people know from their system.

/// A menu of the bar.
#[derive(Debug, Clone, Copy)]
pub(super) enum Title {
    /// The one with the name of the application.
    Application,
    /// The one in which the system lists windows.
    Window,
    /// The one in which the system offers its search.
    Help,
    /// One of our own.
    Own(&'static str),
}

/// An entry of a menu.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry {
    /// One that the system does.
    System(Role),
    /// One that we do.
    Own(OwnEntry),
}

/// An entry of our own.
#[derive(Debug, Clone, Copy)]
pub(super) struct OwnEntry {
    /// What it is known by.
    pub(super) id: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    /// The keys that do the same.
    pub(super) keys: Option<&'static str>,
    /// What it does.
    pub(super) does: Does,
}

/// What an entry does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    /// Opens a page, by its address.
    Open(&'static str),
    /// Opens the review that is due first.
    NextReview,
}

/// What the system does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Line,
    About,
    Services,
    Hide,
    HideOthers,
    ShowAll,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    FullScreen,
    Minimize,
    Zoom,
    Close,
}

const fn own(id: &'static str, label: &'static str, keys: Option<&'static str>, does: Does) -> Entry {
    Entry::Own(OwnEntry { id, label, keys, does })
}

const LINE: Entry = Entry::System(Role::Line);

/// The bar.
pub(super) const BAR: &[(Title, &[Entry])] = &[
    (
        Title::Application,
        &[
            Entry::System(Role::About),
            own("bar.versions", "Newer Versions…", None, Does::Open("/settings/about")),
            LINE,
            own("bar.settings", "Settings…", Some("Cmd+,"), Does::Open("/settings")),
            LINE,
            Entry::System(Role::Services),
            LINE,
            Entry::System(Role::Hide),
            Entry::System(Role::HideOthers),
            Entry::System(Role::ShowAll),
            LINE,
            Entry::System(Role::Quit),
        ],
    ),
    (
        Title::Own("Edit"),
        &[
            Entry::System(Role::Undo),
            Entry::System(Role::Redo),
            LINE,
            Entry::System(Role::Cut),
            Entry::System(Role::Copy),
            Entry::System(Role::Paste),
            Entry::System(Role::SelectAll),
        ],
    ),
    (Title::Own("View"), &[Entry::System(Role::FullScreen)]),
    (
        Title::Own("Go"),
        &[
            own("bar.today", "Today", Some("Cmd+1"), Does::Open("/")),
            own("bar.reviews", "Reviews", Some("Cmd+2"), Does::Open("/reviews")),
            own("bar.journeys", "Journeys", Some("Cmd+3"), Does::Open("/journeys")),
            own("bar.notifications", "Notifications", Some("Cmd+4"), Does::Open("/notifications")),
            LINE,
            own("bar.next", "Next Review", None, Does::NextReview),
        ],
    ),
    (
        Title::Window,
        &[Entry::System(Role::Minimize), Entry::System(Role::Zoom), LINE, Entry::System(Role::Close)],
    ),
    (
        Title::Help,
        &[
            own("bar.guide", "User Guide", Some("Cmd+Shift+/"), Does::Open("/settings/help")),
            own("bar.keys", "Keyboard Shortcuts", None, Does::Open("/settings/shortcuts")),
        ],
    ),
];

/// Returns what an entry of our own does.
pub(super) fn does(id: &str) -> Option<Does> {
    own_entries().find(|entry| entry.id == id).map(|entry| entry.does)
}

fn own_entries() -> impl Iterator<Item = &'static OwnEntry> {
    BAR.iter().flat_map(|(_, entries)| entries.iter()).filter_map(|entry| match entry {
        Entry::Own(entry) => Some(entry),
        Entry::System(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_entry_is_known_by_an_id_of_its_own_that_the_tray_does_not_use() {
        let mut ids = BTreeSet::new();
        for entry in own_entries() {
            assert!(ids.insert(entry.id), "{} twice", entry.id);
            assert!(entry.id.starts_with("bar."), "{}", entry.id);
            assert_eq!(does(entry.id), Some(entry.does));
        }
        assert_eq!(does("quit"), None);
    }

    #[test]
    fn no_two_entries_have_the_same_keys_and_none_has_keys_that_are_the_systems() {
        // What macOS gives to the entries that it does itself.
        let taken = ["H", "Alt+H", "Q", "Z", "Shift+Z", "X", "C", "V", "A", "M", "W", "Ctrl+F"];
        let mut all: BTreeSet<String> = taken.iter().map(|keys| format!("Cmd+{keys}")).collect();
        for entry in own_entries() {
            let Some(keys) = entry.keys else { continue };
            assert!(all.insert(keys.to_owned()), "{keys} twice");
            assert!(keys.parse::<tauri_plugin_global_shortcut::Shortcut>().is_ok(), "{keys} are no keys");
        }
    }

    #[test]
    fn texts_can_be_edited_by_the_keys_of_the_system() {
        // A web view on macOS hears of Cmd C only if a menu has it.
        let roles: Vec<Role> = BAR
            .iter()
            .flat_map(|(_, entries)| entries.iter())
            .filter_map(|entry| match entry {
                Entry::System(role) => Some(*role),
                Entry::Own(_) => None,
            })
            .collect();
        for role in [
            Role::Undo,
            Role::Redo,
            Role::Cut,
            Role::Copy,
            Role::Paste,
            Role::SelectAll,
            Role::Quit,
            Role::Close,
        ] {
            assert!(roles.contains(&role), "{role:?}");
        }
    }

    #[test]
    fn a_menu_neither_begins_nor_ends_with_a_line() {
        for (title, entries) in BAR {
            for end in [entries.first(), entries.last()] {
                assert!(!matches!(end, None | Some(Entry::System(Role::Line))), "{title:?}");
            }
        }
    }
}
