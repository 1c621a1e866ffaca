//! The sample workspace: it repeats itself, obeys the rules and has what it promises.

mod first_screen;
mod variety;
mod world;

use domain::base::Span;
use domain::people::Person;
use domain::reviews::{Submission, SubmissionState};
use sample::{Options, Step};
use world::{NOW, World, world};

fn bytes(steps: &[Step]) -> String {
    serde_json::to_string(steps).unwrap_or_default()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert!(bytes(&world().steps) == bytes(&sample::workspace(1, NOW)), "the second run differs");
}

#[test]
fn other_seeds_give_other_workspaces_with_the_same_people() {
    let people = |world: &World| world.all::<Person>().into_iter().map(|row| (row.id, row.name));
    for seed in [2, 3, 4] {
        let other = World::of(sample::workspace(seed, NOW));
        assert!(bytes(&world().steps) != bytes(&other.steps), "seed {seed} gives the same");
        assert_eq!(other.refused, Vec::<String>::new());
        assert!(people(world()).eq(people(&other)));
    }
}

#[test]
fn every_step_is_accepted() {
    assert_eq!(world().refused, Vec::<String>::new());
}

#[test]
fn steps_come_in_the_order_of_time_and_end_before_now() {
    let steps = &world().steps;
    assert!(steps.windows(2).all(|pair| pair[0].now < pair[1].now));
    assert!(steps.iter().all(|step| step.envelope.at == step.now && step.now < NOW));
    assert!(steps.first().is_some_and(|first| first.now.0 > NOW.0 - Span::days(150).0));
}

#[test]
fn each_step_has_an_id_of_its_own_that_tells_its_time() {
    for step in &world().steps {
        let id = step.envelope.id.0;
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(i64::try_from(id.as_u128() >> 80), Ok(step.now.0));
    }
}

#[test]
fn a_workspace_has_as_many_clients_and_reviews_as_were_asked_for() {
    let options = Options { clients: 90, reviews: 320 };
    let large = World::of(sample::workspace_with(5, NOW, options));
    assert_eq!(large.refused, Vec::<String>::new());
    let submissions: Vec<Submission> = large.all();
    assert_eq!(submissions.len(), 320);
    let open = submissions.iter().filter(|row| row.state == SubmissionState::Open).count();
    assert!(open >= 56, "{open} are open");
}
