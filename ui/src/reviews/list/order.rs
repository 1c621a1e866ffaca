//! Which rows of a list of reviews are shown, and in which order. Pure.

use crate::text::lower;
use domain::reviews::ReviewRow;
use std::cmp::Reverse;

/// In which order a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sorted {
    /// As the list comes: what is due first.
    #[default]
    Due,
    /// The newest first.
    Newest,
    /// The longest first.
    Longest,
}

impl Sorted {
    /// Every order with its name and its words.
    pub(super) const ALL: [(Self, &str, &str); 3] = [
        (Self::Due, "due", "Due first"),
        (Self::Newest, "newest", "Newest first"),
        (Self::Longest, "longest", "Longest first"),
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

/// Returns the places of the rows that hold every word of the filter, in order.
pub(super) fn chosen(rows: &[ReviewRow], filter: &str, sorted: Sorted) -> Vec<usize> {
    let words: Vec<String> = filter.split_whitespace().map(lower).collect();
    let mut places: Vec<(usize, &ReviewRow)> =
        rows.iter().enumerate().filter(|(_, row)| words.is_empty() || holds(row, &words)).collect();
    match sorted {
        Sorted::Due => {}
        Sorted::Newest => {
            places.sort_by_key(|(_, row)| Reverse(row.completed_at.unwrap_or(row.requested_at)))
        }
        Sorted::Longest => places.sort_by_key(|(_, row)| Reverse(row.words)),
    }
    places.into_iter().map(|(place, _)| place).collect()
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

    #[test]
    fn every_word_has_to_be_there_somewhere() {
        assert_eq!(chosen(&rows(), "ruth DAYS", Sorted::Due), [0]);
        assert_eq!(chosen(&rows(), "round 2", Sorted::Due), [0, 1, 2]);
        assert!(chosen(&rows(), "ruth tomasz", Sorted::Due).is_empty());
        assert_eq!(chosen(&rows(), "  ", Sorted::Due), [0, 1, 2]);
    }

    #[test]
    fn newest_and_longest_come_first() {
        assert_eq!(chosen(&rows(), "", Sorted::Newest), [0, 2, 1]);
        assert_eq!(chosen(&rows(), "", Sorted::Longest), [1, 2, 0]);
    }

    #[test]
    fn an_order_is_found_again_by_its_name() {
        for (sorted, name, _) in Sorted::ALL {
            assert_eq!((Sorted::named(name), sorted.name()), (sorted, name));
        }
        assert_eq!(Sorted::named("?"), Sorted::Due);
    }
}
