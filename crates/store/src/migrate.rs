//! Today's layout of the data: the scripts of `migrations/`, in one order for each engine. Running them is the
//! engine's part.
//!
//! `migrations/` holds what both engines take unchanged. `migrations/sqlite` and `migrations/postgres` hold
//! triggers, views that differ and search, under equal numbers; `migrations/server` and `migrations/device` what only a
//! server or a person's file on a device has. A number is used once in what one database runs, and every new script has
//! the next one, wherever it stands: a script with a lower number than one that ran would never run.

use crate::{
    StoreError,
    engine::{Dialect, Engine, Layout, Place},
};

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Opens a place and brings it up to date. Refuses, and leaves everything as it is, when another process has the
/// file, the key is wrong, or a newer program wrote the data.
pub fn open(place: &Place) -> Result<Engine, StoreError> {
    Engine::open(place, &layout(place.dialect())?)
}

/// What a database is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Everything on one computer, which is its own authority.
    Workspace,
    /// The authority of many devices.
    Server,
    /// One person's part of what a server has.
    Replica,
}

/// Returns today's layout of a workspace on an engine.
pub fn layout(dialect: Dialect) -> Result<Layout, StoreError> {
    layout_for(Purpose::Workspace, dialect)
}

/// Returns today's layout of a database for this purpose.
pub fn layout_for(purpose: Purpose, dialect: Dialect) -> Result<Layout, StoreError> {
    let engine = match dialect {
        Dialect::Sqlite => SQLITE,
        Dialect::Postgres => POSTGRES,
    };
    let side: &[_] = match purpose {
        Purpose::Workspace => &[],
        Purpose::Server => SERVER,
        Purpose::Replica => DEVICE,
    };
    Layout::of(PORTABLE.iter().chain(engine).chain(side).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PURPOSES: [Purpose; 3] = [Purpose::Workspace, Purpose::Server, Purpose::Replica];

    fn steps(purpose: Purpose, dialect: Dialect) -> Vec<i64> {
        layout_for(purpose, dialect).unwrap().steps().map(|(number, _)| number).collect()
    }

    #[test]
    fn every_script_has_a_number_of_its_own() {
        for purpose in PURPOSES {
            for dialect in [Dialect::Sqlite, Dialect::Postgres] {
                let numbers = steps(purpose, dialect);
                assert!(
                    numbers.windows(2).all(|pair| pair[0] < pair[1]),
                    "{purpose:?} {dialect:?}: {numbers:?}"
                );
            }
        }
    }

    /// Servers are brought up to date one after another: while the first ones run, the others still write as they always did.
    #[test]
    fn what_a_step_changes_the_program_before_it_can_live_with() {
        let scripts = PORTABLE.iter().chain(POSTGRES).chain(SERVER);
        let found: Vec<_> = scripts.map(|(name, script)| (name, harms(script))).collect();
        assert!(found.iter().all(|(_, harms)| harms.is_empty()), "{found:?}");
        for harmful in [
            "ALTER TABLE people DROP COLUMN bio",
            "ALTER TABLE people RENAME COLUMN bio TO about",
            "ALTER TABLE people ALTER COLUMN bio SET NOT NULL",
            "ALTER TABLE people ADD COLUMN age BIGINT NOT NULL",
        ] {
            assert_eq!(harms(&format!("-- Harmless.\n{harmful};")).len(), 1, "{harmful}");
        }
    }

    /// Returns what an older program stumbles over: what it names is gone, or asks for what it does not write.
    fn harms(script: &str) -> Vec<String> {
        let lines = script.lines().filter(|line| !line.trim_start().starts_with("--"));
        let text = lines.collect::<Vec<_>>().join(" ").to_uppercase();
        let is_harm = |statement: &&str| {
            let adds_a_duty = statement.contains("ADD COLUMN")
                && statement.contains("NOT NULL")
                && !statement.contains("DEFAULT");
            adds_a_duty || ["DROP ", "RENAME ", "ALTER COLUMN "].iter().any(|word| statement.contains(word))
        };
        text.split(';').filter(is_harm).map(str::to_owned).collect()
    }

    #[test]
    fn both_engines_have_the_same_steps() {
        for purpose in PURPOSES {
            assert_eq!(steps(purpose, Dialect::Sqlite), steps(purpose, Dialect::Postgres));
        }
    }
}
