//! Whole lives of a few people on their devices and a server, with the engine, the store and the wire as they ship, and a
//! network, clocks and disks that a seed decides over. Whatever happens, what was promised has to hold in the end (`oath`).
//!
//! Everything runs in one thread on a time of its own, so a seed always does the same; each is run twice to be sure of
//! that. A seed that fails is run again, and told step by step, with `cargo xtask simulate --seeds 1 --first SEED`.

#[cfg(test)]
mod dice;
#[cfg(test)]
mod handset;
#[cfg(test)]
mod life;
#[cfg(test)]
mod network;
#[cfg(test)]
mod oath;
#[cfg(test)]
mod people;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod server;
#[cfg(test)]
mod trouble;

#[cfg(test)]
mod tests {
    use crate::life::{Planted, Told, run};
    use std::panic::catch_unwind;
    use std::thread;

    /// Reads a number out of the environment, by which `cargo xtask simulate` says what to run.
    fn number(name: &str, otherwise: u64) -> u64 {
        std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
    }

    /// Runs a seed twice and returns what it came to.
    fn twice(seed: u64, told: Told) -> Result<u64, String> {
        let once = || {
            catch_unwind(|| run(seed, told, Planted::Nothing))
                .unwrap_or_else(|_| Err("it broke down".to_owned()))
        };
        let (first, second) = (once()?, once()?);
        if first.trace != second.trace {
            return Err("it went otherwise the second time".to_owned());
        }
        Ok(first.virtual_minutes)
    }

    #[test]
    fn mistakes_that_are_made_on_purpose_are_noticed() {
        // A push that is thrown away costs time and no more: the answer to a push confirms nothing.
        for (planted, is_noticed) in
            [(Planted::SameHistory, true), (Planted::Leak, true), (Planted::LostPush, false)]
        {
            let seeds = if is_noticed { 0..200 } else { 0..10 };
            let broken = seeds.clone().find_map(|seed| run(seed, Told::Nothing, planted).err());
            println!("{planted:?}: {broken:?}");
            assert_eq!(broken.is_some(), is_noticed, "{planted:?}: {broken:?}");
        }
    }

    #[test]
    fn whatever_happens_everybody_has_what_they_may_see_and_no_text_is_lost() {
        let (first, seeds) = (number("SIMULATION_FIRST", 0), number("SIMULATION_SEEDS", 500));
        let told = if seeds == 1 { Told::Everything } else { Told::Nothing };
        let threads = thread::available_parallelism().map_or(1, usize::from) as u64;
        let failed: Vec<String> = thread::scope(|scope| {
            let lanes = (0..threads).map(|lane| {
                scope.spawn(move || {
                    let own = (first..first + seeds).filter(move |seed| seed % threads == lane);
                    own.filter_map(|seed| Some(format!("seed {seed}: {}", twice(seed, told).err()?)))
                        .collect::<Vec<_>>()
                })
            });
            let lanes: Vec<_> = lanes.collect();
            lanes.into_iter().flat_map(|lane| lane.join().expect("a lane ends")).collect()
        });
        let count = failed.len();
        let some = failed.into_iter().take(20).collect::<Vec<_>>().join("\n");
        assert!(
            count == 0,
            "{count} of {seeds} seeds failed:\n{some}\nTo see one again: cargo xtask simulate --seeds 1 --first SEED"
        );
    }
}
