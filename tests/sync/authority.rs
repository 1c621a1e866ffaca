//! What an authority takes and answers.

use crate::together::Party;
use domain::base::{Code, CommandId, Span};
use domain::command::{Command, Envelope};
use domain::reviews::{Claim, QueueItem, ReviewsCommand};
use domain::saved_views::SavedView;
use domain::sync::{
    ClientId, Epoch, Outcome, PullRequest, PushEntry, PushReply, PushRequest, SCHEMA, SyncRefusal,
};
use std::collections::{BTreeMap, BTreeSet};
use store::{REMEMBERED, SyncError, each_engine};
use testkit::{ADMIN, ALICE, BOB, CAROL, DAN, EVE, HISTORY, World};

fn request(client_id: ClientId, first: i64, envelopes: &[Envelope]) -> PushRequest {
    let entries = envelopes.iter().zip(first..);
    PushRequest {
        client_id,
        epoch: HISTORY,
        schema: SCHEMA,
        device: "Alice's laptop".to_owned(),
        entries: entries.map(|(envelope, n)| PushEntry { n, envelope: envelope.clone() }).collect(),
    }
}

fn push(world: &World, request: &PushRequest) -> Result<PushReply, SyncRefusal> {
    let person = request.entries[0].envelope.actor;
    world.store().push(person, request, world.now()).map_err(|error| match error {
        SyncError::Refused(refusal) => refusal,
        SyncError::Failed(error) => panic!("{error:?}"),
    })
}

fn claim_of(world: &World) -> Envelope {
    let submission = world.request(BOB);
    world.envelope(ALICE, ReviewsCommand::Claim { submission, claim: world.id() })
}

fn pull_request(client_id: ClientId) -> PullRequest {
    PullRequest {
        client_id,
        epoch: None,
        schema: SCHEMA,
        cursors: BTreeMap::new(),
        fresh: BTreeSet::new(),
        after_n: 0,
        max_bytes: 1_000_000,
    }
}

each_engine! {
    fn a_push_that_comes_twice_is_taken_once(party: Party) {
        let world = &party.world;
        let pushed = request(world.id(), 1, &[claim_of(world)]);
        let first = push(world, &pushed).unwrap();
        let rows = world.rows();
        world.advance(Span::hours(1));
        assert_eq!(push(world, &pushed).unwrap(), first);
        assert_eq!((first.last_n, world.rows()), (1, rows));
        assert_eq!(world.all::<Claim>().len(), 1);
    }

    fn a_command_that_another_installation_brings_answers_as_it_did_then(party: Party) {
        let world = &party.world;
        let envelope = claim_of(world);
        let first = push(world, &request(world.id(), 1, std::slice::from_ref(&envelope))).unwrap();
        let again = push(world, &request(world.id(), 1, std::slice::from_ref(&envelope))).unwrap();
        assert_eq!(first.results[0].outcome, again.results[0].outcome);
        assert_eq!(world.all::<Claim>().len(), 1);
    }

    fn a_refused_command_does_not_hold_up_the_next(party: Party) {
        let world = &party.world;
        let nothing = ReviewsCommand::Claim { submission: world.id(), claim: world.id() };
        let pushed = request(world.id(), 1, &[world.envelope(ALICE, nothing), claim_of(world)]);
        let reply = push(world, &pushed).unwrap();
        assert!(matches!(&reply.results[0].outcome, Outcome::Refused { refusal } if refusal.code == Code::NotFound));
        assert_eq!((&reply.results[1].outcome, reply.last_n), (&Outcome::Applied, 2));
    }

    fn what_does_not_fit_is_refused_and_nothing_is_taken(party: Party) {
        let world = &party.world;
        let (client, first) = (world.id(), claim_of(world));
        push(world, &request(client, 1, std::slice::from_ref(&first))).unwrap();
        let rows = world.rows();
        let other = world.envelope(ALICE, ReviewsCommand::Claim { submission: world.id(), claim: world.id() });
        let unknown = Envelope { kind: "reviews.dance".to_owned(), ..other.clone() };
        let alien = world.envelope(CAROL, ReviewsCommand::Claim { submission: world.id(), claim: world.id() });
        let epoch = Epoch::of(7);
        for (pushed, refusal) in [
            (request(client, 3, std::slice::from_ref(&other)), SyncRefusal::Gap { expect: 2 }),
            (request(client, 1, std::slice::from_ref(&other)), SyncRefusal::ClientIdConflict),
            (request(client, 2, std::slice::from_ref(&alien)), SyncRefusal::ClientIdConflict),
            (request(client, 2, &[unknown]), SyncRefusal::UnknownKind { n: 2 }),
            (PushRequest { epoch, ..request(client, 2, std::slice::from_ref(&other)) }, SyncRefusal::Epoch { epoch: HISTORY }),
        ] {
            assert_eq!(push(world, &pushed), Err(refusal));
        }
        let mixed = request(client, 2, &[other, alien]);
        assert_eq!(push(world, &mixed), Err(SyncRefusal::WrongUser));
        assert_eq!(world.rows(), rows);
    }

    fn before_an_unknown_command_everything_is_taken(party: Party) {
        let world = &party.world;
        let known = claim_of(world);
        let unknown = Envelope { id: world.id::<CommandId>(), kind: "reviews.dance".to_owned(), ..known.clone() };
        let reply = push(world, &request(world.id(), 1, &[known, unknown])).unwrap();
        assert_eq!((reply.last_n, reply.results.len()), (1, 1));
    }

    fn everybody_gets_what_they_may_see_in_pages_of_any_size(party: Party) {
        let world = &party.world;
        let submission = world.request(BOB);
        let held = world.claim(ALICE, submission);
        world.write(ALICE, held, "A note that only Alice sees.");
        for (person, size) in [(ALICE, 1), (BOB, 300), (CAROL, 5_000), (EVE, 1_000_000), (ADMIN, 20_000)] {
            let device = party.device(person, &format!("{person} {size}"));
            let mut pages = 0;
            while device.pull_page(world, size).unwrap().more {
                pages += 1;
            }
            assert_eq!(pages > 0, size < 1_000_000, "{person} in pages of {size}");
            party.check(&device);
        }
    }

    fn what_leaves_a_bucket_leaves_the_device(party: Party) {
        let world = &party.world;
        let submission = world.request(BOB);
        let carol = party.synced(CAROL, "carol");
        assert_eq!(carol.rows().iter().filter(|row| matches!(row, domain::rows::AnyRow::QueueItem(_))).count(), 1);
        let held = world.claim(ALICE, submission);
        world.complete(ALICE, held, domain::reviews::Outcome::Approved);
        carol.sync(world);
        party.check(&carol);
        assert_eq!(world.all::<QueueItem>().len(), 0);
    }

    fn a_device_that_was_away_for_longer_than_is_remembered_begins_its_buckets_anew(party: Party) {
        let world = &party.world;
        let submission = world.request(BOB);
        let carol = party.synced(CAROL, "carol");
        let held = world.claim(ALICE, submission);
        world.complete(ALICE, held, domain::reviews::Outcome::Approved);
        party.later(REMEMBERED);
        party.later(Span::days(1));
        world.request(DAN);
        assert!(world.store().collect(world.now()).unwrap() > 0);
        carol.sync(world);
        party.check(&carol);
        let new = party.synced(CAROL, "another of carol's");
        party.check(&new);
    }

    fn a_person_without_an_account_gets_nothing(party: Party) {
        let pulled = party.world.store().pull(party.world.id(), &pull_request(party.world.id()), party.world.now());
        assert!(matches!(pulled, Err(SyncError::Refused(SyncRefusal::WrongUser))), "{pulled:?}");
    }

    fn a_pull_that_brings_nothing_is_short(party: Party) {
        let world = &party.world;
        let alice = party.synced(ALICE, "alice");
        let asked = alice.replica().pull_request().unwrap();
        let page = world.store().pull(ALICE, &asked, world.now()).unwrap();
        assert_eq!((page.rows.len(), page.gone.len()), (0, 0));
        let bytes: usize = page.lines().map(|line| serde_json::to_string(&line).unwrap().len()).sum();
        assert!(bytes < 1_000 + 120 * asked.cursors.len(), "{bytes}");
    }

    fn a_saved_view_stays_with_its_owner(party: Party) {
        let world = &party.world;
        let alice = party.synced(ALICE, "alice");
        let save = samples::saved_view(world);
        alice.run(world, save).unwrap();
        alice.sync(world);
        let carol = party.synced(CAROL, "carol");
        let views = |rows: Vec<domain::rows::AnyRow>| rows.into_iter().filter_map(|row| SavedView::try_from(row).ok()).count();
        assert_eq!((views(alice.rows()), views(carol.rows())), (1, 0));
        party.check(&alice);
    }
}

/// Commands that need a few words.
mod samples {
    use super::{Command, World};

    /// Returns a command that saves a view of the reviews.
    pub(super) fn saved_view(_world: &World) -> Command {
        let sample = include_str!("../../crates/domain/src/wire_samples/commands/saved_views.save.json");
        let sample: serde_json::Value = serde_json::from_str(sample).unwrap();
        Command::decode("saved_views.save", 1, &sample["args"]).unwrap()
    }
}
