//! What a client has answered, read for one section or for a whole journey at once.

use crate::StoreError;
use crate::ask::Reader;
use crate::engine::Stmt;
use crate::rows::read_row;
use crate::visible;
use domain::base::Stored;
use domain::enrolments::{Answer, AnswerKey, EnrolmentId, PrivateAnswer, SectionContent};
use domain::journeys::{Field, JourneyId, SectionFields, SectionId};
use domain::rows::Table;
use std::collections::BTreeMap;

/// All columns of a field, in the order of its entity.
pub(super) const FIELDS: Stmt = Stmt::new(
    "enrolments.fields",
    concat!(
        "SELECT t.id, t.journey_id, t.section_id, t.key, t.label, t.help, t.kind, t.importance, t.sensitivity,
                t.required, t.options, t.max_length, t.condition, t.example, t.position, t.removed_at, t.rev,
                t.updated_at
         FROM fields t
         WHERE ",
        visible!("t", "fields"),
        " AND t.removed_at IS NULL
          AND t.section_id IN (SELECT s.id FROM sections s WHERE s.journey_id = $2 AND ",
        visible!("s", "sections"),
        ")
         ORDER BY t.section_id, t.position, t.id"
    ),
);

/// Returns the live fields of a journey by section.
pub(super) fn fields(
    reader: &mut Reader,
    journey: JourneyId,
) -> Result<BTreeMap<SectionId, SectionFields>, StoreError> {
    let mut by_section: BTreeMap<SectionId, Vec<Field>> = BTreeMap::new();
    for record in reader.rows(&FIELDS, &[journey.to_value()])? {
        if let Ok(field) = Field::try_from(read_row(Table::Field, record)?) {
            by_section.entry(field.section_id).or_default().push(field);
        }
    }
    Ok(by_section.into_iter().map(|(section, fields)| (section, SectionFields::new(fields))).collect())
}

/// Returns what a client has answered in a journey, by section.
pub(super) fn contents(
    reader: &mut Reader,
    enrolment: EnrolmentId,
) -> Result<BTreeMap<SectionId, SectionContent>, StoreError> {
    let key = [enrolment.to_value()];
    let shared: Vec<Answer> = reader.list(Answer::BY_ENROLMENT, &key)?;
    let private: Vec<PrivateAnswer> = reader.list(PrivateAnswer::BY_ENROLMENT, &key)?;
    let mut by_section: BTreeMap<SectionId, SectionContent> = BTreeMap::new();
    for answer in shared {
        add_shared(by_section.entry(answer.section_id).or_default(), answer);
    }
    for answer in private {
        add_private(by_section.entry(answer.section_id).or_default(), answer);
    }
    Ok(by_section)
}

/// Returns what a client has answered in one section.
pub(super) fn content(
    reader: &mut Reader,
    enrolment: EnrolmentId,
    section: SectionId,
) -> Result<SectionContent, StoreError> {
    let key = [enrolment.to_value(), section.to_value()];
    let mut content = SectionContent::default();
    for answer in reader.list::<Answer>(Answer::BY_SECTION, &key)? {
        add_shared(&mut content, answer);
    }
    for answer in reader.list::<PrivateAnswer>(PrivateAnswer::BY_SECTION, &key)? {
        add_private(&mut content, answer);
    }
    Ok(content)
}

fn add_shared(content: &mut SectionContent, answer: Answer) {
    let key = AnswerKey { item: answer.item_id, field: answer.field_id };
    content.shared_revs.insert(key, answer.stamp.rev);
    content.shared.insert(key, answer.value.0);
}

fn add_private(content: &mut SectionContent, answer: PrivateAnswer) {
    let key = AnswerKey { item: answer.item_id, field: answer.field_id };
    content.private_revs.insert(key, answer.stamp.rev);
    content.private.insert(key, answer.value.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::entity::Entity;

    #[test]
    fn the_statement_reads_the_columns_of_a_field_in_their_order() {
        let names: Vec<String> =
            Field::columns().into_iter().map(|column| format!("t.{}", column.name)).collect();
        let list = FIELDS.sql.trim_start_matches("SELECT").split("FROM").next().unwrap();
        let read: Vec<&str> = list.split(',').map(str::trim).collect();
        assert_eq!(read, names);
    }
}
