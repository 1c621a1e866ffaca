//! Reports: what the window wishes to see of past reviews, and the clock it tells moments by.

use serde::{Deserialize, Serialize};

/// The columns of the report of past reviews that it can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewsColumn {
    /// The client's name.
    Client,
    /// The journey's title.
    Journey,
    /// The section's title.
    Section,
    /// The round.
    Round,
    /// When it was asked for.
    Asked,
    /// When the mentor claimed it.
    Claimed,
    /// When the mentor finished it.
    Finished,
    /// How long it took from asked to finished.
    Turnaround,
    /// What was decided.
    Outcome,
    /// How many comments it has.
    Comments,
}

impl ReviewsColumn {
    /// Every column, in the order of the table.
    pub const ALL: [Self; 10] = [
        Self::Client,
        Self::Journey,
        Self::Section,
        Self::Round,
        Self::Asked,
        Self::Claimed,
        Self::Finished,
        Self::Turnaround,
        Self::Outcome,
        Self::Comments,
    ];

    /// Returns its name in the report's text.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Journey => "journey",
            Self::Section => "section",
            Self::Round => "round",
            Self::Asked => "asked",
            Self::Claimed => "claimed",
            Self::Finished => "finished",
            Self::Turnaround => "turnaround",
            Self::Outcome => "outcome",
            Self::Comments => "comments",
        }
    }
}

/// Which past reviews, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewsWish {
    /// The column to order by.
    pub column: ReviewsColumn,
    /// The greatest first.
    pub down: bool,
    /// Finished from this moment on; UTC ms.
    pub from: i64,
    /// Finished before this moment; UTC ms.
    pub before: i64,
    /// Of this client; of any when empty.
    pub client: String,
    /// In this journey; in any when empty.
    pub journey: String,
    /// Of this section; of any when empty.
    pub section: String,
    /// With this outcome; with any when empty.
    pub outcome: String,
    /// Of this round; of any when 0.
    pub round: i64,
    /// With at least so many comments.
    pub comments: i64,
}

/// From a moment on, the person's clock is ahead of UTC by some minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ahead {
    /// The moment; UTC ms.
    pub from: i64,
    /// How far the clock is ahead; minus when it is behind.
    pub minutes: i64,
}

/// The person's clock: their zone, and how far ahead it is, first at the beginning and then at each change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// The zone's name.
    pub zone: String,
    /// Never empty.
    pub ahead: Vec<Ahead>,
}
