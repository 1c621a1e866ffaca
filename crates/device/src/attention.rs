//! What needs a person's attention: a change that the server did not take, or two versions of one text. Each keeps the
//! whole text that the person wrote until they have dealt with it.

use serde::{Deserialize, Serialize};

/// One thing that needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionItem {
    /// The id by which it is dealt with.
    pub id: String,
    /// What it was meant for: "Overall note, Final days".
    pub title: String,
    /// What happened, in plain words.
    pub happened: String,
    /// What can be done about it, in plain words; empty when the actions say it.
    pub hint: String,
    /// When it happened; UTC ms.
    pub at: i64,
    /// The text that the person wrote, whole; empty where the change had none.
    pub mine: String,
    /// The text that stands at the server, where there is another one.
    pub theirs: Option<Theirs>,
    /// The address of the page that it is about, if one can go there.
    pub address: Option<String>,
    /// What whoever looks after the program has to know, without anything that the person wrote.
    #[serde(default)]
    pub report: String,
    /// What can be done, the most likely first.
    pub acts: Vec<Act>,
}

/// The other version of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theirs {
    /// Whose it is: "Ivo Marsh", or "you, on another device".
    pub by: String,
    /// Since when it stands; UTC ms.
    pub at: i64,
    /// The text, whole.
    pub text: String,
}

/// What can be done with something that needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Copies the text.
    Copy,
    /// Writes the text into a file.
    SaveAsFile,
    /// Shows both texts side by side.
    Compare,
    /// Adds the text to the review that was sent.
    AddAsAmendment,
    /// Puts one's own text in place of the other.
    KeepMine,
    /// Leaves the other text in place.
    KeepTheirs,
    /// Puts one's own text after the other.
    Merge,
    /// Sends the change once more.
    Retry,
    /// Copies what whoever looks after the program has to know, without anything that the person wrote.
    CopyReport,
    /// Copies a message to whoever runs the server, without anything that the person wrote.
    AskAdmin,
    /// Goes to the page that it is about.
    Open,
    /// Goes to the reviews that are free, for whoever lost one.
    ClaimAnother,
    /// Takes it off the list.
    Dismiss,
    /// Puts it back onto the list: the way back for whoever took it off.
    PutBack,
}

/// Returns a name for the file of a text: what systems do not take in one is left out.
#[must_use]
pub fn file_name(title: &str) -> String {
    let name: String =
        title.chars().filter(|letter| letter.is_alphanumeric() || " -,".contains(*letter)).take(80).collect();
    format!("{}.txt", if name.trim().is_empty() { "Text" } else { name.trim() })
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_is_named_after_what_is_in_it_and_leads_nowhere_else() {
        for (title, name) in [
            ("Overall note, Final days", "Overall note, Final days.txt"),
            ("../../etc/passwd", "etcpasswd.txt"),
            ("a/b\\c:d", "abcd.txt"),
            ("最後の日々", "最後の日々.txt"),
            ("..", "Text.txt"),
            ("", "Text.txt"),
        ] {
            assert_eq!(file_name(title), name);
        }
    }
}
