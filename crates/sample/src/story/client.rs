//! What the client of a story does: answers, asks, changes, replies, takes back.

use super::Teller;
use super::times::Round;
use crate::clock::{MINUTE, before, between};
use crate::corpus::{Answers, Change, Comment, Turn};
use crate::plot::{Ending, Plot};
use domain::base::{Instant, Span};
use domain::enrolments::{EnrolmentsCommand, ItemId};
use domain::journeys::SectionKind;
use domain::reviews::{CommentId, CommentKind, Priority, ReplyId, ReviewsCommand, SubmissionId};

/// One thing that a client puts down.
#[derive(Debug, Clone)]
enum Write {
    /// A new entry.
    Entry,
    /// An answer, in an entry of a list.
    Answer { item: Option<usize>, key: String, value: serde_json::Value },
}

impl Teller<'_> {
    /// Fills the section in, in one or several sittings that are over before `asked`.
    pub(super) fn write_first(&mut self, asked: Instant) {
        let writes = self.first_writes();
        let zone = self.thread.client.actor.zone().clone();
        let (sittings, apart) = match writes.len() {
            0..=5 => (1, 20..=150),
            6..=40 => (1 + self.random.below(2), 20..=150),
            _ => (3, 8..=30),
        };
        let size = writes.len().div_ceil(sittings).max(1);
        let mut until = asked;
        let mut parts = Vec::new();
        for part in writes.rchunks(size) {
            let moments = self.sitting_before(Instant(0), until, part.len(), apart.clone());
            let begun = moments.first().copied().unwrap_or(until);
            until = between(self.random, &zone, before(begun, Span::days(4)), before(begun, Span::hours(8)));
            parts.push((part.to_vec(), moments));
        }
        for (part, moments) in parts.into_iter().rev() {
            self.put_down(part, &moments);
        }
    }

    /// Fills in the first part of the section only, and asks for nothing.
    pub(crate) fn write_without_asking(&mut self, until: Instant, share: usize) {
        let mut writes = self.first_writes();
        writes.truncate((writes.len() * share).div_ceil(100).max(1));
        let moments = self.sitting_before(Instant(0), until, writes.len(), 20..=150);
        self.put_down(writes, &moments);
    }

    fn first_writes(&self) -> Vec<Write> {
        match self.thread.place.kind {
            SectionKind::Form => self.answers(None, &self.thread.set.answers),
            SectionKind::List => {
                let items = self.thread.set.items.iter().enumerate();
                items.flat_map(|(number, answers)| self.entry(number, answers)).collect()
            }
        }
    }

    fn entry(&self, number: usize, answers: &Answers) -> Vec<Write> {
        let mut writes = vec![Write::Entry];
        writes.extend(self.answers(Some(number), answers));
        writes
    }

    /// Returns the answers in the order of the form.
    fn answers(&self, item: Option<usize>, answers: &Answers) -> Vec<Write> {
        let keys = self.thread.place.fields.iter().map(|(key, _)| key);
        keys.filter_map(|key| {
            let value = answers.get(key)?.clone();
            Some(Write::Answer { item, key: key.clone(), value })
        })
        .collect()
    }

    fn changes(&self, change: &Change) -> Vec<Write> {
        let mut writes = self.answers(None, &change.answers);
        for item in &change.items {
            writes.extend(self.answers(Some(item.item), &item.answers));
        }
        for (place, answers) in change.add.iter().enumerate() {
            writes.extend(self.entry(self.items.len() + place, answers));
        }
        writes
    }

    fn put_down(&mut self, writes: Vec<Write>, moments: &[Instant]) {
        let enrolment = self.thread.enrolment;
        let section = self.thread.place.section;
        for (write, at) in writes.into_iter().zip(moments) {
            match write {
                Write::Entry => {
                    let item = ItemId(self.new_id(*at));
                    self.items.push(item);
                    self.by_client(*at, EnrolmentsCommand::AddItem { enrolment, section, item });
                }
                Write::Answer { item, key, value } => {
                    let item = item.and_then(|number| self.items.get(number).copied());
                    let Some(field) = self.thread.place.field(&key) else { continue };
                    self.by_client(*at, EnrolmentsCommand::SaveAnswer { enrolment, field, item, value });
                }
            }
        }
    }

    /// Asks for a review.
    pub(super) fn ask(&mut self, plot: &Plot, number: usize, round: &Round, last: bool) -> SubmissionId {
        let submission = SubmissionId(self.new_id(round.asked));
        let message = self.message(number);
        let waits = matches!(plot.ending, Ending::Fresh | Ending::Waiting | Ending::Returned);
        let by_chance = number == 0 && !(last && waits) && self.random.chance(8);
        let liked = last && plot.ending == Ending::Preferred || by_chance;
        let preferred = liked.then_some(self.thread.mentor.id);
        let priority = if last { plot.priority } else { Priority::Normal };
        self.by_client(
            round.asked,
            ReviewsCommand::Request {
                submission,
                enrolment: self.thread.enrolment,
                section: self.thread.place.section,
                message,
                priority,
                preferred,
            },
        );
        submission
    }

    fn message(&mut self, number: usize) -> String {
        let set = self.thread.set;
        let own = match number.checked_sub(1) {
            None => set.request.clone(),
            Some(before) => set.rounds.get(before).map(|round| round.message.clone()),
        };
        if let Some(own) = own.filter(|text| !text.is_empty()) {
            return own;
        }
        let turn = if number == 0 { Turn::First } else { Turn::Again };
        let voice = self.voice();
        if self.random.chance(30) {
            return String::new();
        }
        self.phrases.request(self.random, voice, turn).unwrap_or_default()
    }

    pub(super) fn cancel(&mut self, submission: SubmissionId, round: &Round) {
        if let Some(ended) = round.ended {
            self.by_client(ended, ReviewsCommand::Cancel { submission });
        }
    }

    /// Changes what the mentor asked for in round `number`, and says so under the comments.
    pub(super) fn rework(&mut self, number: usize, from: Instant, to: Instant) {
        let change = self.thread.set.rounds.get(number).cloned().unwrap_or_default();
        let writes = self.changes(&change);
        let talk = self.settle(&change);
        let moments = self.sitting_before(from, to, writes.len() + talk.len(), 15..=120);
        let (first, then) = moments.split_at_checked(writes.len()).unwrap_or_default();
        self.put_down(writes, first);
        self.say(talk, then);
    }

    /// Begins to change what the mentor asked for, and goes no further.
    pub(super) fn begin_changes_after(&mut self, number: usize, ended: Instant) {
        let zone = self.thread.client.actor.zone().clone();
        let until = before(self.end, Span::hours(1));
        let at = between(self.random, &zone, ended + Span::hours(5), until);
        self.begin_changes(number, at);
        let replies: Vec<_> = self.replies().into_iter().take(1).collect();
        let moments = self.sitting(at + Span(20 * MINUTE.0), replies.len(), 20..=60);
        self.say(replies, &moments);
    }

    pub(super) fn begin_changes(&mut self, number: usize, at: Instant) {
        let change = self.thread.set.rounds.get(number).cloned().unwrap_or_default();
        let mut writes = self.changes(&change);
        writes.truncate(writes.len().div_ceil(2));
        let moments = self.sitting(at, writes.len(), 15..=60);
        self.put_down(writes, &moments);
    }

    /// Replies to an approval, after a while.
    pub(super) fn thank(&mut self, round: &Round) {
        let Some(ended) = round.ended else { return };
        let zone = self.thread.client.actor.zone().clone();
        let until = (ended + Span::days(2)).min(before(self.end, MINUTE));
        let at = between(self.random, &zone, ended + Span(30 * MINUTE.0), until);
        let talk = self.replies();
        let moments = self.sitting(at, talk.len(), 20..=90);
        if moments.last().is_none_or(|last| *last < self.end) {
            self.say(talk, &moments);
        }
    }

    /// Returns replies to the comments that were sent last; a comment that has one is settled.
    fn replies(&mut self) -> Vec<Talk> {
        let mut talk = Vec::new();
        for (id, comment) in self.sent.clone() {
            if let Some(reply) = self.reply_to(&comment) {
                talk.push(Talk::Reply(id, reply));
                talk.push(Talk::Settle(id));
            }
        }
        talk
    }

    fn reply_to(&mut self, comment: &Comment) -> Option<String> {
        if comment.reply.is_some() {
            return comment.reply.clone();
        }
        let often = if comment.kind == CommentKind::Question { 40 } else { 12 };
        if !self.random.chance(often) {
            return None;
        }
        let voice = self.voice();
        self.phrases.reply(self.random, voice, comment.kind)
    }

    /// Settles the comments whose field was changed, and replies to others.
    fn settle(&mut self, change: &Change) -> Vec<Talk> {
        let mut talk = self.replies();
        let replied: Vec<CommentId> = talk.iter().map(Talk::comment).collect();
        for (id, comment) in &self.sent {
            if !replied.contains(id) && change.is_about(comment) {
                talk.push(Talk::Settle(*id));
            }
        }
        talk
    }

    fn say(&mut self, talk: Vec<Talk>, moments: &[Instant]) {
        for (one, at) in talk.into_iter().zip(moments) {
            match one {
                Talk::Reply(comment, body) => {
                    let reply = ReplyId(self.new_id(*at));
                    self.by_client(*at, ReviewsCommand::Reply { comment, reply, body });
                }
                Talk::Settle(comment) => {
                    self.by_client(*at, ReviewsCommand::Resolve { comment, resolved: true });
                }
            }
        }
    }
}

/// What a client says under a comment.
enum Talk {
    Reply(CommentId, String),
    Settle(CommentId),
}

impl Talk {
    fn comment(&self) -> CommentId {
        match self {
            Self::Reply(comment, _) | Self::Settle(comment) => *comment,
        }
    }
}
