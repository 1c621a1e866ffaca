use super::*;
use crate::reviews::{ReviewList, ReviewOrder};
use crate::saved_views::SavedViewsView;
use crate::testing::{ALICE, CAROL, World};

fn shows(words: &str) -> Shows {
    let (list, sorted) = (ReviewList::Queue, ReviewOrder::Oldest);
    Shows { list, sorted, journey: "Care".to_owned(), words: words.to_owned() }
}

fn save(view: SavedViewId, name: &str) -> SavedViewsCommand {
    SavedViewsCommand::Save { view, name: name.to_owned(), shows: shows("short") }
}

fn saved(world: &mut World, person: PersonId, name: &str) -> SavedViewId {
    let view = world.id();
    world.done(person, save(view, name));
    view
}

fn names(world: &mut World, person: PersonId) -> Vec<String> {
    let rows = world.list(SavedView::BY_PERSON, &[person.to_value()]);
    SavedViewsView::of(rows).views.into_iter().map(|view| view.name).collect()
}

fn first(world: &mut World, person: PersonId) -> Vec<SavedViewId> {
    let rows: Vec<SavedView> = world.list(SavedView::BY_PERSON, &[person.to_value()]);
    rows.into_iter().filter(|view| view.opens_first).map(|view| view.id).collect()
}

#[test]
fn a_view_is_kept_as_it_was_saved_and_its_name_is_tidied() {
    let mut world = World::new();
    let view = saved(&mut world, ALICE, "  Short \t ones ");
    let row: SavedView = world.get(view);
    assert_eq!((row.name.as_str(), row.person_id, row.opens_first), ("Short ones", ALICE, false));
    assert_eq!(row.shows(), shows("short"));
}

#[test]
fn a_view_that_is_saved_again_shows_what_was_saved_last_and_still_opens_first() {
    let mut world = World::new();
    let view = saved(&mut world, ALICE, "Short");
    world.done(ALICE, SavedViewsCommand::OpenFirst { view: Some(view) });
    let again = SavedViewsCommand::Save { view, name: "Long".to_owned(), shows: shows("long") };
    world.done(ALICE, again);
    let row: SavedView = world.get(view);
    assert_eq!((row.name.as_str(), row.opens_first), ("Long", true));
    assert_eq!(row.shows(), shows("long"));
}

#[test]
fn a_name_is_there_short_enough_and_given_once() {
    let mut world = World::new();
    let view = saved(&mut world, ALICE, "Éclair");
    let other: SavedViewId = world.id();
    for (name, code) in [
        (String::new(), Code::Invalid),
        (" \n ".to_owned(), Code::Invalid),
        ("é".repeat(NAME_LIMIT + 1), Code::Invalid),
        (" éCLAIR".to_owned(), Code::Conflict),
        ("E\u{301}clair".to_owned(), Code::Conflict),
    ] {
        world.refused_as(ALICE, code, save(other, &name));
    }
    world.done(ALICE, save(other, &"é".repeat(NAME_LIMIT)));
    let rename = |view, name: &str| SavedViewsCommand::Rename { view, name: name.to_owned() };
    world.refused_as(ALICE, Code::Conflict, rename(other, "éclair"));
    world.refused_as(ALICE, Code::Invalid, rename(other, " "));
    world.done(ALICE, rename(view, "éclair"));
    // Kept as it was typed.
    world.done(ALICE, rename(view, "e\u{301}clair"));
    assert!(names(&mut world, ALICE).contains(&"e\u{301}clair".to_owned()));
    world.done(ALICE, rename(view, "éclair"));
    world.done(ALICE, rename(other, "Zebra"));
    assert_eq!(names(&mut world, ALICE), ["Zebra", "éclair"]);
    saved(&mut world, CAROL, "Zebra");
}

#[test]
fn words_that_filter_are_not_endless() {
    let mut world = World::new();
    let long = "x".repeat(WORDS_LIMIT + 1);
    let view: SavedViewId = world.id();
    let save = |shows| SavedViewsCommand::Save { view, name: "Long".to_owned(), shows };
    world.refused_as(ALICE, Code::Invalid, save(shows(&long)));
    world.refused_as(ALICE, Code::Invalid, save(Shows { journey: long, ..shows("") }));
    world.done(ALICE, save(shows(&"é".repeat(WORDS_LIMIT))));
}

#[test]
fn a_person_keeps_so_many_views_and_what_is_there_can_still_be_saved() {
    let mut world = World::new();
    let views: Vec<SavedViewId> =
        (0..LIMIT).map(|number| saved(&mut world, ALICE, &format!("View {number}"))).collect();
    let one_more: SavedViewId = world.id();
    world.refused_as(ALICE, Code::Conflict, save(one_more, "One more"));
    world.done(ALICE, save(views[0], "The first"));
    saved(&mut world, CAROL, "Of another");
    world.done(ALICE, SavedViewsCommand::Remove { view: views[0] });
    world.done(ALICE, save(one_more, "One more"));
}

#[test]
fn nobody_changes_or_learns_of_the_views_of_another() {
    let mut world = World::new();
    let view = saved(&mut world, ALICE, "Mine");
    world.refused_as(CAROL, Code::Conflict, save(view, "Taken"));
    let name = "Taken".to_owned();
    world.refused_as(CAROL, Code::NotFound, SavedViewsCommand::Rename { view, name });
    world.refused_as(CAROL, Code::NotFound, SavedViewsCommand::Remove { view });
    world.refused_as(CAROL, Code::NotFound, SavedViewsCommand::OpenFirst { view: Some(view) });
    assert_eq!(names(&mut world, ALICE), ["Mine"]);
}

#[test]
fn at_most_one_view_opens_first() {
    let mut world = World::new();
    let (one, other) = (saved(&mut world, ALICE, "One"), saved(&mut world, ALICE, "Other"));
    let of_carol = saved(&mut world, CAROL, "Hers");
    let open = |view| SavedViewsCommand::OpenFirst { view };
    world.done(CAROL, open(Some(of_carol)));
    world.done(ALICE, open(Some(one)));
    world.done(ALICE, open(Some(other)));
    assert_eq!(first(&mut world, ALICE), [other]);
    world.done(ALICE, open(None));
    assert_eq!(first(&mut world, ALICE), []);
    assert_eq!(first(&mut world, CAROL), [of_carol]);
}

#[test]
fn a_view_is_deleted_for_good_and_can_be_saved_again_as_it_was() {
    let mut world = World::new();
    let view = saved(&mut world, ALICE, "Short");
    world.done(ALICE, SavedViewsCommand::Remove { view });
    assert!(world.find::<SavedView>(view).is_none());
    world.done(ALICE, SavedViewsCommand::Remove { view });
    world.done(ALICE, save(view, "Short"));
    assert_eq!(names(&mut world, ALICE), ["Short"]);
}
