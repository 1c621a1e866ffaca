//! A device that hears nothing of the server for long: what clients wrote is locked on it until it does.

use crate::together::Party;
use domain::base::Span;
use domain::query::Query;
use domain::reviews::{ReviewsCommand, RoomView};
use store::each_engine;
use testkit::{ALICE, BOB, note};

each_engine! {
    fn what_a_client_answered_is_locked_after_fourteen_days_without_contact_and_what_the_mentor_wrote_is_not(party: Party) {
        let submission = party.world.request(BOB);
        let held = party.world.claim(ALICE, submission);
        let (alice, bob) = (party.synced(ALICE, "alice"), party.synced(BOB, "bob"));
        alice.run(&party.world, ReviewsCommand::SaveNote { held, body: note("Mine.") }).unwrap();
        let room = Query::Room { submission };
        party.world.advance(Span::days(14));
        let seen: RoomView = alice.ask(&party.world, room).unwrap();
        assert!(seen.locked_after.is_none() && !seen.entries.is_empty());

        party.world.advance(Span(1));
        let locked: RoomView = alice.ask(&party.world, room).unwrap();
        assert_eq!((locked.locked_after, locked.entries.len(), locked.message.as_str()), (Some(14), 0, ""));
        assert!(format!("{:?}", locked.draft).contains("Mine."));
        let own: RoomView = bob.ask(&party.world, room).unwrap();
        assert!(own.locked_after.is_none() && !own.entries.is_empty(), "what is one's own stays open");

        alice.sync(&party.world);
        let open: RoomView = alice.ask(&party.world, room).unwrap();
        assert_eq!((open.locked_after, open.entries), (None, seen.entries));
        party.check(&alice);
    }
}
