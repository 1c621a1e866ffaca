use super::*;
use crate::base::Stored;
use crate::notifications::NotificationsCommand;
use crate::testing::{ALICE, World};

fn span(from: i64, until: i64) -> QuietSpan {
    QuietSpan { from_minute: from, until_minute: until, zone: ZoneId("Europe/Warsaw".to_owned()) }
}

#[test]
fn quiet_hours_hold_from_their_first_minute_to_the_one_before_their_end_also_over_midnight() {
    for (hours, quiet, loud) in [
        (span(22 * 60, 7 * 60), vec![22 * 60, DAY - 1, 0, 7 * 60 - 1], vec![7 * 60, 12 * 60, 22 * 60 - 1]),
        (span(12 * 60, 13 * 60), vec![12 * 60, 13 * 60 - 1], vec![0, 12 * 60 - 1, 13 * 60, DAY - 1]),
        (span(0, DAY - 1), vec![0, DAY - 2], vec![DAY - 1]),
    ] {
        for minute in quiet {
            assert!(hours.holds(minute), "{minute} of {hours:?}");
        }
        for minute in loud {
            assert!(!hours.holds(minute), "{minute} of {hours:?}");
        }
    }
}

#[test]
fn quiet_hours_are_two_times_of_a_day_and_a_zone() {
    let mut world = World::new();
    let set = |hours| NotificationsCommand::SetQuietHours { hours };
    for wrong in
        [span(-1, 60), span(0, DAY), span(60, 60), QuietSpan { zone: ZoneId(String::new()), ..span(1, 2) }]
    {
        world.refused_as(ALICE, Code::Invalid, set(Some(wrong)));
    }
    world.done(ALICE, set(Some(span(1_320, 420))));
    assert_eq!(QuietSpan::from(world.get::<QuietHours>(ALICE)), span(1_320, 420));
    world.done(ALICE, set(None));
    assert!(world.find::<QuietHours>(ALICE).is_none());
    world.done(ALICE, set(None));
}

#[test]
fn what_one_decides_again_replaces_what_one_decided() {
    let mut world = World::new();
    let kind = NotificationKind::ReviewRequested;
    for on in [false, true, false] {
        world.done(ALICE, NotificationsCommand::SetChannel { kind, channel: Channel::Desktop, on });
    }
    let rows: Vec<NotificationPreference> =
        world.list(NotificationPreference::BY_PERSON, &[ALICE.to_value()]);
    assert_eq!(rows.iter().map(|row| (row.kind, row.enabled)).collect::<Vec<_>>(), [(kind, false)]);
}
