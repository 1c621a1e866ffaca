//! What creators do with journeys.
//!
//! Importing a file: (1) only creators and the program itself, and over a known journey only the one who made
//! it, an admin or the program; (2) the file is sound, with every problem
//! named otherwise; (3) what the file names by a known key keeps its id, also under a new key with `was`;
//! (4) what it no longer names keeps its row with a date; (5) a key that comes back gets a new id, so that
//! old answers never appear under a new question. Assigning: creators and the program itself.

use super::entities::{
    Category, CategoryId, ChecklistItem, ChecklistItemId, Field, FieldId, Journey, JourneyId,
    MentorAssignment, Section, SectionId,
};
use super::file::{CategoryDef, ChecklistDef, FieldDef, JourneyFile, SectionDef};
use crate::base::{Code, Json, PersonId, Refusal, Span, Stored, derived_id};
use crate::command::{Applied, Ctx, Halt, Role, UserText};
use crate::entity::Stamp;
use crate::rows::{RowKey, Rows, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many problems of a file a refusal lists; it is kept with the command.
const MOST_PROBLEMS: usize = 100;

/// A change to journeys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum JourneysCommand {
    /// Takes a file in as a journey, new or known, and publishes it.
    Import {
        /// The journey's id.
        journey: JourneyId,
        /// The whole file.
        file: Box<JourneyFile>,
    },
    /// Assigns a mentor to a journey, or pauses the assignment.
    Assign {
        /// The journey.
        journey: JourneyId,
        /// The mentor.
        mentor: PersonId,
        /// Whether the mentor takes its reviews.
        active: bool,
    },
}

impl JourneysCommand {
    pub(crate) fn roots(&self, _actor: PersonId) -> BTreeSet<RowKey> {
        match self {
            Self::Import { journey, file } => {
                // The short name too, so that two journeys cannot take it at once.
                let name = derived_id(Uuid::NAMESPACE_OID, &format!("journey {}", file.slug));
                [journey.0, name].map(|id| RowKey { table: Table::Journey, id }).into()
            }
            Self::Assign { mentor, .. } => [RowKey { table: Table::Person, id: mentor.0 }].into(),
        }
    }

    pub(crate) fn user_text(&self) -> Option<UserText> {
        None
    }

    pub(crate) fn apply(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
        match self {
            Self::Import { journey, file } => import(rows, ctx, *journey, file),
            Self::Assign { journey, mentor, active } => assign(rows, ctx, *journey, *mentor, *active),
        }
    }
}

fn assign(rows: &mut dyn Rows, ctx: &Ctx, journey: JourneyId, mentor: PersonId, active: bool) -> Applied {
    ctx.require_role(Role::Creator, "assign mentors")?;
    rows.require::<Journey>(journey, "journey")?;
    rows.save(MentorAssignment {
        id: MentorAssignment::id_of(journey, mentor),
        journey_id: journey,
        mentor_id: mentor,
        active,
        stamp: Stamp::default(),
    })?;
    Ok(())
}

fn import(rows: &mut dyn Rows, ctx: &Ctx, id: JourneyId, file: &JourneyFile) -> Applied {
    let known = rows.find::<Journey>(id)?;
    check_maker(ctx, known.as_ref())?;
    if let Err(problems) = file.validate() {
        let list: Vec<String> = problems
            .iter()
            .take(MOST_PROBLEMS)
            .map(|problem| format!("{}: {}", problem.path, problem.message))
            .collect();
        let message = format!("This journey file has {} to put right.", count(problems.len(), "problem"));
        let first = list.first().cloned().unwrap_or_default();
        return Err(Refusal::new(Code::Invalid, message)
            .hint(format!("Begin with this one: {first}"))
            .detail(serde_json::json!({ "problems": list }))
            .into());
    }
    let taken: Vec<Journey> = rows.list(Journey::BY_SLUG, &[file.slug.to_value()])?;
    if taken.iter().any(|other| other.id != id) {
        let refusal = Refusal::new(Code::Conflict, format!("Another journey is called “{}”.", file.slug));
        return Err(refusal.hint("Choose another name for this one.").into());
    }
    let published_at = known.as_ref().and_then(|known| known.published_at).or(Some(ctx.now));
    let maker = (!ctx.roles.is_system()).then(|| ctx.actor());
    let owner_id = known.map_or(maker, |known| known.owner_id);
    rows.save(Journey {
        id,
        slug: file.slug.clone(),
        title: file.title.clone(),
        summary: file.summary.clone(),
        lease: Span::hours(i64::from(file.lease_hours)),
        away: Span::days(i64::from(file.away_days)),
        published_at,
        owner_id,
        stamp: Stamp::default(),
    })?;
    let mut import = Import { rows, ctx, journey: id, known: Known::default() };
    import.known = import.read_known()?;
    import.checklist(None, "", &file.checklist)?;
    for (position, category) in (0_i64..).zip(&file.categories) {
        import.category(position, category)?;
    }
    import.retire()
}

/// Refuses whoever may not import this journey. An admin need not be a creator to mend a known one.
fn check_maker(ctx: &Ctx, known: Option<&Journey>) -> Applied {
    let Some(known) = known else { return ctx.require_role(Role::Creator, "import a journey") };
    if ctx.roles.has(Role::Admin) {
        return Ok(());
    }
    ctx.require_role(Role::Creator, "import a journey")?;
    if known.owner_id == Some(ctx.actor()) {
        return Ok(());
    }
    let refusal = Refusal::new(Code::Forbidden, "Only the one who made this journey can change it.");
    Err(refusal.hint("Import it under another name as a journey of your own, or ask an admin.").into())
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// What a journey holds that is not removed; what the file names is taken out one by one.
#[derive(Default)]
struct Known {
    categories: Vec<Category>,
    sections: Vec<Section>,
    fields: Vec<Field>,
    checklist: Vec<ChecklistItem>,
}

struct Import<'a, 'b> {
    rows: &'a mut dyn Rows,
    ctx: &'a Ctx<'b>,
    journey: JourneyId,
    known: Known,
}

/// Takes the first match out of a list.
fn take<T>(list: &mut Vec<T>, matches: impl Fn(&T) -> bool) -> Option<T> {
    let at = list.iter().position(matches)?;
    Some(list.swap_remove(at))
}

impl Import<'_, '_> {
    fn read_known(&mut self) -> Result<Known, Halt> {
        let key = [self.journey.to_value()];
        let mut known = Known {
            categories: self.rows.list(Category::BY_JOURNEY, &key)?,
            sections: self.rows.list(Section::BY_JOURNEY, &key)?,
            fields: Vec::new(),
            checklist: self.rows.list(ChecklistItem::BY_JOURNEY, &key)?,
        };
        known.categories.retain(|row| row.removed_at.is_none());
        known.sections.retain(|row| row.removed_at.is_none());
        known.checklist.retain(|row| row.removed_at.is_none());
        for section in &known.sections {
            let fields: Vec<Field> = self.rows.list(Field::BY_SECTION, &[section.id.to_value()])?;
            known.fields.extend(fields.into_iter().filter(|row| row.removed_at.is_none()));
        }
        Ok(known)
    }

    fn new_id(&self, what: &str) -> Uuid {
        self.ctx.derived(&format!("{} {what}", self.journey))
    }

    fn category(&mut self, position: i64, def: &CategoryDef) -> Applied {
        let known = take(&mut self.known.categories, |row| row.key == def.key);
        let id =
            known.map_or_else(|| CategoryId(self.new_id(&format!("category {}", def.key))), |row| row.id);
        self.rows.save(Category {
            id,
            journey_id: self.journey,
            key: def.key.clone(),
            title: def.title.clone(),
            position,
            removed_at: None,
            stamp: Stamp::default(),
        })?;
        for (position, section) in (0_i64..).zip(&def.sections) {
            self.section(id, position, section)?;
        }
        Ok(())
    }

    fn section(&mut self, category: CategoryId, position: i64, def: &SectionDef) -> Applied {
        let known = take(&mut self.known.sections, |row| row.key == def.key);
        let id = known.map_or_else(|| SectionId(self.new_id(&format!("section {}", def.key))), |row| row.id);
        self.rows.save(Section {
            id,
            journey_id: self.journey,
            category_id: category,
            key: def.key.clone(),
            title: def.title.clone(),
            intro: def.intro.clone(),
            kind: def.kind,
            item_label: def.item_label.clone(),
            guidance: def.guidance_text(),
            position,
            removed_at: None,
            stamp: Stamp::default(),
        })?;
        for (position, field) in (0_i64..).zip(&def.fields) {
            self.field(id, &def.key, position, field)?;
        }
        self.checklist(Some(id), &def.key, &def.checklist)
    }

    fn field(&mut self, section: SectionId, section_key: &str, position: i64, def: &FieldDef) -> Applied {
        let fields = &mut self.known.fields;
        let known = take(fields, |row| row.section_id == section && row.key == def.key).or_else(|| {
            let was = def.was.as_deref()?;
            take(fields, |row| row.section_id == section && row.key == was)
        });
        let new = || FieldId(self.new_id(&format!("field {section_key}.{}", def.key)));
        let id = known.map_or_else(new, |row| row.id);
        self.rows.save(Field {
            id,
            journey_id: self.journey,
            section_id: section,
            key: def.key.clone(),
            label: def.label.clone(),
            help: def.help.clone(),
            kind: def.kind,
            importance: def.importance,
            sensitivity: def.sensitivity,
            required: def.required,
            options: Json(def.options.clone()),
            max_length: def.max_length.and_then(|length| i64::try_from(length).ok()),
            condition: def.when.clone().map(Json),
            example: def.example.clone().unwrap_or_default(),
            position,
            removed_at: None,
            stamp: Stamp::default(),
        })?;
        Ok(())
    }

    fn checklist(
        &mut self,
        section: Option<SectionId>,
        section_key: &str,
        lines: &[ChecklistDef],
    ) -> Applied {
        for (position, def) in (0_i64..).zip(lines) {
            let known =
                take(&mut self.known.checklist, |row| row.section_id == section && row.key == def.key);
            let name = format!("checklist {section_key}.{}", def.key);
            let id = known.map_or_else(|| ChecklistItemId(self.new_id(&name)), |row| row.id);
            self.rows.save(ChecklistItem {
                id,
                journey_id: self.journey,
                section_id: section,
                key: def.key.clone(),
                text: def.text.clone(),
                position,
                removed_at: None,
                stamp: Stamp::default(),
            })?;
        }
        Ok(())
    }

    /// Dates what the file did not name.
    fn retire(self) -> Applied {
        let removed_at = Some(self.ctx.now);
        for row in self.known.categories {
            self.rows.save(Category { removed_at, ..row })?;
        }
        for row in self.known.sections {
            self.rows.save(Section { removed_at, ..row })?;
        }
        for row in self.known.fields {
            self.rows.save(Field { removed_at, ..row })?;
        }
        for row in self.known.checklist {
            self.rows.save(ChecklistItem { removed_at, ..row })?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
