//! Which rows of a list of reviews are shown, and in which order. Pure.

use super::state::ListState;
use crate::kit::OneOfFew;
use crate::text::lower;
use domain::reviews::{ReviewOrder, ReviewRow};
use std::cmp::Reverse;
use std::collections::BTreeSet;

impl OneOfFew for ReviewOrder {
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Due, "due", "Due first"),
        (Self::Newest, "newest", "Newest first"),
        (Self::Oldest, "oldest", "Oldest first"),
        (Self::Longest, "longest", "Longest first"),
        (Self::Title, "title", "By section"),
        (Self::Client, "client", "By client"),
    ];
}

/// Returns the places of the rows that are wished for, in order.
pub(super) fn chosen(rows: &[ReviewRow], state: &ListState) -> Vec<usize> {
    let words: Vec<String> = state.words.split_whitespace().map(lower).collect();
    let wished = |row: &ReviewRow| {
        (state.journey.is_empty() || row.journey_title == state.journey)
            && (words.is_empty() || holds(row, &words))
    };
    let mut places: Vec<(usize, &ReviewRow)> =
        rows.iter().enumerate().filter(|(_, row)| wished(row)).collect();
    let moment = |row: &ReviewRow| row.completed_at.unwrap_or(row.requested_at);
    match state.sorted {
        ReviewOrder::Due => {}
        ReviewOrder::Newest => places.sort_by_key(|(_, row)| Reverse(moment(row))),
        ReviewOrder::Oldest => places.sort_by_key(|(_, row)| moment(row)),
        ReviewOrder::Longest => places.sort_by_key(|(_, row)| Reverse(row.words)),
        ReviewOrder::Title => places.sort_by_cached_key(|(_, row)| lower(&row.section_title)),
        ReviewOrder::Client => {
            places.sort_by_cached_key(|(_, row)| (row.client.is_none(), row.client.as_deref().map(lower)))
        }
    }
    places.into_iter().map(|(place, _)| place).collect()
}

/// Returns the journeys of the rows, by title.
pub(super) fn journeys(rows: &[ReviewRow]) -> Vec<String> {
    let titles: BTreeSet<&str> = rows.iter().map(|row| row.journey_title.as_str()).collect();
    titles.into_iter().map(str::to_owned).collect()
}

fn holds(row: &ReviewRow, words: &[String]) -> bool {
    let client = row.client.as_deref().unwrap_or_default();
    let text = format!("{} {} {client} round {}", row.section_title, row.journey_title, row.round);
    let text = lower(&text);
    words.iter().all(|word| text.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reviews::samples;
    use domain::base::Instant;

    fn rows() -> Vec<ReviewRow> {
        let row = |title: &str, words, at| ReviewRow {
            words: Some(words),
            requested_at: Instant(at),
            ..samples::row(title)
        };
        vec![row("Final days", 10, 3), row("Guest list", 30, 1), row("Letters", 20, 2)]
    }

    fn places(words: &str, sorted: ReviewOrder) -> Vec<usize> {
        chosen(&rows(), &ListState { sorted, words: words.to_owned(), ..ListState::default() })
    }

    #[test]
    fn every_word_has_to_be_there_somewhere() {
        assert_eq!(places("ruth DAYS", ReviewOrder::Due), [0]);
        assert_eq!(places("round 2", ReviewOrder::Due), [0, 1, 2]);
        assert!(places("ruth tomasz", ReviewOrder::Due).is_empty());
        assert_eq!(places("  ", ReviewOrder::Due), [0, 1, 2]);
    }

    #[test]
    fn each_order_is_what_it_says() {
        assert_eq!(places("", ReviewOrder::Newest), [0, 2, 1]);
        assert_eq!(places("", ReviewOrder::Oldest), [1, 2, 0]);
        assert_eq!(places("", ReviewOrder::Longest), [1, 2, 0]);
        assert_eq!(places("", ReviewOrder::Title), [0, 1, 2]);
    }

    #[test]
    fn who_is_not_known_comes_after_everybody() {
        let client =
            |name: Option<&str>| ReviewRow { client: name.map(str::to_owned), ..samples::row("Care") };
        let rows = [client(None), client(Some("ruth")), client(Some("Bob"))];
        let state = ListState { sorted: ReviewOrder::Client, ..ListState::default() };
        assert_eq!(chosen(&rows, &state), [2, 1, 0]);
    }

    #[test]
    fn a_journey_leaves_the_others_out() {
        let of = |journey: &str| ReviewRow { journey_title: journey.to_owned(), ..samples::row("Guests") };
        let rows = [of("Wedding"), of("Care"), of("Wedding")];
        let state = ListState { journey: "Wedding".to_owned(), ..ListState::default() };
        assert_eq!(chosen(&rows, &state), [0, 2]);
        assert_eq!(journeys(&rows), ["Care", "Wedding"]);
    }

    #[test]
    fn an_order_is_found_again_by_its_name() {
        for (sorted, name, words) in ReviewOrder::ALL {
            assert_eq!((ReviewOrder::named(name), sorted.name(), sorted.words()), (*sorted, *name, *words));
            assert_eq!(serde_json::json!(sorted), *name, "an address and a saved view name it alike");
        }
        assert_eq!(ReviewOrder::named("?"), ReviewOrder::Due);
    }
}
