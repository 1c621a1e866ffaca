//! Today's layout of the data: the scripts of `migrations/`, in one order for each engine. Running them is the
//! engine's part.
//!
//! `migrations/` holds what both engines take unchanged. `migrations/sqlite` and `migrations/postgres` hold
//! triggers, views that differ and search, under equal numbers. `migrations/server` holds what a server alone keeps,
//! with numbers from 100 on. A number is used once in what one engine runs.

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

/// Returns today's layout on an engine.
pub fn layout(dialect: Dialect) -> Result<Layout, StoreError> {
    Layout::of(PORTABLE.iter().chain(own(dialect)).copied())
}

/// Returns today's layout of a server on an engine: the same, and what a server alone keeps.
pub fn server_layout(dialect: Dialect) -> Result<Layout, StoreError> {
    Layout::of(PORTABLE.iter().chain(own(dialect)).chain(SERVER).copied())
}

const fn own(dialect: Dialect) -> &'static [(&'static str, &'static str)] {
    match dialect {
        Dialect::Sqlite => SQLITE,
        Dialect::Postgres => POSTGRES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(dialect: Dialect) -> Vec<i64> {
        server_layout(dialect).unwrap().steps().map(|(number, _)| number).collect()
    }

    #[test]
    fn every_script_has_a_number_of_its_own() {
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            let numbers = steps(dialect);
            assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{dialect:?}: {numbers:?}");
        }
    }

    #[test]
    fn both_engines_have_the_same_steps() {
        assert_eq!(steps(Dialect::Sqlite), steps(Dialect::Postgres));
    }
}
