//! `load`: a thousand people who are signed in, each on a connection of their own, for a minute: they ask for what is new,
//! look something up and save a comment, one after the other, a second apart. On a file, and on PostgreSQL.

use crate::figure::{memory, middle, ms, percentile, print, round};
use crate::scene::{self, Mentor, Scene, Size};
use crate::served::Served;
use crate::web::{Reply, Web};
use domain::query::Query;
use domain::sync::{ClientId, PullRequest, SCHEMA};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use store::engine::{Place, PostgresOptions, SqliteOptions};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

const SIZE: Size = Size { mentors: 1_000, reviews: 1, comments: 1, bytes: 2_000, notifications: 20 };

/// How long it goes on, and how long everybody rests between two requests.
const MINUTE: Duration = Duration::from_secs(60);
const REST: Duration = Duration::from_secs(1);

/// What somebody asked, and how long it took.
#[derive(Default)]
struct Asked {
    polls: Vec<f64>,
    reads: Vec<f64>,
    saves: Vec<f64>,
    errors: usize,
}

pub(crate) fn measure() {
    let folder = tempfile::TempDir::new().expect("a folder");
    on_a_file(folder.path());
    let cluster = test_postgres::Durable::start().expect("PostgreSQL; `cargo xtask bench load` installs it");
    let database = format!("{} dbname=postgres", cluster.address());
    let scene = Scene::fill(&Place::Postgres(PostgresOptions::at(&database)), SIZE);
    let server = Served::start(&folder.path().join("postgres"), Some(&database));
    hold("load.postgres", &server, &scene.mentors);
}

fn on_a_file(folder: &Path) {
    let data = folder.join("file");
    std::fs::create_dir(&data).expect("a folder of ours");
    let scene = Scene::fill(&Place::Sqlite(SqliteOptions::at(data.join("wrapitup.db"))), SIZE);
    let server = Served::start(&data, None);
    hold("load.sqlite", &server, &scene.mentors);
}

/// Holds the load, and prints what came of it.
fn hold(name: &str, server: &Served, mentors: &[Mentor]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let address = server.address;
    let asked = runtime.block_on(async {
        // One after another: a thousand people who come for the first time at once are another question.
        let mut there = Vec::new();
        for mentor in mentors {
            there.push(Person::arrive(address, mentor.clone()).await);
        }
        let begin = Instant::now();
        let mut working = JoinSet::new();
        for (number, person) in (0_u32..).zip(there) {
            // Evenly over the time between two requests.
            let first = begin + REST * number / u32::try_from(mentors.len()).expect("a few");
            working.spawn(person.work(address, first, begin + MINUTE));
        }
        let mut all = Asked::default();
        while let Some(asked) = working.join_next().await {
            all.add(asked.expect("they go on"));
        }
        all
    });
    let everything: Vec<f64> =
        [&asked.polls, &asked.reads, &asked.saves].into_iter().flatten().copied().collect();
    let of = |took: &[f64]| [50, 95, 99].map(|share| round(percentile(took, share), 1));
    let (count, memory) = (everything.len(), memory(server.id()));
    print(
        name,
        json!({
            "people": mentors.len(),
            "per_s": (f64::from(u32::try_from(count).expect("a few")) / MINUTE.as_secs_f64()).round(),
            "p50_ms": round(middle(&everything), 1),
            "p95_ms": round(percentile(&everything, 95), 1),
            "p99_ms": round(percentile(&everything, 99), 1),
            "errors": asked.errors,
            "poll_p50_p95_p99_ms": of(&asked.polls),
            "read_p50_p95_p99_ms": of(&asked.reads),
            "save_p50_p95_p99_ms": of(&asked.saves),
            "mb": memory.now,
            "peak_mb": memory.peak,
            "n": count,
        }),
    );
}

/// Somebody with a connection of their own.
struct Person {
    web: Web,
    mentor: Mentor,
    request: PullRequest,
}

impl Person {
    /// Signs on and receives what there is.
    async fn arrive(address: SocketAddr, mentor: Mentor) -> Self {
        let web = Web::open(address, &mentor.token).await;
        let request = PullRequest {
            client_id: ClientId(scene::new_id()),
            epoch: None,
            schema: SCHEMA,
            cursors: BTreeMap::new(),
            fresh: BTreeSet::new(),
            after_n: 0,
            max_bytes: 1_000_000,
        };
        let mut person = Self { web, mentor, request };
        while person.poll().await == Some(true) {}
        person
    }

    /// Asks for what is new, and says whether there is more; nothing when that failed.
    async fn poll(&mut self) -> Option<bool> {
        let body = serde_json::to_string(&self.request).expect("JSON");
        let reply = ok(self.web.post("/sync/v1/pull", body).await)?;
        let lines: Vec<&[u8]> =
            reply.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
        let head: Value = serde_json::from_slice(lines.first()?).ok()?;
        let end: Value = serde_json::from_slice(lines.last()?).ok()?;
        self.request.epoch = Some(serde_json::from_value(head.get("epoch")?.clone()).ok()?);
        self.request.cursors = serde_json::from_value(end.get("cursors")?.clone()).ok()?;
        end.get("more")?.as_bool()
    }

    async fn read(&mut self) -> Option<()> {
        let question = json!({"viewer": self.mentor.id, "query": Query::Notifications});
        ok(self.web.post("/ask", question.to_string()).await).map(drop)
    }

    async fn save(&mut self, turn: u32) -> Option<()> {
        let Mentor { id, held, comment, .. } = self.mentor;
        let save = scene::save(id, held, comment, scene::edited(&format!("turn{turn}"), comment));
        ok(self.web.post("/dispatch", serde_json::to_string(&save).expect("JSON")).await).map(drop)
    }

    /// Works until it is time to go.
    async fn work(mut self, address: SocketAddr, first: Instant, end: Instant) -> Asked {
        let (mut asked, mut next) = (Asked::default(), first);
        sleep_until(first).await;
        // Whoever came long before the others has been idle for too long: the server closed that connection.
        self.web = Web::open(address, &self.mentor.token).await;
        for turn in 0.. {
            sleep_until(next).await;
            let began = Instant::now();
            if began >= end {
                break;
            }
            let (done, times) = match turn % 3 {
                0 => (self.poll().await.map(drop), &mut asked.polls),
                1 => (self.read().await, &mut asked.reads),
                _ => (self.save(turn).await, &mut asked.saves),
            };
            times.push(ms(began.elapsed()));
            asked.errors += usize::from(done.is_none());
            // Whoever had to wait asks later: nobody catches up.
            next = (next + REST).max(Instant::now());
        }
        asked
    }
}

impl Asked {
    fn add(&mut self, other: Self) {
        self.polls.extend(other.polls);
        self.reads.extend(other.reads);
        self.saves.extend(other.saves);
        self.errors += other.errors;
    }
}

/// Returns a good answer, and nothing else.
fn ok(reply: Option<Reply>) -> Option<Reply> {
    reply.filter(|reply| reply.status == 200)
}
