//! The steps that lead from empty data to today's layout, as refinery runs them.

use crate::StoreError;
use refinery::{Migration, Runner};

/// The steps in order, each run once. Those that are missing run in one transaction: all of them or none.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    steps: Vec<Migration>,
}

impl Layout {
    /// Returns a layout of named SQL scripts: `("V12__shorter_leases", "ALTER TABLE …")`.
    pub fn of<'a>(scripts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, StoreError> {
        let steps: Result<Vec<_>, _> =
            scripts.into_iter().map(|(name, sql)| Migration::unapplied(name, sql)).collect();
        let mut steps = steps.map_err(|error| StoreError::Migration { source: error.into() })?;
        steps.sort();
        Ok(Self { steps })
    }

    /// Returns the number of the newest step, 0 when there is none.
    #[must_use]
    pub fn newest(&self) -> i64 {
        self.steps.last().map_or(0, |step| i64::from(step.version()))
    }

    /// Returns the numbers and names, in order.
    pub fn steps(&self) -> impl Iterator<Item = (i64, &str)> {
        self.steps.iter().map(|step| (i64::from(step.version()), step.name()))
    }

    /// Returns the layout as it was at a step, for files of an older version.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn up_to(mut self, number: i64) -> Self {
        self.steps.retain(|step| i64::from(step.version()) <= number);
        self
    }

    /// Returns a number that differs for layouts that differ.
    #[cfg(feature = "testing")]
    pub(super) fn fingerprint(&self) -> u64 {
        let checksums: Vec<u8> = self.steps.iter().flat_map(|step| step.checksum().to_be_bytes()).collect();
        super::LockKey::of(&checksums).0.cast_unsigned()
    }

    /// Refuses data that a newer program wrote.
    pub(super) fn check(&self, found: Option<i64>) -> Result<(), StoreError> {
        let known = self.newest();
        match found {
            Some(found) if found > known => Err(StoreError::NewerFile { found, known }),
            Some(_) | None => Ok(()),
        }
    }

    /// Returns what runs the missing steps in one transaction. Step by step, refinery would commit a step before it
    /// notes that it ran, and a crash between the two would make the data impossible to open.
    pub(super) fn runner(&self) -> Runner {
        Runner::new(&self.steps).set_grouped(true)
    }
}
