use super::*;
use domain::reviews::{Anchor, ClaimId, CommentKind, Held as Claimed, SubmissionId};
use uuid::Uuid;

const NOTE: Slot = Slot::Note;

fn comment(body: &str) -> ReviewsCommand {
    ReviewsCommand::SaveComment {
        held: Claimed { submission: SubmissionId(Uuid::nil()), claim: ClaimId(Uuid::nil()) },
        comment: CommentId(Uuid::nil()),
        anchor: Anchor::default(),
        kind: CommentKind::Question,
        body: body.to_owned(),
    }
}

fn refused(code: Code) -> Result<(), Refusal> {
    Err(Refusal::new(code, "It did not work."))
}

#[test]
fn a_text_is_saving_until_it_is_saved() {
    let mut saves = Saves::default();
    assert_eq!(saves.standing(), Standing::Quiet);
    saves.edited(NOTE, comment("a"), Instant(0));
    assert_eq!(saves.standing(), Standing::Saving);
    assert_eq!(saves.due(Instant(5_000)), [(NOTE, comment("a"))]);
    assert_eq!(saves.standing(), Standing::Saving);
    saves.answered(NOTE, Ok(()), Instant(5_001));
    assert_eq!((saves.standing(), saves.wake_at()), (Standing::Saved, None));
}

#[test]
fn while_one_save_is_under_way_no_other_begins_and_the_last_text_wins() {
    let mut saves = Saves::default();
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.flush();
    saves.edited(NOTE, comment("ab"), Instant(1));
    saves.edited(NOTE, comment("abc"), Instant(2));
    assert!(saves.flush().is_empty());
    saves.answered(NOTE, Ok(()), Instant(3));
    assert_eq!(saves.flush(), [(NOTE, comment("abc"))]);
}

#[test]
fn two_texts_do_not_wait_for_each_other() {
    let mut saves = Saves::default();
    let other = Slot::Comment(CommentId(Uuid::nil()));
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.flush();
    saves.edited(other, comment("b"), Instant(1));
    assert_eq!(saves.flush(), [(other, comment("b"))]);
}

#[test]
fn a_full_disk_is_tried_again_and_a_rule_waits_for_an_edit() {
    for (code, again) in [(Code::Storage, true), (Code::Forbidden, false)] {
        let mut saves = Saves::default();
        saves.edited(NOTE, comment("a"), Instant(0));
        saves.flush();
        saves.answered(NOTE, refused(code), Instant(0));
        assert!(matches!(saves.standing(), Standing::Failed(_)), "{code:?}");
        assert_eq!(!saves.due(Instant(60_000)).is_empty(), again, "{code:?}");
        if !again {
            saves.edited(NOTE, comment("b"), Instant(60_000));
            assert_eq!(saves.flush(), [(NOTE, comment("b"))]);
        }
    }
}

#[test]
fn what_was_typed_while_a_save_was_refused_is_sent_once_more() {
    let mut saves = Saves::default();
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.flush();
    saves.edited(NOTE, comment("ab"), Instant(1));
    saves.answered(NOTE, refused(Code::LeaseLost), Instant(2));
    assert!(matches!(saves.standing(), Standing::Lost(_)));
    assert_eq!(saves.due(Instant(60_000)), [(NOTE, comment("ab"))]);
    saves.answered(NOTE, refused(Code::LeaseLost), Instant(60_001));
    assert!(saves.due(Instant(120_000)).is_empty());
}

#[test]
fn a_comment_that_was_begun_and_left_is_forgotten_but_not_one_under_way() {
    let mut saves = Saves::default();
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.forget(NOTE);
    assert!(saves.flush().is_empty());
    saves.edited(NOTE, comment("b"), Instant(0));
    saves.flush();
    saves.forget(NOTE);
    saves.answered(NOTE, Ok(()), Instant(1));
    assert_eq!(saves.standing(), Standing::Saved);
}
