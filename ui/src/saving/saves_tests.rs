use super::super::slot::Slot;
use super::*;
use domain::base::Code;
use domain::enrolments::AnswerKey;
use domain::journeys::FieldId;
use domain::reviews::{
    Anchor, ClaimId, CommentId, CommentKind, Held as Claimed, ReviewsCommand, SubmissionId,
};
use uuid::Uuid;

const NOTE: Slot = Slot::Note;

fn comment(body: &str) -> Command {
    let save = ReviewsCommand::SaveComment {
        held: Claimed { submission: SubmissionId(Uuid::nil()), claim: ClaimId(Uuid::nil()) },
        comment: CommentId(Uuid::nil()),
        anchor: Anchor::default(),
        kind: CommentKind::Question,
        body: body.to_owned(),
    };
    save.into()
}

fn bodies(due: Vec<(Slot, Rc<Command>)>) -> Vec<(Slot, Command)> {
    due.into_iter().map(|(slot, command)| (slot, (*command).clone())).collect()
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
    assert_eq!(bodies(saves.due(Instant(5_000))), [(NOTE, comment("a"))]);
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
    assert_eq!(bodies(saves.flush()), [(NOTE, comment("abc"))]);
}

#[test]
fn two_texts_do_not_wait_for_each_other() {
    let mut saves = Saves::default();
    let other = Slot::Comment(CommentId(Uuid::nil()));
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.flush();
    saves.edited(other, comment("b"), Instant(1));
    assert_eq!(bodies(saves.flush()), [(other, comment("b"))]);
}

#[test]
fn a_full_disk_is_tried_again_and_a_rule_waits_for_an_edit() {
    for (code, again) in [(Code::Storage, true), (Code::Forbidden, false)] {
        let mut saves = Saves::default();
        saves.edited(NOTE, comment("a"), Instant(0));
        saves.flush();
        saves.answered(NOTE, refused(code), Instant(0));
        assert!(matches!(saves.standing(), Standing::Failed(..)), "{code:?}");
        assert_eq!(!saves.due(Instant(60_000)).is_empty(), again, "{code:?}");
        if !again {
            saves.edited(NOTE, comment("b"), Instant(60_000));
            assert_eq!(bodies(saves.flush()), [(NOTE, comment("b"))]);
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
    assert_eq!(bodies(saves.due(Instant(60_000))), [(NOTE, comment("ab"))]);
    saves.answered(NOTE, refused(Code::LeaseLost), Instant(60_001));
    assert!(saves.due(Instant(120_000)).is_empty());
}

#[test]
fn a_comment_that_was_begun_and_left_is_forgotten_but_not_one_under_way() {
    let mut saves = Saves::default();
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.withdraw(NOTE);
    assert!(saves.flush().is_empty());
    saves.edited(NOTE, comment("b"), Instant(0));
    saves.flush();
    saves.withdraw(NOTE);
    saves.answered(NOTE, Ok(()), Instant(1));
    assert_eq!(saves.standing(), Standing::Saved);
}

#[test]
fn a_removed_entry_leaves_nothing_to_save() {
    let mut saves = Saves::default();
    let answer = Slot::Answer(AnswerKey { item: None, field: FieldId(Uuid::nil()) });
    saves.edited(answer, comment("a"), Instant(0));
    saves.forget(|slot| slot == answer);
    assert!(saves.flush().is_empty());
    assert_eq!(saves.standing(), Standing::Quiet);
}

#[test]
fn what_waits_is_counted_from_its_first_keystroke_until_it_is_saved() {
    let mut saves = Saves::default();
    saves.edited(NOTE, comment("a"), Instant(10));
    saves.edited(NOTE, comment("ab"), Instant(20));
    saves.flush();
    assert_eq!(saves.unsaved_since(), Some(Instant(10)));
    saves.edited(NOTE, comment("abc"), Instant(30));
    saves.answered(NOTE, Ok(()), Instant(40));
    assert_eq!(saves.unsaved_since(), Some(Instant(30)));
    saves.flush();
    saves.answered(NOTE, refused(Code::Storage), Instant(50));
    assert_eq!(saves.unsaved_since(), Some(Instant(30)), "a failure is not a save");
    saves.flush();
    saves.answered(NOTE, Ok(()), Instant(60));
    assert_eq!(saves.unsaved_since(), None);
}

#[test]
fn what_is_tried_again_on_request_is_on_its_way_but_not_yet_saved() {
    let mut saves = Saves::default();
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.flush();
    saves.answered(NOTE, refused(Code::Storage), Instant(0));
    saves.flush();
    assert_eq!(saves.standing(), Standing::Saving);
    assert_eq!(saves.failed().count(), 1, "the frame does not flicker between two refusals");
    saves.answered(NOTE, Ok(()), Instant(1));
    assert_eq!((saves.standing(), saves.failed().count()), (Standing::Saved, 0));
}

#[test]
fn what_is_not_saved_can_be_taken_up_by_the_next_visit() {
    let mut saves = Saves::default();
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.flush();
    saves.edited(NOTE, comment("ab"), Instant(1));
    assert_eq!(bodies(saves.unsaved()), [(NOTE, comment("ab"))]);
    saves.answered(NOTE, Ok(()), Instant(2));
    assert_eq!(bodies(saves.unsaved()), [(NOTE, comment("ab"))], "the older text was saved, not this one");
    saves.flush();
    saves.answered(NOTE, Ok(()), Instant(3));
    assert!(saves.unsaved().is_empty());
}

#[test]
fn what_the_store_keeps_is_lost_here_and_not_waiting() {
    let mut saves = Saves::default();
    saves.edited(NOTE, comment("a"), Instant(0));
    saves.flush();
    saves.answered(NOTE, refused(Code::LeaseLost), Instant(1));
    assert!(matches!(saves.standing(), Standing::Lost(_)));
    assert_eq!((saves.failed().count(), saves.unsaved_since()), (0, None));
}
