//! How many connections there may be at a time. Each is an open file to the system, and the system allows only so many: whoever
//! comes beyond that would wait at the door without a word, and the server could not open its own files any more.

use crate::State;
use std::fs;
use store::engine::Dialect;

/// How many files the server has open for itself, besides those who look at its data: its log, its listener, what wakes its
/// threads, somebody who is being turned away, and what a backup opens.
const OWN: usize = 24;

/// How many each of those who look at a file has open.
const READER: usize = 2;

/// How many each session with a PostgreSQL server has open.
const SESSION: usize = 3;

/// Returns how many connections there may be at a time: as many as are allowed, if there are files for them.
pub(super) fn places(state: &State) -> usize {
    let allowed = state.config.limits.connections;
    let Some(files) = fs::read_to_string("/proc/self/limits").ok().as_deref().and_then(open_files) else {
        return allowed;
    };
    let places = allowed.min(files.saturating_sub(own_files(state)).max(1));
    if places < allowed {
        tracing::warn!(allowed, places, open_files = files, "connections.fewer_than_allowed");
    }
    places
}

fn own_files(state: &State) -> usize {
    let lanes = &state.config.lanes;
    match state.store().engine().dialect() {
        Dialect::Sqlite => OWN + READER * lanes.readers,
        Dialect::Postgres => OWN + SESSION * (lanes.readers + lanes.writers + 1),
    }
}

/// Returns how many files the process may have open, as Linux lists it; none when there is no end to it.
fn open_files(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::open_files;

    #[test]
    fn the_limit_that_counts_is_the_first_of_the_two() {
        let limits = "Limit                     Soft Limit           Hard Limit           Units     \n\
                      Max processes             95919                95919                processes \n\
                      Max open files            1024                 524288               files     \n";
        assert_eq!(open_files(limits), Some(1024));
        assert_eq!(
            open_files("Max open files            unlimited            unlimited            files\n"),
            None
        );
        assert_eq!(open_files(""), None);
    }
}
