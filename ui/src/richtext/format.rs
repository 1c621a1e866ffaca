//! What a writer can do to text, and which of it is on where the caret is.

use crate::kit::Icon;
use serde::Deserialize;

/// Something that a button of the toolbar does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Bold,
    Italic,
    Heading,
    Subheading,
    BulletList,
    NumberedList,
    Quote,
    Link,
    Undo,
    Redo,
}

impl Format {
    /// The buttons, group by group.
    pub(super) const GROUPS: [&[Self]; 5] = [
        &[Self::Bold, Self::Italic],
        &[Self::Heading, Self::Subheading],
        &[Self::BulletList, Self::NumberedList, Self::Quote],
        &[Self::Link],
        &[Self::Undo, Self::Redo],
    ];

    /// Returns the editor's name for it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::Heading => "h2",
            Self::Subheading => "h3",
            Self::BulletList => "bullet",
            Self::NumberedList => "ordered",
            Self::Quote => "quote",
            Self::Link => "link",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    /// Returns what it is called.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Bold => "Bold",
            Self::Italic => "Italic",
            Self::Heading => "Heading",
            Self::Subheading => "Smaller heading",
            Self::BulletList => "List",
            Self::NumberedList => "Numbered list",
            Self::Quote => "Quote",
            Self::Link => "Link",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
        }
    }

    /// Returns the keys that do the same in the editor.
    const fn keys(self) -> &'static str {
        match self {
            Self::Bold => "Mod+b",
            Self::Italic => "Mod+i",
            Self::Heading => "Mod+Alt+2",
            Self::Subheading => "Mod+Alt+3",
            Self::BulletList => "Mod+Shift+8",
            Self::NumberedList => "Mod+Shift+7",
            Self::Quote => "Mod+Shift+b",
            Self::Link => "Mod+Shift+k",
            Self::Undo => "Mod+z",
            Self::Redo => "Mod+Shift+z",
        }
    }

    /// Returns what it is called, and the keys that do the same as people read them.
    pub(super) fn hint(self, mac: bool) -> String {
        let keys = self.keys().to_uppercase();
        let keys = if mac {
            keys.replace("MOD", "⌘").replace("SHIFT", "⇧").replace("ALT", "⌥").replace('+', "")
        } else {
            keys.replace("MOD", "Ctrl").replace("SHIFT", "Shift").replace("ALT", "Alt")
        };
        format!("{} ({keys})", self.label())
    }

    /// Returns the same keys for assistive technology.
    pub(super) fn aria_keys(self, mac: bool) -> String {
        self.keys().replace("Mod", if mac { "Meta" } else { "Control" })
    }

    /// Returns its picture.
    pub(super) const fn icon(self) -> Icon {
        match self {
            Self::Bold => Icon::Bold,
            Self::Italic => Icon::Italic,
            Self::Heading => Icon::Heading2,
            Self::Subheading => Icon::Heading3,
            Self::BulletList => Icon::List,
            Self::NumberedList => Icon::ListOrdered,
            Self::Quote => Icon::TextQuote,
            Self::Link => Icon::Link,
            Self::Undo => Icon::Undo2,
            Self::Redo => Icon::Redo2,
        }
    }
}

/// What is on where the caret is, as the editor tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(super) struct Formatting {
    bold: bool,
    italic: bool,
    h2: bool,
    h3: bool,
    bullet: bool,
    ordered: bool,
    quote: bool,
    undo: bool,
    redo: bool,
    link: bool,
    /// Where the link around the caret leads; empty when there is none.
    pub(super) href: String,
}

impl Formatting {
    /// Returns what the editor told, or nothing when that cannot be read.
    pub(super) fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// Returns whether a button is in, for those that stay in.
    pub(super) const fn pressed(&self, format: Format) -> Option<bool> {
        match format {
            Format::Bold => Some(self.bold),
            Format::Italic => Some(self.italic),
            Format::Heading => Some(self.h2),
            Format::Subheading => Some(self.h3),
            Format::BulletList => Some(self.bullet),
            Format::NumberedList => Some(self.ordered),
            Format::Quote => Some(self.quote),
            Format::Link => Some(self.link),
            Format::Undo | Format::Redo => None,
        }
    }

    /// Returns whether a button can do anything now.
    pub(super) const fn possible(&self, format: Format) -> bool {
        match format {
            Format::Undo => self.undo,
            Format::Redo => self.redo,
            Format::Bold
            | Format::Italic
            | Format::Heading
            | Format::Subheading
            | Format::BulletList
            | Format::NumberedList
            | Format::Quote
            | Format::Link => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_has_a_command_in_the_editor() {
        let commands = include_str!("../../editor/commands.ts");
        for format in Format::GROUPS.concat() {
            assert!(commands.contains(&format!("\"{}\",", format.name())), "{format:?}");
        }
    }

    #[test]
    fn hints_name_the_keys_of_the_machine() {
        assert_eq!(Format::BulletList.hint(false), "List (Ctrl+Shift+8)");
        assert_eq!(Format::BulletList.hint(true), "List (⌘⇧8)");
        assert_eq!(Format::Bold.aria_keys(false), "Control+b");
    }

    #[test]
    fn the_toolbar_shows_what_the_editor_tells() {
        let shown = Formatting::read(
            r#"{"bold":true,"undo":true,"link":true,"href":"https://example.org/","indent":true}"#,
        );
        assert_eq!(shown.pressed(Format::Bold), Some(true));
        assert_eq!(shown.pressed(Format::Italic), Some(false));
        assert_eq!(shown.pressed(Format::Undo), None);
        assert!(shown.possible(Format::Undo) && !shown.possible(Format::Redo));
        assert_eq!(shown.href, "https://example.org/");
        assert_eq!(Formatting::read("nonsense"), Formatting::default());
    }
}
