//! The protocol as a model: devices, a server and a network of a few hundred lines, led through what networks, servers and
//! disks do, one seed after another. It says whether the protocol holds, not whether the code follows it.
//!
//! Whether the model would notice is tried too: eighteen mistakes that are easily made, each behind the same switch, and
//! each has to be caught by an invariant. A seed that fails is run again with `MODEL_SEED=n cargo test -p sync --test model`.

#[cfg(test)]
mod bug;
#[cfg(test)]
mod client;
#[cfg(test)]
mod life;
#[cfg(test)]
mod row;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod server;

#[cfg(test)]
use bug::Bug;
#[cfg(test)]
use std::sync::atomic::{AtomicU64, Ordering};
#[cfg(test)]
use std::thread;

/// Runs seeds and returns the first that fails.
#[cfg(test)]
fn first_failure(seeds: std::ops::Range<u64>, bug: Bug) -> Option<(u64, String)> {
    seeds.into_iter().find_map(|seed| life::run(seed, bug).err().map(|failure| (seed, failure)))
}

#[test]
fn the_protocol_holds() {
    let seeds = match std::env::var("MODEL_SEED") {
        Ok(seed) => {
            let seed: u64 = seed.parse().expect("MODEL_SEED is a number");
            seed..seed + 1
        }
        Err(_) => 0..2_000,
    };
    assert_eq!(first_failure(seeds, Bug::None), None);
}

#[test]
fn every_mistake_is_caught() {
    let survivors: Vec<Bug> = Bug::ALL.into_iter().filter(|bug| !is_caught(*bug, 20_000)).collect();
    assert_eq!(survivors, []);
}

#[cfg(test)]
fn is_caught(bug: Bug, seeds: u64) -> bool {
    let caught = first_failure(0..seeds, bug);
    match &caught {
        Some((seed, failure)) => println!("{bug:?}: caught by seed {seed}: {failure}"),
        None => println!("{bug:?}: not caught in {seeds} seeds"),
    }
    caught.is_some()
}

/// `cargo xtask soak model`: a million seeds, and how soon each mistake is caught.
#[test]
#[ignore = "takes many minutes"]
fn soak_model() {
    const SEEDS: u64 = 1_000_000;
    const STRETCH: u64 = 10_000;
    assert!(Bug::ALL.into_iter().all(|bug| is_caught(bug, 100_000)));
    let next = AtomicU64::new(0);
    let run = || {
        loop {
            let from = next.fetch_add(STRETCH, Ordering::Relaxed);
            if from >= SEEDS {
                return;
            }
            assert_eq!(first_failure(from..from + STRETCH, Bug::None), None);
            println!("seeds {from} to {}: no failure", from + STRETCH);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(run);
        }
    });
}
