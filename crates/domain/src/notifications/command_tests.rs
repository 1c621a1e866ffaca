use super::*;
use crate::base::{Code, Span};
use crate::testing::{ALICE, BOB, World};

#[test]
fn only_its_recipient_reads_a_notification_and_the_first_time_stays() {
    let mut world = World::new();
    let submission = world.requested();
    world.claim(ALICE, submission);
    let notification = world.all::<Notification>()[0].id;
    let read = NotificationsCommand::MarkRead { notification };
    world.refused_as(ALICE, Code::NotFound, read.clone());
    world.done(BOB, read.clone());
    let first = world.get::<Notification>(notification).read_at;
    world.later(Span::seconds(1));
    world.done(BOB, read);
    assert_eq!(world.get::<Notification>(notification).read_at, first);
    let unknown = NotificationsCommand::MarkRead { notification: world.id() };
    world.refused_as(BOB, Code::NotFound, unknown);
}

#[test]
fn nobody_is_told_what_they_did_themselves() {
    let mut world = World::new();
    let submission = world.requested();
    assert!(world.all::<Notification>().is_empty());
    world.claim(ALICE, submission);
    assert!(world.all::<Notification>().iter().all(|told| told.recipient_id == BOB));
}
