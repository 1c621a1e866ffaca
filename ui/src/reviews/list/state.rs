//! What somebody wished to see of a list, as it stands in the address, so that it can be shared, and as it is kept, so that
//! it is there again when one comes back. Pure but for the keeping.

use crate::hooks::{keep, kept, window};
use crate::kit::OneOfFew;
use domain::base::PersonId;
use domain::reviews::{ReviewList, ReviewOrder, SubmissionId};
use domain::saved_views::Shows;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

thread_local! {
    /// The row that was reached last in each list.
    static REACHED: RefCell<BTreeMap<&'static str, SubmissionId>> = const { RefCell::new(BTreeMap::new()) };
    /// Who had the reviews open last, since the start.
    static BEGUN: Cell<Option<PersonId>> = const { Cell::new(None) };
}

/// What is wished of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ListState {
    /// In which order.
    pub(super) sorted: ReviewOrder,
    /// Only of this journey; of any when empty.
    pub(super) journey: String,
    /// Only what has all these words.
    pub(super) words: String,
}

impl ListState {
    /// Whether anything is left out.
    pub(super) fn filters(&self) -> bool {
        !self.journey.is_empty() || !self.words.trim().is_empty()
    }

    /// Returns it as it stands behind the address, without the question mark.
    pub(super) fn to_query(&self, list: ReviewList) -> String {
        let parts = [
            ("list", name(list)),
            ("order", if self.sorted == ReviewOrder::default() { "" } else { self.sorted.name() }),
            ("journey", &self.journey),
            ("words", &self.words),
        ];
        let parts = parts.iter().filter(|(_, value)| !value.is_empty());
        parts.map(|(name, value)| format!("{name}={}", written(value))).collect::<Vec<_>>().join("&")
    }

    /// Returns it with its list, as it is saved under a name.
    pub(super) fn to_shows(&self, list: ReviewList) -> Shows {
        Shows {
            list,
            sorted: self.sorted,
            journey: self.journey.clone(),
            words: self.words.trim().to_owned(),
        }
    }

    /// Returns what a saved view wishes of its list.
    pub(super) fn of_shows(shows: &Shows) -> Self {
        Self { sorted: shows.sorted, journey: shows.journey.clone(), words: shows.words.clone() }
    }

    /// Reads what stands behind an address. What makes no sense is passed over.
    pub(super) fn of_query(query: &str) -> (Option<ReviewList>, Self) {
        let (mut list, mut state) = (None, Self::default());
        for (name, value) in query.trim_start_matches('?').split('&').filter_map(|part| part.split_once('='))
        {
            let value = read(value);
            match name {
                "list" => list = named(&value),
                "order" => state.sorted = ReviewOrder::named(&value),
                "journey" => state.journey = value,
                "words" => state.words = value,
                _ => {}
            }
        }
        (list, state)
    }
}

/// Returns what is wished of a list when it appears: what the address says, or what was wished last.
pub(super) fn begin(list: ReviewList) -> ListState {
    let (said, state) = ListState::of_query(&search());
    if said == Some(list) {
        return state;
    }
    kept(&place(list)).map_or_else(ListState::default, |query| ListState::of_query(&query).1)
}

/// Returns the list that the address names.
pub(super) fn addressed() -> Option<ReviewList> {
    ListState::of_query(&search()).0
}

/// Keeps what is wished of a list, and puts it into the address.
pub(super) fn remember(list: ReviewList, state: &ListState) {
    let query = state.to_query(list);
    keep(&place(list), &query);
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let address = format!("/reviews?{query}");
        drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
    }
}

/// Keeps which row of a list was reached.
pub(super) fn reach(list: ReviewList, row: SubmissionId) {
    REACHED.with_borrow_mut(|reached| reached.insert(name(list), row));
}

/// Returns which row of a list was reached last.
pub(super) fn reached(list: ReviewList) -> Option<SubmissionId> {
    REACHED.with_borrow(|reached| reached.get(name(list)).copied())
}

/// Whether a person had the reviews open since the start.
pub(super) fn has_begun(person: PersonId) -> bool {
    BEGUN.get() == Some(person)
}

/// Notes that a person has the reviews open.
pub(super) fn note_begun(person: PersonId) {
    BEGUN.set(Some(person));
}

/// Returns what a list is called on the screen.
pub(super) fn title(list: ReviewList) -> &'static str {
    match list {
        ReviewList::Queue => "Queue",
        ReviewList::Mine => "Mine",
        ReviewList::Done => "Done",
    }
}

/// Returns what a list is called in the address.
pub(super) fn name(list: ReviewList) -> &'static str {
    match list {
        ReviewList::Queue => "queue",
        ReviewList::Mine => "mine",
        ReviewList::Done => "done",
    }
}

fn named(text: &str) -> Option<ReviewList> {
    [ReviewList::Queue, ReviewList::Mine, ReviewList::Done].into_iter().find(|list| name(*list) == text)
}

fn place(list: ReviewList) -> String {
    format!("reviews.list.{}", name(list))
}

fn search() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

fn written(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn read(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next(), rest.next()]
                    .map(|digit| digit.and_then(|digit| char::from(digit).to_digit(16)));
                match digits {
                    [Some(high), Some(low)] => u8::try_from(high * 16 + low).unwrap_or(b'?'),
                    _ => b'?',
                }
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wished_is_read_again_from_the_address() {
        for (list, sorted, journey, words) in [
            (ReviewList::Queue, ReviewOrder::Due, "", ""),
            (ReviewList::Done, ReviewOrder::Longest, "When I Die", "Żółć & co, 100 %"),
            (ReviewList::Mine, ReviewOrder::Newest, "Care=all", "a+b #1 😀"),
        ] {
            let state = ListState { sorted, journey: journey.to_owned(), words: words.to_owned() };
            assert_eq!(ListState::of_query(&state.to_query(list)), (Some(list), state.clone()));
            assert_eq!(ListState::of_query(&format!("?{}", state.to_query(list))), (Some(list), state));
        }
    }

    #[test]
    fn what_is_saved_under_a_name_wishes_the_same_again() {
        let (sorted, journey, words) = (ReviewOrder::Title, "Care".to_owned(), "round 1".to_owned());
        let state = ListState { sorted, journey, words };
        let shows = state.to_shows(ReviewList::Done);
        assert_eq!((ListState::of_shows(&shows), shows.list), (state, ReviewList::Done));
    }

    #[test]
    fn an_address_that_makes_no_sense_wishes_nothing() {
        for query in ["", "?", "list=everything", "order=%", "x=1&&=&list", "journey"] {
            let (list, state) = ListState::of_query(query);
            assert_eq!((list, state.filters()), (None, false), "{query}");
        }
        assert_eq!(ListState::of_query("words=%zz%F").1.words, "??");
    }

    #[test]
    fn the_usual_order_and_no_filter_leave_a_short_address() {
        assert_eq!(ListState::default().to_query(ReviewList::Mine), "list=mine");
    }
}
