use super::*;
use crate::journeys::ChecklistItem;
use crate::reviews::{Claim, Outcome, ReviewsCommand};
use crate::testing::{ALICE, BOB, CAROL, JOURNEY, World, guide_json};

fn line(world: &mut World, key: &str) -> ChecklistItemId {
    let lines: Vec<ChecklistItem> = world.list(ChecklistItem::BY_JOURNEY, &[JOURNEY.to_value()]);
    lines.into_iter().find(|line| line.key == key).unwrap().id
}

#[test]
fn a_comment_is_about_the_section_that_was_sent() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let (elsewhere, nowhere) = (world.field("letters.letter"), world.id());
    let entry = world.contact();
    let anchors = [
        Anchor { field: Some(elsewhere), item: None },
        Anchor { field: Some(nowhere), item: None },
        Anchor { field: None, item: Some(entry) },
    ];
    for anchor in anchors {
        let (comment, body) = (world.id(), "Words".to_owned());
        let kind = CommentKind::Praise;
        world.refused_as(
            ALICE,
            Code::NotFound,
            ReviewsCommand::SaveComment { held, comment, anchor, kind, body },
        );
    }
}

#[test]
fn a_comment_on_an_entry_is_about_one_that_was_sent() {
    let mut world = World::new();
    let entry = world.contact();
    world.answer_in(entry, "contacts.who", "Mei");
    let submission = world.request("contacts");
    let later = world.contact();
    world.answer_in(later, "contacts.who", "Ken");
    let held = world.claim(ALICE, submission);
    let who = world.field("contacts.who");
    let mut on = |item| {
        let (comment, body, kind) = (world.id(), "Words".to_owned(), CommentKind::Praise);
        let anchor = Anchor { field: Some(who), item: Some(item) };
        world.run(ALICE, ReviewsCommand::SaveComment { held, comment, anchor, kind, body })
    };
    on(entry).unwrap();
    assert_eq!(on(later).unwrap_err().code, Code::NotFound);
}

#[test]
fn a_comment_has_1_to_5000_characters_however_many_bytes_they_take() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.id();
    let mut save =
        |body: &str| world.run(ALICE, World::save_comment(held, comment, CommentKind::Praise, body));
    assert_eq!(save(" \n").unwrap_err().code, Code::Invalid);
    assert_eq!(
        save(&"字".repeat(5_001)).unwrap_err().hint,
        "Shorten it by 1, or move a part into the overall note."
    );
    save(&"字".repeat(5_000)).unwrap();
}

#[test]
fn a_comment_keeps_its_place_when_it_is_written_again() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let comment = world.comment(ALICE, held, "", CommentKind::Praise);
    let begun = world.get::<DraftComment>(comment).created_at;
    world.later(crate::base::Span::seconds(5));
    world.done(ALICE, World::save_comment(held, comment, CommentKind::Required, "Again"));
    let row: DraftComment = world.get(comment);
    assert_eq!((row.created_at, row.kind, row.body.as_str()), (begun, CommentKind::Required, "Again"));
    world.done(ALICE, ReviewsCommand::RemoveComment { held, comment });
    assert_eq!(world.find::<DraftComment>(comment), None);
}

#[test]
fn a_comments_id_belongs_to_its_review_for_good() {
    let mut world = World::new();
    let (first, second) = (world.requested(), world.requested_by_another());
    let (alice, carol) = (world.claim(ALICE, first), world.claim(CAROL, second));
    let comment = world.comment(ALICE, alice, "", CommentKind::Suggestion);
    let stolen = World::save_comment(carol, comment, CommentKind::Praise, "Mine");
    world.refused_as(CAROL, Code::Conflict, stolen.clone());
    world.done(CAROL, ReviewsCommand::RemoveComment { held: carol, comment });
    assert_eq!(world.get::<DraftComment>(comment).mentor_id, ALICE, "removing it does nothing");
    world.complete(ALICE, alice, Outcome::Approved);
    world.refused_as(CAROL, Code::Conflict, stolen);
}

#[test]
fn a_line_is_ticked_only_while_it_is_on_the_checklist() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let (kind, reach) = (line(&mut world, "kind"), line(&mut world, "reach"));
    let mark = |item, checked| ReviewsCommand::Mark { held, item, checked };
    world.done(ALICE, mark(kind, true));
    world.done(ALICE, mark(kind, false));
    assert!(world.all::<ChecklistMark>().is_empty());
    world.done(ALICE, mark(kind, true));
    world.refused_as(ALICE, Code::NotFound, mark(reach, true));
    let unknown = world.id();
    world.refused_as(ALICE, Code::NotFound, mark(unknown, true));

    let mut file = guide_json();
    file["checklist"].as_array_mut().unwrap().remove(0);
    world.import(file);
    world.refused_as(ALICE, Code::NotFound, mark(kind, true));
    world.complete(ALICE, held, Outcome::Approved);
    assert!(world.all::<ChecklistMark>().is_empty(), "no tick stays behind");
}

#[test]
fn only_the_holder_writes() {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    let item = line(&mut world, "kind");
    for stranger in [BOB, CAROL] {
        world.refused_as(stranger, Code::Forbidden, World::save_note(held, "Words"));
        world.refused_as(stranger, Code::Forbidden, ReviewsCommand::Mark { held, item, checked: true });
    }
    assert_eq!(world.all::<Claim>().len(), 1);
    assert!(world.all::<ReviewDraft>().is_empty());
}
