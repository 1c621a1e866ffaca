//! Sets the stage (staff, journeys, assignments), then plays what was planned.

use crate::cast::{Actor, Cast};
use crate::clock::{MINUTE, before};
use crate::contents::Contents;
use crate::corpus::Corpus;
use crate::identity::journey;
use crate::plan::{Plan, addition};
use crate::random::Random;
use crate::script::{Deed, Script};
use crate::{Options, Step};
use domain::base::{Instant, PersonId, Span, ZoneId};
use domain::command::Command;
use domain::journeys::JourneysCommand;

/// How long the platform has existed at the end.
const AGE: Span = Span::days(140);

pub(crate) fn workspace(seed: u64, now: Instant, options: Options) -> Vec<Step> {
    let corpus = Corpus::read();
    let mut random = Random::new(seed);
    let mut script = Script::new(Random::new(random.bits()), now);
    let cast = Cast::gather(&corpus.people, options.clients, &mut random);
    for deed in stage(&corpus, &cast, before(now, AGE)) {
        script.perform(deed);
    }
    #[expect(clippy::expect_used, reason = "rows in a map cannot fail")]
    let contents = Contents::read(&mut script.rows, &corpus.journeys).expect("BUG: rows in a map failed");
    let deeds = Plan::deeds(&mut random, now, options.reviews, (&corpus, &cast, &contents));
    script.play(deeds);
    script.finish()
}

/// Returns what the program does before anybody comes, a minute apart.
fn stage(corpus: &Corpus, cast: &Cast, from: Instant) -> Vec<Deed> {
    let staff = cast.others.iter().chain(&cast.mentors);
    let mut deeds: Vec<Deed> = staff.map(|actor| addition(actor, from)).collect();
    deeds.extend(corpus.journeys.iter().map(|file| {
        let file = Box::new(file.clone());
        by_program(JourneysCommand::Import { journey: journey(&file.slug), file })
    }));
    deeds.extend(cast.mentors.iter().flat_map(assignments));
    for (minute, deed) in (0..).zip(&mut deeds) {
        deed.at = from + Span(MINUTE.0 * minute);
    }
    deeds
}

fn assignments(mentor: &Actor) -> impl Iterator<Item = Deed> {
    mentor.figure.journeys.iter().map(|slug| {
        by_program(JourneysCommand::Assign { journey: journey(slug), mentor: mentor.id, active: true })
    })
}

fn by_program(command: impl Into<Command>) -> Deed {
    Deed { at: Instant::default(), actor: PersonId::default(), zone: ZoneId::utc(), command: command.into() }
}
