use super::*;
use uuid::Uuid;

const NOTE: Slot = Slot::Note;

fn rev(number: u128) -> Rev {
    Rev(Uuid::from_u128(number))
}

/// A text that began with revision 1 and was saved as 2 and 3.
fn saved_twice() -> Bases {
    let mut bases = Bases::default();
    bases.begin(NOTE, rev(1));
    bases.saved(NOTE, rev(2));
    bases.saved(NOTE, rev(3));
    bases
}

/// Whether the store's text is shown once it says this revision.
fn shows(bases: &mut Bases, now: u128, kept: &[u128], waits: bool) -> bool {
    let kept = kept.iter().map(|number| rev(*number)).collect();
    !bases.read(BTreeMap::from([(NOTE, rev(now))]), &kept, |_| waits).is_empty()
}

#[test]
fn a_save_begins_with_what_was_on_the_screen_and_the_next_one_with_that_save() {
    let mut bases = Bases::default();
    assert_eq!(bases.of(NOTE), None);
    bases.begin(NOTE, rev(1));
    bases.begin(NOTE, rev(9));
    assert_eq!(bases.of(NOTE), Some(rev(1)), "what came while it was written was not what it began with");
    bases.saved(NOTE, rev(2));
    assert_eq!(bases.of(NOTE), Some(rev(2)));
}

#[test]
fn the_store_has_the_word_again_once_it_knows_the_last_save() {
    let mut bases = saved_twice();
    assert!(!shows(&mut bases, 1, &[], false), "an answer from before");
    assert!(!shows(&mut bases, 2, &[], false), "an answer from between");
    assert!(shows(&mut bases, 3, &[], false));
    assert_eq!((bases.of(NOTE), bases.shown(NOTE)), (None, rev(3)));
}

#[test]
fn what_another_device_made_of_a_saved_text_is_shown_and_written_on() {
    let mut bases = saved_twice();
    assert!(shows(&mut bases, 9, &[], false));
    bases.begin(NOTE, bases.shown(NOTE));
    assert_eq!(bases.of(NOTE), Some(rev(9)));
}

#[test]
fn a_text_that_is_not_saved_keeps_what_it_began_with_and_is_known_to_be_overtaken() {
    let mut bases = saved_twice();
    assert!(!shows(&mut bases, 3, &[], true));
    assert!(!bases.is_overtaken());
    assert!(!shows(&mut bases, 9, &[], true));
    assert_eq!(bases.of(NOTE), Some(rev(3)));
    assert!(bases.is_overtaken() && bases.take_overtaken(NOTE) && !bases.is_overtaken());
}

#[test]
fn a_text_that_is_kept_beside_another_one_goes_on_being_written_until_that_is_settled() {
    let mut bases = saved_twice();
    assert!(!shows(&mut bases, 9, &[3], false));
    assert_eq!(bases.of(NOTE), Some(rev(3)));
    assert!(shows(&mut bases, 9, &[7], false), "some other text that waits");
}

#[test]
fn a_text_that_the_store_does_not_have_counts_as_the_nil_revision() {
    let mut bases = Bases::default();
    bases.begin(NOTE, Rev::default());
    bases.saved(NOTE, rev(2));
    let nothing = |bases: &mut Bases| bases.read(BTreeMap::new(), &BTreeSet::new(), |_| false).is_empty();
    assert!(nothing(&mut bases), "the answer from before");
    let mut emptied_elsewhere = saved_twice();
    assert!(!nothing(&mut emptied_elsewhere));
}
