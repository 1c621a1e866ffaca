use super::super::samples::{field, form_view, item, key, list_view, private, required, when};
use super::*;
use domain::base::Rev;
use domain::enrolments::TwoAnswers;
use serde_json::json;

fn after(form: Form, deeds: impl IntoIterator<Item = Deed>) -> Form {
    let form = deeds.into_iter().fold(Rc::new(form), |form, deed| form.reduce(deed));
    (*form).clone()
}

fn opened(view: &SectionView) -> Form {
    Form::new(view, [])
}

#[test]
fn what_is_being_written_is_not_overwritten_by_an_older_answer() {
    let view = form_view(vec![field(1)], [(1, json!("a"))]);
    let form = after(
        opened(&view),
        [Deed::Write(key(1), json!("ab")), Deed::Read(Rc::new(view.clone()), BTreeSet::new())],
    );
    assert_eq!(form.answer(key(1)), json!("ab"));
}

#[test]
fn once_it_is_saved_the_store_has_the_word_again() {
    let saved = Rc::new(form_view(vec![field(1)], [(1, json!("ab"))]));
    let elsewhere = Rc::new(form_view(vec![field(1)], [(1, json!("abc"))]));
    let view = form_view(vec![field(1)], [(1, json!("a"))]);
    let written = [Deed::Write(key(1), json!("ab")), Deed::Read(saved, BTreeSet::from([key(1)]))];
    let form = after(opened(&view), written.into_iter().chain([Deed::Read(elsewhere, BTreeSet::new())]));
    assert_eq!(form.answer(key(1)), json!("abc"));
}

#[test]
fn an_answer_that_was_emptied_stays_empty_until_the_store_agrees() {
    let view = form_view(vec![field(1)], [(1, json!("a"))]);
    let emptied = [Deed::Write(key(1), json!("")), Deed::Read(Rc::new(view.clone()), BTreeSet::new())];
    assert_eq!(after(opened(&view), emptied).answer(key(1)), json!(""));
}

#[test]
fn a_question_appears_with_the_answer_that_asks_it() {
    let view = form_view(vec![field(1), when(field(2), 1, json!("yes"))], []);
    let form = opened(&view);
    assert_eq!(form.progress(), (0, 1));
    let form = after(form, [Deed::Write(key(1), json!("yes"))]);
    assert_eq!(form.progress(), (1, 2));
    assert!(form.asks(key(2)));
}

#[test]
fn a_hidden_answer_is_neither_counted_nor_sent() {
    let view =
        form_view(vec![field(1), when(field(2), 1, json!("yes"))], [(1, json!("no")), (2, json!("x"))]);
    let form = opened(&view);
    assert_eq!(form.to_send(), ToSend { shared: 1, private: 0 });
    assert_eq!(form.progress(), (1, 1));
}

#[test]
fn private_answers_stay_here() {
    let view =
        form_view(vec![field(1), private(field(2)), private(field(3))], [(1, json!("a")), (2, json!("b"))]);
    assert_eq!(opened(&view).to_send(), ToSend { shared: 1, private: 1 });
}

#[test]
fn the_first_thing_to_put_right_is_the_first_one_read() {
    let view = list_view(vec![field(1), required(field(2))], &[(1, &[(2, json!("there"))]), (2, &[])]);
    assert_eq!(opened(&view).first_problem(), Some(AnswerKey { item: Some(item(2)), ..key(2) }));
    let full = form_view(vec![required(field(1))], [(1, json!("a"))]);
    assert!(opened(&full).first_problem().is_none());
}

#[test]
fn an_added_entry_stays_until_the_store_knows_it() {
    let view = list_view(vec![field(1)], &[(1, &[])]);
    let added = Deed::Add(item(9), Answered::new());
    let form = after(opened(&view), [added, Deed::Read(Rc::new(view.clone()), BTreeSet::new())]);
    assert_eq!(form.entries.len(), 2);
    assert!(form.is_open(Some(item(9))));
    let known = Rc::new(list_view(vec![field(1)], &[(1, &[]), (9, &[])]));
    let gone = Rc::new(view);
    let form = after(form, [Deed::Read(known, BTreeSet::new()), Deed::Read(gone, BTreeSet::new())]);
    assert_eq!(form.entries.len(), 1);
}

#[test]
fn a_removed_entry_is_gone_at_once_and_comes_back_with_its_answers() {
    let view = Rc::new(list_view(vec![field(1)], &[(1, &[(1, json!("Mei"))]), (2, &[])]));
    let form = after(opened(&view), [Deed::Remove(item(1)), Deed::Read(view.clone(), BTreeSet::new())]);
    assert_eq!(form.entries.len(), 1);
    let answers = Answered::from([(field(1).id, json!("Mei"))]);
    let form = after(form, [Deed::Add(item(1), answers), Deed::Move(item(1), 0)]);
    assert_eq!(form.entry(item(1)).map(|(at, _)| at), Some(0));
    assert_eq!(form.answer(AnswerKey { item: Some(item(1)), ..key(1) }), json!("Mei"));
}

#[test]
fn long_lists_begin_folded_but_for_what_is_commented() {
    let few = list_view(vec![field(1)], &[(1, &[]), (2, &[])]);
    assert!(opened(&few).is_open(Some(item(2))));
    let entries: Vec<(u128, &[(u128, Value)])> = (1..=30).map(|number| (number, &[] as &[_])).collect();
    let form = Form::new(&list_view(vec![field(1)], &entries), [item(7)]);
    assert!(form.is_open(Some(item(7))) && !form.is_open(Some(item(8))));
}

#[test]
fn nothing_is_complained_about_before_it_was_left() {
    let view = form_view(vec![field(1)], []);
    let form = opened(&view);
    assert!(!form.may_complain(key(1)));
    assert!(after(form.clone(), [Deed::Leave(key(1))]).may_complain(key(1)));
    assert!(after(form, [Deed::Want]).may_complain(key(1)));
}

#[test]
fn what_cannot_be_stored_stays_on_the_screen_whatever_the_store_says() {
    let mut only = field(1);
    only.max_length = Some(3);
    let view = form_view(vec![only], [(1, json!("abc"))]);
    let written =
        [Deed::Write(key(1), json!("abcd")), Deed::Read(Rc::new(view.clone()), BTreeSet::from([key(1)]))];
    let form = after(opened(&view), written);
    assert_eq!(form.answer(key(1)), json!("abcd"));
    assert!(form.only_on_screen().is_some());
}

#[test]
fn an_answer_beside_which_another_text_is_kept_says_so() {
    let mut view = form_view(vec![field(1), field(2)], [(1, json!("a"))]);
    view.two_answers = vec![TwoAnswers { answer: key(1), kept: Rev::default() }];
    let form = opened(&view);
    assert!(form.has_two(key(1)) && !form.has_two(key(2)));
    view.two_answers.clear();
    assert!(!after(form, [Deed::Read(Rc::new(view), BTreeSet::new())]).has_two(key(1)));
}
