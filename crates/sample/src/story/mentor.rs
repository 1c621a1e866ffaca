//! What the mentors of a story do: claim, write, complete, add something, take over.

use super::Teller;
use super::times::Round;
use crate::clock::{MINUTE, before, between};
use crate::corpus::{Comment, Feedback, Fits};
use crate::plot::{Ending, Plot};
use domain::base::{Instant, PersonId, Span, ZoneId};
use domain::command::Command;
use domain::reviews::{
    Anchor, CommentId, CommentKind, Held, KeptTextId, Outcome, ReviewId, ReviewsCommand, SubmissionId,
};
use domain::richtext::RichText;

impl Teller<'_> {
    pub(super) fn claim(&mut self, submission: SubmissionId, at: Option<Instant>) -> Held {
        let at = at.unwrap_or(self.end);
        let claim = self.new_claim(at);
        self.by_mentor(at, ReviewsCommand::Claim { submission, claim });
        Self::held(submission, claim)
    }

    /// Another mentor takes a review whose lease ran out; what the first one still wrote is kept.
    pub(super) fn take_over(&mut self, held: Held, round: &Round) -> Held {
        let turn = round.turn.unwrap_or(self.end);
        let late = Span(self.random.within(5..=40) * MINUTE.0);
        self.keep(held, turn + late);
        self.thread.mentor = self.thread.second;
        self.claim(held.submission, Some(turn))
    }

    /// The program keeps a note that came too late.
    fn keep(&mut self, held: Held, at: Instant) {
        let author = self.thread.mentor.id;
        let note = self.phrases_note(Fits::Draft).and_then(rich);
        let late = note.map(|body| Command::from(ReviewsCommand::SaveNote { held, body }));
        let Some(text) = late.and_then(|command| command.user_text()) else { return };
        let kept = KeptTextId(self.new_id(at));
        let reason = "Your claim ran out and another mentor took over.".to_owned();
        let keep = ReviewsCommand::Keep { kept, author, text, reason };
        self.push(at, PersonId::default(), &ZoneId::utc(), keep);
    }

    /// Claims, writes and completes.
    pub(super) fn complete_round(
        &mut self,
        number: usize,
        round: &Round,
        submission: SubmissionId,
        outcome: Outcome,
    ) -> ReviewId {
        let held = self.claim(submission, round.claimed);
        self.complete(number, round, held, outcome)
    }

    /// Writes the feedback and completes.
    pub(super) fn complete(
        &mut self,
        number: usize,
        round: &Round,
        held: Held,
        outcome: Outcome,
    ) -> ReviewId {
        let ended = round.ended.unwrap_or(self.end);
        let feedback = self.feedback(number, outcome);
        let lines = self.thread.place.checklist.clone();
        let mut steps: Vec<Step> = feedback.comments.iter().cloned().map(Step::Comment).collect();
        let half = feedback.note.len().div_ceil(2);
        for upto in [half, feedback.note.len()] {
            steps.extend(feedback.note.get(..upto).and_then(rich).map(Step::Note));
        }
        let careful = outcome == Outcome::Approved || self.random.chance(80);
        let skipped = if careful { lines.len() } else { self.random.below(lines.len()) };
        steps.extend((0..lines.len()).filter(|place| *place != skipped).map(Step::Mark));
        let claimed = round.claimed.unwrap_or(ended) + MINUTE;
        let moments = self.sitting_before(claimed, ended, steps.len(), 30..=150);
        self.sent = self.write(held, steps, &moments);
        let review = self.new_review(ended);
        self.by_mentor(ended, ReviewsCommand::Complete { held, review, outcome, acknowledged: None });
        review
    }

    /// Writes a part of the feedback and stops.
    pub(super) fn draft(&mut self, plot: &Plot, number: usize, round: &Round, held: Held) {
        let own = self.thread.set.feedback.get(number).cloned().unwrap_or_default();
        let whole = plot.whole_draft;
        let unfinished = if whole { None } else { self.phrases_note(Fits::Draft) };
        let note = match unfinished {
            Some(note) if self.random.chance(40) => note,
            _ => broken_off(&own.note, whole),
        };
        let comments = if whole { own.comments.len() } else { own.comments.len().div_ceil(2) };
        let mut steps: Vec<Step> = own.comments.into_iter().take(comments).map(Step::Comment).collect();
        let half = note.len().div_ceil(2);
        steps.extend(note.get(..half).and_then(rich).map(Step::Note));
        steps.extend((0..self.thread.place.checklist.len()).take(if whole { 2 } else { 1 }).map(Step::Mark));
        steps.extend(rich(&note).map(Step::Note));
        let claimed = round.claimed.unwrap_or(self.end);
        let interrupted = matches!(plot.ending, Ending::Extended | Ending::Overtaken);
        let latest = round.turn.filter(|_| interrupted).unwrap_or(claimed + Span::hours(20));
        let latest = latest.min(before(self.end, MINUTE));
        let zone = self.thread.mentor.zone().clone();
        let length = Span::seconds(60).0 * i64::try_from(steps.len()).unwrap_or(0);
        let from = (claimed + Span(length + 2 * MINUTE.0)).min(latest);
        let done = between(self.random, &zone, from, latest);
        let moments = self.sitting_before(claimed + Span::seconds(20), done, steps.len(), 20..=60);
        self.write(held, steps, &moments);
    }

    fn write(&mut self, held: Held, steps: Vec<Step>, moments: &[Instant]) -> Vec<(CommentId, Comment)> {
        let mut written = Vec::new();
        for (step, at) in steps.into_iter().zip(moments) {
            match step {
                Step::Note(body) => self.by_mentor(*at, ReviewsCommand::SaveNote { held, body }),
                Step::Mark(place) => {
                    let Some(item) = self.thread.place.checklist.get(place).copied() else { continue };
                    self.by_mentor(*at, ReviewsCommand::Mark { held, item, checked: true });
                }
                Step::Comment(said) => {
                    let comment = CommentId(self.new_id(*at));
                    let field = said.field.as_ref().and_then(|key| self.thread.place.field(key));
                    let item = said.item.and_then(|number| self.items.get(number).copied());
                    let (kind, body) = (said.kind, said.text.clone());
                    let anchor = Anchor { field, item };
                    self.by_mentor(*at, ReviewsCommand::SaveComment { held, comment, anchor, kind, body });
                    written.push((comment, said));
                }
            }
        }
        written
    }

    /// Returns what the mentor says about a round: the section's own feedback where it fits the outcome.
    fn feedback(&mut self, number: usize, outcome: Outcome) -> Feedback {
        let own = self.thread.set.feedback.get(number).cloned();
        let needed = |feedback: &Feedback| {
            feedback.comments.iter().any(|comment| comment.kind == CommentKind::Required)
        };
        match (own, outcome) {
            (Some(own), Outcome::ChangesRequested) if !own.note.is_empty() => own,
            (Some(own), Outcome::Approved) if !needed(&own) => own,
            (own, Outcome::Approved) => {
                let fits = if number == 0 { Fits::Approve } else { Fits::ApproveAfter };
                let mut feedback = self.other_feedback(fits, CommentKind::Praise);
                let praise = own.into_iter().flat_map(|own| own.comments);
                let praise = praise.filter(|comment| comment.kind == CommentKind::Praise);
                feedback.comments.extend(praise.take(1).map(|comment| Comment { reply: None, ..comment }));
                feedback
            }
            (own, Outcome::ChangesRequested) => {
                let fits = if number == 0 { Fits::Changes } else { Fits::Again };
                let mut feedback = self.other_feedback(fits, CommentKind::Required);
                if let Some(own) = own.filter(|own| !own.comments.is_empty()) {
                    feedback.comments = own.comments;
                }
                feedback
            }
        }
    }

    /// Returns feedback from the sentences that fit anywhere.
    fn other_feedback(&mut self, fits: Fits, kind: CommentKind) -> Feedback {
        let set = self.thread.set;
        let own = || set.feedback.first().map(|feedback| feedback.note.clone()).unwrap_or_default();
        let note = self.phrases_note(fits).unwrap_or_else(own);
        let known = self.phrases.comments(self.voice(), &set.journey, &set.section);
        let fitting = known.into_iter().filter(|comment| comment.kind == kind);
        let fitting: Vec<Comment> = fitting.filter_map(|comment| set.answered(comment)).collect();
        let comments = self.random.pick(&fitting).cloned().into_iter().collect();
        Feedback { note, comments }
    }

    fn phrases_note(&mut self, fits: Fits) -> Option<Vec<String>> {
        let voice = self.voice();
        self.phrases.note(self.random, voice, fits)
    }

    pub(super) fn amend(&mut self, review: ReviewId, round: &Round) {
        let Some(ended) = round.ended else { return };
        let voice = self.voice();
        let Some(text) = self.phrases.amendment(self.random, voice) else { return };
        let Some(body) = rich(&[text]) else { return };
        let zone = self.thread.mentor.zone().clone();
        let at = between(self.random, &zone, ended + Span::hours(2), ended + Span::days(4));
        let amendment = self.new_id(at);
        self.by_mentor(at, ReviewsCommand::Amend { review, amendment, body });
    }
}

/// One thing that a mentor puts down.
enum Step {
    Note(RichText),
    Comment(Comment),
    /// A line of the checklist, by its place.
    Mark(usize),
}

/// Returns paragraphs as rich text; none without a word.
fn rich(paragraphs: impl AsRef<[String]>) -> Option<RichText> {
    let text = paragraphs.as_ref().join("\n\n");
    if text.trim().is_empty() {
        return None;
    }
    RichText::from_plain_text(&text).ok()
}

/// Returns a note as it stands when its writer is interrupted: whole, or without its end.
fn broken_off(note: &[String], whole: bool) -> Vec<String> {
    if whole {
        return note.to_vec();
    }
    let mut begun = note.to_vec();
    if let Some(last) = begun.last_mut() {
        let words: Vec<&str> = last.split(' ').collect();
        *last = words.get(..words.len().div_ceil(2)).unwrap_or_default().join(" ");
    }
    begun
}
