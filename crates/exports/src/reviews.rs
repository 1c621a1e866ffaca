//! A person's reviews on paper: those that they got and those that they wrote, each with its comments and what followed.

use crate::papers::moment;
use crate::{Clock, rich};
use domain::base::{Instant, PersonId};
use domain::journeys::{Field, FieldId, Journey, Section};
use domain::reviews::{CommentKind, CommentReply, Outcome, Review, ReviewAmendment, ReviewComment};
use domain::rows::AnyRow;
use paper::{Block, Rank};
use std::collections::{HashMap, HashSet};
use store::export::Own;

/// What the rows say of a person's reviews.
struct Shelf<'a> {
    own: &'a Own,
    person: PersonId,
    clock: Clock<'a>,
    reviews: Vec<&'a Review>,
    comments: Vec<&'a ReviewComment>,
    replies: Vec<&'a CommentReply>,
    additions: Vec<&'a ReviewAmendment>,
    done: HashSet<domain::reviews::CommentId>,
    journeys: HashMap<domain::journeys::JourneyId, &'a Journey>,
    sections: HashMap<domain::journeys::SectionId, &'a Section>,
    fields: HashMap<FieldId, &'a Field>,
    entries: HashMap<domain::enrolments::ItemId, i64>,
}

/// Returns the reviews, oldest first: a part for those that the person got, and one for those that they wrote.
pub(crate) fn blocks(own: &Own, person: PersonId, clock: Clock) -> Vec<Block> {
    let mut shelf = Shelf {
        own,
        person,
        clock,
        reviews: Vec::new(),
        comments: Vec::new(),
        replies: Vec::new(),
        additions: Vec::new(),
        done: HashSet::new(),
        journeys: HashMap::new(),
        sections: HashMap::new(),
        fields: HashMap::new(),
        entries: HashMap::new(),
    };
    own.rows.iter().for_each(|row| shelf.take_in(row));
    shelf.reviews.sort_by_key(|row| (row.completed_at, row.id));
    shelf.comments.sort_by_key(|row| (row.created_at, row.id));
    shelf.replies.sort_by_key(|row| (row.created_at, row.id));
    shelf.additions.sort_by_key(|row| (row.created_at, row.id));
    let (got, wrote): (Vec<&Review>, Vec<&Review>) =
        shelf.reviews.iter().partition(|review| review.client_id == person);
    [("Reviews you got", got), ("Reviews you wrote", wrote)]
        .into_iter()
        .filter(|(_, reviews)| !reviews.is_empty())
        .flat_map(|(title, reviews)| {
            let reviews = reviews.into_iter().flat_map(|review| shelf.review(review));
            std::iter::once(Block::heading(Rank::Part, title)).chain(reviews).collect::<Vec<_>>()
        })
        .collect()
}

impl<'a> Shelf<'a> {
    fn take_in(&mut self, row: &'a AnyRow) {
        match row {
            AnyRow::Review(row) => self.reviews.push(row),
            AnyRow::ReviewComment(row) => self.comments.push(row),
            AnyRow::CommentReply(row) => self.replies.push(row),
            AnyRow::ReviewAmendment(row) => self.additions.push(row),
            AnyRow::CommentResolution(row) if row.resolved => drop(self.done.insert(row.id)),
            AnyRow::Journey(row) => drop(self.journeys.insert(row.id, row)),
            AnyRow::Section(row) => drop(self.sections.insert(row.id, row)),
            AnyRow::Field(row) => drop(self.fields.insert(row.id, row)),
            AnyRow::SectionItem(row) => drop(self.entries.insert(row.id, row.position)),
            _ => {}
        }
    }

    fn review(&self, review: &Review) -> Vec<Block> {
        let section = self.sections.get(&review.section_id);
        let title = section.map_or("A section", |section| section.title.as_str());
        let journey = section.and_then(|section| self.journeys.get(&section.journey_id));
        let by = if review.client_id == self.person {
            format!("by {}", self.name(review.mentor_id))
        } else {
            format!("for {}", self.name(review.client_id))
        };
        let outcome = match review.outcome {
            Outcome::Approved => "Approved",
            Outcome::ChangesRequested => "Changes asked for",
        };
        let journey = journey.map_or_else(String::new, |journey| format!("{}, ", journey.title));
        let mut blocks = vec![
            Block::heading(Rank::Section, format!("{title}, round {}", review.round)),
            // A word between the name and the day: a number beside a name of a script from right to left would jump before it.
            Block::aside(format!("{journey}{by} on {}. {outcome}.", self.moment(review.completed_at))),
        ];
        if !review.note.document().is_empty() {
            blocks.push(Block::label("Overall note"));
            blocks.extend(rich::blocks(&review.note));
        }
        let comments = self.comments.iter().filter(|comment| comment.review_id == review.id);
        blocks.extend(comments.flat_map(|comment| self.comment(comment)));
        for addition in self.additions.iter().filter(|addition| addition.review_id == review.id) {
            let when = self.moment(addition.created_at);
            blocks.push(Block::label(format!("Added by {} ({when})", self.name(addition.mentor_id))));
            blocks.extend(rich::blocks(&addition.body));
        }
        blocks
    }

    fn comment(&self, comment: &ReviewComment) -> Vec<Block> {
        let kind = match comment.kind {
            CommentKind::Praise => "Praise",
            CommentKind::Suggestion => "Suggestion",
            CommentKind::Required => "Needed",
            CommentKind::Question => "Question",
        };
        let field = comment.field_id.and_then(|id| self.fields.get(&id));
        let about = field.map_or("the whole section", |field| field.label.as_str());
        let entry = comment.item_id.and_then(|id| self.entries.get(&id)?.checked_add(1));
        let entry = entry.map_or_else(String::new, |number| format!(" (entry {number})"));
        let done = if self.done.contains(&comment.id) { ", settled" } else { "" };
        let mut blocks =
            vec![Block::label(format!("{kind}{done}: {about}{entry}")), Block::written(comment.body.clone())];
        for reply in self.replies.iter().filter(|reply| reply.comment_id == comment.id) {
            let when = self.moment(reply.created_at);
            blocks.push(Block::label(format!("Reply by {} ({when})", self.name(reply.author_id))));
            blocks.push(Block::written(reply.body.clone()));
        }
        blocks
    }

    fn name(&self, person: PersonId) -> &str {
        if person == self.person {
            "you"
        } else {
            self.own.names.get(&person).map_or("somebody", String::as_str)
        }
    }

    fn moment(&self, at: Instant) -> String {
        moment(self.clock, at)
    }
}
