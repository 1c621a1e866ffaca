//! The list of notifications, what the bell counts, and what comes by itself as time passes.

use crate::asking::{OBITUARY, ask_for, me};
use domain::base::{PersonId, Span, ZoneId};
use domain::notifications::{
    Channel, NotificationKind, NotificationPreferencesView, NotificationsCommand, NotificationsView,
    QuietSpan,
};
use domain::query::Query;
use domain::reviews::{CommentKind, Outcome, Priority, ReviewsCommand};
use store::each_engine;
use testkit::{ALICE, BOB, CAROL, DAN, World};

#[cfg(test)]
fn told(world: &World, person: PersonId) -> NotificationsView {
    world.ask(person, Query::Notifications).unwrap()
}

#[cfg(test)]
fn kinds(world: &World, person: PersonId) -> Vec<(NotificationKind, usize, bool)> {
    told(world, person).lines.iter().map(|line| (line.kind, line.each.len(), line.read)).collect()
}

#[cfg(test)]
fn unread(world: &World, person: PersonId) -> i64 {
    let listed = i64::try_from(told(world, person).unread()).unwrap();
    assert_eq!(me(world, person).unread, listed, "the bell counts what the list shows");
    listed
}

/// Bob's section is claimed, answered with a comment, and he replies to it so many times.
#[cfg(test)]
fn replied(world: &World, times: usize) {
    let held = world.claim(ALICE, world.request(BOB));
    let comment = world.comment(ALICE, held, CommentKind::Required, None, "Add a number.");
    world.complete(ALICE, held, Outcome::ChangesRequested);
    for _ in 0..times {
        world.advance(Span::seconds(1));
        let (reply, body) = (world.id(), "Done.".to_owned());
        world.done(BOB, ReviewsCommand::Reply { comment, reply, body });
    }
}

each_engine! {
    fn a_hundred_replies_are_one_line_and_one_at_the_bell(world: World) {
        replied(&world, 100);
        assert_eq!(kinds(&world, ALICE), [(NotificationKind::CommentReplied, 100, false)]);
        assert_eq!(unread(&world, ALICE), 1);
        let shown = told(&world, ALICE).lines[0].ids();
        let comment = world.all::<domain::reviews::ReviewComment>()[0].id;
        world.done(BOB, ReviewsCommand::Reply { comment, reply: world.id(), body: "And this.".to_owned() });
        world.done(ALICE, NotificationsCommand::MarkAllRead { notifications: shown });
        let now = kinds(&world, ALICE);
        let expected = [(NotificationKind::CommentReplied, 1, false), (NotificationKind::CommentReplied, 100, true)];
        assert_eq!(now, expected, "what came after the line was shown stays unread");
        assert_eq!(unread(&world, ALICE), 1);
    }

    fn a_line_leads_each_to_where_they_see_it(world: World) {
        replied(&world, 1);
        let (mentor, client) = (told(&world, ALICE), told(&world, BOB));
        let submission = mentor.lines[0].submission.unwrap();
        assert_eq!(mentor.lines[0].address(), format!("/reviews/{submission}"));
        assert!(client.lines.iter().all(|line| line.address().starts_with("/journeys/")), "{client:?}");
        assert!(told(&world, CAROL).lines.is_empty());
    }

    fn what_is_put_off_counts_again_from_its_moment_on(world: World) {
        replied(&world, 2);
        let until = world.now() + Span::hours(1);
        let notifications = told(&world, ALICE).lines[0].ids();
        world.done(ALICE, NotificationsCommand::Snooze { notifications, until });
        assert_eq!(unread(&world, ALICE), 0);
        assert_eq!(told(&world, ALICE).lines[0].snoozed_until, Some(until));
        assert_eq!(world.store().next_moment(ALICE, world.now()).unwrap(), Some(until));
        world.advance(Span::hours(1));
        assert_eq!(unread(&world, ALICE), 1);
        assert_eq!(world.store().next_moment(ALICE, world.now()).unwrap(), None);
    }

    fn what_one_does_not_want_to_hear_is_neither_listed_nor_counted(world: World) {
        replied(&world, 2);
        let kind = NotificationKind::CommentReplied;
        world.done(ALICE, NotificationsCommand::SetChannel { kind, channel: Channel::InApp, on: false });
        assert!(told(&world, ALICE).lines.is_empty());
        assert_eq!(unread(&world, ALICE), 0);
        assert_eq!(unread(&world, BOB), 2, "another person's wish is another");
        world.done(ALICE, NotificationsCommand::SetChannel { kind, channel: Channel::InApp, on: true });
        assert_eq!(unread(&world, ALICE), 1);
    }

    fn one_decides_about_what_concerns_one(world: World) {
        let ask = |person| world.ask::<NotificationPreferencesView>(person, Query::NotificationPreferences).unwrap();
        let (alice, bob) = (ask(ALICE), ask(BOB));
        let has = |view: &NotificationPreferencesView, kind| view.kinds.iter().any(|of| of.kind == kind);
        assert!(has(&alice, NotificationKind::LeaseEnding) && !has(&bob, NotificationKind::LeaseEnding));
        assert!(has(&bob, NotificationKind::ReviewApproved) && !has(&alice, NotificationKind::ReviewApproved));
        assert!(alice.kinds.iter().all(|of| of.in_app && of.desktop));
        assert_eq!(alice.quiet, None);
        let hours = QuietSpan { from_minute: 1_320, until_minute: 420, zone: ZoneId("Africa/Nairobi".to_owned()) };
        world.done(ALICE, NotificationsCommand::SetQuietHours { hours: Some(hours.clone()) });
        let kind = NotificationKind::LeaseEnding;
        world.done(ALICE, NotificationsCommand::SetChannel { kind, channel: Channel::Desktop, on: false });
        let alice = ask(ALICE);
        assert_eq!(alice.quiet, Some(hours));
        assert!(!alice.wants(kind, Channel::Desktop) && alice.wants(kind, Channel::InApp));
        assert_eq!(ask(BOB).quiet, None);
    }

    fn a_mentor_is_reminded_in_time_and_once(world: World) {
        let held = world.claim(ALICE, ask_for(&world, DAN, OBITUARY, Priority::Normal, None));
        let warning = world.store().next_moment(ALICE, world.now()).unwrap().unwrap();
        assert!(world.store().remind(ALICE, world.now()).unwrap().tables.is_empty(), "there is time");
        assert_eq!(world.store().next_moment(CAROL, world.now()).unwrap(), None);
        world.advance(warning - world.now());
        assert!(!world.store().remind(ALICE, world.now()).unwrap().tables.is_empty());
        assert!(world.store().remind(ALICE, world.now()).unwrap().tables.is_empty(), "once");
        assert_eq!(kinds(&world, ALICE), [(NotificationKind::LeaseEnding, 1, false)]);
        assert_eq!(world.store().next_moment(ALICE, world.now()).unwrap(), None);
        world.done(ALICE, ReviewsCommand::Extend { held });
        assert!(world.store().next_moment(ALICE, world.now()).unwrap().is_some(), "the next end has its own");
    }
}
