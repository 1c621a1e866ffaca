//! One answer: whether it is asked for, what is wrong with it, what it reads as. Plain functions over the domain's
//! rules, for the views of a screen.

use super::form::{Answered, Entry};
use domain::enrolments::FieldView;
use domain::journeys::condition::{Answers, visible};
use domain::journeys::kind::{DEFAULT_MAX_LENGTH, Limits, is_filled};
use domain::journeys::{FieldId, FieldKind};
use serde_json::Value;
use std::rc::Rc;

/// From how many characters before the limit on they are counted.
const NEAR: usize = 200;

/// Returns the fields that are asked, in order, given the answers of their form or entry.
pub(crate) fn asked(fields: &[Rc<FieldView>], answered: &Answered) -> Vec<Rc<FieldView>> {
    if fields.iter().all(|field| field.condition.is_none()) {
        return fields.to_vec();
    }
    let conditions: Vec<_> =
        fields.iter().map(|field| (field.key.as_str(), field.condition.as_ref())).collect();
    let answers: Answers = fields
        .iter()
        .filter_map(|field| Some((field.key.clone(), answered.get(&field.id)?.clone())))
        .collect();
    let shown = visible(&conditions, &answers);
    fields.iter().filter(|field| shown.contains(field.key.as_str())).cloned().collect()
}

/// Whether one field is asked.
pub(crate) fn is_asked_in(fields: &[Rc<FieldView>], answered: &Answered, field: FieldId) -> bool {
    asked(fields, answered).iter().any(|asked| asked.id == field)
}

/// Returns the limits of a field.
fn limits(field: &FieldView) -> Limits<'_> {
    let options = field.kind.has_options().then_some(field.options.as_slice());
    Limits { max_length: field.max_length, options }
}

/// Returns why an answer cannot even be stored, half-typed as it may be.
pub(crate) fn unstorable(field: &FieldView, value: &Value) -> Option<String> {
    let wrong = field.kind.accepts(value, limits(field)).err()?;
    // The message of the rule speaks of parts, which is not what someone sees who wrote letters into an amount.
    let unreadable = field.kind == FieldKind::Money && value.get("minor").is_some_and(Value::is_string);
    Some(if unreadable { "Write the amount in digits, such as 1,250.00.".to_owned() } else { wrong })
}

/// Returns what is wrong with an answer; with `needed`, also that it is missing.
pub(crate) fn problem(field: &FieldView, value: &Value, needed: bool) -> Option<String> {
    if let Some(wrong) = unstorable(field, value) {
        return Some(wrong);
    }
    if !is_filled(value) {
        return (needed && field.required).then(|| "A mentor needs this answer to help.".to_owned());
    }
    field.kind.check_within(value, limits(field)).err()
}

/// Returns how many characters are left, once they are few; nothing while there is room.
pub(crate) fn room_left(field: &FieldView, value: &Value) -> Option<usize> {
    if !field.kind.has_length() {
        return None;
    }
    let longest = match value {
        Value::String(text) => text.chars().count(),
        Value::Object(parts) => {
            let texts = parts.values().filter_map(Value::as_str);
            texts.map(|text| text.chars().count()).max().unwrap_or(0)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => 0,
    };
    let most = field.max_length.unwrap_or(DEFAULT_MAX_LENGTH);
    let near = NEAR.min(most / 5);
    let left = most.checked_sub(longest)?;
    (left <= near).then_some(left)
}

/// Returns what to call an entry: the first line of its first answer, if it has one.
pub(crate) fn title_of(fields: &[Rc<FieldView>], entry: &Entry) -> Option<String> {
    asked(fields, &entry.answers).iter().find_map(|field| {
        let value = entry.answers.get(&field.id).filter(|value| is_filled(value))?;
        let text = field.kind.to_plain_text(value, &field.options);
        let line = text.lines().next().unwrap_or_default().trim().to_owned();
        (!line.is_empty()).then_some(line)
    })
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
