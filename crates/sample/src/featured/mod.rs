//! What is in the persona's court when a sample workspace is opened for the first time.

mod party;

use crate::corpus::Set;
use crate::plot::{Ending, Plot};
use crate::random::Random;
use domain::reviews::Priority;

/// How many entries the guest list has.
const GUESTS: usize = 80;
/// How the note about the letters goes on; it breaks off.
const LETTERS_NOTE: &str = include_str!("letters_note.txt");

/// Returns whose texts it is about, by the keys of both, and how it stands.
pub(crate) fn stories() -> [(&'static str, &'static str, Plot); 5] {
    [
        // The calls are in order now; the mentor has begun to answer.
        (
            "ruth",
            "garden_window",
            Plot { window: Some((30, 18)), whole_draft: true, ..Plot::new(Ending::Drafted, 2) },
        ),
        // A long answer to letters that are hard to answer, nearly done.
        (
            "graham",
            "signal_box",
            Plot { window: Some((64, 48)), whole_draft: true, ..Plot::new(Ending::Drafted, 1) },
        ),
        // A whole wedding party, for the third time.
        ("leila", "lyon_list", Plot { window: Some((44, 28)), ..Plot::new(Ending::Claimed, 3) }),
        // A first question, and the client asked for this mentor.
        (
            "tomasz",
            "tomasz_trams",
            Plot { window: Some((20, 6)), priority: Priority::High, ..Plot::new(Ending::Preferred, 1) },
        ),
        // Approved this morning; the client has already replied.
        ("ioana", "alone_and_fine", Plot { window: Some((16, 9)), ..Plot::new(Ending::Approved, 1) }),
    ]
}

/// Says whether a client is one whom the first screen is about; they always have reviews.
pub(crate) fn has(person: &str) -> bool {
    stories().iter().any(|(key, _, _)| *key == person)
}

/// Returns the texts of such a story with what only it has: a list as long as a wedding, a long note.
pub(crate) fn dressed(mut set: Set, random: &mut Random) -> Set {
    match set.key.as_str() {
        "lyon_list" => {
            let missing = GUESTS.saturating_sub(set.items.len());
            set.items.extend(party::guests(random, missing));
        }
        "signal_box" => {
            if let Some(feedback) = set.feedback.first_mut() {
                feedback.note.extend(LETTERS_NOTE.trim_end().split("\n\n").map(str::to_owned));
            }
        }
        _ => {}
    }
    set
}
