//! Sentences for where a section has none of its own: notes, comments, replies, requests.

use super::template::{collect, fill};
use super::{Circle, Comment, parse};
use crate::random::Random;
use domain::reviews::CommentKind;
use serde::Deserialize;
use std::collections::BTreeSet;

/// When an overall note fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fits {
    /// Asking for changes.
    Changes,
    /// Asking once more, in a later round.
    Again,
    /// Approving at the first try.
    Approve,
    /// Approving after changes.
    ApproveAfter,
    /// Not finished: it breaks off.
    Draft,
}

/// Whether a client asks for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Turn {
    /// For the first time.
    First,
    /// After changes.
    Again,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    #[serde(rename = "key")]
    _key: String,
    language: String,
    fits: Fits,
    paragraphs: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Remark {
    language: String,
    #[serde(default)]
    journey: Option<String>,
    #[serde(default)]
    section: Option<String>,
    #[serde(default)]
    field: Option<String>,
    kind: CommentKind,
    text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    language: String,
    kind: CommentKind,
    text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    language: String,
    round: Turn,
    text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    language: String,
    text: String,
}

/// All the sentences.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    #[serde(rename = "format")]
    _format: u32,
    notes: Vec<Note>,
    comments: Vec<Remark>,
    replies: Vec<Reply>,
    requests: Vec<Request>,
    #[serde(rename = "cancellations")]
    _cancellations: Vec<Line>,
    amendments: Vec<Line>,
}

pub(super) fn read() -> Phrases {
    parse(include_str!("../../../../content/sample/feedback.json"))
}

/// Whose sentences are looked for: a language, and the names that they may ask for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice<'a> {
    pub(crate) language: &'a str,
    pub(crate) circle: &'a Circle,
}

impl Voice<'_> {
    fn can_say(&self, language: &str, text: &str) -> bool {
        let mut names = BTreeSet::new();
        collect(text, &mut names);
        language == self.language && names.iter().all(|name| self.circle.contains_key(name))
    }

    fn one_of<'t>(
        &self,
        random: &mut Random,
        texts: impl Iterator<Item = (&'t str, &'t str)>,
    ) -> Option<String> {
        let fitting: Vec<&str> =
            texts.filter(|(language, text)| self.can_say(language, text)).map(|(_, text)| text).collect();
        random.pick(&fitting).map(|text| fill(text, self.circle))
    }
}

impl Phrases {
    /// Returns the paragraphs of an overall note.
    pub(crate) fn note(&self, random: &mut Random, voice: Voice<'_>, fits: Fits) -> Option<Vec<String>> {
        let says = |note: &&Note| {
            note.fits == fits && note.paragraphs.iter().all(|text| voice.can_say(&note.language, text))
        };
        let notes: Vec<&Note> = self.notes.iter().filter(says).collect();
        let note = random.pick(&notes)?;
        Some(note.paragraphs.iter().map(|text| fill(text, voice.circle)).collect())
    }

    /// Returns the comments that fit a section, those about its own fields first.
    pub(crate) fn comments(&self, voice: Voice<'_>, journey: &str, section: &str) -> Vec<Comment> {
        let about = |named: &Option<String>, here: &str| named.as_deref().is_none_or(|name| name == here);
        let mut fitting: Vec<&Remark> = self
            .comments
            .iter()
            .filter(|remark| about(&remark.journey, journey) && about(&remark.section, section))
            .filter(|remark| voice.can_say(&remark.language, &remark.text))
            .collect();
        fitting.sort_by_key(|remark| (remark.section.is_none(), remark.field.is_none()));
        let comment = |remark: &Remark| Comment {
            field: remark.field.clone().filter(|_| remark.section.is_some()),
            item: None,
            kind: remark.kind,
            text: fill(&remark.text, voice.circle),
            reply: None,
        };
        fitting.into_iter().map(comment).collect()
    }

    /// Returns what a client replies to a comment.
    pub(crate) fn reply(&self, random: &mut Random, voice: Voice<'_>, kind: CommentKind) -> Option<String> {
        let replies = self.replies.iter().filter(|reply| reply.kind == kind);
        voice.one_of(random, replies.map(|reply| (reply.language.as_str(), reply.text.as_str())))
    }

    /// Returns what a client writes when asking for a review.
    pub(crate) fn request(&self, random: &mut Random, voice: Voice<'_>, turn: Turn) -> Option<String> {
        let requests = self.requests.iter().filter(|request| request.round == turn);
        voice.one_of(random, requests.map(|request| (request.language.as_str(), request.text.as_str())))
    }

    /// Returns what a mentor adds to a review that was sent.
    pub(crate) fn amendment(&self, random: &mut Random, voice: Voice<'_>) -> Option<String> {
        voice.one_of(random, self.amendments.iter().map(|line| (line.language.as_str(), line.text.as_str())))
    }
}
