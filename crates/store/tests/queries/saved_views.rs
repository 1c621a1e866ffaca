//! The views that a person saved: kept with their command, once, and shown to nobody else.

use domain::base::{Code, PersonId};
use domain::query::Query;
use domain::reviews::{ReviewList, ReviewOrder};
use domain::saved_views::{SavedViewId, SavedViewsCommand, SavedViewsView, Shows};
use store::each_engine;
use testkit::{ADMIN, ALICE, CAROL, World};

#[cfg(test)]
fn shows(words: &str) -> Shows {
    Shows {
        list: ReviewList::Done,
        sorted: ReviewOrder::Longest,
        journey: "When I Die".to_owned(),
        words: words.to_owned(),
    }
}

#[cfg(test)]
fn save(view: SavedViewId, name: &str) -> SavedViewsCommand {
    SavedViewsCommand::Save { view, name: name.to_owned(), shows: shows("Żółć 100 %") }
}

#[cfg(test)]
fn views(world: &World, person: PersonId) -> SavedViewsView {
    world.ask(person, Query::SavedViews).unwrap()
}

#[cfg(test)]
fn names(world: &World, person: PersonId) -> Vec<(String, bool)> {
    views(world, person).views.into_iter().map(|view| (view.name, view.opens_first)).collect()
}

each_engine! {
    fn a_view_is_shown_as_it_was_saved_and_to_its_owner_alone(world: World) {
        let view = world.id();
        world.done(ALICE, save(view, "long ones"));
        world.done(ALICE, save(world.id(), "Another"));
        assert_eq!(names(&world, ALICE), [("Another".to_owned(), false), ("long ones".to_owned(), false)]);
        let line = views(&world, ALICE).views.remove(1);
        assert_eq!((line.id, line.shows), (view, shows("Żółć 100 %")));
        assert_eq!(views(&world, CAROL), SavedViewsView::default());
        assert_eq!(views(&world, ADMIN), SavedViewsView::default());
    }

    fn a_view_is_renamed_saved_again_opened_first_and_deleted(world: World) {
        let (one, other): (SavedViewId, SavedViewId) = (world.id(), world.id());
        world.done(ALICE, save(one, "One"));
        world.done(ALICE, save(other, "Other"));
        world.done(ALICE, SavedViewsCommand::OpenFirst { view: Some(one) });
        world.done(ALICE, SavedViewsCommand::OpenFirst { view: Some(other) });
        world.done(ALICE, SavedViewsCommand::Rename { view: one, name: "Zebra".to_owned() });
        assert_eq!(names(&world, ALICE), [("Other".to_owned(), true), ("Zebra".to_owned(), false)]);
        world.done(ALICE, SavedViewsCommand::Save { view: other, name: "Other".to_owned(), shows: shows("new") });
        assert_eq!(views(&world, ALICE).views[0].shows, shows("new"));
        world.done(ALICE, SavedViewsCommand::Remove { view: other });
        assert_eq!(names(&world, ALICE), [("Zebra".to_owned(), false)]);
        world.done(ALICE, save(other, "Other"));
        assert_eq!(names(&world, ALICE).len(), 2, "deleting is undone by saving it again");
    }

    fn a_step_that_comes_twice_counts_once(world: World) {
        let view = world.id();
        let first = world.envelope(ALICE, save(view, "Short"));
        world.send(&first).unwrap();
        world.done(ALICE, SavedViewsCommand::Remove { view });
        world.send(&first).unwrap();
        assert_eq!(names(&world, ALICE), [], "what came again is the step of before, not a new one");
    }

    fn a_name_that_is_taken_is_refused_and_nothing_is_changed(world: World) {
        world.done(ALICE, save(world.id(), "Short"));
        let refusal = world.run(ALICE, save(world.id(), "SHORT")).unwrap_err();
        assert!(format!("{refusal:?}").contains(&format!("{:?}", Code::Conflict)), "{refusal:?}");
        assert_eq!(names(&world, ALICE).len(), 1);
        world.done(CAROL, save(world.id(), "Short"));
    }
}
