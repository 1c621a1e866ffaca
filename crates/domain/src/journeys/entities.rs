//! The rows of a journey's content. Identity is an id that outlives renaming; what is removed keeps
//! its row with a date, so that old answers and comments still find it.

use super::condition::Condition;
use super::file::{ChoiceOption, FieldKind, Importance, SectionKind, Sensitivity};
use crate::base::{Instant, Json, PersonId, Span};
use crate::entity;

crate::ids! {
    /// A journey.
    JourneyId;
    /// A category of a journey.
    CategoryId;
    /// A section.
    SectionId;
    /// A field of a section.
    FieldId;
    /// A line of a quality checklist.
    ChecklistItemId;
    /// A mentor's assignment to a journey.
    AssignmentId;
}
crate::stored_as_word!(FieldKind, Importance, Sensitivity, SectionKind);

/// Returns what was so before journeys could say it.
const fn usual_away() -> Span {
    Span::days(14)
}

entity! {
    /// A journey: a big piece of life's paperwork. Seen by everyone once published.
    Journey(JourneyId) {
        /// Its short name in files and links.
        slug: String,
        /// Its title.
        title: String,
        /// One or two sentences about it.
        summary: String,
        /// How long a mentor's claim lasts.
        lease: Span,
        /// For how long a device that hears nothing of the server goes on showing a mentor what clients answered.
        #[serde(default = "usual_away")]
        away: Span,
        /// When it was published, if it was.
        published_at: Option<Instant>,
        /// The creator who made it; none for what ships with the product.
        owner_id: Option<PersonId>,
    }
    /// The journey with a short name.
    index BY_SLUG(slug);
}

entity! {
    /// A category: a chapter of a journey.
    Category(CategoryId) {
        /// Its journey.
        journey_id: JourneyId,
        /// Its stable key in the journey's file.
        key: String,
        /// Its title.
        title: String,
        /// Its place among the journey's categories, from 0.
        position: i64,
        /// When it was taken out of the journey.
        removed_at: Option<Instant>,
    }
    /// The categories of a journey.
    index BY_JOURNEY(journey_id);
}

entity! {
    /// A section: a form, or a list of entries that share a form.
    Section(SectionId) {
        /// Its journey.
        journey_id: JourneyId,
        /// Its category.
        category_id: CategoryId,
        /// Its stable key in the journey's file.
        key: String,
        /// Its title.
        title: String,
        /// What the client reads first.
        intro: String,
        /// A form or a list.
        kind: SectionKind,
        /// For a list: what one entry is called.
        item_label: Option<String>,
        /// For mentors: what good looks like and how to say it.
        guidance: String,
        /// Its place among the category's sections, from 0.
        position: i64,
        /// When it was taken out of the journey.
        removed_at: Option<Instant>,
    }
    /// The sections of a journey.
    index BY_JOURNEY(journey_id);
}

entity! {
    /// A field of a section.
    Field(FieldId) {
        /// Its journey.
        journey_id: JourneyId,
        /// Its section.
        section_id: SectionId,
        /// Its stable key in the journey's file.
        key: String,
        /// Its label, usually a question.
        label: String,
        /// A sentence that helps to answer it.
        help: String,
        /// What kind of answer it takes.
        kind: FieldKind,
        /// How much it weighs.
        importance: Importance,
        /// Who may see its answer.
        sensitivity: Sensitivity,
        /// Whether a review can't be asked for without it.
        required: bool,
        /// The choices, for kinds that have some.
        options: Json<Vec<ChoiceOption>>,
        /// The longest answer in characters, where it differs from the usual.
        max_length: Option<i64>,
        /// When it is shown; always, without a condition.
        condition: Option<Json<Condition>>,
        /// An example that shows how an answer may read.
        example: String,
        /// Its place among the section's fields, from 0.
        position: i64,
        /// When it was taken out of the section.
        removed_at: Option<Instant>,
    }
    /// The fields of a section.
    index BY_SECTION(section_id);
}

entity! {
    /// A line of the checklist that a mentor goes through before sending.
    ChecklistItem(ChecklistItemId) {
        /// Its journey.
        journey_id: JourneyId,
        /// Its section, or none when it belongs to every section of the journey.
        section_id: Option<SectionId>,
        /// Its stable key in the journey's file.
        key: String,
        /// What to check.
        text: String,
        /// Its place in the list, from 0.
        position: i64,
        /// When it was taken off the list.
        removed_at: Option<Instant>,
    }
    /// The checklist of a journey.
    index BY_JOURNEY(journey_id);
}

entity! {
    /// A mentor's assignment to a journey. Paused or removed, never deleted.
    MentorAssignment(AssignmentId) {
        /// The journey.
        journey_id: JourneyId,
        /// The mentor.
        mentor_id: PersonId,
        /// Whether the mentor takes reviews of the journey now.
        active: bool,
    }
    /// A mentor's assignments.
    index BY_MENTOR(mentor_id);
}

impl MentorAssignment {
    /// Returns the assignment's id: one for each journey and mentor.
    #[must_use]
    pub fn id_of(journey: JourneyId, mentor: PersonId) -> AssignmentId {
        AssignmentId(crate::base::derived_id(journey.0, &format!("mentor {mentor}")))
    }
}

impl ChecklistItem {
    /// Returns the lines that hold for a section, in order: its own, or the journey's where it has none.
    #[must_use]
    pub fn of_section(lines: Vec<Self>, section: SectionId) -> Vec<Self> {
        let live = |line: &Self| line.removed_at.is_none();
        let own = lines.iter().any(|line| live(line) && line.section_id == Some(section));
        let belongs = |line: &Self| line.section_id == own.then_some(section);
        let mut lines: Vec<Self> = lines.into_iter().filter(|line| live(line) && belongs(line)).collect();
        lines.sort_by_key(|line| line.position);
        lines
    }
}
