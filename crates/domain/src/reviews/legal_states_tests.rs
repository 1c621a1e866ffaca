//! Ten thousand random lives of reviews, each of which must stay in the graph of legal states.

use super::ReviewsCommand;
use crate::base::{Code, Refusal};
use crate::command::Command;
use crate::testing::lives::Stage;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::mem::{Discriminant, discriminant};

/// How many lives, and how many steps each has at most.
const LIVES: u32 = 10_000;
const STEPS: usize = 60;

/// How often each step was applied and refused, and why, so that a test that tries nothing fails.
#[derive(Default)]
struct Reach {
    codes: BTreeSet<Code>,
    kinds: HashMap<Discriminant<ReviewsCommand>, ([u64; 2], String)>,
}

impl Reach {
    fn saw<T>(&mut self, command: &Command, outcome: &Result<T, Refusal>) {
        self.codes.extend(outcome.as_ref().err().map(|refusal| refusal.code));
        let Command::Reviews(command) = command else { return };
        let new = || ([0, 0], format!("{command:?}"));
        let (counts, _) = self.kinds.entry(discriminant(command)).or_insert_with(new);
        counts[usize::from(outcome.is_err())] += 1;
    }
}

#[test]
fn p4_7_ten_thousand_random_lives_never_leave_the_legal_states() {
    let stage = Stage::new();
    let reach = RefCell::new(Reach::default());
    let seed = std::env::var("RULES_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    let config = Config {
        cases: LIVES,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..Config::default()
    };
    let lives = proptest::collection::vec(any::<u64>(), 1..=STEPS);
    let outcome = TestRunner::new(config).run(&lives, |steps| {
        let mut stage = stage.clone();
        for number in steps {
            let (envelope, command) = stage.choose(number);
            let outcome = stage.take(&envelope, &command).map_err(TestCaseError::fail)?;
            reach.borrow_mut().saw(&command, &outcome);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    let reach = reach.into_inner();
    let codes = [
        Code::Invalid,
        Code::Forbidden,
        Code::NotFound,
        Code::Conflict,
        Code::AlreadyClaimed,
        Code::LeaseLost,
        Code::ClaimLimit,
        Code::StaleRevision,
        Code::AlreadyCompleted,
        Code::WrongState,
    ];
    assert_eq!(reach.codes, codes.into());
    assert_eq!(reach.kinds.len(), 19, "every step but to keep, which only the program itself does");
    for (counts, like) in reach.kinds.values() {
        assert!(counts.iter().all(|count| *count > 100), "{counts:?} were applied and refused of {like}");
    }
}
