//! The driver against a server in this process, over real connections, that does what servers and networks do.

mod server;
mod sleep;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, mpsc};
use std::time::Duration;

use device::sync::{SyncState, SyncStatus, Trouble};
use domain::base::{CommandId, Instant};
use domain::sync::{ClientId, Epoch, PullPage, PullRequest, PushRequest};
use uuid::Uuid;

use super::*;
use crate::engine::fake::{Ill, List, Seeded};
use crate::engine::{Absorbed, Standing, Wish};
use server::{Fault, Server};

/// How long something may take that should happen at once.
const PATIENCE: Duration = Duration::from_secs(30);

/// A file that the test looks at while the driver has it.
#[derive(Clone)]
struct Shared {
    list: Arc<Mutex<List>>,
    /// Whether the next look at it finds a bug.
    has_a_bug: Arc<AtomicBool>,
}

impl Shared {
    fn new() -> Self {
        Self { list: Arc::new(Mutex::new(List::new())), has_a_bug: Arc::default() }
    }

    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap()
    }
}

impl Device for Shared {
    type Error = Ill;

    fn next_push(&mut self, wish: &Wish) -> Result<Option<PushRequest>, Ill> {
        self.list().next_push(wish)
    }

    fn pull_request(&mut self) -> Result<PullRequest, Ill> {
        self.list().pull_request()
    }

    fn absorb(
        &mut self,
        request: &PullRequest,
        page: PullPage,
        spare: ClientId,
        now: Instant,
    ) -> Result<Absorbed, Ill> {
        self.list().absorb(request, page, spare, now)
    }

    fn epoch_changed(&mut self, epoch: Epoch, spare: ClientId) -> Result<BTreeSet<Table>, Ill> {
        self.list().epoch_changed(epoch, spare)
    }

    fn rename(&mut self, spare: ClientId) -> Result<(), Ill> {
        self.list().rename(spare)
    }

    fn standing(&mut self) -> Result<Standing, Ill> {
        assert!(!self.has_a_bug.swap(false, Ordering::Relaxed), "BUG: made on purpose");
        self.list().standing()
    }
}

/// A driver, its file and its server.
struct Scene {
    server: Server,
    file: Shared,
    driver: Driver,
    news: mpsc::Receiver<News>,
    made: u128,
}

impl Scene {
    fn new(faults: &[Fault]) -> Self {
        let server = Server::start(faults);
        let file = Shared::new();
        let (news, heard) = mpsc::channel();
        let transport = Http::to(&server.address(), Box::new(|| Some("token".to_owned()))).unwrap();
        let driver = Driver::start(Parts {
            device: file.clone(),
            transport,
            clock: Box::new(|| Instant(1_795_510_800_000)),
            random: Box::new(Seeded(5)),
            news: Box::new(move |one| drop(news.send(one))),
        });
        Self { server, file, driver: driver.unwrap(), news: heard, made: 0 }
    }

    fn synced() -> Self {
        let scene = Self::new(&[]);
        scene.wait_for_state("all is well", |status| status.state == SyncState::Synced);
        scene
    }

    fn commit(&mut self) {
        self.made += 1;
        self.file.list().queue_now(CommandId(Uuid::from_u128(self.made)));
        self.driver.tell(Event::LocalCommit);
    }

    fn wait_for_state(&self, what: &str, is_it: impl Fn(&SyncStatus) -> bool) -> SyncStatus {
        let mut last = None;
        loop {
            match self.news.recv_timeout(PATIENCE) {
                Ok(News::Status(status)) if is_it(&status) => return status,
                Ok(News::Status(status)) => last = Some(status),
                Ok(News::Tables(_) | News::Alarm(_)) => {}
                Err(_) => panic!("waited for: {what}; last: {last:?}"),
            }
        }
    }

    fn wait_until_sent(&self) {
        self.wait_for_state("everything is sent", |status| {
            status.waiting == 0 && status.state == SyncState::Synced
        });
        assert!(self.file.list().queue.is_empty());
    }
}

#[test]
fn a_change_goes_over_and_is_confirmed() {
    let mut scene = Scene::synced();
    scene.commit();
    scene.wait_until_sent();
    assert_eq!(scene.server.memory().known.len(), 1);
    assert_eq!(scene.driver.close(PATIENCE), Ended::SentAll);
}

#[test]
fn an_answer_that_is_lost_doubles_nothing() {
    for fault in [Fault::ReplyLost, Fault::ReplyCut] {
        let mut scene = Scene::synced();
        scene.server.next_push(fault);
        scene.commit();
        scene.wait_until_sent();
        let memory = scene.server.memory();
        let decided: Vec<usize> = memory.decided.values().map(Vec::len).collect();
        assert_eq!((memory.known.len(), decided), (1, vec![1]), "{fault:?}");
    }
}

#[test]
fn half_a_page_is_not_taken_in() {
    for fault in [Fault::ReplyLost, Fault::ReplyCut, Fault::PageHalved] {
        let scene = Scene::new(&[fault]);
        scene.wait_for_state("it did not work", |status| matches!(status.state, SyncState::Offline { .. }));
        scene.wait_for_state("it worked the second time", |status| status.state == SyncState::Synced);
    }
}

#[test]
fn the_page_of_another_network_is_not_taken_in_and_redirections_are_not_followed() {
    for fault in [Fault::Portal, Fault::Redirect] {
        let scene = Scene::new(&[fault]);
        let status = scene.wait_for_state("it did not work", |status| status.trouble.is_some());
        assert_eq!(status.trouble, Some(Trouble::NotOurServer), "{fault:?}");
        scene.wait_for_state("it worked the second time", |status| status.state == SyncState::Synced);
        assert_eq!(scene.server.strayed(), 0, "{fault:?}");
    }
}

#[test]
fn a_busy_server_is_left_alone_until_the_person_asks() {
    let mut scene = Scene::synced();
    scene.server.next_push(Fault::Busy);
    scene.commit();
    scene.wait_for_state("it is told", |status| status.trouble == Some(Trouble::Busy));
    scene.driver.tell(Event::SyncNow);
    scene.wait_until_sent();
}

#[test]
fn a_poke_leads_to_a_pull() {
    let scene = Scene::synced();
    scene.server.wait_for_a_listener();
    let before = scene.server.pulls();
    scene.server.poke();
    scene.server.wait_for_pulls(before + 1);
}

#[test]
fn nobody_signed_in_is_not_asked_for_with_a_request() {
    let server = Server::start(&[]);
    let (news, heard) = mpsc::channel();
    let driver = Driver::start(Parts {
        device: Shared::new(),
        transport: Http::to(&server.address(), Box::new(|| None)).unwrap(),
        clock: Box::new(|| Instant(0)),
        random: Box::new(SystemRandom),
        news: Box::new(move |one| drop(news.send(one))),
    })
    .unwrap();
    loop {
        match heard.recv_timeout(PATIENCE).expect("a status") {
            News::Status(status) if status.state == SyncState::SignInNeeded => break,
            News::Status(_) | News::Tables(_) | News::Alarm(_) => {}
        }
    }
    assert_eq!(server.pulls(), 0);
    assert_eq!(driver.close(PATIENCE), Ended::SentAll);
}

#[test]
fn whoever_listened_hears_at_the_end_for_how_long_to_stay_away() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        server::request(&stream).unwrap();
        let said = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n\
                    retry: 1700\n\nevent: poke\ndata: x\n\n";
        std::io::Write::write_all(&mut stream, said.as_bytes()).unwrap();
    });
    let way = Http::to(&format!("http://{address}"), Box::new(|| Some("token".to_owned()))).unwrap();
    let all = Mutex::new(Vec::new());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(way.listen(|heard| all.lock().unwrap().push(heard)));
    server.join().unwrap();
    let stay_away = Heard::TurnedAway(domain::base::Span(1_700));
    assert_eq!(all.into_inner().unwrap(), [Heard::Opened, Heard::Poke, stay_away]);
}

#[test]
fn closing_sends_what_waits_for_more_of_it_and_leaves_what_cannot_be_sent() {
    let mut scene = Scene::synced();
    let id = CommandId(Uuid::from_u128(77));
    scene.file.list().queue_at(id, Instant(1_795_510_805_000));
    scene.driver.tell(Event::LocalCommit);
    assert_eq!(scene.driver.close(PATIENCE), Ended::SentAll);
    assert!(scene.server.memory().known.contains(&id));

    scene = Scene::synced();
    scene.server.next_push(Fault::Busy);
    scene.commit();
    scene.wait_for_state("it is told", |status| status.trouble == Some(Trouble::Busy));
    assert_eq!(scene.driver.close(PATIENCE), Ended::LeftSome);
    assert_eq!(scene.file.list().queue.len(), 1, "it is kept");
}

#[test]
fn a_bug_costs_a_while_and_no_change() {
    let mut scene = Scene::synced();
    scene.file.has_a_bug.store(true, Ordering::Relaxed);
    scene.commit();
    loop {
        match scene.news.recv_timeout(PATIENCE).expect("an alarm") {
            News::Alarm(Alarm::Bug) => break,
            News::Alarm(_) | News::Status(_) | News::Tables(_) => {}
        }
    }
    scene.driver.tell(Event::SyncNow);
    scene.wait_until_sent();
}

#[test]
fn only_addresses_that_nobody_can_read_along_are_fit() {
    let cases = [
        ("https://example.org", true),
        ("https://example.org/wrapitup", true),
        ("http://127.0.0.1:8080", true),
        ("http://localhost:8080/", true),
        ("http://example.org", false),
        ("http://127.0.0.1.example.org", false),
        ("ftp://example.org", false),
        ("example.org", false),
        ("", false),
    ];
    for (address, is_fit) in cases {
        assert_eq!(Http::to(address, Box::new(|| None)).is_ok(), is_fit, "{address}");
    }
}
