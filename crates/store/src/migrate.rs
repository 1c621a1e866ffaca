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

    #[test]
    fn both_engines_have_the_same_steps() {
        for purpose in PURPOSES {
            assert_eq!(steps(purpose, Dialect::Sqlite), steps(purpose, Dialect::Postgres));
        }
    }
}
