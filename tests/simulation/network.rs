//! The network between devices and server: what gets lost, late, doubled and cut off.

use domain::base::{PersonId, Span};
use domain::sync::{Outcome, PAGE_BYTES, PullPage, PullRequest, PushEntry, PushReply, PushRequest, Settled};
use sync::engine::{Answer, Event, ReqId};
use sync::wire::{self, Coding, PageReader};
use testkit::BOB;

use crate::life::{Happening, Life, Planted, Weather};
use crate::server::Said;

/// A request on its way.
#[derive(Debug, Clone)]
pub(crate) enum Letter {
    Push(ReqId, PushRequest),
    Pull(ReqId, PullRequest),
}

/// Whether anybody waits for what comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    Waits,
    /// The network delivers once more what it delivered before.
    IsGone,
}

/// An answer that is no answer, whatever was asked.
#[derive(Debug, Clone, Copy)]
enum Miss {
    Nothing,
    SignIn,
    Busy(Option<Span>),
    Failing,
    Strange,
}

impl Miss {
    fn answer<T>(self) -> Answer<T> {
        match self {
            Self::Nothing => Answer::Nothing,
            Self::SignIn => Answer::SignIn,
            Self::Busy(after) => Answer::Busy { after },
            Self::Failing => Answer::Failing,
            Self::Strange => Answer::Strange,
        }
    }

    fn event(self, letter: &Letter) -> Event {
        match letter {
            Letter::Push(id, _) => Event::PushAnswer(*id, self.answer()),
            Letter::Pull(id, _) => Event::PullAnswer(*id, self.answer()),
        }
    }
}

impl Life {
    /// A device sends something.
    pub(crate) fn send(&mut self, device: usize, letter: Letter) {
        let soon = self.dice.span(5, 400);
        if self.handsets[device].is_offline {
            return self.tell_later(device, soon, Miss::Nothing.event(&letter));
        }
        let chance = if self.weather == Weather::Foul { self.dice.below(100) } else { 100 };
        let miss = match chance {
            ..6 => return self.lose(device, &letter),
            6..8 => {
                if self.dice.happens(50) {
                    let signed_in = self.dice.span(5_000, 40_000);
                    self.tell_later(device, signed_in, Event::AuthChanged);
                }
                Miss::SignIn
            }
            8..11 => Miss::Busy(Some(self.dice.span(0, 30_000)).filter(|after| after.0 % 2 == 0)),
            11..13 => Miss::Strange,
            13..15 => Miss::Failing,
            _ => {
                let way = if self.dice.happens(4) { self.dice.span(1_000, 30_000) } else { soon };
                let start = self.handsets[device].starts;
                return self.later(way, Happening::Arrive { device, start, letter, sender: Sender::Waits });
            }
        };
        self.tell_later(device, soon, miss.event(&letter));
    }

    /// Nothing comes back, and perhaps nobody says so.
    fn lose(&mut self, device: usize, letter: &Letter) {
        if self.dice.happens(70) {
            let noticed = self.dice.span(1_000, 20_000);
            self.tell_later(device, noticed, Miss::Nothing.event(letter));
        }
    }

    /// Something arrives at the server.
    pub(crate) fn arrive(&mut self, device: usize, start: u32, letter: Letter, sender: Sender) {
        let person = self.handsets[device].person;
        let answer = match &letter {
            Letter::Push(id, request) => {
                let request = self.carried(request.clone());
                let said = self.pushed(person, &request);
                self.oath.answered(&request, &said);
                self.poke_everybody();
                Event::PushAnswer(*id, answer_of(said))
            }
            Letter::Pull(id, request) => {
                let page = self.page(device, request);
                Event::PullAnswer(*id, answer_of(page.map(Box::new)))
            }
        };
        if sender == Sender::IsGone {
            return;
        }
        self.come_back(device, start, letter, answer);
    }

    fn come_back(&mut self, device: usize, start: u32, letter: Letter, answer: Event) {
        let soon = self.dice.span(5, 400);
        if self.weather == Weather::Fair {
            return self.tell_start_later(device, start, soon, answer);
        }
        if self.dice.happens(4) {
            let once_more = self.dice.span(1_000, 120_000);
            let again = Happening::Arrive { device, start, letter: letter.clone(), sender: Sender::IsGone };
            self.later(once_more, again);
        }
        match self.dice.below(100) {
            // It is done, and nobody hears of it.
            ..10 => {
                if self.dice.happens(30) {
                    self.server.restart();
                }
                self.lose(device, &letter);
            }
            10..13 => self.tell_start_later(device, start, soon, Miss::Strange.event(&letter)),
            13..18 => {
                let late = self.dice.span(2_000, 60_000);
                self.tell_start_later(device, start, late, answer);
            }
            18..22 => {
                let again = self.dice.span(500, 60_000);
                self.tell_start_later(device, start, soon, answer.clone());
                self.tell_start_later(device, start, again, answer);
            }
            _ => self.tell_start_later(device, start, soon, answer),
        }
    }

    /// Answers a pull, in pages that may be small, and looks whether it tells too much.
    fn page(&mut self, device: usize, request: &PullRequest) -> Said<PullPage> {
        let person = self.handsets[device].person;
        let max_bytes = match self.weather {
            Weather::Foul => *self.dice.one_of(&[200, 1_500, PAGE_BYTES, PAGE_BYTES]).expect("one of four"),
            Weather::Fair => PAGE_BYTES,
        };
        let sees = if self.planted == Planted::Leak { BOB } else { person };
        let page = self.server.pull(sees, &PullRequest { max_bytes, ..request.clone() }, self.now())?;
        self.oath.sent(self.server.store(), person, request, &page);
        Ok(self.read_back(page))
    }

    fn pushed(&mut self, person: PersonId, request: &PushRequest) -> Said<PushReply> {
        if self.planted == Planted::LostPush && self.dice.happens(20) {
            let last_n = request.entries.last().map_or(0, |entry| entry.n);
            let settled =
                |entry: &PushEntry| Settled { n: entry.n, id: entry.envelope.id, outcome: Outcome::Applied };
            return Ok(PushReply { last_n, results: request.entries.iter().map(settled).collect() });
        }
        self.server.push(person, request, self.now())
    }

    /// Now and then a push goes over the wire as it does outside.
    fn carried(&mut self, request: PushRequest) -> PushRequest {
        if !self.dice.happens(25) {
            return request;
        }
        let packed = wire::pack(&request).expect("a push can be packed");
        wire::unpack(&packed, 10_000_000).expect("a packed push can be read")
    }

    /// Now and then so does a page, in pieces.
    fn read_back(&mut self, page: PullPage) -> PullPage {
        if !self.dice.happens(25) {
            return page;
        }
        let mut reader = PageReader::new(Coding::Plain);
        for line in page.lines() {
            let line = serde_json::to_string(&line).expect("a line of a page") + "\n";
            for piece in line.as_bytes().chunks(100) {
                reader.take(piece);
            }
        }
        reader.finish().expect("a whole page")
    }

    /// The server tells whoever listens that there is something, and some hear it.
    pub(crate) fn poke_everybody(&mut self) {
        let newest = self.server.store().newest_change().expect("the head of the change index");
        if newest == self.newest_change {
            return;
        }
        self.newest_change = newest;
        for device in 0..self.handsets.len() {
            let handset = &self.handsets[device];
            if handset.listens && !handset.is_offline && self.dice.happens(70) {
                let soon = self.dice.span(10, 500);
                self.tell_later(device, soon, Event::Poke);
            }
        }
    }
}

fn answer_of<T>(said: Said<T>) -> Answer<T> {
    said.map_or_else(Answer::Refused, Answer::Given)
}
