//! Which rows of a list of reviews are shown, and in which order. Pure.

use super::state::ListState;
use crate::text::lower;
use domain::reviews::ReviewRow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// In which order a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sorted {
    /// As the list comes: what is due first.
    #[default]
    Due,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// The longest first.
    Longest,
    /// By the section's title.
    Title,
    /// By the client's name; who is not known yet comes last.
    Client,
}

impl Sorted {
    /// Every order with its name and its words.
    pub(super) const ALL: [(Self, &str, &str); 6] = [
        (Self::Due, "due", "Due first"),
        (Self::Newest, "newest", "Newest first"),
        (Self::Oldest, "oldest", "Oldest first"),
        (Self::Longest, "longest", "Longest first"),
        (Self::Title, "title", "By section"),
        (Self::Client, "client", "By client"),
    ];

    /// Returns the order of a name.
    pub(super) fn named(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|(_, known, _)| *known == name)
            .map(|(sorted, ..)| sorted)
            .unwrap_or_default()
    }

    /// Returns its name.
    pub(super) fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(sorted, ..)| *sorted == self).map_or("due", |(_, name, _)| name)
    }
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
        Sorted::Due => {}
        Sorted::Newest => places.sort_by_key(|(_, row)| Reverse(moment(row))),
        Sorted::Oldest => places.sort_by_key(|(_, row)| moment(row)),
        Sorted::Longest => places.sort_by_key(|(_, row)| Reverse(row.words)),
        Sorted::Title => places.sort_by_cached_key(|(_, row)| lower(&row.section_title)),
        Sorted::Client => {
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

    fn places(words: &str, sorted: Sorted) -> Vec<usize> {
        chosen(&rows(), &ListState { sorted, words: words.to_owned(), ..ListState::default() })
    }

    #[test]
    fn every_word_has_to_be_there_somewhere() {
        assert_eq!(places("ruth DAYS", Sorted::Due), [0]);
        assert_eq!(places("round 2", Sorted::Due), [0, 1, 2]);
        assert!(places("ruth tomasz", Sorted::Due).is_empty());
        assert_eq!(places("  ", Sorted::Due), [0, 1, 2]);
    }

    #[test]
    fn each_order_is_what_it_says() {
        assert_eq!(places("", Sorted::Newest), [0, 2, 1]);
        assert_eq!(places("", Sorted::Oldest), [1, 2, 0]);
        assert_eq!(places("", Sorted::Longest), [1, 2, 0]);
        assert_eq!(places("", Sorted::Title), [0, 1, 2]);
    }

    #[test]
    fn who_is_not_known_comes_after_everybody() {
        let client =
            |name: Option<&str>| ReviewRow { client: name.map(str::to_owned), ..samples::row("Care") };
        let rows = [client(None), client(Some("ruth")), client(Some("Bob"))];
        let state = ListState { sorted: Sorted::Client, ..ListState::default() };
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
        for (sorted, name, _) in Sorted::ALL {
            assert_eq!((Sorted::named(name), sorted.name()), (sorted, name));
        }
        assert_eq!(Sorted::named("?"), Sorted::Due);
    }
}
