use super::*;
use domain::base::{Instant, Json};
use domain::entity::Stamp;
use domain::journeys::condition::Condition;
use domain::journeys::{ChoiceOption, FieldKind, Importance, Sensitivity};
use domain::text::{self, Piece};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

fn section(kind: SectionKind) -> Section {
    Section {
        id: Uuid::from_u128(1).into(),
        journey_id: Uuid::nil().into(),
        category_id: Uuid::nil().into(),
        key: "guests".to_owned(),
        title: "Guest list".to_owned(),
        intro: String::new(),
        kind,
        item_label: Some("guest".to_owned()),
        guidance: String::new(),
        position: 0,
        removed_at: None,
        stamp: Stamp::default(),
    }
}

fn field(number: u128, key: &str) -> Field {
    Field {
        id: Uuid::from_u128(number).into(),
        journey_id: Uuid::nil().into(),
        section_id: Uuid::from_u128(1).into(),
        key: key.to_owned(),
        label: format!("{key}?"),
        help: String::new(),
        kind: FieldKind::Text,
        importance: Importance::Important,
        sensitivity: Sensitivity::Review,
        required: false,
        options: Json(Vec::new()),
        max_length: None,
        condition: None,
        example: String::new(),
        position: i64::try_from(number).unwrap(),
        removed_at: None,
        stamp: Stamp::default(),
    }
}

fn fields() -> Vec<Field> {
    vec![field(1, "name"), field(2, "way"), field(3, "plot")]
}

fn item(number: u128) -> ItemId {
    Uuid::from_u128(number).into()
}

/// A round of a form: answers by the number of their field.
fn form(answers: &[(u128, &str)]) -> SentRound {
    let answer = |(field, text): &(u128, &str)| {
        (AnswerKey { item: None, field: Uuid::from_u128(*field).into() }, Sent::Shared(json!(text)))
    };
    SentRound { answers: answers.iter().map(answer).collect(), places: BTreeMap::new() }
}

/// A round of a list: entry, its place, and the answer to the first field.
fn list(entries: &[(u128, i64, &str)]) -> SentRound {
    let mut round = SentRound::default();
    for (number, place, name) in entries {
        round.places.insert(item(*number), *place);
        let key = AnswerKey { item: Some(item(*number)), field: Uuid::from_u128(1).into() };
        round.answers.insert(key, Sent::Shared(json!(name)));
    }
    round
}

fn the_form(fields: Vec<Field>, before: Option<&SentRound>, now: &SentRound) -> Vec<RoomField> {
    let mut entries = entries(&section(SectionKind::Form), fields, before, now);
    assert_eq!(entries.len(), 1);
    entries.remove(0).fields
}

fn text(text: &str) -> RoomAnswer {
    RoomAnswer::Text { text: text.to_owned() }
}

#[test]
fn a_form_shows_what_is_asked_in_order_answered_or_not() {
    let now = form(&[(2, "cremation")]);
    let shown = the_form(fields(), None, &now);
    let answers: Vec<_> = shown.into_iter().map(|field| (field.label, field.answer)).collect();
    let expected = [("name?", RoomAnswer::Empty), ("way?", text("cremation")), ("plot?", RoomAnswer::Empty)];
    assert_eq!(answers, expected.map(|(label, answer)| (label.to_owned(), answer)));
}

#[test]
fn a_field_that_was_not_asked_is_left_out_unless_it_is_answered() {
    let asks_for_a_plot = Condition::Is { field: "way".to_owned(), is: json!("burial") };
    let mut fields = fields();
    fields[2].condition = Some(Json(asks_for_a_plot));
    let labels = |before: Option<&SentRound>, now: &SentRound| -> Vec<String> {
        the_form(fields.clone(), before, now).into_iter().map(|field| field.label).collect()
    };
    let cremation = form(&[(2, "cremation")]);
    assert_eq!(labels(None, &cremation), ["name?", "way?"]);
    assert_eq!(labels(None, &form(&[(2, "burial")])), ["name?", "way?", "plot?"]);
    assert_eq!(labels(None, &form(&[(2, "cremation"), (3, "by the oak")])), ["name?", "way?", "plot?"]);
    let before = form(&[(2, "burial"), (3, "by the oak")]);
    assert_eq!(labels(Some(&before), &cremation), ["name?", "way?", "plot?"]);
}

#[test]
fn a_field_taken_out_of_the_section_is_shown_where_it_was_answered() {
    let mut fields = fields();
    fields[0].removed_at = Some(Instant(1));
    fields[2].removed_at = Some(Instant(1));
    let shown = the_form(fields, None, &form(&[(3, "by the oak")]));
    let removed: Vec<_> = shown.iter().map(|field| (field.label.as_str(), field.removed)).collect();
    assert_eq!(removed, [("way?", false), ("plot?", true)]);
}

#[test]
fn a_changed_text_shows_its_difference_word_by_word() {
    let shown = the_form(fields(), Some(&form(&[(1, "Ken Miller")])), &form(&[(1, "Kenneth Miller")]));
    assert_eq!(shown[0].change, Change::Changed);
    let piece = |change, text: &str| Piece { change, text: text.to_owned() };
    let expected = [
        piece(text::Change::Removed, "Ken"),
        piece(text::Change::Added, "Kenneth"),
        piece(text::Change::Same, " Miller"),
    ];
    assert_eq!(shown[0].pieces, expected);
}

#[test]
fn an_answer_that_is_gone_shows_what_it_said() {
    let shown = the_form(fields(), Some(&form(&[(1, "Ken")])), &form(&[]));
    assert_eq!((shown[0].answer.clone(), shown[0].change), (RoomAnswer::Empty, Change::Removed));
    assert_eq!(shown[0].pieces, [Piece { change: text::Change::Removed, text: "Ken".to_owned() }]);
}

#[test]
fn a_private_answer_is_hidden_and_its_change_is_known() {
    let mut now = form(&[]);
    let key = AnswerKey { item: None, field: Uuid::from_u128(1).into() };
    now.answers.insert(key, Sent::Hidden { changed: true });
    let before = form(&[(1, "what it said when it was shared")]);
    let shown = the_form(fields(), Some(&before), &now);
    assert_eq!((shown[0].answer.clone(), shown[0].change), (RoomAnswer::Hidden, Change::Changed));
    assert_eq!(shown[0].pieces, []);
}

#[test]
fn a_private_answer_counts_as_filled_for_what_hangs_on_it_and_says_no_more() {
    let filled = Condition::Filled { field: "name".to_owned(), filled: true };
    let is = Condition::Is { field: "name".to_owned(), is: json!("Ken") };
    let mut fields = fields();
    fields[1].condition = Some(Json(filled));
    fields[2].condition = Some(Json(is));
    let mut now = form(&[]);
    let key = AnswerKey { item: None, field: Uuid::from_u128(1).into() };
    now.answers.insert(key, Sent::Hidden { changed: false });
    let shown: Vec<_> = the_form(fields, None, &now).into_iter().map(|field| field.label).collect();
    assert_eq!(shown, ["name?", "way?"]);
}

#[test]
fn entries_of_a_list_are_shown_in_their_order_and_named_by_their_first_answer() {
    let now = list(&[(1, 2, "Ines\nRosa"), (2, 0, "Tom"), (3, 1, " ")]);
    let shown = entries(&section(SectionKind::List), fields(), None, &now);
    let titles: Vec<_> = shown.iter().map(|entry| (entry.item, entry.title.as_str(), entry.change)).collect();
    let same = Change::Same;
    let expected =
        [(Some(item(2)), "Tom", same), (Some(item(3)), "Guest 2", same), (Some(item(1)), "Ines", same)];
    assert_eq!(titles, expected);
}

#[test]
fn an_entry_that_came_or_went_says_so() {
    let before = list(&[(1, 0, "Tom"), (2, 1, "Ines")]);
    let now = list(&[(2, 0, "Ines"), (3, 1, "Ada")]);
    let shown = entries(&section(SectionKind::List), fields(), Some(&before), &now);
    let changes: Vec<_> = shown.iter().map(|entry| (entry.title.as_str(), entry.change)).collect();
    assert_eq!(changes, [("Ines", Change::Same), ("Tom", Change::Removed), ("Ada", Change::Added)]);
    let gone = &shown[1].fields;
    assert_eq!(gone.len(), 1, "only what was answered");
    assert_eq!((gone[0].answer.clone(), gone[0].change), (RoomAnswer::Empty, Change::Removed));
}

#[test]
fn a_list_without_entries_shows_none() {
    let shown = entries(&section(SectionKind::List), fields(), None, &SentRound::default());
    assert_eq!(shown, []);
}

#[test]
fn a_choice_reads_as_its_label_and_an_answer_that_fits_no_longer_as_it_was_written() {
    let mut fields = fields();
    fields[0].kind = FieldKind::Choice;
    fields[0].options = Json(vec![ChoiceOption { key: "burial".to_owned(), label: "Burial".to_owned() }]);
    fields[1].kind = FieldKind::Number;
    let shown = the_form(fields, None, &form(&[(1, "burial"), (2, "about twelve")]));
    assert_eq!(shown[0].answer, text("Burial"));
    assert_eq!(shown[1].answer, text("about twelve"));
}

#[test]
fn a_long_first_answer_is_cut_for_the_title() {
    let now = list(&[(1, 0, &"word ".repeat(40))]);
    let title = entries(&section(SectionKind::List), fields(), None, &now).remove(0).title;
    assert!(title.ends_with("word…"), "{title}");
    assert!(title.chars().count() <= TITLE_LIMIT + 1, "{title}");
}
