use super::super::form::Deed;
use super::super::samples::{comment, field, form_view, item, key, list_view, reviewed, when};
use super::*;
use serde_json::json;
use std::rc::Rc;
use yew::Reducible;

fn ids(notes: &[Note]) -> Vec<u128> {
    notes.iter().map(|note| note.comment.id.0.as_u128()).collect()
}

fn notes(view: &SectionView) -> Notes {
    Notes::of(view, &Form::new(view, []))
}

#[test]
fn a_comment_stands_beside_its_question_and_others_above() {
    let mut view = form_view(vec![field(1), when(field(2), 1, json!("yes"))], []);
    let comments = vec![
        comment(1, Some(1), CommentKind::Required),
        comment(2, Some(2), CommentKind::Question),
        comment(3, None, CommentKind::Praise),
    ];
    view.rounds = vec![reviewed(1, comments)];
    let notes = notes(&view);
    assert_eq!(ids(&notes.at(key(1))), [1]);
    assert_eq!(ids(&notes.above), [2, 3], "about a question that is not asked, and about the section");
}

#[test]
fn what_an_earlier_round_left_open_is_carried_on() {
    let mut view = form_view(vec![field(1)], []);
    let settled = CommentView { resolved: true, ..comment(2, Some(1), CommentKind::Suggestion) };
    let earlier =
        vec![comment(1, Some(1), CommentKind::Required), settled, comment(3, Some(1), CommentKind::Praise)];
    view.rounds = vec![reviewed(2, vec![comment(4, Some(1), CommentKind::Question)]), reviewed(1, earlier)];
    assert_eq!(ids(&notes(&view).at(key(1))), [4, 1]);
}

#[test]
fn a_comment_marked_as_done_here_stays_and_is_no_longer_open() {
    let mut view = form_view(vec![field(1)], []);
    view.rounds = vec![
        reviewed(2, vec![]),
        reviewed(1, vec![CommentView { resolved: true, ..comment(1, Some(1), CommentKind::Required) }]),
    ];
    let form = Rc::new(Form::new(&view, [])).reduce(Deed::Settle(CommentId(uuid::Uuid::from_u128(1)), true));
    let notes = Notes::of(&view, &form);
    assert_eq!(ids(&notes.at(key(1))), [1]);
    assert!(notes.open(&form).is_empty());
}

#[test]
fn open_comments_are_walked_in_the_order_of_the_page() {
    let mut view = list_view(vec![field(1), field(2)], &[(1, &[]), (2, &[])]);
    let about = |id, entry, number| CommentView {
        item: Some(item(entry)),
        ..comment(id, Some(number), CommentKind::Required)
    };
    view.rounds = vec![reviewed(
        1,
        vec![about(1, 2, 1), about(2, 1, 2), about(3, 1, 1), comment(4, None, CommentKind::Question)],
    )];
    let form = Form::new(&view, []);
    let notes = Notes::of(&view, &form);
    let order: Vec<u128> = notes.open(&form).iter().map(|id| id.0.as_u128()).collect();
    assert_eq!(order, [4, 3, 2, 1]);
    assert_eq!((notes.open_in(item(1)), notes.open_in(item(2))), (2, 1));
    assert_eq!(entries_with_comments(&view).len(), 3);
}
