//! The first screen of the day.

use crate::asking::{FUNERAL, OBITUARY, ask_for, me, today};
use domain::base::Span;
use domain::notifications::{NotificationKind, NotificationsCommand};
use domain::reviews::{CommentKind, Outcome, Priority, SubmissionState};
use store::each_engine;
use testkit::{ALICE, BOB, CAROL, DAN, World};

each_engine! {
    fn the_court_holds_what_is_claimed_and_what_is_kept_by_deadline(world: World) {
        let kept = ask_for(&world, DAN, OBITUARY, Priority::Normal, Some(ALICE));
        world.advance(Span::hours(1));
        let held = world.request(BOB);
        world.claim(ALICE, held);
        ask_for(&world, DAN, FUNERAL, Priority::Urgent, None);
        let view = today(&world, ALICE);
        let court: Vec<_> = view.court.iter().map(|row| (row.submission, row.reserved)).collect();
        assert_eq!(court, [(kept, true), (held, false)]);
        assert_eq!(view.queue, 1, "besides what is kept");
        assert_eq!(me(&world, ALICE).reviews, 2);
        assert_eq!((today(&world, CAROL).court.len(), today(&world, CAROL).queue), (0, 1));
    }

    fn the_line_of_progress_looks_thirty_days_back(world: World) {
        for (client, hours) in [(BOB, 2), (DAN, 4)] {
            let held = world.claim(ALICE, world.request(client));
            world.advance(Span::hours(hours));
            world.complete(ALICE, held, Outcome::Approved);
        }
        let view = today(&world, ALICE);
        assert_eq!((view.completed_30_days, view.median_work_ms), (2, Some(Span::hours(3).0)));
        world.advance(Span::days(30));
        assert_eq!(today(&world, ALICE).completed_30_days, 1, "the first is past");
        world.advance(Span::hours(1));
        let view = today(&world, ALICE);
        assert_eq!((view.completed_30_days, view.median_work_ms), (0, None));
    }

    fn a_client_sees_what_waits_for_them_before_what_waits_for_others(world: World) {
        let held = world.claim(ALICE, world.request(BOB));
        world.comment(ALICE, held, CommentKind::Required, None, "Add a number.");
        world.advance(Span::hours(1));
        world.complete(ALICE, held, Outcome::ChangesRequested);
        let answered = world.now();
        world.advance(Span::hours(1));
        ask_for(&world, BOB, OBITUARY, Priority::Normal, None);
        let view = today(&world, BOB);
        let sections: Vec<_> = view
            .sections
            .iter()
            .map(|section| (section.title.as_str(), section.state, section.mentor.as_deref(), section.open_comments, section.since))
            .collect();
        let expected = [
            ("Final days", SubmissionState::ChangesRequested, Some("Alice Mwangi"), 1, answered),
            ("Obituary", SubmissionState::Open, None, 0, world.now()),
        ];
        assert_eq!(sections, expected);
        assert_eq!(view.sections[0].journey_title, "Care");
        assert_eq!(view.journeys.len(), 1);
        assert_eq!((view.court.len(), view.queue), (0, 0));
    }

    fn what_happened_is_told_newest_first_with_where_to_find_it(world: World) {
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.advance(Span::hours(1));
        world.write(ALICE, held, "Thank you.");
        world.complete(ALICE, held, Outcome::Approved);
        let events = today(&world, BOB).events;
        let kinds: Vec<_> = events.iter().map(|event| (event.kind, event.read)).collect();
        assert_eq!(kinds, [(NotificationKind::ReviewApproved, false), (NotificationKind::ReviewClaimed, false)]);
        assert_eq!(events[0].submission, Some(submission));
        assert_eq!(events[0].place, Some((world.enrolment(BOB), world.section("final_days"))));
        assert_eq!(events[0].subject, "Final days");
        world.done(BOB, NotificationsCommand::MarkRead { notification: events[0].id });
        assert!(today(&world, BOB).events[0].read);
        assert_eq!(me(&world, BOB).unread, 1);
        assert!(today(&world, CAROL).events.is_empty());
    }

    fn at_most_ten_events_are_told(world: World) {
        for _ in 0..6 {
            let submission = ask_for(&world, BOB, OBITUARY, Priority::Normal, None);
            let held = world.claim(ALICE, submission);
            world.complete(ALICE, held, Outcome::Approved);
            world.advance(Span::hours(1));
        }
        assert_eq!(today(&world, BOB).events.len(), 10);
    }
}
