//! Clocks that are wrong, and files that lost their newest part.

use crate::device::{draft, held_by_alice, save};
use crate::together::Party;
use domain::base::{Code, Span};
use domain::reviews::{Anchor, CommentKind, Held, KeptText, ReviewsCommand};
use domain::sync::Epoch;
use store::each_engine;
use store::replica::{LOST_KIND, Resolution};
use testkit::{ALICE, World};

/// Returns a comment that no other save replaces.
fn remark(world: &World, held: Held) -> ReviewsCommand {
    let (anchor, kind) = (Anchor { field: None, item: None }, CommentKind::Praise);
    ReviewsCommand::SaveComment { held, comment: world.id(), anchor, kind, body: "Well said.".to_owned() }
}

each_engine! {
    fn a_log_that_was_lost_while_nobody_looked_is_noticed_and_told(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        drop(alice);
        // The file was closed in between: what follows is in the log alone.
        let alice = party.device(ALICE, "alice");
        alice.run(world, save(held, "Sent.")).unwrap();
        alice.sync(world);
        for _ in 0..2 {
            alice.run(world, remark(world, held)).unwrap();
        }
        let left = party.place("left");
        for file in ["replica.db", "replica.db.tally"] {
            std::fs::copy(party.place("alice").join(file), left.join(file)).unwrap();
        }
        drop(alice);
        let left = party.device(ALICE, "left");
        let told = left.replica().needs_attention().unwrap();
        let [told] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((told.envelope.kind.as_str(), told.refusal.code), (LOST_KIND, Code::Gone));
        assert!(told.refusal.message.contains("Up to 2 changes"), "{told:?}");
        left.sync(world);
        assert_eq!(draft(&left).as_deref(), Some("Sent."), "what the server has comes back");
        party.check(&left);
        left.replica().attend(told.envelope.id, Some(Resolution::Dismissed), world.now()).unwrap();
        drop(left);
        assert_eq!(party.device(ALICE, "left").replica().needs_attention().unwrap(), [], "it is told once");
    }

    fn a_file_that_lost_nothing_or_only_what_the_server_has_needs_no_words(party: Party) {
        let world = &party.world;
        let (alice, held) = held_by_alice(&party);
        drop(alice);
        let alice = party.device(ALICE, "alice");
        alice.run(world, remark(world, held)).unwrap();
        alice.sync(world);
        let left = party.place("left");
        for file in ["replica.db", "replica.db.tally"] {
            std::fs::copy(party.place("alice").join(file), left.join(file)).unwrap();
        }
        alice.run(world, remark(world, held)).unwrap();
        drop(alice);
        for (place, waiting) in [("left", 0), ("alice", 1)] {
            let device = party.device(ALICE, place);
            assert_eq!(device.replica().needs_attention().unwrap(), [], "{place}");
            assert_eq!(device.waiting(), waiting, "{place}");
            device.sync(world);
            party.check(&device);
        }
    }

    fn a_clock_that_is_wrong_by_a_year_does_no_harm(party: Party) {
        let world = &party.world;
        let (mut alice, held) = held_by_alice(&party);
        for ahead in [Span::days(366), Span::days(-366)] {
            alice.ahead = ahead;
            alice.pull(world).unwrap();
            alice.run(world, save(held, &format!("{ahead:?}"))).unwrap();
            alice.sync(world);
            party.check(&alice);
        }
    }

    fn a_clock_that_was_set_ahead_forgets_nothing_that_a_restored_server_may_lack(party: Party) {
        let world = &party.world;
        let (mut alice, held) = held_by_alice(&party);
        for (ahead, text) in [(0, "Before."), (366, "After.")] {
            alice.ahead = Span::days(ahead);
            alice.run(world, save(held, text)).unwrap();
            alice.sync(world);
        }
        assert_eq!(alice.waiting(), 0);
        world.store().rotate_history(Epoch::of(2)).unwrap();
        alice.replica().epoch_changed(Epoch::of(2), world.id()).unwrap();
        assert_eq!(alice.waiting(), 2, "both are sent again");
        alice.sync(world);
        assert_eq!(draft(&alice).as_deref(), Some("After."));
        party.check(&alice);
    }

    fn no_clock_of_a_device_dates_a_row_or_says_which_text_is_newer(party: Party) {
        let world = &party.world;
        let (mut laptop, held) = held_by_alice(&party);
        let mut desk = party.synced(ALICE, "desk");
        let years = |years: i64| Span::days(365 * years);
        let set_back = Span(years(10).0 - Span::hours(2).0);
        // Ten years ahead, a year behind, and set back by two hours in the middle.
        let clocks = [(years(10), years(-1)), (set_back, years(-1)), (years(-1), years(10))];
        for (round, (ahead, behind)) in clocks.into_iter().enumerate() {
            (laptop.ahead, desk.ahead) = (ahead, behind);
            laptop.run(world, save(held, &format!("First, {round}."))).unwrap();
            laptop.sync(world);
            desk.sync(world);
            desk.run(world, save(held, &format!("Then, {round}."))).unwrap();
            desk.sync(world);
            laptop.sync(world);
            for device in [&laptop, &desk] {
                assert_eq!(draft(device), Some(format!("Then, {round}.")));
                party.check(device);
            }
            let future: Vec<_> = world.rows().into_iter().filter(|row| row.stamp().updated_at > world.now()).collect();
            assert!(future.is_empty(), "{future:?}");
            party.later(Span::hours(1));
        }
        assert!(world.all::<KeptText>().is_empty(), "each knew of the text before");
    }
}
