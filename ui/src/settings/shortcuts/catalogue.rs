//! Everything that has keys, also of screens that are not shown now. The screens say the same keys where they offer the
//! actions; a test compares them.

/// Where keys act. What is everywhere may not share its keys with anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On every page.
    Everywhere,
    /// In the list of reviews and in the review room.
    Reviews,
    /// In a section of a journey.
    Sections,
    /// In the list of notifications.
    Notifications,
}

impl Place {
    /// All of them, as they are called.
    pub(super) const ALL: [(Self, &'static str); 4] = [
        (Self::Everywhere, "Everywhere"),
        (Self::Reviews, "Reviews"),
        (Self::Sections, "Sections"),
        (Self::Notifications, "Notifications"),
    ];
}

/// Something that has keys.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The action's name.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) title: &'static str,
    /// The keys that it comes with.
    pub(super) keys: &'static str,
    /// Where they act.
    pub(super) place: Place,
}

const fn entry(place: Place, name: &'static str, keys: &'static str, title: &'static str) -> Entry {
    Entry { name, title, keys, place }
}

/// Everything that has keys. Escape is not among them: it backs out, everywhere.
pub(super) const ENTRIES: &[Entry] = &[
    entry(Place::Everywhere, "frame.palette", "Mod+k", "Search and commands"),
    entry(Place::Everywhere, "frame.search", "/", "Search"),
    entry(Place::Everywhere, "frame.shortcuts", "?", "Show the shortcuts"),
    entry(Place::Everywhere, "frame.undo", "Mod+z", "Undo what you did last"),
    entry(Place::Everywhere, "frame.settings", "Mod+,", "Settings"),
    entry(Place::Everywhere, "frame.help", "F1", "Help"),
    entry(Place::Everywhere, "frame.rail", "[", "Fold or unfold the rail"),
    entry(Place::Everywhere, "go.t", "g t", "Go to Today"),
    entry(Place::Everywhere, "go.r", "g r", "Go to Reviews"),
    entry(Place::Everywhere, "go.j", "g j", "Go to Journeys"),
    entry(Place::Everywhere, "go.i", "g i", "Go to Insights"),
    entry(Place::Everywhere, "go.p", "g p", "Go to People"),
    entry(Place::Everywhere, "go.n", "g n", "Go to Notifications"),
    entry(Place::Everywhere, "go.a", "g a", "Go to Needs attention"),
    entry(Place::Everywhere, "sync.now", "g s", "Send and receive now"),
    entry(Place::Everywhere, "go.1", "Mod+1", "Section 1 of the rail"),
    entry(Place::Everywhere, "go.2", "Mod+2", "Section 2 of the rail"),
    entry(Place::Everywhere, "go.3", "Mod+3", "Section 3 of the rail"),
    entry(Place::Everywhere, "go.4", "Mod+4", "Section 4 of the rail"),
    entry(Place::Everywhere, "go.5", "Mod+5", "Section 5 of the rail"),
    entry(Place::Everywhere, "go.6", "Mod+6", "Section 6 of the rail"),
    entry(Place::Everywhere, "text.larger", "Mod++", "Larger text"),
    entry(Place::Everywhere, "text.smaller", "Mod+-", "Smaller text"),
    entry(Place::Everywhere, "text.usual", "Mod+0", "Text of the usual size"),
    entry(Place::Notifications, "notifications.read", "m", "Mark as read"),
    entry(Place::Notifications, "notifications.hour", "h", "Put off for an hour"),
    entry(Place::Notifications, "notifications.tomorrow", "H", "Put off until tomorrow, 9:00"),
    entry(Place::Notifications, "notifications.unfold", "x", "Show or hide each time"),
    entry(Place::Notifications, "notifications.all_read", "M", "Mark all as read"),
    entry(Place::Reviews, "reviews.filter", "/", "Filter the list"),
    entry(Place::Reviews, "reviews.save_view", "v", "Save this view"),
    entry(Place::Reviews, "review.claim", "c", "Claim the review"),
    entry(Place::Reviews, "review.previous", "p", "Previous review"),
    entry(Place::Reviews, "review.next", "n", "Next review"),
    entry(Place::Reviews, "answer.next", "j", "Next answer"),
    entry(Place::Reviews, "answer.previous", "k", "Previous answer"),
    entry(Place::Reviews, "review.note", "e", "Write the overall note"),
    entry(Place::Reviews, "review.comment", "m", "Comment on the answer"),
    entry(Place::Reviews, "review.comment_section", "M", "Comment on the whole section"),
    entry(Place::Reviews, "review.marks", "d", "Mark the changes, or not"),
    entry(Place::Reviews, "review.feedback", "g f", "Show the feedback"),
    entry(Place::Reviews, "review.guidance", "g g", "Show the guidance"),
    entry(Place::Reviews, "review.round", "g o", "Show the round before"),
    entry(Place::Reviews, "review.send", "Mod+Enter", "Send: approve, or ask for changes"),
    entry(Place::Sections, "section.next_answer", "j", "Next question"),
    entry(Place::Sections, "section.previous_answer", "k", "Question before"),
    entry(Place::Sections, "section.write", "e", "Go on writing"),
    entry(Place::Sections, "section.next_comment", "o", "Next open comment"),
    entry(Place::Sections, "section.add", "a", "Add an entry"),
    entry(Place::Sections, "section.previous", "p", "Section before"),
    entry(Place::Sections, "section.next", "n", "Section after"),
    entry(Place::Sections, "section.ask", "Mod+Enter", "Ask for a review"),
];

/// Returns what has a name.
pub(super) fn find(name: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// Returns the sources of all screens, without this list, the registry and the gallery.
    fn sources(folder: &Path, found: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && !["shortcuts", "actions", "gallery"].contains(&name.as_str()) {
                sources(&path, found);
            } else if name.ends_with(".rs") {
                found.push_str(fs::read_to_string(&path).unwrap().split("#[cfg(test)]").next().unwrap());
            }
        }
    }

    #[test]
    fn the_screens_offer_what_is_listed_and_no_keys_beside() {
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        for entry in ENTRIES.iter().filter(|entry| !entry.name.starts_with("go.")) {
            assert!(source.contains(&format!("\"{}\"", entry.name)), "no screen offers {}", entry.name);
        }
        for begun in [".keys(\"", ".keys_as(\""] {
            for call in source.split(begun).skip(1) {
                let arguments = call.split("\")").next().unwrap();
                let keys = arguments.rsplit('"').next().unwrap();
                let listed = keys == "Escape" || ENTRIES.iter().any(|entry| entry.keys == keys);
                assert!(listed, "the keys {keys} stand in a screen, and not in the list of shortcuts");
            }
        }
    }

    #[test]
    fn every_section_of_the_rail_has_its_keys_in_the_list() {
        let source = include_str!("../../app.rs");
        let letters = source.split("Section::new(").skip(1).filter_map(|call| call.split('\'').nth(1));
        let mut sections = 0;
        for (number, letter) in (1..).zip(letters) {
            let numbered = find(&format!("go.{number}"));
            assert_eq!(numbered.map(|entry| entry.keys), Some(format!("Mod+{number}").as_str()), "{letter}");
            let entry = find(&format!("go.{letter}"));
            assert_eq!(entry.map(|entry| entry.keys), Some(format!("g {letter}").as_str()), "{letter}");
            sections += 1;
        }
        assert!(sections >= 3);
    }

    #[test]
    fn a_name_is_listed_once() {
        for (place, entry) in ENTRIES.iter().enumerate() {
            assert!(ENTRIES[place + 1..].iter().all(|other| other.name != entry.name), "{}", entry.name);
            assert_eq!(find(entry.name), Some(entry));
        }
    }
}
