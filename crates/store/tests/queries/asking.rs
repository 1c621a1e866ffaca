//! Short ways to ask.

use domain::base::PersonId;
use domain::people::MeView;
use domain::query::Query;
use domain::reviews::{Priority, ReviewList, ReviewsCommand, ReviewsView, RoomView, SubmissionId};
use domain::today::TodayView;
use testkit::World;

pub(crate) fn list(world: &World, viewer: PersonId, list: ReviewList) -> ReviewsView {
    world.ask(viewer, Query::Reviews { list }).unwrap()
}

pub(crate) fn ids(view: &ReviewsView) -> Vec<SubmissionId> {
    view.rows.iter().map(|row| row.submission).collect()
}

pub(crate) fn room(world: &World, viewer: PersonId, submission: SubmissionId) -> RoomView {
    world.ask(viewer, Query::Room { submission }).unwrap()
}

pub(crate) fn today(world: &World, viewer: PersonId) -> TodayView {
    world.ask(viewer, Query::Today).unwrap()
}

pub(crate) fn me(world: &World, viewer: PersonId) -> MeView {
    world.ask(viewer, Query::Me).unwrap()
}

/// A form with the one answer that it needs: the field, and what to say there.
pub(crate) type Form = (&'static str, &'static str);
pub(crate) const OBITUARY: Form = ("obituary.short", "She kept bees.");
pub(crate) const MONEY: Form = ("money_and_pensions.income", "A pension.");
pub(crate) const FUNERAL: Form = ("funeral.form", "burial");

/// A client asks for a review of a form.
pub(crate) fn ask_for(
    world: &World,
    client: PersonId,
    (path, answer): Form,
    priority: Priority,
    preferred: Option<PersonId>,
) -> SubmissionId {
    world.answer_in(client, None, path, answer);
    let section = world.section(path.split_once('.').unwrap().0);
    let (submission, mut command) = world.request_of(client, section);
    if let ReviewsCommand::Request { priority: said, preferred: wanted, .. } = &mut command {
        *said = priority;
        *wanted = preferred;
    }
    world.done(client, command);
    submission
}
