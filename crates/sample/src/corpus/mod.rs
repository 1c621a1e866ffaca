//! The texts of the sample, read from `content/`: the journeys, the people, what clients answer and what
//! mentors say. `content/sample/README.md` describes the files. Nothing here decides who uses which.

mod answers;
mod feedback;
mod pace;
mod people;
mod template;

pub(crate) use answers::{Answers, Change, Comment, Feedback, Set};
pub(crate) use feedback::{Fits, Phrases, Turn, Voice};
pub(crate) use people::{Circle, Figure};

use domain::journeys::file::JourneyFile;
use serde::de::DeserializeOwned;

/// Everything that the sample is made of.
pub(crate) struct Corpus {
    pub(crate) journeys: Vec<JourneyFile>,
    pub(crate) people: Vec<Figure>,
    pub(crate) sets: Vec<Set>,
    pub(crate) phrases: Phrases,
}

impl Corpus {
    /// Reads what was built in.
    pub(crate) fn read() -> Self {
        let journeys = [
            include_str!("../../../../content/journeys/care.json"),
            include_str!("../../../../content/journeys/wedding.json"),
        ];
        Self {
            journeys: journeys.iter().map(|text| parse(text)).collect(),
            people: people::read(),
            sets: answers::read(),
            phrases: feedback::read(),
        }
    }
}

/// Reads a file that was built in and is checked by tests.
fn parse<T: DeserializeOwned>(text: &str) -> T {
    #[expect(clippy::expect_used, reason = "the file is part of the program, and tests read it")]
    serde_json::from_str(text).expect("BUG: a content file does not have its form")
}
