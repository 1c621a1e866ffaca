use super::{HASTE, Hearer, Key, Questions, Then};
use crate::backend::Changed;
use domain::base::{CommandId, PersonId};
use domain::query::Query;
use domain::rows::Table;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;

const TODAY: Key = (PersonId(uuid::Uuid::nil()), Query::Today);

/// What a hearer heard.
type Heard = Rc<RefCell<Vec<Value>>>;

fn hearer() -> (Heard, Hearer) {
    let heard = Heard::default();
    let hears = heard.clone();
    (heard, Rc::new(move |answer| hears.borrow_mut().push(answer.unwrap())))
}

fn a_save() -> Changed {
    a_save_by(None)
}

fn a_save_by(by: Option<CommandId>) -> Changed {
    Changed { tables: vec![Table::ReviewDraft.name().to_owned()], by }
}

/// Answers an asking, with its number as the answer.
fn answer(questions: &mut Questions, asking: u32) -> Then {
    let (hearers, then) = questions.answered(TODAY, asking);
    for hearer in hearers {
        hearer(Ok(json!(asking)));
    }
    then
}

#[test]
fn a_burst_of_saves_is_asked_about_a_few_times_and_not_as_often_as_it_saved() {
    let mut questions = Questions::default();
    let (heard, hears) = hearer();
    questions.open(TODAY, hears);
    let (mut asked, mut under_way, mut last) = (0, questions.begin(TODAY), 0);
    for save in 0..1000 {
        asked += questions.changed(&a_save()).len();
        if save % 100 == 0
            && let Some(asking) = under_way.take()
        {
            last = asking;
            asked += usize::from(answer(&mut questions, asking) == Then::Ask);
        }
        under_way = questions.begin(TODAY).or(under_way);
    }
    assert_eq!(asked, HASTE as usize, "the first are shown at once, the others wait for a rest");
    assert!(questions.rested(TODAY, last), "the last save is asked about");
    let last = questions.begin(TODAY).unwrap();
    assert_eq!(answer(&mut questions, last), Then::Rest);
    assert!(!questions.rested(TODAY, last), "nothing has changed since");
    assert_eq!(heard.borrow().len(), HASTE as usize + 2, "the first answer, and few for a thousand saves");
}

#[test]
fn what_changes_after_an_asking_began_is_asked_about_again() {
    let mut questions = Questions::default();
    questions.open(TODAY, hearer().1);
    let asking = questions.begin(TODAY).unwrap();
    assert_eq!(questions.changed(&a_save()), []);
    assert_eq!(answer(&mut questions, asking), Then::Ask);
    assert!(questions.begin(TODAY).is_some());
}

#[test]
fn what_a_person_does_soon_after_an_answer_is_asked_about_at_once() {
    let mut questions = Questions::default();
    questions.open(TODAY, hearer().1);
    let asking = questions.begin(TODAY).unwrap();
    answer(&mut questions, asking);
    assert_eq!(questions.changed(&a_save()), [TODAY]);
}

#[test]
fn a_change_after_a_rest_is_asked_about_at_once() {
    let mut questions = Questions::default();
    questions.open(TODAY, hearer().1);
    let asking = questions.begin(TODAY).unwrap();
    answer(&mut questions, asking);
    questions.rested(TODAY, asking);
    assert_eq!(questions.changed(&a_save()), [TODAY]);
}

#[test]
fn a_change_of_another_table_is_not_asked_about() {
    let mut questions = Questions::default();
    questions.open(TODAY, hearer().1);
    let asking = questions.begin(TODAY).unwrap();
    answer(&mut questions, asking);
    questions.rested(TODAY, asking);
    let other = Changed { tables: vec![Table::KeptText.name().to_owned()], by: None };
    assert_eq!(questions.changed(&other), []);
}

#[test]
fn screens_with_the_same_question_share_one_asking() {
    let mut questions = Questions::default();
    let (one, hears_one) = hearer();
    let (two, hears_two) = hearer();
    assert!(questions.open(TODAY, hears_one).1);
    assert!(!questions.open(TODAY, hears_two).1);
    let asking = questions.begin(TODAY).unwrap();
    answer(&mut questions, asking);
    assert_eq!((one.borrow().len(), two.borrow().len()), (1, 1));
}

#[test]
fn a_screen_never_gets_an_answer_from_before_it_came() {
    let mut questions = Questions::default();
    questions.open(TODAY, hearer().1);
    let early = questions.begin(TODAY).unwrap();
    let (heard, hears) = hearer();
    assert!(!questions.open(TODAY, hears).1, "one is under way");
    assert_eq!(answer(&mut questions, early), Then::Ask, "and another follows without a rest");
    assert_eq!(*heard.borrow(), [] as [Value; 0]);
    let late = questions.begin(TODAY).unwrap();
    answer(&mut questions, late);
    assert_eq!(*heard.borrow(), [json!(late)]);
}

#[test]
fn a_person_who_wants_to_know_does_not_wait_for_the_rest() {
    let mut questions = Questions::default();
    questions.open(TODAY, hearer().1);
    let asking = questions.begin(TODAY).unwrap();
    answer(&mut questions, asking);
    assert!(questions.wanted(TODAY));
    let next = questions.begin(TODAY).unwrap();
    assert!(!questions.rested(TODAY, asking), "the end of the old rest says nothing about the new asking");
    assert_eq!(answer(&mut questions, next), Then::Rest);
}

#[test]
fn a_question_that_nobody_has_open_is_not_asked() {
    let mut questions = Questions::default();
    let (heard, hears) = hearer();
    let (id, _) = questions.open(TODAY, hears);
    let asking = questions.begin(TODAY).unwrap();
    questions.close(TODAY, id);
    assert_eq!(questions.changed(&a_save()), []);
    assert_eq!(answer(&mut questions, asking), Then::Nothing);
    assert!(!questions.wanted(TODAY));
    assert_eq!(*heard.borrow(), [] as [Value; 0]);
}

#[test]
fn a_late_answer_does_not_end_the_asking_of_a_screen_that_came_back() {
    let mut questions = Questions::default();
    let (id, _) = questions.open(TODAY, hearer().1);
    let left = questions.begin(TODAY).unwrap();
    questions.close(TODAY, id);
    let (heard, hears) = hearer();
    assert!(questions.open(TODAY, hears).1);
    let came_back = questions.begin(TODAY).unwrap();
    assert_eq!(answer(&mut questions, left), Then::Nothing);
    assert_eq!(answer(&mut questions, came_back), Then::Rest);
    assert_eq!(*heard.borrow(), [json!(came_back)]);
}

/// Returns how often a question is asked after changes by these commands, some of which are known already.
fn asks_after(changes: &[Option<CommandId>], hushed: &[CommandId]) -> usize {
    let mut questions = Questions::default();
    questions.open(TODAY, hearer().1);
    hushed.iter().for_each(|command| questions.hush(*command));
    let mut asks = 0;
    for by in changes {
        if let Some(asking) = questions.begin(TODAY) {
            answer(&mut questions, asking);
            questions.rested(TODAY, asking);
        }
        asks += questions.changed(&a_save_by(*by)).len();
    }
    asks
}

#[test]
fn what_the_screen_knows_already_is_not_asked_again() {
    let own = [1, 2, 3].map(|id| CommandId(uuid::Uuid::from_u128(id)));
    assert_eq!(asks_after(&own.map(Some), &own), 0);
    assert_eq!(asks_after(&own.map(Some), &[]), 3);
}

#[test]
fn what_somebody_else_changed_meanwhile_is() {
    let [own, other] = [1, 2].map(|id| CommandId(uuid::Uuid::from_u128(id)));
    assert_eq!(asks_after(&[Some(own), Some(other), None], &[own]), 2);
}
