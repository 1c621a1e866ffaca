//! What somebody wishes to see of their past reviews, as it is kept and as it is asked for. Pure.

use super::range::Range;
use crate::hooks::{keep, kept};
use device::reports::{Clock, ReviewsColumn, ReviewsWish};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A wish, kept while one is elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wish {
    /// The column to order by.
    pub(super) column: ReviewsColumn,
    /// The greatest first.
    pub(super) down: bool,
    /// When it was finished.
    pub(super) range: Range,
    /// Of this client; of any when empty.
    pub(super) client: String,
    /// In this journey; in any when empty.
    pub(super) journey: String,
    /// Of this section; of any when empty.
    pub(super) section: String,
    /// With this outcome; with any when empty.
    pub(super) outcome: String,
    /// Of this round; of any when 0.
    pub(super) round: i64,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            column: ReviewsColumn::Finished,
            down: true,
            range: Range::All,
            client: String::new(),
            journey: String::new(),
            section: String::new(),
            outcome: String::new(),
            round: 0,
        }
    }
}

impl Wish {
    /// Whether anything is left out.
    pub(super) fn filters(&self) -> bool {
        let plain = Self { column: self.column, down: self.down, ..Self::default() };
        *self != plain
    }

    /// Returns the wish without what it leaves out, in the same order.
    pub(super) fn unfiltered(&self) -> Self {
        Self { column: self.column, down: self.down, ..Self::default() }
    }

    /// Returns the wish in the order of a column: of the one it has already, the other way round.
    pub(super) fn ordered_by(&self, column: ReviewsColumn) -> Self {
        // Of moments and counts the latest and the most are looked for first.
        let words =
            [ReviewsColumn::Client, ReviewsColumn::Journey, ReviewsColumn::Section, ReviewsColumn::Outcome];
        let down = if self.column == column { !self.down } else { !words.contains(&column) };
        Self { column, down, ..self.clone() }
    }

    /// Returns what is asked for at a moment.
    pub(super) fn asked(&self, clock: &Clock, now: i64) -> ReviewsWish {
        let (from, before) = self.range.bounds(clock, now);
        ReviewsWish {
            column: self.column,
            down: self.down,
            from,
            before,
            client: self.client.clone(),
            journey: self.journey.clone(),
            section: self.section.clone(),
            outcome: self.outcome.clone(),
            round: self.round,
            comments: 0,
        }
    }
}

/// Returns the parameters of the totals, without the person.
pub(super) fn totals_params(wish: &ReviewsWish) -> Vec<Value> {
    vec![
        json!(wish.from),
        json!(wish.before),
        json!(wish.client),
        json!(wish.journey),
        json!(wish.section),
        json!(wish.outcome),
        json!(wish.round),
        json!(wish.comments),
    ]
}

/// Returns the parameters of some rows, without the person.
pub(super) fn page_params(wish: &ReviewsWish, rows: usize, after: usize) -> Vec<Value> {
    let mut params = vec![json!(wish.column.name())];
    params.extend(totals_params(wish));
    params.extend([json!(if wish.down { "down" } else { "up" }), json!(rows), json!(after)]);
    params
}

/// Returns the wish that a person had when they were here last.
pub(super) fn kept_wish(person: &str) -> Wish {
    kept(&name(person)).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps a person's wish.
pub(super) fn keep_wish(person: &str, wish: &Wish) {
    if let Ok(text) = serde_json::to_string(wish) {
        keep(&name(person), &text);
    }
}

fn name(person: &str) -> String {
    format!("report.reviews.{person}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_orders_and_then_turns_the_order_round() {
        let wish = Wish::default();
        let by_client = wish.ordered_by(ReviewsColumn::Client);
        assert_eq!((by_client.column, by_client.down), (ReviewsColumn::Client, false));
        assert!(by_client.ordered_by(ReviewsColumn::Client).down);
        assert!(by_client.ordered_by(ReviewsColumn::Comments).down);
    }

    #[test]
    fn taking_the_filters_off_leaves_the_order() {
        let wish =
            Wish { round: 2, range: Range::Month, ..Wish::default().ordered_by(ReviewsColumn::Client) };
        assert!(wish.filters());
        let plain = wish.unfiltered();
        assert!(!plain.filters());
        assert_eq!(plain.column, ReviewsColumn::Client);
    }

    #[test]
    fn what_is_asked_goes_in_the_order_of_the_statement() {
        let clock = Clock { zone: "UTC".to_owned(), ahead: Vec::new() };
        let wish = Wish { client: "Ruth".to_owned(), round: 2, ..Wish::default() }.asked(&clock, 0);
        let params = page_params(&wish, 100, 300);
        let expected = json!(["finished", 0, i64::MAX, "Ruth", "", "", "", 2, 0, "down", 100, 300]);
        assert_eq!(json!(params), expected);
    }
}
