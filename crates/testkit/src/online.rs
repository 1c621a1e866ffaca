//! A device as the application runs it: a person's file, and the driver that synchronises it with real servers.

use crate::node::GIVE_UP;
use device::sync::SyncStatus;
use domain::base::{Instant, PersonId};
use domain::command::Envelope;
use std::fmt;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use store::Store;
use store::replica::Standing;
use sync::PersonFile;
use sync::driver::{Driver, Ended, News, Parts, SystemRandom, Transport};
use sync::engine::Event;

/// When a test gives up on a device of which nothing is heard: it may rest for five minutes after many failures.
const LONG: Duration = Duration::from_mins(6);

/// A device of one person.
pub struct Online {
    store: Arc<Store>,
    /// Whose it is.
    pub person: PersonId,
    driver: Driver,
    news: mpsc::Receiver<News>,
}

impl Online {
    /// Starts the driver over a file that was opened as one person's part of a server's data. Its clock stands at `now`.
    ///
    /// # Panics
    /// When the system gives no thread.
    #[must_use]
    pub fn start(store: Arc<Store>, person: PersonId, transport: impl Transport, now: Instant) -> Self {
        let (tell, news) = mpsc::channel();
        let driver = Driver::start(Parts {
            device: PersonFile::new(Arc::clone(&store), "a test's device"),
            transport,
            clock: Box::new(move || now),
            random: Box::new(SystemRandom),
            // Nobody has to listen.
            news: Box::new(move |one| drop(tell.send(one))),
        });
        Self { store, person, driver: driver.expect("a thread"), news }
    }

    /// Returns its store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Does something on it, which waits for nothing.
    ///
    /// # Panics
    /// When a rule says no, or the store fails.
    #[track_caller]
    pub fn run(&self, envelope: &Envelope) {
        self.store.dispatch(envelope, envelope.at).expect("something that may be done");
        self.driver.tell(Event::LocalCommit);
        self.driver.tell(Event::Flush);
    }

    /// Ends the driver, which sends first what it can send now.
    pub fn close(self) -> Ended {
        self.driver.close(GIVE_UP)
    }

    /// Tells the driver something.
    pub fn tell(&self, event: Event) {
        self.driver.tell(event);
    }

    /// Waits until things stand like this, and returns how they do.
    ///
    /// # Panics
    /// When they never do.
    pub fn wait_for_state(&self, what: &str, is_it: impl Fn(&SyncStatus) -> bool) -> SyncStatus {
        let mut last = None;
        loop {
            match self.news.recv_timeout(LONG) {
                Ok(News::Status(status)) if is_it(&status) => return status,
                Ok(News::Status(status)) => last = Some(status),
                Ok(News::Tables(_) | News::Alarm(_)) => {}
                Err(_) => panic!("waited for: {what}; last: {last:?}"),
            }
        }
    }

    /// Waits until its person's data were here as a whole once.
    ///
    /// # Panics
    /// When they never are.
    pub fn wait_until_complete(&self) {
        self.wait_for_file("everything is here", |store| standing(store).complete_at.is_some());
    }

    /// Waits until its person's data are here as a whole, and the server has decided everything that was done here.
    ///
    /// # Panics
    /// When that never happens.
    pub fn wait_until_synced(&self) {
        self.wait_for_file("everything is sent", |store| {
            let standing = standing(store);
            standing.complete_at.is_some() && standing.waiting == 0
        });
    }

    /// Waits until everything is sent, for as long as something goes on: others may be served first.
    ///
    /// # Panics
    /// When nothing goes on any more.
    pub fn wait_until_synced_while(&self, goes_on: impl Fn() -> usize) {
        let mut before = goes_on();
        while standing(&self.store).waiting > 0 || standing(&self.store).complete_at.is_none() {
            if self.news.recv_timeout(LONG).is_err() {
                let now = goes_on();
                assert!(now > before, "nothing goes on, and something waits: {:?}", standing(&self.store));
                before = now;
            }
        }
    }

    /// Waits until its file is like this.
    ///
    /// # Panics
    /// When it never is.
    pub fn wait_for_file(&self, what: &str, is_it: impl Fn(&Store) -> bool) {
        let mut last = None;
        while !is_it(&self.store) {
            match self.news.recv_timeout(LONG) {
                Ok(news) => last = Some(news),
                Err(_) => panic!("waited for: {what}; last: {last:?}"),
            }
        }
    }
}

fn standing(store: &Store) -> Standing {
    let replica = store.replica().expect("a device's file");
    replica.standing().expect("a file that can be read")
}

impl fmt::Debug for Online {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Online").field("person", &self.person).finish_non_exhaustive()
    }
}
