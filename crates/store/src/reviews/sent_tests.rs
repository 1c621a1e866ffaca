use super::*;
use serde_json::json;
use uuid::Uuid;

fn key(field: u128, item: Option<u128>) -> AnswerKey {
    AnswerKey { item: item.map(|item| Uuid::from_u128(item).into()), field: Uuid::from_u128(field).into() }
}

fn round(answers: &[(AnswerKey, Sent)]) -> SentRound {
    SentRound { answers: answers.iter().cloned().collect(), places: BTreeMap::new() }
}

fn one(sent: Option<Sent>) -> SentRound {
    round(&sent.map(|sent| (key(1, None), sent)).into_iter().collect::<Vec<_>>())
}

fn shared(text: &str) -> Sent {
    Sent::Shared(json!(text))
}

const KEPT: Sent = Sent::Hidden { changed: false };
const TURNED: Sent = Sent::Hidden { changed: true };

#[test]
fn an_answer_is_compared_with_the_round_before() {
    let cases = [
        ("never there", None, None, Change::Same),
        ("the same", Some(shared("a")), Some(shared("a")), Change::Same),
        ("another text", Some(shared("a")), Some(shared("b")), Change::Changed),
        ("new", None, Some(shared("a")), Change::Added),
        ("gone", Some(shared("a")), None, Change::Removed),
        ("private and the same", Some(KEPT), Some(KEPT), Change::Same),
        ("private and different", Some(KEPT), Some(TURNED), Change::Changed),
        ("private, and different a round ago", Some(TURNED), Some(KEPT), Change::Same),
        ("private and new", None, Some(TURNED), Change::Added),
        ("private and gone", Some(KEPT), None, Change::Removed),
        ("shared, which was private", Some(KEPT), Some(shared("a")), Change::Changed),
        ("private, which was shared", Some(shared("a")), Some(TURNED), Change::Changed),
    ];
    for (name, before, now, expected) in cases {
        assert_eq!(change(&key(1, None), Some(&one(before)), &one(now)), expected, "{name}");
    }
}

#[test]
fn without_the_round_before_only_private_changes_are_known() {
    let now = round(&[(key(1, None), shared("a")), (key(2, None), TURNED), (key(3, None), KEPT)]);
    assert_eq!(changed_fields(None, &now), [Uuid::from_u128(2).into()].into());
}

#[test]
fn a_field_that_changed_in_two_entries_counts_once() {
    let before = round(&[(key(1, Some(1)), shared("a")), (key(1, Some(2)), shared("b"))]);
    let now = round(&[(key(1, Some(1)), shared("c")), (key(1, Some(3)), shared("d"))]);
    assert_eq!(changed_fields(Some(&before), &now).len(), 1);
}
