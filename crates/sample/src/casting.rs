//! Who plays which story with which texts: each client uses a section once, and texts are used evenly.

use crate::cast::{Cast, Client};
use crate::clock::{awake, before};
use crate::corpus::Set;
use crate::plot::{Ending, Plot};
use crate::random::Random;
use domain::base::{Instant, Span};
use std::collections::BTreeSet;

/// How many pairs of client and texts are looked at for one story.
const TRIES: usize = 240;

/// A client and the texts that they use, by their places in the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) client: usize,
    pub(crate) set: usize,
}

/// What is still free.
pub(crate) struct Casting<'a> {
    clients: &'a [Client],
    sets: &'a [Set],
    pairs: Vec<Part>,
    used: Vec<usize>,
    load: Vec<usize>,
    taken: BTreeSet<(usize, &'a str, &'a str)>,
}

impl<'a> Casting<'a> {
    pub(crate) fn new(cast: &'a Cast, sets: &'a [Set]) -> Self {
        let clients = cast.clients.as_slice();
        let mut pairs = Vec::new();
        for (client, who) in clients.iter().enumerate() {
            let fitting = sets.iter().enumerate().filter(|(_, set)| can_use(who, set));
            pairs.extend(fitting.map(|(set, _)| Part { client, set }));
        }
        let (used, load) = (vec![0; sets.len()], vec![0; clients.len()]);
        Self { clients, sets, pairs, used, load, taken: BTreeSet::new() }
    }

    /// Returns a part for a story that is reviewed, if there is one.
    pub(crate) fn reviewed(&mut self, plot: &Plot, end: Instant, random: &mut Random) -> Option<Part> {
        let changes = plot.changes();
        let awake_lately = plot.ending == Ending::Fresh || plot.ending == Ending::Begun;
        let lately = before(end, Span::hours(3));
        self.best(random, |client, set| {
            let asks = plot.ending != Ending::Asked || plot.rounds > 1 || set.asks_in(0);
            if !client.is_guided(&set.journey) || set.most_changes() < changes || !asks {
                return None;
            }
            let asleep = awake_lately && !awake(client.actor.zone(), lately);
            // Texts that ask for changes are kept for the stories that need them; none is stretched if
            // another has enough.
            let spare = set.rounds.len().abs_diff(changes);
            let mismatch = plot.is_approved() && set.asks_in(changes);
            // What waits for anybody should be readable by most.
            let waits = matches!(plot.ending, Ending::Fresh | Ending::Waiting | Ending::Returned);
            let foreign = waits && set.language != "en";
            let price = |true_of: bool, price| if true_of { price } else { 0 };
            Some(2 * spare + price(asleep, 8) + price(mismatch, 4) + price(foreign, 7))
        })
    }

    /// Returns a part for a section that a client of one place works on alone.
    pub(crate) fn alone(&mut self, who: usize, journey: &str, random: &mut Random) -> Option<Part> {
        // The pairs are in the order of the clients.
        let from = self.pairs.partition_point(|part| part.client < who);
        let own = self.pairs.iter().skip(from).take_while(|part| part.client == who).copied();
        let of_journey = |part: &Part| self.sets.get(part.set).is_some_and(|set| set.journey == journey);
        let mut free: Vec<Part> = own.filter(|part| self.is_free(*part) && of_journey(part)).collect();
        random.shuffle(&mut free);
        let part = free.into_iter().min_by_key(|part| self.used.get(part.set).copied())?;
        self.take(part);
        Some(part)
    }

    /// Takes the part of one person with the texts of one key.
    pub(crate) fn named(&mut self, person: &str, key: &str) -> Option<Part> {
        let fits = |part: &&Part| {
            let client = self.clients.get(part.client).map(|client| client.actor.figure.key.as_str());
            client == Some(person) && self.sets.get(part.set).is_some_and(|set| set.key == key)
        };
        let part = self.pairs.iter().find(fits).copied()?;
        self.take(part);
        Some(part)
    }

    /// Gives the part back that a story could not use.
    pub(crate) fn give_back(&mut self, part: Part) {
        if let Some(set) = self.sets.get(part.set) {
            self.taken.remove(&(part.client, &set.journey, &set.section));
        }
        self.count(part, |count| count.saturating_sub(1));
    }

    fn best(&mut self, random: &mut Random, price: impl Fn(&Client, &Set) -> Option<usize>) -> Option<Part> {
        let mut best: Option<(usize, Part)> = None;
        for _ in 0..TRIES {
            let Some(part) = random.pick(&self.pairs).copied() else { break };
            let (Some(client), Some(set)) = (self.clients.get(part.client), self.sets.get(part.set)) else {
                continue;
            };
            if !self.is_free(part) {
                continue;
            }
            let Some(price) = price(client, set) else { continue };
            let used = self.used.get(part.set).copied().unwrap_or(0);
            let load = self.load.get(part.client).copied().unwrap_or(0);
            let own = if set.person.is_some() && used == 0 { 0 } else { 9 };
            let price = price + 4 * used + 3 * load + own;
            if best.is_none_or(|(known, _)| price < known) {
                best = Some((price, part));
            }
        }
        let (_, part) = best?;
        self.take(part);
        Some(part)
    }

    fn is_free(&self, part: Part) -> bool {
        let Some(set) = self.sets.get(part.set) else { return false };
        !self.taken.contains(&(part.client, set.journey.as_str(), set.section.as_str()))
    }

    fn take(&mut self, part: Part) {
        if let Some(set) = self.sets.get(part.set) {
            self.taken.insert((part.client, &set.journey, &set.section));
        }
        self.count(part, |count| count + 1);
    }

    fn count(&mut self, part: Part, change: impl Fn(usize) -> usize) {
        for (list, place) in [(&mut self.used, part.set), (&mut self.load, part.client)] {
            if let Some(count) = list.get_mut(place) {
                *count = change(*count);
            }
        }
    }
}

/// Says whether a client could have written the texts.
fn can_use(client: &Client, set: &Set) -> bool {
    let figure = &client.actor.figure;
    !client.idle
        && client.tiers.contains_key(&set.journey)
        && figure.languages.contains(&set.language)
        && set.person.as_ref().is_none_or(|person| *person == figure.key)
        && set.fits(client.circle())
}
