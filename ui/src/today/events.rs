//! What happened since one was here, the same in a row together. Pure.

use domain::base::{Instant, Span};
use domain::today::EventView;

/// One thing that happened, or the same several times in a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    /// The newest of them.
    pub(super) event: EventView,
    /// How often.
    pub(super) times: usize,
}

/// How long something that was read is still told.
const LATELY: Span = Span::days(14);

/// Returns what happened lately or was not read, newest first, the same things in a row together.
pub(super) fn gathered(events: &[EventView], now: Instant) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for event in events.iter().filter(|event| !event.read || now - event.at < LATELY) {
        match told.last_mut() {
            Some(last) if last.event.kind == event.kind && last.event.submission == event.submission => {
                last.times += 1;
            }
            _ => told.push(Told { event: event.clone(), times: 1 }),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::notifications::{NotificationId, NotificationKind};
    use uuid::Uuid;

    fn event(kind: NotificationKind, at: i64) -> EventView {
        EventView {
            id: NotificationId(Uuid::from_u128(at.unsigned_abs().into())),
            kind,
            submission: None,
            place: None,
            subject: "Final days".to_owned(),
            at: Instant(at),
            read: false,
        }
    }

    #[test]
    fn the_same_in_a_row_is_told_once() {
        use NotificationKind::{CommentReplied, ReviewRequested};
        let events = [event(CommentReplied, 9), event(CommentReplied, 8), event(ReviewRequested, 7)];
        let told = gathered(&events, Instant(10));
        assert_eq!(
            told.iter().map(|told| (told.event.at.0, told.times)).collect::<Vec<_>>(),
            [(9, 2), (7, 1)]
        );
    }

    #[test]
    fn what_was_read_long_ago_is_told_no_more() {
        let old = EventView { read: true, ..event(NotificationKind::ReviewApproved, 1) };
        let unread = event(NotificationKind::ReviewApproved, 1);
        let later = Instant(1) + Span::days(20);
        assert!(gathered(std::slice::from_ref(&old), later).is_empty());
        assert_eq!(gathered(&[old], Instant(2)).len(), 1);
        assert_eq!(gathered(&[unread], later).len(), 1);
    }
}
