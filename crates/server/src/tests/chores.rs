//! What the server does by itself.

use super::served::Served;
use crate::chores;
use domain::base::Span;
use domain::query::Query;
use store::backup::{Backups, Why};
use store::engine::Dialect;
use testkit::{ALICE, BOB};

fn told(served: &Served) -> usize {
    let world = &served.world.0;
    let told = world.store().ask(ALICE, Query::Notifications, world.now()).unwrap();
    told["lines"].as_array().map_or(0, Vec::len)
}

store::each_engine! {
    fn a_mentor_is_reminded_once_that_their_time_is_about_to_end(served: Served) {
        let world = &served.world.0;
        let submission = world.request(BOB);
        world.claim(ALICE, submission);
        served.wait(chores::remind(&served.state)).unwrap();
        let before = told(&served);
        world.advance(Span::hours(72 - 11));
        for _ in 0..2 {
            served.wait(chores::remind(&served.state)).unwrap();
            assert_eq!(told(&served), before + 1);
        }
    }
}

#[test]
fn a_file_is_backed_up_once_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::with(Dialect::Sqlite, |config| config.data = folder.path().to_owned());
    let backups = Backups::at(folder.path().join("backups"));
    let daily = || backups.list().unwrap().iter().filter(|backup| backup.why == Why::Daily).count();
    for (later, expected) in [(Span(0), 1), (Span::hours(23), 1), (Span::hours(2), 2)] {
        served.world.0.advance(later);
        served.wait(chores::back_up(&served.state)).unwrap();
        assert_eq!(daily(), expected);
    }
}
