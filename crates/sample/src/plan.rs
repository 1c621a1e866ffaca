//! The plan: which stories there are, who takes part and when, told into one list of deeds.

use crate::agenda::Agenda;
use crate::cast::{Actor, Cast, Client};
use crate::casting::{Casting, Part};
use crate::clock::{MINUTE, before, between};
use crate::contents::Contents;
use crate::corpus::{Corpus, Set};
use crate::featured;
use crate::identity::{journey, persona};
use crate::plot::{Plot, filler, stories};
use crate::random::Random;
use crate::script::Deed;
use crate::story::times::{Draw, holds};
use crate::story::{Teller, Thread};
use domain::base::{Instant, PersonId, Span, ZoneId};
use domain::enrolments::{Enrolment, EnrolmentId, EnrolmentsCommand, Tier};
use domain::people::PeopleCommand;
use std::collections::BTreeMap;

/// How many reviews the persona completes among 200.
const DONE_BY_PERSONA: usize = 20;
/// How often times and mentor are drawn anew for a story with one cast.
const TRIES: usize = 40;
/// How many casts are tried for a story.
const RECASTS: usize = 6;

/// What is planned so far.
pub(crate) struct Plan<'a> {
    pub(crate) random: &'a mut Random,
    pub(crate) end: Instant,
    pub(crate) reviews: usize,
    pub(crate) corpus: &'a Corpus,
    pub(crate) cast: &'a Cast,
    pub(crate) contents: &'a Contents,
    pub(crate) casting: Casting<'a>,
    pub(crate) agenda: Agenda,
    pub(crate) deeds: Vec<Deed>,
    /// When each client first did something in a journey.
    pub(crate) begun: BTreeMap<(usize, &'a str), Instant>,
    pub(crate) told: usize,
    pub(crate) done_by_persona: usize,
}

impl<'a> Plan<'a> {
    /// Returns everything that clients and mentors do.
    pub(crate) fn deeds(
        random: &'a mut Random,
        end: Instant,
        reviews: usize,
        (corpus, cast, contents): (&'a Corpus, &'a Cast, &'a Contents),
    ) -> Vec<Deed> {
        let mut plan = Self {
            random,
            end,
            reviews,
            corpus,
            cast,
            contents,
            casting: Casting::new(cast, &corpus.sets),
            agenda: Agenda::default(),
            deeds: Vec::new(),
            begun: BTreeMap::new(),
            told: 0,
            done_by_persona: 0,
        };
        plan.featured();
        plan.stories();
        plan.alone();
        plan.sign_ups();
        plan.deeds
    }

    /// Tells what the first screens are about.
    fn featured(&mut self) {
        for (person, key, plot) in featured::stories() {
            let part = self.casting.named(person, key);
            let told = part.is_some_and(|part| self.tell(&plot, part, Some(persona())));
            if !told && let Some(part) = part {
                self.casting.give_back(part);
            }
        }
    }

    fn stories(&mut self) {
        for plot in stories(self.reviews) {
            if self.told + plot.rounds <= self.reviews {
                self.story(&plot);
            }
        }
        let mut failed = 0;
        let mut turn = 0;
        while self.told < self.reviews && failed < TRIES {
            let plot = filler(turn, self.reviews - self.told);
            failed = if self.story(&plot) { 0 } else { failed + 1 };
            turn += 1;
        }
    }

    /// Casts a story and tells it; where no mentor has time for the client's language, it is cast anew.
    fn story(&mut self, plot: &Plot) -> bool {
        let mut tried = Vec::new();
        let mut told = false;
        while !told && tried.len() < RECASTS {
            let Some(part) = self.casting.reviewed(plot, self.end, self.random) else { break };
            told = self.tell(plot, part, None);
            if !told {
                tried.push(part);
            }
        }
        for part in tried {
            self.casting.give_back(part);
        }
        told
    }

    /// Tells a story if mentors have time for it.
    fn tell(&mut self, plot: &Plot, part: Part, by: Option<PersonId>) -> bool {
        let corpus = self.corpus;
        let cast = self.cast;
        let (Some(client), Some(set)) = (cast.clients.get(part.client), corpus.sets.get(part.set)) else {
            return false;
        };
        for _ in 0..TRIES {
            let Some(mentor) = self.mentor(set, plot, by) else { return false };
            let Some(second) = self.second(set, plot, mentor) else { return false };
            let longest = if self.reviews > 1_000 { Span::hours(3) } else { Span::hours(60) };
            let (end, zones) = (self.end, (client.actor.zone(), mentor.zone()));
            let mut draw = Draw { random: self.random, end, client: zones.0, mentor: zones.1, longest };
            let rounds = draw.rounds(plot);
            let times = holds(plot, &rounds, mentor.id, second.id);
            if !self.agenda.has_room(&times) {
                continue;
            }
            self.agenda.book(&times);
            let words = set.told_by(client.circle(), client.actor.figure.money_scale);
            let words = if by.is_some() { featured::dressed(words, self.random) } else { words };
            let words = words.stretched(plot.changes());
            let words = if plot.is_approved() { words.settled(plot.changes()) } else { words };
            let told = self.with_teller(part.client, client, set, (mentor, second), &words, |teller| {
                teller.tell(plot, &rounds);
            });
            if told {
                self.told += plot.rounds;
            }
            return told;
        }
        false
    }

    fn with_teller(
        &mut self,
        place: usize,
        client: &'a Client,
        set: &'a Set,
        (mentor, second): (&'a Actor, &'a Actor),
        words: &Set,
        tell: impl FnOnce(&mut Teller<'_>),
    ) -> bool {
        let Some(at) = self.contents.place(&set.journey, &set.section) else { return false };
        let enrolment = enrolment(client, &set.journey);
        let thread = Thread { client, mentor, second, place: at, enrolment, set: words };
        let mut teller = Teller::new(self.random, self.end, &self.corpus.phrases, thread);
        tell(&mut teller);
        let deeds = teller.deeds;
        self.done_by_persona +=
            deeds.iter().filter(|deed| deed.actor == persona() && deed.completes()).count();
        if let Some(first) = deeds.iter().map(|deed| deed.at).min() {
            let begun = self.begun.entry((place, &set.journey)).or_insert(first);
            *begun = first.min(*begun);
        }
        self.deeds.extend(deeds);
        true
    }

    /// Returns a mentor who can read the texts and takes the journey. The persona has a quota of completed
    /// reviews, and her court holds the featured stories alone.
    fn mentor(&mut self, set: &Set, plot: &Plot, by: Option<PersonId>) -> Option<&'a Actor> {
        let cast = self.cast;
        let able = |mentor: &&Actor| mentor.speaks(&set.language) && mentor.takes(&set.journey);
        if let Some(by) = by {
            return cast.mentors.iter().find(|mentor| mentor.id == by);
        }
        let quota = (DONE_BY_PERSONA * self.reviews).div_ceil(200);
        let asked_for = self.done_by_persona + plot.rounds <= quota && !plot.is_in_a_court();
        let hers = cast.mentors.iter().filter(able).find(|mentor| mentor.id == persona());
        if asked_for && hers.is_some() && self.random.chance(45) {
            return hers;
        }
        let mut others: Vec<&Actor> =
            cast.mentors.iter().filter(able).filter(|mentor| mentor.id != persona()).collect();
        self.random.shuffle(&mut others);
        // The one of three who has had the least to do.
        others.into_iter().take(3).min_by_key(|mentor| self.agenda.load(mentor.id))
    }

    /// Returns another mentor who could take the review over; the same one where nobody has to.
    fn second(&mut self, set: &Set, plot: &Plot, first: &'a Actor) -> Option<&'a Actor> {
        if !plot.needs_two_mentors() {
            return Some(first);
        }
        let able = |mentor: &&Actor| mentor.speaks(&set.language) && mentor.takes(&set.journey);
        let free = |mentor: &&Actor| ![first.id, persona()].contains(&mentor.id);
        let others: Vec<&Actor> = self.cast.mentors.iter().filter(able).filter(free).collect();
        self.random.pick(&others).copied()
    }

    /// Tells what clients write without asking for a review: all that Essentials clients do.
    fn alone(&mut self) {
        let cast = self.cast;
        for (place, client) in cast.clients.iter().enumerate().filter(|(_, client)| !client.idle) {
            for (slug, tier) in &client.tiers {
                let sections = match tier {
                    Tier::Essentials => self.random.within(3..=7),
                    Tier::Guided | Tier::Premium => self.random.within(0..=2),
                };
                for _ in 0..sections {
                    self.section_alone(place, client, slug);
                }
            }
        }
    }

    fn section_alone(&mut self, place: usize, client: &'a Client, slug: &str) {
        let Some(part) = self.casting.alone(place, slug, self.random) else { return };
        let corpus = self.corpus;
        let (Some(set), Some(mentor)) = (corpus.sets.get(part.set), self.cast.mentors.first()) else {
            return;
        };
        let words = set.told_by(client.circle(), client.actor.figure.money_scale);
        let to = before(self.end, Span::hours(1));
        let until = between(self.random, client.actor.zone(), before(self.end, Span::days(70)), to);
        let share = if self.random.chance(60) { 100 } else { 20 + self.random.below(60) };
        self.with_teller(place, client, set, (mentor, mentor), &words, |teller| {
            teller.write_without_asking(until, share);
        });
    }

    /// Adds each client shortly before the first thing they do, and enrols them.
    fn sign_ups(&mut self) {
        let cast = self.cast;
        for (place, client) in cast.clients.iter().enumerate() {
            let zone = client.actor.zone();
            let mut first = self.end;
            for (slug, tier) in &client.tiers {
                let from = before(self.end, Span::days(40));
                let later = between(self.random, zone, from, before(self.end, Span::days(2)));
                let begun = self.begun.get(&(place, slug.as_str())).copied().unwrap_or(later);
                let at = before(begun, Span(self.random.within(2..=40) * MINUTE.0));
                first = first.min(at);
                let command = EnrolmentsCommand::Enrol { journey: journey(slug), tier: *tier };
                self.deeds.push(Deed {
                    at,
                    actor: client.actor.id,
                    zone: zone.clone(),
                    command: command.into(),
                });
            }
            self.deeds.push(addition(&client.actor, before(first, Span(3 * MINUTE.0))));
        }
    }
}

/// Returns the deed by which the program adds a person.
pub(crate) fn addition(actor: &Actor, at: Instant) -> Deed {
    let figure = &actor.figure;
    let command = PeopleCommand::Add {
        person: actor.id,
        name: figure.name.clone(),
        email: figure.email.clone(),
        zone: figure.zone.clone(),
        roles: figure.roles.clone(),
        bio: figure.bio.clone(),
    };
    Deed { at, actor: PersonId::default(), zone: ZoneId::utc(), command: command.into() }
}

fn enrolment(client: &Client, slug: &str) -> EnrolmentId {
    Enrolment::id_of(journey(slug), client.actor.id)
}
