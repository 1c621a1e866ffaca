//! How the parts of a review are called: kinds, outcomes, counts, lease. Pure, so that every sentence has a test.

use crate::kit::{BadgeKind, Icon, say_length};
use domain::base::{Instant, Span};
use domain::reviews::{ClaimView, CommentKind, Outcome, Priority, ReviewRow, SubmissionState};

/// From when on a lease warns.
const SOON: Span = Span::hours(6);

/// Returns what a kind of comment is called.
pub(crate) fn kind_name(kind: CommentKind) -> &'static str {
    match kind {
        CommentKind::Praise => "Praise",
        CommentKind::Suggestion => "Suggestion",
        CommentKind::Required => "Needed",
        CommentKind::Question => "Question",
    }
}

/// Returns the colour of a kind of comment.
pub(crate) fn kind_badge(kind: CommentKind) -> BadgeKind {
    match kind {
        CommentKind::Praise => BadgeKind::Praise,
        CommentKind::Suggestion => BadgeKind::Accent,
        CommentKind::Required => BadgeKind::Required,
        CommentKind::Question => BadgeKind::Question,
    }
}

/// The kinds in the order of the menu, each with what it is for.
pub(crate) const KINDS: [(CommentKind, &str, Icon); 4] = [
    (CommentKind::Suggestion, "Suggestion: could be better", Icon::Lightbulb),
    (CommentKind::Required, "Needed: has to change before approval", Icon::Flag),
    (CommentKind::Question, "Question: you need to know", Icon::CircleHelp),
    (CommentKind::Praise, "Praise: something good, named", Icon::ThumbsUp),
];

/// Returns what an outcome is called when it has happened.
pub(crate) fn outcome_name(outcome: Outcome) -> (&'static str, BadgeKind) {
    match outcome {
        Outcome::Approved => ("Approved", BadgeKind::Good),
        Outcome::ChangesRequested => ("Changes asked for", BadgeKind::Changed),
    }
}

/// Returns where a round stands, once it is no longer open.
pub(crate) fn state_name(state: SubmissionState) -> Option<(&'static str, BadgeKind)> {
    match state {
        SubmissionState::Open => None,
        SubmissionState::Approved => Some(outcome_name(Outcome::Approved)),
        SubmissionState::ChangesRequested => Some(outcome_name(Outcome::ChangesRequested)),
        SubmissionState::Cancelled => Some(("Taken back", BadgeKind::Neutral)),
    }
}

/// Returns what a priority is called, if it is not the usual one.
pub(crate) fn priority_name(priority: Priority) -> Option<(&'static str, BadgeKind)> {
    match priority {
        Priority::Normal => None,
        Priority::High => Some(("Soon, please", BadgeKind::Warn)),
        Priority::Urgent => Some(("Urgent", BadgeKind::Bad)),
    }
}

/// Returns "1 field", "2 fields".
pub(crate) fn count(number: impl TryInto<i64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or(i64::MAX);
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", thousands(number)) }
}

/// Returns a number with a comma between thousands.
fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && text != "-" {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns the first of someone's names, as one would address them.
pub(crate) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Returns what stands below a review's title: "Ruth Nakamura · Care, round 2, 2 fields changed".
pub(crate) fn about(row: &ReviewRow) -> String {
    let mut facts = vec![row.journey_title.clone(), format!("round {}", row.round)];
    if row.changed_fields > 0 {
        facts.push(count(row.changed_fields, "field changed", "fields changed"));
    }
    if row.open_comments > 0 {
        facts.push(count(row.open_comments, "comment still open", "comments still open"));
    }
    // How long it is matters before a claim.
    if let Some(words) = row.words.filter(|_| row.client.is_none()) {
        facts.push(count(words, "word", "words"));
    }
    let facts = facts.join(", ");
    match &row.client {
        Some(client) => format!("{client} · {facts}"),
        None => facts,
    }
}

/// How much of a lease is left, and whether that asks for attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lease {
    /// It in words.
    pub(crate) text: String,
    /// Whether it ends soon or has ended.
    pub(crate) soon: bool,
}

/// Returns how much of a lease is left.
pub(crate) fn lease(claim: &ClaimView, now: Instant) -> Lease {
    let left = claim.expires_at - now;
    if left.0 < 0 || claim.lapsed {
        return Lease {
            text: "Your time ran out: it is yours until another mentor claims it".to_owned(),
            soon: true,
        };
    }
    Lease { text: format!("Yours for {}", say_length(left)), soon: left < SOON }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reviews::samples;

    #[test]
    fn a_row_says_who_where_and_what_changed() {
        let row = samples::row("Final days");
        assert_eq!(about(&row), "Ruth Nakamura · Care, round 2, 2 fields changed");
        let unknown = ReviewRow { client: None, words: Some(412), round: 1, changed_fields: 0, ..row };
        assert_eq!(about(&unknown), "Care, round 1, 412 words");
    }

    #[test]
    fn counts_know_one_from_many() {
        assert_eq!(count(1, "word", "words"), "1 word");
        assert_eq!(count(0, "word", "words"), "0 words");
        assert_eq!(count(2_usize, "word", "words"), "2 words");
        assert_eq!(count(999, "word", "words"), "999 words");
        assert_eq!(count(1_128, "word", "words"), "1,128 words");
        assert_eq!(count(1_000_000, "word", "words"), "1,000,000 words");
    }

    #[test]
    fn a_lease_warns_before_it_ends_and_explains_when_it_did() {
        let claim = samples::claim(Instant(0) + Span::hours(53));
        assert_eq!(lease(&claim, Instant(0)).text, "Yours for 2 days 5 hours");
        assert!(!lease(&claim, Instant(0)).soon);
        assert!(lease(&claim, Instant(0) + Span::hours(48)).soon);
        let over = lease(&claim, Instant(0) + Span::hours(54));
        let text = "Your time ran out: it is yours until another mentor claims it";
        assert_eq!((over.text.as_str(), over.soon), (text, true));
    }
}
