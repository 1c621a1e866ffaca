//! One thing on the list: a change that the server did not take, or a text that is kept beside another one.

use crate::routes::Route;
use device::attention::{Act, AttentionItem, Theirs};
use domain::reviews::{Beside, BesideView, KeptPurpose, UnsentPlace};

/// What happened to a text that is kept beside another one.
const TWO_DEVICES: &str = "Two devices of yours changed this text without knowing of each other. One version stands in its place, the other one was kept.";

/// The same, when nothing stands there any more.
const ALONE: &str = "Two devices of yours changed this text without knowing of each other. This version was kept; the other one has been emptied since.";

/// Why nothing can be decided now.
const NOT_HELD: &str =
    "You don't hold this review now, so neither version can be changed. The kept one stays here.";

/// One thing on the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Thing {
    /// What it says and what can be done.
    pub(super) item: AttentionItem,
    /// The two texts, if that is what it is about.
    pub(super) beside: Option<BesideView>,
}

impl Thing {
    /// Returns a change that the server did not take.
    pub(super) const fn refused(item: AttentionItem) -> Self {
        Self { item, beside: None }
    }

    /// Returns a text that is kept beside another one.
    pub(super) fn beside(view: &BesideView) -> Self {
        let theirs = (!view.theirs.is_empty()).then(|| Theirs {
            by: "another device of yours".to_owned(),
            at: view.theirs_at.0,
            text: view.theirs.clone(),
        });
        let address = address(view).map(|route| route.to_path());
        let item = AttentionItem {
            id: view.kept.to_string(),
            title: title(view),
            happened: if theirs.is_some() { TWO_DEVICES } else { ALONE }.to_owned(),
            hint: if view.open { String::new() } else { NOT_HELD.to_owned() },
            at: view.at.0,
            mine: view.mine.clone(),
            acts: acts(view, theirs.is_some(), address.is_some()),
            theirs,
            address,
            report: String::new(),
        };
        Self { item, beside: Some(view.clone()) }
    }
}

/// Returns what can be done about two texts, the most likely first.
fn acts(view: &BesideView, other: bool, place: bool) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut may = |when: bool, act: Act| {
        if when {
            acts.push(act);
        }
    };
    may(view.open, Act::KeepMine);
    may(view.open && other, Act::KeepTheirs);
    may(view.open && other && view.joins, Act::Merge);
    may(other, Act::Compare);
    may(place, Act::Open);
    may(true, Act::Copy);
    may(true, Act::SaveAsFile);
    may(!view.open || !other, Act::Dismiss);
    acts
}

/// Returns the page of the text, if it has one.
fn address(view: &BesideView) -> Option<Route> {
    match view.beside {
        Beside::Note { held } | Beside::Comment { held, .. } => {
            Some(Route::ReviewRoom { submission: held.submission.0 })
        }
        Beside::Answer { enrolment, .. } => {
            Some(Route::JourneySection { enrolment: enrolment.0, section: view.section?.0 })
        }
        Beside::Unsent { place: UnsentPlace::Message { enrolment, section } } => {
            Some(Route::JourneySection { enrolment: enrolment.0, section: section.0 })
        }
        Beside::Unsent { .. } => None,
    }
}

fn title(view: &BesideView) -> String {
    let what = match view.beside.purpose() {
        KeptPurpose::Note => "Overall note",
        KeptPurpose::Comment => "Comment",
        KeptPurpose::Amendment => "Addition to a review",
        KeptPurpose::Reply => "Reply to a comment",
        KeptPurpose::Message => "Request for a review",
        KeptPurpose::Answer if view.field_label.is_empty() => "Answer",
        KeptPurpose::Answer => view.field_label.as_str(),
    };
    if view.section_title.is_empty() { what.to_owned() } else { format!("{what}, {}", view.section_title) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::Instant;
    use domain::reviews::Held;

    fn note(open: bool, theirs: &str) -> BesideView {
        BesideView {
            kept: Default::default(),
            beside: Beside::Note { held: Held::default() },
            section: None,
            section_title: "Final days".to_owned(),
            field_label: String::new(),
            mine: "Mine.".to_owned(),
            at: Instant(1),
            theirs: theirs.to_owned(),
            theirs_at: Instant(2),
            open,
            joins: true,
        }
    }

    #[test]
    fn both_texts_can_be_chosen_and_the_kept_one_can_always_be_taken_along() {
        use Act::{Compare, Copy, Dismiss, KeepMine, KeepTheirs, Merge, Open, SaveAsFile};
        for (open, theirs, acts) in [
            (true, "Theirs.", vec![KeepMine, KeepTheirs, Merge, Compare, Open, Copy, SaveAsFile]),
            (false, "Theirs.", vec![Compare, Open, Copy, SaveAsFile, Dismiss]),
            (true, "", vec![KeepMine, Open, Copy, SaveAsFile, Dismiss]),
        ] {
            let thing = Thing::beside(&note(open, theirs));
            assert_eq!(thing.item.acts, acts, "{open} {theirs:?}");
            assert_eq!(thing.item.title, "Overall note, Final days");
            assert_eq!(thing.item.hint.is_empty(), open);
        }
    }
}
