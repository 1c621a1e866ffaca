use super::*;
use crate::base::{Code, Span};
use crate::reviews::{Held, ReviewsCommand};
use crate::testing::{ALICE, BOB, SYSTEM, World};

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

/// Returns a world in which Bob was told twice, and of what.
fn told_twice() -> (World, Vec<NotificationId>) {
    let mut world = World::new();
    let submission = world.requested();
    let held = world.claim(ALICE, submission);
    world.ask_for_changes(ALICE, held);
    let told: Vec<NotificationId> = world.all::<Notification>().iter().map(|told| told.id).collect();
    assert_eq!(told.len(), 2);
    (world, told)
}

#[test]
fn a_line_is_read_as_it_was_shown_all_of_it_or_nothing() {
    let (mut world, told) = told_twice();
    let unknown = world.id();
    let with_unknown = told.iter().copied().chain([unknown]).collect();
    world.refused_as(BOB, Code::NotFound, NotificationsCommand::MarkAllRead { notifications: with_unknown });
    assert!(world.all::<Notification>().iter().all(|told| told.read_at.is_none()));
    world.refused_as(
        ALICE,
        Code::NotFound,
        NotificationsCommand::MarkAllRead { notifications: told.clone() },
    );
    world.done(BOB, NotificationsCommand::MarkAllRead { notifications: vec![told[0]] });
    assert!(world.get::<Notification>(told[0]).read_at.is_some());
    assert!(world.get::<Notification>(told[1]).read_at.is_none(), "what was not shown stays unread");
    world.refused_as(BOB, Code::Invalid, NotificationsCommand::MarkAllRead { notifications: Vec::new() });
    let many = vec![told[0]; TOGETHER + 1];
    world.refused_as(BOB, Code::Invalid, NotificationsCommand::MarkAllRead { notifications: many });
}

#[test]
fn what_was_read_or_put_off_becomes_new_again_for_its_recipient_alone() {
    let (mut world, told) = told_twice();
    let renew = || NotificationsCommand::Renew { notifications: told.clone() };
    let until = world.now + Span::hours(1);
    world.done(BOB, NotificationsCommand::MarkRead { notification: told[0] });
    world.done(BOB, NotificationsCommand::Snooze { notifications: vec![told[1]], until });
    let before = world.all::<Notification>();
    world.refused_as(ALICE, Code::NotFound, renew());
    assert_eq!(world.all::<Notification>(), before);
    world.done(BOB, renew());
    for told in world.all::<Notification>() {
        assert_eq!((told.read_at, told.snoozed_until), (None, None));
    }
}

#[test]
fn a_notification_is_put_off_to_a_moment_that_comes_and_read_ends_that() {
    let (mut world, told) = told_twice();
    let snooze = |until| NotificationsCommand::Snooze { notifications: told.clone(), until };
    let now = world.now;
    for wrong in [now, Instant(0), now + Span::days(31)] {
        world.refused_as(BOB, Code::Invalid, snooze(wrong));
    }
    let until = now + Span::hours(1);
    world.refused_as(ALICE, Code::NotFound, snooze(until));
    world.done(BOB, snooze(until));
    assert!(world.all::<Notification>().iter().all(|told| told.snoozed_until == Some(until)));
    world.done(BOB, NotificationsCommand::MarkRead { notification: told[0] });
    assert_eq!(world.get::<Notification>(told[0]).snoozed_until, None);
    world.done(BOB, snooze(until + Span::hours(1)));
    assert_eq!(world.get::<Notification>(told[0]).snoozed_until, None, "what was read is not put off");
}

fn reminders(world: &World) -> Vec<Notification> {
    let told = world.all::<Notification>();
    told.into_iter().filter(|told| told.kind == NotificationKind::LeaseEnding).collect()
}

#[test]
fn a_mentor_is_reminded_once_for_each_end_of_a_lease_and_not_before_it_is_near() {
    let mut world = World::new();
    let submission = world.requested();
    let held: Held = world.claim(ALICE, submission);
    let remind = NotificationsCommand::RemindOfLease { claim: held.claim };
    world.refused_as(ALICE, Code::Forbidden, remind.clone());
    world.done(SYSTEM, remind.clone());
    assert!(reminders(&world).is_empty(), "the end is far");

    let until_end = |world: &mut World| world.get::<Claim>(held.claim).expires_at - world.now;
    let near = Span(until_end(&mut world).0 - LEASE_WARNING.0);
    world.later(near);
    for _ in 0..3 {
        world.done(SYSTEM, remind.clone());
        world.later(Span::seconds(1));
    }
    let told = reminders(&world);
    assert_eq!(told.iter().map(|told| told.recipient_id).collect::<Vec<_>>(), [ALICE]);

    world.done(ALICE, ReviewsCommand::Extend { held });
    world.done(SYSTEM, remind.clone());
    assert_eq!(reminders(&world).len(), 1, "there is time again");
    let near = Span(until_end(&mut world).0 - LEASE_WARNING.0);
    world.later(near);
    world.done(SYSTEM, remind);
    assert_eq!(reminders(&world).len(), 2, "another end, another word");
}

#[test]
fn nobody_is_reminded_of_a_claim_that_is_over() {
    let mut world = World::new();
    let submission = world.requested();
    let released = world.claim(ALICE, submission);
    world.done(ALICE, ReviewsCommand::Release { held: released });
    let run_out = world.claim(ALICE, submission);
    let end = world.get::<Claim>(run_out.claim).expires_at;
    let after = Span((end - world.now).0 + 1);
    world.later(after);
    let unknown: ClaimId = world.id();
    for claim in [released.claim, run_out.claim, unknown] {
        world.done(SYSTEM, NotificationsCommand::RemindOfLease { claim });
    }
    assert!(reminders(&world).is_empty());
}
