use super::*;
use proptest::prelude::*;

const SECOND: i64 = 1_000;

#[test]
fn a_pause_saves_the_text() {
    let mut autosave = Autosave::default();
    autosave.edited("Dear", Instant(0));
    assert_eq!(autosave.due(Instant(399)), None);
    assert_eq!(autosave.due(Instant(400)), Some("Dear"));
    assert_eq!(autosave.state(), SaveState::Saving);
    autosave.saved();
    assert_eq!((autosave.state(), autosave.wake_at()), (SaveState::Saved, None));
}

#[test]
fn typing_without_a_pause_saves_too() {
    let mut autosave = Autosave::default();
    for at in (0..=690).step_by(30) {
        autosave.edited(at, Instant(at));
        assert_eq!(autosave.due(Instant(at)), None);
    }
    assert_eq!(autosave.due(Instant(700)), Some(690));
}

#[test]
fn two_saves_never_overlap_and_the_last_text_wins() {
    let mut autosave = Autosave::default();
    autosave.edited("one", Instant(0));
    assert_eq!(autosave.due(Instant(400)), Some("one"));
    autosave.edited("one two", Instant(450));
    assert_eq!((autosave.due(Instant(5_000)), autosave.flush()), (None, None));
    autosave.saved();
    assert_eq!(autosave.due(Instant(5_000)), Some("one two"));
}

#[test]
fn a_failed_save_is_tried_again_with_the_newest_text() {
    let mut autosave = Autosave::default();
    autosave.edited("one", Instant(0));
    assert_eq!(autosave.flush(), Some("one"));
    autosave.failed(Instant(100));
    assert_eq!((autosave.state(), autosave.due(Instant(200))), (SaveState::Failed, None));
    autosave.edited("one two", Instant(300));
    assert_eq!(autosave.due(Instant(2_100)), Some("one two"));
    autosave.saved();
    assert_eq!(autosave.state(), SaveState::Saved);
}

#[test]
fn a_failed_save_keeps_its_text_when_nothing_newer_came() {
    let mut autosave = Autosave::default();
    autosave.edited("one", Instant(0));
    autosave.flush();
    autosave.failed(Instant(0));
    assert_eq!(autosave.flush(), Some("one"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A store that takes up to 250 ms for a commit: whatever the rhythm of typing, what was typed a
    /// second ago is saved.
    #[test]
    fn nothing_is_more_than_a_second_behind(
        pauses in prop::collection::vec(1_i64..900, 1..200),
        commits in prop::collection::vec(1_i64..250, 200..300),
    ) {
        let mut autosave = Autosave::default();
        let edits: Vec<i64> = pauses.iter().scan(0, |at, pause| { *at += pause; Some(*at) }).collect();
        let last = edits.last().copied().unwrap_or(0);
        let (mut saved, mut under_way, mut next, mut commit) = (0_i64, None::<(i64, i64)>, 0, commits.iter());
        for now in 0..last + 2 * SECOND {
            if let Some((text, done)) = under_way && done == now {
                autosave.saved();
                (saved, under_way) = (text, None);
            }
            if edits.get(next) == Some(&now) {
                autosave.edited(now, Instant(now));
                next += 1;
            }
            if let Some(text) = autosave.due(Instant(now)) {
                under_way = Some((text, now + commit.next().copied().unwrap_or(100)));
            }
            let oldest_unsaved = edits.iter().copied().find(|edit| *edit > saved && *edit <= now);
            prop_assert!(oldest_unsaved.is_none_or(|edit| now - edit <= SECOND), "at {now}: {oldest_unsaved:?}");
        }
        prop_assert_eq!(saved, last);
    }
}
