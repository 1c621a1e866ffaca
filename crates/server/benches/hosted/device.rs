//! A device without a window, as a process of its own: a person's encrypted file, the engine and the way to a server. It does
//! what it is told, a line at a time, and answers each with a line of JSON.

use crate::figure::ms;
use crate::scene;
use device::sync::SyncState;
use domain::base::PersonId;
use domain::reviews::{CommentId, DraftComment, Held};
use domain::rows::Table;
use domain::sync::ClientId;
use serde_json::{Value, json};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use store::Store;
use store::backup::Backups;
use store::engine::{FileKey, SqliteOptions};
use store::replica::Replica;
use sync::PersonFile;
use sync::driver::{Driver, Http, News, Parts, SystemRandom, Transport};
use sync::engine::{Answer, Event};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

struct Headless {
    store: Arc<Store>,
    address: String,
    person: PersonId,
    token: String,
}

/// A device that synchronises.
struct Online {
    driver: Driver,
    news: Receiver<News>,
}

/// Does what is said on the input, until that ends.
pub(crate) fn obey(file: &str, address: &str, person: &str, token: &str) {
    let person: PersonId = person.parse().expect("a person");
    let options = SqliteOptions { key: Some(FileKey([7; 32])), ..SqliteOptions::at(file) };
    let backups = Backups::at(Path::new(file).with_extension("backups"));
    let client = ClientId(scene::new_id());
    let store = Store::open_replica(&options, person, client, &backups, scene::now()).expect("a file");
    let (address, token) = (address.to_owned(), token.to_owned());
    let own = Headless { store: Arc::new(store), address, person, token };
    let mut online = None;
    for line in io::stdin().lines().map_while(Result::ok) {
        println!("{}", own.answer(&line, &mut online));
    }
}

impl Headless {
    fn answer(&self, line: &str, online: &mut Option<Online>) -> Value {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["first"] => self.first(),
            ["push"] => self.push(),
            ["pull"] => self.pull(),
            ["request"] => json!(self.replica().pull_request().expect("a request")),
            ["edit", word, submission, claim, comment] => {
                let held = Held {
                    submission: submission.parse().expect("an id"),
                    claim: claim.parse().expect("an id"),
                };
                let comment: CommentId = comment.parse().expect("an id");
                let took = self.edit(held, comment, word);
                if let Some(online) = online {
                    // As when the person leaves the field.
                    online.driver.tell(Event::LocalCommit);
                    online.driver.tell(Event::Flush);
                }
                json!(took)
            }
            ["online"] => {
                let (online, synced) = (online.insert(self.start()), News::is_synced);
                online.until(synced);
                Value::Null
            }
            // What was heard before is not what is waited for.
            ["forget"] => {
                while online.as_ref().expect("it is online").news.try_recv().is_ok() {}
                Value::Null
            }
            ["await"] => {
                let online = online.as_ref().expect("it is online");
                let is_news =
                    |news: &News| matches!(news, News::Tables(t) if t.contains(&Table::DraftComment));
                online.until(is_news);
                Value::Null
            }
            ["count", word] => json!(self.count(word)),
            other => panic!("nobody knows how to {other:?}"),
        }
    }

    fn replica(&self) -> Replica<'_> {
        self.store.replica().expect("it is one")
    }

    fn http(&self) -> Http {
        let token = self.token.clone();
        Http::to(&self.address, Box::new(move || Some(token.clone()))).expect("an address")
    }

    /// Starts to synchronise.
    fn start(&self) -> Online {
        let (tell, news) = channel();
        let driver = Driver::start(Parts {
            device: PersonFile::new(self.store.clone(), "a bench's device"),
            transport: self.http(),
            clock: Box::new(scene::now),
            random: Box::new(SystemRandom),
            // Nobody listens any more once it is enough.
            news: Box::new(move |news| drop(tell.send(news))),
        });
        Online { driver: driver.expect("a thread"), news }
    }

    /// Receives everything for the first time, and returns how long that took.
    fn first(&self) -> Value {
        let began = Instant::now();
        let online = self.start();
        online.until(News::is_synced);
        json!(ms(began.elapsed()))
    }

    /// Edits a comment, and returns how long it took until that was safe.
    fn edit(&self, held: Held, comment: CommentId, word: &str) -> f64 {
        let save = scene::save(self.person, held, comment, scene::edited(word, comment));
        let began = Instant::now();
        self.store.dispatch(&save, scene::now()).expect("its mentor may");
        ms(began.elapsed())
    }

    /// Sends what waits, until the server's state shows that all of it is there. Returns how long that took.
    fn push(&self) -> Value {
        let began = Instant::now();
        let online = self.start();
        online.driver.tell(Event::Flush);
        online.until(News::is_synced);
        let took = began.elapsed();
        let standing = self.replica().standing().expect("the file can be read");
        assert!(standing.waiting == 0 && standing.attention == 0, "all of it is there: {standing:?}");
        json!(ms(took))
    }

    /// Receives what changed elsewhere, and returns how long taking it in took.
    fn pull(&self) -> Value {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let asked = self.replica().pull_request().expect("a request");
        let Answer::Given(page) = runtime.block_on(self.http().pull(asked.clone())) else {
            panic!("the server answers")
        };
        let rows = page.rows.len();
        let began = Instant::now();
        let absorbed = self.replica().absorb(&asked, *page, ClientId(scene::new_id()), scene::now());
        let took = began.elapsed();
        let absorbed = absorbed.expect("a page");
        assert!(!absorbed.stale && !absorbed.more, "{absorbed:?}");
        json!({"ms": ms(took), "rows": rows})
    }

    /// Returns how many comments begin with a word.
    fn count(&self, word: &str) -> usize {
        let rows = store::testing::rows(&self.store).into_iter();
        let comments = rows.filter_map(|row| DraftComment::try_from(row).ok());
        comments.filter(|comment| comment.body.starts_with(word)).count()
    }
}

impl Online {
    fn until(&self, is_enough: impl Fn(&News) -> bool) {
        while !is_enough(&self.news.recv_timeout(PATIENCE).expect("it goes on")) {}
    }
}

/// What is waited for.
trait Synced {
    fn is_synced(&self) -> bool;
}

impl Synced for News {
    fn is_synced(&self) -> bool {
        matches!(self, Self::Status(status) if status.state == SyncState::Synced && status.waiting == 0)
    }
}
