//! One life of the model: a few people do what they do, everything that can go wrong goes wrong, then the faults stop, and
//! what was promised has to hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::bug::Bug;
use crate::client::Client;
use crate::row::{Key, Mid, Row, Rows, Text, User};
use crate::rules::Kind;
use crate::server::{Disk, PullAnswer, Push, Server};

const ROUNDS: u8 = 6;
const STEPS: u64 = 140;

/// Randomness of a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("it is below a usize")
    }

    fn percent(&mut self) -> f64 {
        self.below(100_000) as f64 / 1_000.0
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// What the network delivers later.
enum Late {
    Push(Push),
    Pull(usize, PullAnswer),
}

struct Life {
    dice: Dice,
    bug: Bug,
    server: Server,
    devices: Vec<Client>,
    late: Vec<Late>,
    backup: Option<Disk>,
    was_restored: bool,
    ids: u64,
    texts: BTreeMap<Text, User>,
    /// Texts that their authors saw when they replaced them.
    replaced: BTreeSet<Text>,
    leaks: Vec<(User, Key)>,
}

/// Whether the network and everything else fails now and then.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weather {
    Foul,
    Fair,
}

/// Runs one life.
pub(crate) fn run(seed: u64, bug: Bug) -> Result<(), String> {
    let mut life = Life::new(seed, bug);
    for step in 1..=STEPS {
        life.step(step);
        life.restorable()?;
    }
    life.calm();
    life.judge()
}

impl Life {
    fn new(seed: u64, bug: Bug) -> Self {
        let mut server = Server::new(bug);
        server.disk.mentors = [User::MentorA, User::MentorB].into();
        for round in 0..ROUNDS {
            let author = if round % 2 == 0 { User::ClientA } else { User::ClientB };
            let body = 1_000_000 + u64::from(round);
            let submission = Row::Submission { author, holder: None, done: false, body, rev: 1 };
            let item = Row::QueueItem { claim: None, done: false };
            server.commit(Rows::from([(Key::Submission(round), submission), (Key::QueueItem(round), item)]));
        }
        let people = [
            User::ClientA,
            User::ClientB,
            User::MentorA,
            User::MentorB,
            User::MentorC,
            User::MentorA,
            User::ClientA,
            User::Admin,
        ];
        let devices = people.into_iter().zip(1..).map(|(user, id)| Client::new(user, id, bug)).collect();
        Self {
            dice: Dice(seed),
            bug,
            server,
            devices,
            late: Vec::new(),
            backup: None,
            was_restored: false,
            ids: 100,
            texts: BTreeMap::new(),
            replaced: BTreeSet::new(),
            leaks: Vec::new(),
        }
    }

    fn new_id(&mut self) -> u64 {
        self.ids += 1;
        self.ids
    }

    fn step(&mut self, step: u64) {
        let device = self.dice.below(self.devices.len());
        let chance = self.dice.percent();
        match chance {
            ..45.0 => self.somebody_acts(device, step),
            ..80.0 => self.sync(device, Weather::Foul),
            ..86.0 => self.deliver_late(),
            ..88.0 => self.server.collect(),
            ..89.0 => {
                let round = self.dice.below(usize::from(ROUNDS));
                self.server.expire(u8::try_from(round).expect("there are six"));
            }
            ..92.0 => {
                let mentor = self.dice.one_of(&[User::MentorA, User::MentorB, User::MentorC]);
                if !self.server.disk.mentors.remove(&mentor) {
                    self.server.disk.mentors.insert(mentor);
                }
            }
            ..93.5 if self.backup.is_none() => self.backup = Some(self.server.disk.clone()),
            ..95.0 => self.restore_server(),
            // Cloned, or its disk put back as it was.
            ..96.5 if self.devices.len() < 11 => self.devices.push(self.devices[device].clone()),
            // The device is killed and started: what is on its disk is all there is.
            ..98.0 if self.bug != Bug::NoRetryAfterFailure => self.devices[device].is_stuck = false,
            _ => {}
        }
    }

    fn somebody_acts(&mut self, device: usize, step: u64) {
        let round = u8::try_from(self.dice.below(usize::from(ROUNDS))).expect("there are six");
        let kind = self.dice.one_of(&[
            Kind::Claim,
            Kind::Claim,
            Kind::Save,
            Kind::Save,
            Kind::Save,
            Kind::Complete,
            Kind::Answer,
            Kind::Answer,
            Kind::Release,
            Kind::Poison,
        ]);
        let writes = matches!(kind, Kind::Save | Kind::Complete | Kind::Answer);
        let device = &mut self.devices[device];
        let on_screen = match kind {
            Kind::Answer => Key::Submission(round),
            _ => Key::Draft(round, device.user),
        };
        let shown = device.rows.get(&on_screen).and_then(Row::text).map(|(text, _)| text);
        let mid: Mid = self.dice.next();
        let acted = device.act(kind, round, if writes { step } else { 0 }, mid);
        if acted.is_some() && writes {
            self.texts.insert(step, device.user);
            self.replaced.extend(shown);
        }
    }

    fn sync(&mut self, device: usize, weather: Weather) {
        let is_foul = weather == Weather::Foul;
        if self.devices[device].is_stuck && self.bug == Bug::NoRetryAfterFailure {
            return;
        }
        let limit = if is_foul { self.dice.one_of(&[1, 2, 3, 50]) } else { 50 };
        if self.devices[device].epoch != 0 && !self.devices[device].queue.is_empty() {
            self.push(device, weather);
            if self.devices[device].is_stuck && self.bug == Bug::NoRetryAfterFailure {
                return;
            }
        }
        let answer = self.server.pull(&self.devices[device].question(), limit);
        self.look_for_leaks(device, &answer);
        let chance = if is_foul { self.dice.percent() } else { 100.0 };
        if chance < 12.0 {
            return;
        }
        if chance < 30.0 {
            self.late.push(Late::Pull(device, answer.clone()));
        }
        if chance > 20.0 {
            let id = self.new_id();
            self.devices[device].pull_answered(answer, &mut self.server, id);
        }
    }

    fn push(&mut self, device: usize, weather: Weather) {
        let most = self.dice.one_of(&[1, 3, 20]);
        let client = &self.devices[device];
        let push = Push {
            client: client.id,
            user: client.user,
            epoch: client.epoch,
            commands: client.queue.iter().take(most).cloned().collect(),
        };
        let chance = if weather == Weather::Foul { self.dice.percent() } else { 100.0 };
        if chance < 10.0 {
            // It never arrives.
            self.devices[device].is_stuck = true;
            return;
        }
        let answer = self.server.push(&push);
        if chance < 15.0 {
            self.late.push(Late::Push(push));
        } else if chance < 30.0 {
            // It is done, and nobody hears of it.
            self.devices[device].is_stuck = true;
            return;
        }
        let id = self.new_id();
        self.devices[device].push_answered(answer, &mut self.server, id);
    }

    fn deliver_late(&mut self) {
        if self.late.is_empty() {
            return;
        }
        let place = self.dice.below(self.late.len());
        match self.late.swap_remove(place) {
            Late::Push(push) => drop(self.server.push(&push)),
            Late::Pull(device, answer) => {
                let id = self.new_id();
                self.devices[device].pull_answered(answer, &mut self.server, id);
            }
        }
    }

    fn restore_server(&mut self) {
        if self.was_restored || self.dice.percent() < 50.0 {
            return;
        }
        let Some(backup) = self.backup.clone() else { return };
        self.server.disk = backup;
        self.was_restored = true;
        if self.bug != Bug::NoEpochRotation {
            self.server.epoch += 1;
        }
    }

    fn look_for_leaks(&mut self, device: usize, answer: &PullAnswer) {
        let PullAnswer::Page(page) = answer else { return };
        let user = self.devices[device].user;
        let buckets = self.server.buckets(user);
        let is_allowed = |key: &Key| {
            self.server.disk.rows.get(key).is_some_and(|row| !row.audience().is_disjoint(&buckets))
        };
        let sent = page.rows.iter().filter(|(_, _, row)| row.is_some());
        self.leaks.extend(sent.filter(|(_, key, _)| !is_allowed(key)).map(|(_, key, _)| (user, *key)));
    }

    fn restorable(&self) -> Result<(), String> {
        if self.devices.iter().all(Client::is_restorable) {
            return Ok(());
        }
        Err("I6: taking back what was done here does not lead to what the server told".to_owned())
    }

    /// The faults stop: what is under way arrives, and everybody synchronises.
    fn calm(&mut self) {
        for late in std::mem::take(&mut self.late) {
            if let Late::Push(push) = late {
                self.server.push(&push);
            }
        }
        for round in 0..60 {
            for device in 0..self.devices.len() {
                self.sync(device, Weather::Fair);
            }
            let is_done = |device: &Client| device.queue.is_empty() && device.epoch == self.server.epoch;
            if round > 4 && self.devices.iter().all(is_done) {
                break;
            }
        }
        for device in 0..self.devices.len() {
            self.sync(device, Weather::Fair);
        }
    }

    fn judge(&self) -> Result<(), String> {
        if let Some(broken) = self.server.broken.first() {
            return Err(broken.clone());
        }
        if let Some((user, key)) = self.leaks.first() {
            return Err(format!("I4: {user:?} was sent {key:?}"));
        }
        for device in &self.devices {
            if !device.queue.is_empty() {
                return Err(format!("I8: {} commands of {:?} are stuck", device.queue.len(), device.user));
            }
            let buckets = self.server.buckets(device.user);
            let visible =
                self.server.disk.rows.iter().filter(|(_, row)| !row.audience().is_disjoint(&buckets));
            let visible: Rows = visible.map(|(key, row)| (*key, row.clone())).collect();
            if device.rows != visible {
                return Err(format!("I1: a device of {:?} has something else", device.user));
            }
        }
        if let Some((mid, times)) = self.server.disk.applied.iter().find(|(_, times)| **times != 1) {
            return Err(format!("I2: {mid} was done {times} times"));
        }
        self.texts_are_kept()
    }

    fn texts_are_kept(&self) -> Result<(), String> {
        let mut kept: BTreeSet<Text> =
            self.server.disk.rows.values().filter_map(Row::text).map(|(text, _)| text).collect();
        kept.extend(self.devices.iter().flat_map(|device| device.attention.values().map(|(_, text)| *text)));
        kept.extend(&self.replaced);
        match self.texts.iter().find(|(text, _)| !kept.contains(text)) {
            Some((text, user)) => Err(format!("I3: text {text} of {user:?} is lost")),
            None => Ok(()),
        }
    }
}
