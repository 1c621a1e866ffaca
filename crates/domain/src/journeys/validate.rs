//! Everything that can be wrong with a journey file, found in one go and told in plain words.
//!
//! It checks the file alone. What a new version would do to answers that people gave already is
//! decided where versions are published.

use super::condition::{Condition, cycle_in_words, find_cycle};
use super::file::{
    CategoryDef, ChecklistDef, FORMAT, FieldDef, JourneyFile, SectionDef, SectionKind, Sensitivity,
};
use super::kind::FieldKind;
use crate::text::quotable;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The longest that a mentor may keep a claimed review, in hours: thirty days.
const MOST_LEASE_HOURS: u32 = 720;
/// The longest that a device shows a mentor what clients answered while it hears nothing of the server, in days.
const MOST_AWAY_DAYS: u32 = 30;
/// The most fields of a section.
const MOST_FIELDS: usize = 200;
/// The most characters that a field may allow.
const MOST_CHARACTERS: usize = 50_000;
/// The most characters of what people read in one line: a title, a question, an option.
const MOST_IN_A_LINE: usize = 300;
/// The most characters of what people read as a paragraph.
const MOST_IN_A_PARAGRAPH: usize = 20_000;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where it is, such as `categories[0].sections[2].fields[1].when`; empty for the whole file.
    pub path: String,
    /// What is wrong and what would be right, in plain words.
    pub message: String,
}

impl Problem {
    /// Returns a problem at a place.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}

/// Returns all problems of the journey, in the order of the file.
#[must_use]
pub fn problems(journey: &JourneyFile) -> Vec<Problem> {
    let mut found = Found::default();
    if journey.format != FORMAT {
        found.add("format", format!("Format {} is not known here; write {FORMAT}.", journey.format));
    }
    if !is_slug(&journey.slug) {
        found.add("slug", "Use small letters, digits and single dashes, such as “care”.");
    }
    found.line("title", &journey.title);
    found.paragraph("summary", &journey.summary);
    if journey.lease_hours == 0 || journey.lease_hours > MOST_LEASE_HOURS {
        found.add("lease_hours", format!("A review is kept between 1 and {MOST_LEASE_HOURS} hours."));
    }
    if journey.away_days == 0 || journey.away_days > MOST_AWAY_DAYS {
        found
            .add("away_days", format!("Answers are shown without a network for 1 to {MOST_AWAY_DAYS} days."));
    }
    if journey.categories.is_empty() {
        found.add("categories", "A journey has at least one category.");
    }
    found.checklist("checklist", &journey.checklist);
    found.keys("categories", "category", journey.categories.iter().map(|category| category.key.as_str()));
    let mut sections = BTreeSet::new();
    for (at, category) in journey.categories.iter().enumerate() {
        found.category(&format!("categories[{at}]"), category, &mut sections);
    }
    found.0
}

#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.0.push(Problem::new(path, message));
    }

    /// What people read in one line.
    fn line(&mut self, path: impl Into<String>, text: &str) {
        self.words(path, text, MOST_IN_A_LINE);
    }

    /// What people read as a paragraph.
    fn paragraph(&mut self, path: impl Into<String>, text: &str) {
        self.words(path, text, MOST_IN_A_PARAGRAPH);
    }

    fn words(&mut self, path: impl Into<String>, text: &str, most: usize) {
        if text.trim().is_empty() {
            self.add(path, "This is empty; write something that people can read.");
        } else {
            self.fits(path, text, most);
        }
    }

    fn fits(&mut self, path: impl Into<String>, text: &str, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.add(path, format!("This is {length} characters long and may be {most}."));
        }
    }

    fn keys<'a>(&mut self, path: &str, noun: &str, keys: impl Iterator<Item = &'a str>) {
        let mut known = BTreeSet::new();
        for (at, key) in keys.enumerate() {
            self.key(&format!("{path}[{at}].key"), noun, key, &mut known);
        }
    }

    fn key<'a>(&mut self, path: &str, noun: &str, key: &'a str, known: &mut BTreeSet<&'a str>) {
        if !is_key(key) {
            let shown = quotable(key);
            self.add(path, format!("“{shown}” cannot be a key; use small letters, digits and underscores."));
        }
        if !known.insert(key) {
            let shown = quotable(key);
            self.add(path, format!("There is another {noun} with the key “{shown}”; a key is used once."));
        }
    }

    fn checklist(&mut self, path: &str, list: &[ChecklistDef]) {
        self.keys(path, "line", list.iter().map(|line| line.key.as_str()));
        for (at, line) in list.iter().enumerate() {
            self.paragraph(format!("{path}[{at}].text"), &line.text);
        }
    }

    fn category<'a>(&mut self, path: &str, category: &'a CategoryDef, sections: &mut BTreeSet<&'a str>) {
        self.line(format!("{path}.title"), &category.title);
        if category.sections.is_empty() {
            self.add(format!("{path}.sections"), "A category has at least one section.");
        }
        for (at, section) in category.sections.iter().enumerate() {
            let path = format!("{path}.sections[{at}]");
            self.key(&format!("{path}.key"), "section", &section.key, sections);
            self.section(&path, section);
        }
    }

    fn section(&mut self, path: &str, section: &SectionDef) {
        self.line(format!("{path}.title"), &section.title);
        self.paragraph(format!("{path}.intro"), &section.intro);
        let label = section.item_label.as_deref().unwrap_or_default();
        let named = !label.trim().is_empty();
        self.fits(format!("{path}.item_label"), label, MOST_IN_A_LINE);
        match section.kind {
            SectionKind::List if !named => {
                self.add(
                    format!("{path}.item_label"),
                    "Say what one item of the list is called, such as “person”.",
                );
            }
            SectionKind::Form if section.item_label.is_some() => {
                self.add(
                    format!("{path}.item_label"),
                    "Only a list has items; remove the label or make it a list.",
                );
            }
            SectionKind::List | SectionKind::Form => {}
        }
        self.checklist(&format!("{path}.checklist"), &section.checklist);
        for (at, paragraph) in section.guidance.iter().enumerate() {
            self.paragraph(format!("{path}.guidance[{at}]"), paragraph);
        }
        if section.fields.is_empty() || section.fields.len() > MOST_FIELDS {
            self.add(format!("{path}.fields"), format!("A section has between 1 and {MOST_FIELDS} fields."));
            return;
        }
        self.keys(&format!("{path}.fields"), "field", section.fields.iter().map(|field| field.key.as_str()));
        self.renames(path, section);
        for (at, field) in section.fields.iter().enumerate() {
            self.field(&format!("{path}.fields[{at}]"), field, section);
        }
        let conditions: Vec<_> =
            section.fields.iter().map(|field| (field.key.as_str(), field.when.as_ref())).collect();
        if let Some(cycle) = find_cycle(&conditions) {
            self.add(format!("{path}.fields"), cycle_in_words(&cycle));
        }
    }

    fn renames(&mut self, path: &str, section: &SectionDef) {
        let mut olds = BTreeSet::new();
        for (at, field) in section.fields.iter().enumerate() {
            let Some(old) = field.was.as_deref() else { continue };
            let path = format!("{path}.fields[{at}].was");
            if section.field(old).is_some() {
                self.add(&path, format!("“{}” is the key of a field that is still here.", quotable(old)));
            }
            if !olds.insert(old) {
                self.add(&path, format!("Two fields cannot both have been “{}”.", quotable(old)));
            }
        }
    }

    fn field(&mut self, path: &str, field: &FieldDef, section: &SectionDef) {
        self.line(format!("{path}.label"), &field.label);
        self.fits(format!("{path}.help"), &field.help, MOST_IN_A_PARAGRAPH);
        self.fits(
            format!("{path}.example"),
            field.example.as_deref().unwrap_or_default(),
            MOST_IN_A_PARAGRAPH,
        );
        self.options(path, field);
        if let Some(most) = field.max_length {
            if !field.kind.has_length() {
                self.add(format!("{path}.max_length"), "Only a field with text has a greatest length.");
            } else if most == 0 || most > MOST_CHARACTERS {
                let message = format!("The greatest length is between 1 and {MOST_CHARACTERS} characters.");
                self.add(format!("{path}.max_length"), message);
            }
        }
        if let Some(when) = &field.when {
            self.condition(&format!("{path}.when"), when, field, section);
        }
    }

    fn options(&mut self, path: &str, field: &FieldDef) {
        let path = format!("{path}.options");
        match (field.kind.has_options(), field.options.len()) {
            (true, 0 | 1) => self.add(&path, "A choice has at least two options."),
            (false, 1..) => self.add(&path, "Only a choice has options."),
            (true, _) | (false, 0) => {}
        }
        self.keys(&path, "option", field.options.iter().map(|option| option.key.as_str()));
        for (at, option) in field.options.iter().enumerate() {
            self.line(format!("{path}[{at}].label"), &option.label);
        }
    }

    fn condition(&mut self, path: &str, condition: &Condition, of: &FieldDef, section: &SectionDef) {
        match condition {
            Condition::Is { field, is } => self.reference(path, field, std::slice::from_ref(is), of, section),
            Condition::AnyOf { field, any_of } => {
                self.needs_members(path, any_of.len());
                self.reference(path, field, any_of, of, section);
            }
            Condition::Filled { field, .. } => self.reference(path, field, &[], of, section),
            Condition::All { all: inner } | Condition::Any { any: inner } => {
                self.needs_members(path, inner.len());
                for one in inner {
                    self.condition(path, one, of, section);
                }
            }
            Condition::Not { not } => self.condition(path, not, of, section),
        }
    }

    fn needs_members(&mut self, path: &str, count: usize) {
        if count == 0 {
            self.add(path, "This list of conditions or values is empty, so it decides nothing.");
        }
    }

    fn reference(&mut self, path: &str, key: &str, values: &[Json], of: &FieldDef, section: &SectionDef) {
        let Some(other) = section.field(key) else {
            return self.add(path, format!("There is no field “{}” in this section.", quotable(key)));
        };
        if other.sensitivity == Sensitivity::Private && of.sensitivity != Sensitivity::Private {
            let [key, of] = [key, &of.key].map(quotable);
            let message = format!("“{key}” is private; whether “{of}” appears would give its answer away.");
            self.add(path, message);
        }
        for value in values {
            if let Some(message) = mismatch(other, value) {
                self.add(path, message);
            }
        }
    }
}

fn mismatch(field: &FieldDef, value: &Json) -> Option<String> {
    let key = quotable(&field.key);
    let shown = quotable(&value.to_string());
    match field.kind {
        FieldKind::Choice | FieldKind::Choices => {
            let offered = field.options.iter().any(|option| value.as_str() == Some(&option.key));
            (!offered).then(|| format!("“{key}” does not offer {shown}."))
        }
        FieldKind::YesNo => {
            (!value.is_boolean()).then(|| format!("“{key}” is answered with true or false, not {shown}."))
        }
        FieldKind::Number => (!value.is_number()).then(|| format!("“{key}” is a number, not {shown}.")),
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::Date
        | FieldKind::Time
        | FieldKind::Email
        | FieldKind::Phone
        | FieldKind::Url
        | FieldKind::Country => (!value.is_string()).then(|| format!("“{key}” is text, not {shown}.")),
        FieldKind::Money
        | FieldKind::Address
        | FieldKind::Person
        | FieldKind::FileNote
        | FieldKind::Account => Some(format!("“{key}” has several parts; ask only whether it is filled.")),
    }
}

fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && key.len() <= 64
}

fn is_slug(slug: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    slug.len() <= 64 && slug.split('-').all(part)
}
