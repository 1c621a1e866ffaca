//! What could not be read of a damaged file, in words: what kind of thing, how many, and whether the server has it.

use std::collections::BTreeMap;

use device::storage::Unread;

/// How the rows of each table are called, and whether they come from the server again.
const NAMES: &[(&str, &str, bool)] = &[
    ("outbox", "changes that were not sent", false),
    ("attention", "changes that the server had not taken", false),
    ("answers", "answers", true),
    ("private_answers", "private answers", true),
    ("submission_answers", "answers that were sent for review", true),
    ("submission_privates", "private answers that were sent for review", true),
    ("section_items", "entries in lists", true),
    ("section_reviews", "requests for review", true),
    ("queue_items", "requests for review", true),
    ("claims", "reviews that are held", true),
    ("review_drafts", "drafts of notes", true),
    ("draft_comments", "drafts of comments", true),
    ("unsent_texts", "texts that were begun", true),
    ("kept_texts", "kept drafts", true),
    ("draft_offers", "drafts that were passed on", true),
    ("reviews", "reviews", true),
    ("review_comments", "comments", true),
    ("comment_replies", "replies", true),
    ("comment_resolutions", "settled comments", true),
    ("review_amendments", "additions to reviews", true),
    ("notifications", "notifications", true),
    ("saved_views", "saved views", true),
    ("people", "people", true),
    ("mentor_profiles", "people", true),
    ("client_cards", "people", true),
    ("journeys", "parts of journeys", true),
    ("categories", "parts of journeys", true),
    ("sections", "parts of journeys", true),
    ("fields", "parts of journeys", true),
    ("checklist_items", "parts of checklists", true),
    ("checklist_marks", "parts of checklists", true),
];

/// What everything else is: who may see what, what was heard last, settings.
const OTHER: &str = "notes that the application keeps for itself";

/// Returns it in words, what is lost first.
pub(super) fn in_words(unread: &[store::backup::Unread]) -> Vec<Unread> {
    let mut counts = BTreeMap::<(bool, &str), u64>::new();
    for store::backup::Unread { table, rows } in unread {
        let named = NAMES.iter().find(|(name, ..)| name == table);
        let (what, again) = named.map_or((OTHER, true), |(_, what, again)| (*what, *again));
        let count = counts.entry((again, what)).or_default();
        *count = count.saturating_add(*rows);
    }
    let unread = counts.into_iter();
    unread.map(|((again, what), count)| Unread { what: what.to_owned(), count, again }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unread(table: &str, rows: u64) -> store::backup::Unread {
        store::backup::Unread { table: table.to_owned(), rows }
    }

    #[test]
    fn what_is_lost_comes_first_and_things_of_one_kind_are_counted_together() {
        let said =
            in_words(&[unread("fields", 3), unread("journeys", 1), unread("outbox", 2), unread("cursor", 1)]);
        let said: Vec<_> = said.iter().map(|one| (one.what.as_str(), one.count, one.again)).collect();
        assert_eq!(
            said,
            [("changes that were not sent", 2, false), (OTHER, 1, true), ("parts of journeys", 4, true)]
        );
    }

    #[test]
    fn every_table_that_is_named_is_one() {
        for (name, ..) in NAMES.iter().filter(|(.., again)| *again) {
            assert!(domain::rows::Table::ALL.iter().any(|table| table.name() == *name), "{name}");
        }
    }
}
