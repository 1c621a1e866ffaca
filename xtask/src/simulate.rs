//! `cargo xtask simulate [--seeds N] [--first SEED]`: lives of people, devices and a server (`tests/simulation`), each under
//! the chance of a seed. One seed alone is told step by step.

use anyhow::{Context as _, Result, bail};

use crate::{paths, process, system};

/// Which seeds.
#[derive(Debug, PartialEq, Eq)]
struct Seeds {
    count: u64,
    first: u64,
}

/// Runs the seeds.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let seeds = read(args)?;
    system::install(system::BUILD)?;
    process::run(
        process::command("cargo", &paths::root())
            .args(["test", "--package", "testkit", "--test", "simulation", "--", "--nocapture"])
            .env("SIMULATION_SEEDS", seeds.count.to_string())
            .env("SIMULATION_FIRST", seeds.first.to_string()),
    )
}

fn read(args: &[String]) -> Result<Seeds> {
    let mut seeds = Seeds { count: 500, first: 0 };
    let mut args = args.iter();
    while let Some(option) = args.next() {
        let number = args.next().with_context(|| format!("{option} needs a number"))?;
        let number = number.parse().with_context(|| format!("{number} is no number"))?;
        match option.as_str() {
            "--seeds" => seeds.count = number,
            "--first" => seeds.first = number,
            _ => bail!("unknown option {option}; there are --seeds and --first"),
        }
    }
    Ok(seeds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_read_from_the_command_line() {
        let read = |line: &str| read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(read("").unwrap(), Seeds { count: 500, first: 0 });
        assert_eq!(read("--seeds 1 --first 77").unwrap(), Seeds { count: 1, first: 77 });
        for wrong in ["--seeds", "--seeds many", "--all 5"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
