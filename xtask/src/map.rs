//! `cargo xtask map NAME`: every file of a feature, in all crates. A feature has one noun, spelled the same everywhere.

use anyhow::{Result, bail};

use crate::{paths, process};

/// Prints the files whose path holds the noun, grouped by where they are.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let [noun] = args else {
        bail!("map needs one noun, such as reviews");
    };
    let listed = process::output(process::command("git", &paths::root()).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let mut files: Vec<&str> = listed.lines().filter(|file| is_about(file, noun)).collect();
    files.sort_unstable();
    if files.is_empty() {
        bail!("no file is about {noun}");
    }
    let mut place = "";
    for file in files {
        let (here, name) = split(file);
        if here != place {
            println!("{here}");
            place = here;
        }
        println!("  {name}");
    }
    Ok(())
}

/// Says whether a part of the path is the noun, or begins or ends with it (`V5__reviews.sql`, `reviews_tests.rs`).
fn is_about(file: &str, noun: &str) -> bool {
    file.split(['/', '.']).any(|part| part == noun || part.split(['_', '-']).any(|word| word == noun))
}

fn split(file: &str) -> (&str, &str) {
    file.rsplit_once('/').unwrap_or((".", file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_about_the_noun_in_its_path() {
        for file in [
            "crates/domain/src/reviews/mod.rs",
            "migrations/V5__reviews.sql",
            "ui/style/features/reviews.css",
        ] {
            assert!(is_about(file, "reviews"), "{file}");
        }
        assert!(!is_about("crates/domain/src/previews.rs", "reviews"));
    }
}
