use super::*;
use crate::notifications::{ChannelsOfKind, NotificationKind};
use crate::reviews::SubmissionId;
use uuid::Uuid;

const START: Instant = Instant(1_795_000_000_000);

/// Returns a line about a review, so many seconds after the start.
fn line(review: u128, seconds: i64) -> NotificationLine {
    let at = START + Span::seconds(seconds);
    NotificationLine {
        each: vec![(NotificationId(Uuid::from_u128(review)), at)],
        kind: NotificationKind::ReviewRequested,
        submission: Some(SubmissionId(Uuid::from_u128(review))),
        place: None,
        subject: "Wishes".to_owned(),
        at,
        read: false,
        snoozed_until: None,
    }
}

fn undecided() -> NotificationPreferencesView {
    NotificationPreferencesView { kinds: Vec::new(), quiet: None }
}

/// A person at a computer.
struct Desk {
    announcer: Announcer,
    preferences: NotificationPreferencesView,
    quiet: bool,
    on_screen: Option<String>,
    now: Instant,
}

impl Desk {
    fn new() -> Self {
        let announcer = Announcer::since(START);
        Self {
            announcer,
            preferences: undecided(),
            quiet: false,
            on_screen: None,
            now: START + Span::hours(1),
        }
    }

    fn look(&mut self, lines: &[NotificationLine]) -> Announcement {
        self.announcer.go_over(&Occasion {
            lines,
            preferences: &self.preferences,
            quiet: self.quiet,
            on_screen: self.on_screen.as_deref(),
            now: self.now,
        })
    }
}

#[test]
fn a_line_is_told_once_and_leads_to_its_page() {
    let mut desk = Desk::new();
    let lines = [line(7, 1)];
    let told = desk.look(&lines).tell;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].title.as_str(), told[0].body.as_str()),
        ("A review for you", "Wishes was sent to you for review.")
    );
    assert_eq!(told[0].address, lines[0].address());
    assert_eq!(desk.look(&lines), Announcement::default());
}

#[test]
fn what_happened_before_is_not_told() {
    assert_eq!(Desk::new().look(&[line(7, 0)]), Announcement::default());
}

#[test]
fn a_line_that_comes_back_is_told_again() {
    let mut desk = Desk::new();
    desk.look(&[line(7, 1)]);
    let put_off = NotificationLine { snoozed_until: Some(desk.now), ..line(7, 1) };
    assert_eq!(desk.look(&[put_off]).withdraw, [1], "it is off the screen meanwhile");
    assert_eq!(desk.look(&[line(7, 600)]).tell.len(), 1);
}

#[test]
fn what_was_read_is_taken_back() {
    let mut desk = Desk::new();
    let id = desk.look(&[line(7, 1)]).tell[0].id;
    let read = NotificationLine { read: true, ..line(7, 1) };
    assert_eq!(desk.look(std::slice::from_ref(&read)).withdraw, [id]);
    assert_eq!(desk.look(&[read]), Announcement::default());
    assert!(desk.announcer.toast(id).is_none());
}

#[test]
fn nothing_is_told_of_the_page_in_front_of_the_person_then_or_later() {
    for page in [line(7, 1).address(), "/notifications".to_owned()] {
        let mut desk = Desk::new();
        desk.on_screen = Some(page);
        assert!(desk.look(&[line(7, 1)]).tell.is_empty());
        desk.on_screen = None;
        assert!(desk.look(&[line(7, 1)]).tell.is_empty(), "they have seen it");
        assert_eq!(desk.look(&[line(7, 1), line(8, 2)]).tell.len(), 1, "another one is told");
    }
}

#[test]
fn in_quiet_hours_only_what_is_urgent_is_told_and_the_rest_afterwards() {
    let mut desk = Desk::new();
    desk.quiet = true;
    let urgent = NotificationLine { kind: NotificationKind::LeaseEnding, ..line(8, 2) };
    let lines = [line(7, 1), urgent];
    let told = desk.look(&lines);
    assert!(told.held_back);
    assert_eq!(
        told.tell.iter().map(|toast| toast.title.as_str()).collect::<Vec<_>>(),
        ["A review is due soon"]
    );
    desk.quiet = false;
    let told = desk.look(&lines);
    assert!(!told.held_back);
    assert_eq!(told.tell.iter().map(|toast| toast.title.as_str()).collect::<Vec<_>>(), ["A review for you"]);
}

#[test]
fn a_kind_that_is_switched_off_is_not_told() {
    let mut desk = Desk::new();
    let off = ChannelsOfKind { kind: NotificationKind::ReviewRequested, in_app: true, desktop: false };
    desk.preferences.kinds.push(off);
    assert_eq!(desk.look(&[line(7, 1)]), Announcement::default());
}

#[test]
fn after_a_week_away_five_are_told_at_most_and_the_last_of_them_stands_for_the_rest() {
    let mut desk = Desk::new();
    let lines: Vec<NotificationLine> = (1..=300).map(|review| line(review, 1)).collect();
    let told = desk.look(&lines).tell;
    assert_eq!(told.len(), TOAST_LIMIT);
    let (summary, alone) = told.split_last().unwrap();
    assert!(alone.iter().all(|toast| !toast.summary));
    assert_eq!(
        (summary.address.as_str(), summary.body.as_str()),
        ("/notifications", "There are 296 more things to read.")
    );
    let about: usize = told.iter().map(|toast| toast.about.len()).sum();
    assert_eq!(about, 300, "the list is complete");
}

#[test]
fn one_after_the_other_they_are_no_more_than_five_in_a_minute_either() {
    let mut desk = Desk::new();
    let mut on_screen = BTreeSet::new();
    let mut lines = Vec::new();
    for review in 1..=20 {
        lines.push(line(review, 1));
        let told = desk.look(&lines);
        on_screen.extend(told.tell.iter().map(|toast| toast.id));
        for id in told.withdraw {
            on_screen.remove(&id);
        }
        assert!(on_screen.len() <= TOAST_LIMIT, "{on_screen:?} after {review}");
    }
    let about: usize = on_screen.iter().map(|id| desk.announcer.toast(*id).unwrap().about.len()).sum();
    assert_eq!(about, 20, "each of them is told somewhere");
    desk.now = desk.now + BURST;
    lines.push(line(21, 1));
    assert!(!desk.look(&lines).tell[0].summary, "a minute later there is room again");
}

#[test]
fn a_line_that_grew_stands_in_for_what_was_told_of_it() {
    let mut desk = Desk::new();
    let first = desk.look(&[line(7, 1)]).tell[0].id;
    let mut more = line(7, 1);
    more.each.insert(0, (NotificationId(Uuid::from_u128(99)), START + Span::seconds(9)));
    let told = desk.look(&[more]);
    assert_eq!((told.withdraw, told.tell.len()), (vec![first], 1));
}
