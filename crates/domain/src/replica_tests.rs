//! A device applies a command to the rows that its person may see, before the authority has its say.
//! What it writes may only be what the person sees, and what both have afterwards must agree.

use crate::audience::{Bucket, PersonFacts, audience, buckets};
use crate::base::{PersonId, Stored};
use crate::command::{Command, Envelope};
use crate::journeys::MentorAssignment;
use crate::memory::MemoryRows;
use crate::people::RoleGrant;
use crate::reviews::ReviewsCommand;
use crate::rows::{AnyRow, RowKey, Rows};
use crate::testing::lives::Stage;
use crate::testing::{Touched, World};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use std::collections::BTreeSet;

/// Returns the buckets of a person.
fn buckets_of(world: &mut World, person: PersonId) -> BTreeSet<Bucket> {
    let grants: Vec<RoleGrant> = world.list(RoleGrant::BY_PERSON, &[person.to_value()]);
    let mentors: Vec<MentorAssignment> = world.list(MentorAssignment::BY_MENTOR, &[person.to_value()]);
    let facts = PersonFacts {
        roles: grants.iter().map(|grant| grant.role).collect(),
        mentors: mentors.iter().filter(|row| row.active).map(|row| row.journey_id).collect(),
    };
    buckets(person, &facts)
}

/// Returns the rows that belong to one of the buckets, stamps and all.
fn replica(rows: &MemoryRows, buckets: &BTreeSet<Bucket>) -> MemoryRows {
    let mut replica = MemoryRows::default();
    for row in rows.all().filter(|row| !audience(row).is_disjoint(buckets)) {
        replica.stamp_with(row.stamp().rev, row.stamp().updated_at);
        replica.put(row.clone()).unwrap();
    }
    replica
}

fn get(rows: &mut MemoryRows, key: RowKey) -> Option<AnyRow> {
    rows.get(key).unwrap()
}

/// Checks that a device wrote only what its person sees, before or after.
fn check_audience(
    device: &mut MemoryRows,
    touched: &Touched,
    buckets: &BTreeSet<Bucket>,
) -> Result<(), String> {
    for (key, before) in touched {
        let after = get(device, *key);
        let seen = |row: &AnyRow| !audience(row).is_disjoint(buckets);
        let mut rows = [before, &after].into_iter().flatten().peekable();
        if rows.peek().is_some() && !rows.any(seen) {
            return Err(format!("a device wrote what its person does not see: {after:?}"));
        }
    }
    Ok(())
}

/// Checks that what the device holds is what the authority has, as far as the person sees it.
fn check_agreement(
    device: &mut MemoryRows,
    authority: &mut MemoryRows,
    buckets: &BTreeSet<Bucket>,
) -> Result<(), String> {
    let held: Vec<AnyRow> = device.all().cloned().collect();
    for row in held {
        match get(authority, row.key()) {
            None => return Err(format!("the authority removed what the device keeps: {row:?}")),
            Some(truth) if audience(&truth).is_disjoint(buckets) => {}
            Some(truth) if truth == row => {}
            Some(truth) => return Err(format!("the device has {row:?}, the authority {truth:?}")),
        }
    }
    Ok(())
}

fn step(stage: &mut Stage, envelope: &Envelope, command: &Command) -> Result<bool, String> {
    let buckets = buckets_of(&mut stage.world, envelope.actor);
    let mut device = replica(&stage.world.rows, &buckets);
    let optimistic = stage.world.apply_on_device(&mut device, envelope, command);
    let decided = stage.take(envelope, command)?;
    let (Ok(_), Ok(touched)) = (&decided, &optimistic) else {
        // A device may hope for what the authority refuses, never the other way round.
        return match (decided, optimistic) {
            (Ok(_), Err(refusal)) => Err(format!("the device refused what is right: {refusal:?}")),
            _ => Ok(false),
        };
    };
    check_audience(&mut device, touched, &buckets)?;
    if matches!(command, Command::Reviews(ReviewsCommand::Claim { .. })) {
        return if touched.is_empty() { Ok(false) } else { Err("a claim is only a wish".to_owned()) };
    }
    check_agreement(&mut device, &mut stage.world.rows, &buckets)?;
    Ok(true)
}

#[test]
fn device_and_authority_agree_on_the_rows_that_the_actor_holds() {
    let stage = Stage::new();
    let agreed = std::cell::Cell::new(0_u32);
    let config =
        Config { cases: 300, rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..Config::default() };
    let lives = proptest::collection::vec(any::<u64>(), 1..=40);
    let outcome = TestRunner::new(config).run(&lives, |steps| {
        let mut stage = stage.clone();
        for number in steps {
            let (envelope, command) = stage.choose(number);
            let both = step(&mut stage, &envelope, &command)
                .map_err(|law| TestCaseError::fail(format!("{law}, after {command:?}")))?;
            agreed.set(agreed.get() + u32::from(both));
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(agreed.get() > 1_000, "{} steps were taken on both sides", agreed.get());
}
