//! A workspace as large as nobody's yet, for figures: the sample's people, one of whom finished thousands of reviews.

use crate::world::START;
use domain::base::PersonId;
use std::path::Path;
use store::engine::{Place, SqliteOptions};
use store::{Step, Store};

/// Makes the sample workspace in a new file, gives the mentor with the most finished reviews so many of them, and returns
/// both. The log is emptied into the file, as after a restart.
///
/// # Panics
/// When the file can't be made.
#[must_use]
pub fn large_workspace(path: &Path, reviews: usize) -> (Store, PersonId) {
    let place = Place::Sqlite(SqliteOptions::at(path));
    let store = Store::open(&place).expect("a new file");
    let steps: Vec<Step> = sample::workspace(1, START)
        .into_iter()
        .map(|step| Step { envelope: step.envelope, now: step.now })
        .collect();
    store.import(&steps).expect("the sample workspace is sound");
    let mentor = store::testing::finish_many(&store, reviews);
    drop(store);
    (Store::open(&place).expect("the same file"), mentor)
}
