//! The boxes that are shown now and have a text that was not sent, so that a text that was thrown away finds its way back.

use domain::base::PersonId;
use domain::reviews::UnsentPlace;
use domain::richtext::RichText;
use std::cell::RefCell;
use yew::Callback;

/// Whose box it is, and where.
pub(super) type Whose = (PersonId, UnsentPlace);

thread_local! {
    /// The boxes, each with what puts a text into it.
    static SHOWN: RefCell<Vec<(Whose, Callback<String>)>> = const { RefCell::new(Vec::new()) };
}

/// Notes that a box is shown, until what is returned is called.
pub(super) fn show(whose: Whose, put: Callback<String>) -> impl FnOnce() {
    let own = (whose, put);
    SHOWN.with_borrow_mut(|shown| shown.push(own.clone()));
    move || SHOWN.with_borrow_mut(|shown| shown.retain(|held| *held != own))
}

/// Returns what puts a text into a box, if it is shown.
pub(super) fn find(whose: Whose) -> Option<Callback<String>> {
    SHOWN.with_borrow(|shown| shown.iter().find(|(held, _)| *held == whose).map(|(_, put)| put.clone()))
}

/// Returns one text after the other, as they are kept at a place. Should the two be too much, the newer one stays.
pub(super) fn joined(place: UnsentPlace, older: &str, newer: &str) -> String {
    if newer.trim().is_empty() {
        return older.to_owned();
    }
    match place {
        UnsentPlace::Addition { .. } => rich(older, newer).unwrap_or_else(|| newer.to_owned()),
        UnsentPlace::Reply { .. } | UnsentPlace::Message { .. } => format!("{older}\n\n{newer}"),
    }
}

fn rich(older: &str, newer: &str) -> Option<String> {
    let (older, newer) = (RichText::parse(older).ok()?, RichText::parse(newer).ok()?);
    let both = older.document().followed_by(&newer.document()).to_json();
    RichText::parse(&both).ok().map(|both| both.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const REPLY: UnsentPlace = UnsentPlace::Reply { comment: domain::reviews::CommentId(Uuid::nil()) };
    const ADDITION: UnsentPlace = UnsentPlace::Addition { review: domain::reviews::ReviewId(Uuid::nil()) };

    #[test]
    fn what_comes_back_stands_before_what_was_written_since() {
        assert_eq!(joined(REPLY, "Before.", " "), "Before.");
        assert_eq!(joined(REPLY, "Before.", "Since."), "Before.\n\nSince.");
        let text = |words: &str| RichText::from_plain_text(words).unwrap().as_str().to_owned();
        let both = joined(ADDITION, &text("Before."), &text("Since."));
        assert_eq!(RichText::parse(&both).unwrap().document().to_plain_text(), "Before.\n\nSince.");
    }

    #[test]
    fn a_box_is_found_while_it_is_shown() {
        let whose = (PersonId(Uuid::from_u128(1)), REPLY);
        let gone = show(whose, Callback::noop());
        assert!(find(whose).is_some());
        assert!(find((PersonId(Uuid::from_u128(2)), REPLY)).is_none());
        gone();
        assert!(find(whose).is_none());
    }
}
