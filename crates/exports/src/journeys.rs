//! A person's journeys on paper: each section with their answers as they are now, and what they wrote to mentors with it.

use crate::Clock;
use crate::papers::moment;
use domain::enrolments::{Enrolment, ItemId};
use domain::journeys::kind::is_filled;
use domain::journeys::{Category, Field, FieldId, Journey, Section, Sensitivity};
use domain::reviews::Submission;
use domain::rows::AnyRow;
use paper::{Block, Rank};
use serde_json::Value as Json;
use std::collections::HashMap;
use store::export::Own;

/// What the rows say of a person's journeys.
#[derive(Default)]
struct Shelf<'a> {
    enrolments: Vec<&'a Enrolment>,
    journeys: Vec<&'a Journey>,
    categories: Vec<&'a Category>,
    sections: Vec<&'a Section>,
    fields: Vec<&'a Field>,
    /// The entries' places.
    entries: HashMap<ItemId, (i64, ItemId)>,
    answers: HashMap<FieldId, Vec<(Option<ItemId>, &'a Json)>>,
    sent: Vec<&'a Submission>,
}

/// Returns the journeys, in the order in which the person began them.
pub(crate) fn blocks(own: &Own, clock: Clock) -> Vec<Block> {
    let mut shelf = Shelf::default();
    own.rows.iter().for_each(|row| shelf.take_in(row));
    shelf.sort();
    shelf.enrolments.iter().flat_map(|enrolment| shelf.journey(enrolment, clock)).collect()
}

impl<'a> Shelf<'a> {
    fn take_in(&mut self, row: &'a AnyRow) {
        let mut answer = |field, item, value| self.answers.entry(field).or_default().push((item, value));
        match row {
            AnyRow::Answer(row) => answer(row.field_id, row.item_id, &row.value.0),
            AnyRow::PrivateAnswer(row) => answer(row.field_id, row.item_id, &row.value.0),
            AnyRow::Enrolment(row) => self.enrolments.push(row),
            AnyRow::Journey(row) => self.journeys.push(row),
            AnyRow::Category(row) => self.categories.push(row),
            AnyRow::Section(row) => self.sections.push(row),
            AnyRow::Field(row) => self.fields.push(row),
            AnyRow::SectionItem(row) => drop(self.entries.insert(row.id, (row.position, row.id))),
            AnyRow::Submission(row) if !row.message.trim().is_empty() => self.sent.push(row),
            _ => {}
        }
    }

    fn sort(&mut self) {
        let places: HashMap<_, _> = self.categories.iter().map(|row| (row.id, row.position)).collect();
        self.enrolments.sort_by_key(|row| (row.enrolled_at, row.id));
        self.sections.sort_by_key(|row| (places.get(&row.category_id), row.position, row.id));
        self.fields.sort_by_key(|row| (row.position, row.id));
        self.sent.sort_by_key(|row| (row.requested_at, row.id));
    }

    fn journey(&self, enrolment: &Enrolment, clock: Clock) -> Vec<Block> {
        let title =
            self.journeys.iter().find(|row| row.id == enrolment.journey_id).map(|row| row.title.as_str());
        let mut blocks = vec![Block::heading(Rank::Part, title.unwrap_or("A journey"))];
        blocks.push(Block::aside(format!("Begun on {}.", moment(clock, enrolment.enrolled_at))));
        let sections = self.sections.iter().filter(|section| section.journey_id == enrolment.journey_id);
        let written: Vec<Block> = sections.flat_map(|section| self.section(section, clock)).collect();
        if written.is_empty() {
            blocks.push(Block::aside("Nothing is written here yet."));
        }
        blocks.extend(written);
        blocks
    }

    /// Returns a section, if something is written in it.
    fn section(&self, section: &Section, clock: Clock) -> Vec<Block> {
        let fields: Vec<&Field> =
            self.fields.iter().copied().filter(|row| row.section_id == section.id).collect();
        let mut entries: Vec<Option<(i64, ItemId)>> = Vec::new();
        for (item, _) in fields.iter().filter_map(|field| self.answers.get(&field.id)).flatten() {
            // An answer whose entry is not known stands last.
            let entry = item.map(|item| self.entries.get(&item).copied().unwrap_or((i64::MAX, item)));
            entries.push(entry);
        }
        entries.sort_unstable();
        entries.dedup();
        let mut blocks: Vec<Block> =
            entries.into_iter().flat_map(|entry| self.entry(section, &fields, entry)).collect();
        for sent in self.sent.iter().filter(|sent| sent.section_id == section.id) {
            let when = moment(clock, sent.requested_at);
            blocks.push(Block::label(format!("What you wrote with round {} ({when})", sent.round)));
            blocks.push(Block::written(sent.message.clone()));
        }
        if !blocks.is_empty() {
            let gone = if section.removed_at.is_some() { " (no longer in this journey)" } else { "" };
            blocks.insert(0, Block::heading(Rank::Section, format!("{}{gone}", section.title)));
        }
        blocks
    }

    /// Returns the answers of a form, or of one entry of a list.
    fn entry(&self, section: &Section, fields: &[&Field], entry: Option<(i64, ItemId)>) -> Vec<Block> {
        let item = entry.map(|(_, item)| item);
        let mut blocks = Vec::new();
        for field in fields {
            let answers = self.answers.get(&field.id).into_iter().flatten();
            for (_, value) in answers.filter(|(of, value)| *of == item && is_filled(value)) {
                blocks.extend([Block::label(label(field)), Block::written(read_out(field, value))]);
            }
        }
        if let (Some((position, _)), false) = (entry, blocks.is_empty()) {
            let called = section.item_label.as_deref().unwrap_or("Entry");
            let number = position.checked_add(1).map_or_else(String::new, |number| format!(" {number}"));
            blocks.insert(0, Block::heading(Rank::Entry, format!("{called}{number}")));
        }
        blocks
    }
}

fn label(field: &Field) -> String {
    let private = if field.sensitivity == Sensitivity::Private { " (private)" } else { "" };
    let gone = if field.removed_at.is_some() { " (no longer asked)" } else { "" };
    format!("{}{private}{gone}", field.label)
}

/// Returns an answer as a person would read it out, or as it is stored where its shape is another one by now.
fn read_out(field: &Field, value: &Json) -> String {
    let text = field.kind.to_plain_text(value, &field.options.0);
    match value {
        _ if !text.trim().is_empty() => text,
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
