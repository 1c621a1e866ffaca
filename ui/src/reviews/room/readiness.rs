//! Whether a review can be sent, and what it says in sum. Pure; the rules on the other side decide for good.

use crate::reviews::words::count;
use domain::reviews::{ChecklistLine, CommentId, CommentKind, DraftCommentView, Outcome};

/// What keeps a review from being sent, and where to go for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// A comment says that something has to change, so it cannot be approved.
    Needed(CommentId),
    /// Nothing says what to change.
    Words,
}

/// Returns what the review should end with: asking for changes, if something has to change.
pub(super) fn sensible(comments: &[DraftCommentView]) -> Outcome {
    let needed = comments.iter().any(|comment| comment.kind == CommentKind::Required);
    if needed { Outcome::ChangesRequested } else { Outcome::Approved }
}

/// Returns what keeps the review from being sent with an outcome.
pub(super) fn missing(outcome: Outcome, comments: &[DraftCommentView], note_empty: bool) -> Option<Missing> {
    let written = || comments.iter().filter(|comment| !comment.body.trim().is_empty());
    match outcome {
        Outcome::Approved => written()
            .find(|comment| comment.kind == CommentKind::Required)
            .map(|comment| Missing::Needed(comment.id)),
        Outcome::ChangesRequested => {
            let said = written().any(|comment| comment.kind != CommentKind::Praise);
            (!said && note_empty).then_some(Missing::Words)
        }
    }
}

/// Returns what is about to be sent: "your overall note, 1 needed change and 2 questions".
pub(super) fn summary(comments: &[DraftCommentView], note_empty: bool) -> String {
    let of = |kind, one, many| {
        let number =
            comments.iter().filter(|comment| comment.kind == kind && !comment.body.trim().is_empty()).count();
        (number > 0).then(|| count(i64::try_from(number).unwrap_or(i64::MAX), one, many))
    };
    let parts: Vec<String> = [
        (!note_empty).then(|| "your overall note".to_owned()),
        of(CommentKind::Required, "needed change", "needed changes"),
        of(CommentKind::Suggestion, "suggestion", "suggestions"),
        of(CommentKind::Question, "question", "questions"),
        of(CommentKind::Praise, "word of praise", "words of praise"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.as_slice() {
        [] => "no words, only the decision".to_owned(),
        [one] => one.clone(),
        [firsts @ .., last] => format!("{} and {last}", firsts.join(", ")),
    }
}

/// Returns a reminder of what is not ticked yet; nothing when all is.
pub(super) fn reminder(checklist: &[ChecklistLine]) -> Option<String> {
    let open: Vec<&str> =
        checklist.iter().filter(|line| !line.checked).map(|line| line.text.as_str()).collect();
    match open.as_slice() {
        [] => None,
        [one] => Some(format!("Not ticked yet: {one}")),
        many => Some(format!("{} of {} checks are not ticked yet.", many.len(), checklist.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::journeys::ChecklistItemId;
    use uuid::Uuid;

    fn comment(kind: CommentKind, body: &str) -> DraftCommentView {
        let (id, body) = (CommentId(Uuid::nil()), body.to_owned());
        DraftCommentView { id, field: None, item: None, kind, body, rev: None }
    }

    #[test]
    fn a_needed_change_asks_for_changes_and_keeps_from_approving() {
        let comments = [comment(CommentKind::Required, "Add a number.")];
        assert_eq!(sensible(&comments), Outcome::ChangesRequested);
        assert_eq!(
            missing(Outcome::Approved, &comments, false),
            Some(Missing::Needed(CommentId(Uuid::nil())))
        );
        assert_eq!(missing(Outcome::ChangesRequested, &comments, true), None);
    }

    #[test]
    fn asking_for_changes_says_what_to_change() {
        let praise = [comment(CommentKind::Praise, "Clear.")];
        assert_eq!(sensible(&praise), Outcome::Approved);
        assert_eq!(missing(Outcome::ChangesRequested, &praise, true), Some(Missing::Words));
        assert_eq!(missing(Outcome::ChangesRequested, &praise, false), None);
        assert_eq!(
            missing(Outcome::ChangesRequested, &[comment(CommentKind::Question, " ")], true),
            Some(Missing::Words)
        );
    }

    #[test]
    fn the_sum_names_what_is_sent_and_nothing_else() {
        let comments =
            [comment(CommentKind::Question, "Does Mei know?"), comment(CommentKind::Required, "Add it.")];
        assert_eq!(summary(&comments, false), "your overall note, 1 needed change and 1 question");
        let praise = [comment(CommentKind::Praise, "Clear."), comment(CommentKind::Praise, "Kind.")];
        assert_eq!(summary(&praise, true), "2 words of praise");
        assert_eq!(summary(&[], true), "no words, only the decision");
    }

    #[test]
    fn what_is_not_ticked_is_said_and_does_not_forbid() {
        let line = |checked| ChecklistLine {
            id: ChecklistItemId(Uuid::nil()),
            text: "Nothing left to fill in".to_owned(),
            checked,
        };
        assert_eq!(reminder(&[line(true)]), None);
        assert_eq!(
            reminder(&[line(true), line(false)]).as_deref(),
            Some("Not ticked yet: Nothing left to fill in")
        );
        assert_eq!(
            reminder(&[line(false), line(false)]).as_deref(),
            Some("2 of 2 checks are not ticked yet.")
        );
    }
}
