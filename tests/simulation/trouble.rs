//! What goes wrong besides the network, and what happens to people and servers.

use domain::base::{CommandId, Span, ZoneId};
use domain::command::Envelope;
use store::SYSTEM;
use sync::engine::{Event, Random as _};
use testkit::{ALICE, CAROL, EVE};
use uuid::Uuid;

use crate::dice::Dice;
use crate::life::{Life, Planted};
use crate::scene;

/// The most devices of a life.
const MOST_DEVICES: usize = 11;

/// How long a mentor keeps a review, and an hour more.
const PAST_A_LEASE: Span = Span::hours(73);

impl Life {
    /// Something goes wrong.
    pub(crate) fn trouble(&mut self) {
        let count = self.handsets.len() as u64;
        let device = usize::try_from(self.dice.below(count)).expect("a device");
        match self.dice.below(16) {
            0 | 1 => {
                self.note(|| format!("device {device} crashes"));
                self.handsets[device].crash();
                self.tell(device, Event::Tick);
            }
            2 | 3 => self.go_offline_or_back(device),
            4 => {
                self.note(|| format!("device {device} slept"));
                self.tell(device, Event::Resume);
            }
            5 => self.set_clock(device),
            6 => self.clone_device(device),
            7 => {
                self.note(|| format!("the disk of device {device} is copied"));
                let newest = self.texts;
                self.handsets[device].keep_image(newest);
                self.tell(device, Event::Tick);
            }
            8 => self.restore_device(device),
            9 => {
                self.note(|| "the server starts again".to_owned());
                self.server.restart();
            }
            10 => {
                if self.server.back_up() {
                    self.note(|| "the server is backed up".to_owned());
                }
            }
            11 => self.restore_server(),
            12 => {
                self.note(|| "the server forgets what left".to_owned());
                self.server.collect(self.now());
            }
            13 => self.change_a_role(),
            14 => {
                self.note(|| "leases end".to_owned());
                self.server.ahead = Span(self.server.ahead.0 + PAST_A_LEASE.0);
            }
            _ => {
                let focused = self.dice.happens(50);
                let event = [Event::Focus(focused), Event::SyncNow, Event::Flush];
                let event = self.dice.one_of(&event).cloned().expect("one of three");
                self.tell(device, event);
            }
        }
    }

    fn go_offline_or_back(&mut self, device: usize) {
        let offline = !self.handsets[device].is_offline;
        self.note(|| format!("device {device} is {}", if offline { "offline" } else { "online" }));
        self.handsets[device].is_offline = offline;
        // The system does not always notice.
        let is_told = self.dice.happens(60);
        if offline {
            self.tell(device, Event::EventsClosed);
        }
        if is_told {
            self.tell(device, if offline { Event::NetDown } else { Event::NetUp });
        }
    }

    fn set_clock(&mut self, device: usize) {
        let by = [Span::days(365), Span::days(-365), Span::hours(1), Span::hours(-1), Span::seconds(-30)];
        let by = *self.dice.one_of(&by).expect("one of five");
        self.note(|| format!("the clock of device {device} is set by {by:?}"));
        self.handsets[device].ahead = by;
    }

    fn clone_device(&mut self, device: usize) {
        if self.handsets.len() >= MOST_DEVICES {
            return;
        }
        let clone = self.handsets.len();
        self.note(|| format!("device {device} is cloned as {clone}"));
        let dice = Dice::of(self.dice.next());
        let cloned = self.handsets[device].cloned(dice);
        self.handsets.push(cloned);
        self.tell(device, Event::Tick);
        self.tell(clone, Event::Tick);
    }

    fn restore_device(&mut self, device: usize) {
        let Some(newest) = self.handsets[device].restore_image() else { return };
        self.note(|| format!("the disk of device {device} is put back"));
        self.oath.excuse(device, newest);
        self.tell(device, Event::Tick);
    }

    fn restore_server(&mut self) {
        if self.server.restore(self.planted != Planted::SameHistory) {
            self.note(|| "the server is restored".to_owned());
            self.newest_change = 0;
        }
    }

    /// The journey is given to a mentor, or taken away.
    fn change_a_role(&mut self) {
        let mentor = *self.dice.one_of(&[ALICE, CAROL, EVE]).expect("one of three");
        let active = self.dice.happens(60);
        self.note(|| format!("{mentor} reviews the journey: {active}"));
        let id = CommandId(Uuid::from_u128(u128::from(self.dice.next())));
        let command = scene::assign(mentor, active);
        let envelope = Envelope::new(id, SYSTEM, self.now(), ZoneId::utc(), &command);
        let now = self.now() + self.server.ahead;
        self.server.store().dispatch_system(&envelope, now).expect("a role changes");
        self.poke_everybody();
    }
}
