use super::*;
use crate::base::Span;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

const NOW: Instant = Instant(1_795_000_000_000);

fn happened(id: u128, kind: NotificationKind, review: u128, at: i64) -> Happened {
    Happened {
        id: NotificationId(Uuid::from_u128(id)),
        kind,
        submission: Some(SubmissionId(Uuid::from_u128(review))),
        place: None,
        subject: "Final days".to_owned(),
        at: Instant(at),
        read_at: None,
        snoozed_until: None,
    }
}

#[test]
fn the_same_a_hundred_times_is_one_line_that_says_so() {
    let replies = (0..100).map(|n| happened(n, NotificationKind::CommentReplied, 7, 1_000 + n as i64));
    let lines = gather(replies.collect(), NOW);
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].each.len(), lines[0].at), (100, Instant(1_099)));
    assert!(lines[0].each.windows(2).all(|pair| pair[0].1 >= pair[1].1), "newest first");
}

#[test]
fn another_kind_and_another_review_are_lines_of_their_own() {
    use NotificationKind::{CommentReplied, ReviewRequested};
    let rows = vec![
        happened(1, CommentReplied, 7, 1),
        happened(2, CommentReplied, 8, 2),
        happened(3, ReviewRequested, 7, 3),
    ];
    assert_eq!(gather(rows, NOW).len(), 3);
}

#[test]
fn what_comes_after_a_line_was_read_is_a_new_line_and_what_was_read_together_stays_together() {
    let kind = NotificationKind::CommentReplied;
    let mut rows: Vec<Happened> = (0..3).map(|n| happened(n, kind, 7, n as i64)).collect();
    for row in &mut rows {
        row.read_at = Some(Instant(50));
    }
    rows.push(happened(9, kind, 7, 60));
    let lines = gather(rows, NOW);
    let shape: Vec<(bool, usize)> = lines.iter().map(|line| (line.read, line.each.len())).collect();
    assert_eq!(shape, [(false, 1), (true, 3)]);
}

#[test]
fn what_is_put_off_stands_behind_what_is_new_and_comes_back_to_the_front_when_its_time_comes() {
    let kind = NotificationKind::ReviewRequested;
    let later = NOW + Span::hours(1);
    let put_off = Happened { snoozed_until: Some(later), ..happened(1, kind, 1, 10) };
    let new = happened(2, kind, 2, 20);
    let read = Happened { read_at: Some(Instant(31)), ..happened(3, kind, 3, 30) };
    let rows = vec![put_off, new, read];
    let order =
        |now| gather(rows.clone(), now).iter().map(|line| line.ids()[0].0.as_u128()).collect::<Vec<_>>();
    assert_eq!(order(NOW), [2, 1, 3]);
    assert_eq!(order(later), [1, 2, 3], "at that very moment it is back");
    let back = &gather(rows, later)[0];
    assert_eq!((back.at, back.is_new()), (later, true));
}

fn any_row() -> impl Strategy<Value = Happened> {
    let kinds = proptest::sample::select(NotificationKind::ALL.to_vec());
    let moment = || proptest::option::of((NOW.0 - 5)..(NOW.0 + 5));
    (any::<u16>(), kinds, 0..4_u128, (NOW.0 - 9)..NOW.0, moment(), moment()).prop_map(
        |(id, kind, review, at, read, snoozed)| Happened {
            read_at: read.map(Instant),
            snoozed_until: snoozed.map(Instant),
            ..happened(id.into(), kind, review, at)
        },
    )
}

proptest! {
    #[test]
    fn every_notification_is_in_exactly_one_line_and_a_line_mixes_nothing(
        rows in proptest::collection::vec(any_row(), 0..40)
    ) {
        let rows: Vec<Happened> =
            rows.into_iter().enumerate().map(|(n, row)| Happened { id: NotificationId(Uuid::from_u128(n as u128)), ..row }).collect();
        let lines = gather(rows.clone(), NOW);
        let told: Vec<NotificationId> = lines.iter().flat_map(NotificationLine::ids).collect();
        prop_assert_eq!(told.len(), rows.len());
        prop_assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), rows.len());
        for line in &lines {
            for row in rows.iter().filter(|row| line.ids().contains(&row.id)) {
                prop_assert_eq!((row.kind, row.submission, row.read_at.is_some()), (line.kind, line.submission, line.read));
            }
        }
        prop_assert!(lines.is_sorted_by_key(|line| (line.read, line.snoozed_until)), "unread, put off, read");
    }
}
