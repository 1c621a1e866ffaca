//! Who takes part: mentors, creators and the admin as they are, and as many clients as are asked for.

use crate::corpus::{Circle, Figure};
use crate::featured;
use crate::identity::person;
use crate::random::Random;
use domain::base::{PersonId, ZoneId};
use domain::command::Role;
use domain::enrolments::Tier;
use std::collections::BTreeMap;

/// How many clients have enrolled and not answered anything yet.
const IDLE: usize = 3;
/// How many wedding clients also go through Care.
const IN_BOTH: usize = 6;

/// A person of the sample.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) id: PersonId,
    pub(crate) figure: Figure,
}

/// A client with what they have booked.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) actor: Actor,
    pub(crate) language: String,
    pub(crate) tiers: BTreeMap<String, Tier>,
    /// Whether the client has not begun yet.
    pub(crate) idle: bool,
}

/// Everybody.
pub(crate) struct Cast {
    pub(crate) mentors: Vec<Actor>,
    pub(crate) others: Vec<Actor>,
    pub(crate) clients: Vec<Client>,
}

impl Actor {
    fn new(figure: Figure) -> Self {
        Self { id: person(&figure.key), figure }
    }

    pub(crate) fn zone(&self) -> &ZoneId {
        &self.figure.zone
    }

    pub(crate) fn speaks(&self, language: &str) -> bool {
        self.figure.languages.iter().any(|spoken| spoken == language)
    }

    pub(crate) fn takes(&self, journey: &str) -> bool {
        self.figure.journeys.iter().any(|slug| slug == journey)
    }
}

impl Client {
    pub(crate) fn circle(&self) -> &Circle {
        &self.actor.figure.circle
    }

    /// Says whether the client may ask for reviews in a journey.
    pub(crate) fn is_guided(&self, journey: &str) -> bool {
        self.tiers.get(journey).is_some_and(|tier| *tier != Tier::Essentials)
    }
}

impl Cast {
    /// Gathers the people and decides what the clients have booked.
    pub(crate) fn gather(figures: &[Figure], clients: usize, random: &mut Random) -> Self {
        let with = |role: Role| figures.iter().filter(move |figure| figure.roles.contains(&role)).cloned();
        let known: Vec<Figure> = with(Role::Client).collect();
        let figures_of_clients = (0..clients).filter_map(|number| client(&known, number));
        let mut clients: Vec<Client> =
            figures_of_clients.map(|figure| book(Actor::new(figure), random)).collect();
        set_aside(&mut clients, random);
        let staff =
            |figure: &Figure| !figure.roles.contains(&Role::Mentor) && !figure.roles.contains(&Role::Client);
        Self {
            mentors: with(Role::Mentor).map(Actor::new).collect(),
            others: figures.iter().filter(|figure| staff(figure)).cloned().map(Actor::new).collect(),
            clients,
        }
    }
}

/// Returns the client of a number: one of those that are known, then namesakes of theirs.
fn client(known: &[Figure], number: usize) -> Option<Figure> {
    let own = known.get(number % known.len().max(1))?.clone();
    let turn = number / known.len();
    if turn == 0 {
        return Some(own);
    }
    let same_language: Vec<&Figure> =
        known.iter().filter(|other| other.languages.first() == own.languages.first()).collect();
    let other = same_language.get((number * 7 + turn) % same_language.len())?;
    let part = |figure: &Figure, part: &str| figure.circle.get(part).cloned().unwrap_or_default();
    let key = format!("{}-{}", own.key, turn + 1);
    let surname = part(other, "surname");
    let name = own.name.replace(&part(&own, "surname"), &surname);
    let email = format!("{key}@example.org");
    let mut circle = own.circle.clone();
    for (part, word) in [("name", &name), ("surname", &surname), ("email", &email)] {
        circle.insert(part.to_owned(), word.clone());
    }
    Some(Figure { key, name, email, circle, ..own })
}

fn book(actor: Actor, random: &mut Random) -> Client {
    let featured = featured::has(&actor.figure.key);
    let tier = |random: &mut Random| match random.below(100) {
        0..15 if !featured => Tier::Essentials,
        0..72 => Tier::Guided,
        _ => Tier::Premium,
    };
    let tiers = actor.figure.journeys.iter().map(|slug| (slug.clone(), tier(random))).collect();
    let language = actor.figure.languages.first().cloned().unwrap_or_default();
    Client { actor, language, tiers, idle: false }
}

/// Chooses who has not begun yet, and who is in both journeys.
fn set_aside(clients: &mut [Client], random: &mut Random) {
    let mut order: Vec<usize> = (0..clients.len()).collect();
    random.shuffle(&mut order);
    let (mut idle, mut both) = (0, 0);
    for place in order {
        let Some(client) = clients.get_mut(place) else { continue };
        if featured::has(&client.actor.figure.key) {
            continue;
        }
        let english = client.language == "en";
        if idle < IDLE && english {
            client.idle = true;
            idle += 1;
        } else if both < IN_BOTH && client.actor.takes("wedding") && english {
            let tier = if random.chance(50) { Tier::Guided } else { Tier::Premium };
            client.tiers.insert("care".to_owned(), tier);
            both += 1;
        }
    }
}
