//! A place with newer versions for tests: a server that answers what it is told to, keys, and an installed application
//! that must stay as it is whenever something is refused.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Cursor, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use device::update::Standing;
use minisign::KeyPair;
use serde_json::{Value, json};
use tauri::App;
use tauri::async_runtime::block_on;
use tauri::test::{MockRuntime, mock_builder};
use tauri::utils::config::AppDirectoriesOverride;
use tempfile::TempDir;

use super::source::{PLUGIN, Source};
use super::updates::Updates;

/// What is installed before.
pub(super) const BEFORE: &[u8] = b"\x7fELF what is installed";

/// Longer than anything takes that is not stuck.
const STUCK: Duration = Duration::from_secs(60);

/// An answer of the server.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn of(body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self { head: format!("200 OK\r\nContent-Length: {}", body.len()), body }
    }

    /// An answer without a length, that ends where the connection does.
    pub(super) fn until_it_ends(body: impl Into<Vec<u8>>) -> Self {
        Self { head: "200 OK".to_owned(), body: body.into() }
    }

    pub(super) fn sends_on(to: &str) -> Self {
        Self { head: format!("302 Found\r\nContent-Length: 0\r\nLocation: {to}"), body: Vec::new() }
    }
}

/// The place, and an application that looks there.
pub(super) struct Place {
    pub(super) port: u16,
    pub(super) keys: KeyPair,
    pub(super) app: App<MockRuntime>,
    pub(super) updates: Updates,
    pub(super) folder: TempDir,
    served: Arc<Mutex<Served>>,
}

/// What the server answers, and what it does not finish.
#[derive(Default)]
struct Served {
    answers: HashMap<String, Answer>,
    held_back: HashMap<String, Sender<()>>,
    asked_for: Vec<String>,
}

/// An answer that begins and never ends.
pub(super) struct HeldBack(Receiver<()>);

impl HeldBack {
    /// Returns once somebody has heard the beginning.
    pub(super) fn was_asked_for(&self) {
        self.0.recv_timeout(STUCK).expect("nobody asked");
    }

    /// Returns once they have hung up.
    pub(super) fn was_given_up(&self) {
        self.0.recv_timeout(STUCK).expect("nobody hung up");
    }
}

impl Place {
    /// A place that has nothing yet.
    pub(super) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let served = Arc::new(Mutex::new(Served::default()));
        let server = Arc::clone(&served);
        std::thread::spawn(move || {
            listener.incoming().for_each(|stream| serve(stream.unwrap(), &server));
        });
        let keys = KeyPair::generate_unencrypted_keypair().unwrap();
        let source = Source {
            address: format!("http://127.0.0.1:{port}/latest.json").parse().unwrap(),
            key: STANDARD.encode(keys.pk.to_box().unwrap().to_string()),
            may_ask: |address| address.host_str() == Some("127.0.0.1"),
        };
        let folder = TempDir::new().unwrap();
        let mut context = tauri::generate_context!(test = true);
        let config = context.config_mut();
        config.app.app_directories_override = Some(AppDirectoriesOverride::Root(folder.path().to_owned()));
        let built_in = json!({ "endpoints": [source.address], "pubkey": source.key });
        config.plugins.0.insert(PLUGIN.to_owned(), built_in);
        let app = crate::assemble(mock_builder(), context).unwrap();
        let installed = folder.path().join("Wrap It Up.AppImage");
        fs::write(&installed, BEFORE).unwrap();
        let updates = Updates::replacing(source, installed);
        Self { port, keys, app, updates, folder, served }
    }

    /// A place that offers a version, whole and signed.
    pub(super) fn offering(version: &str) -> Self {
        let place = Self::open();
        place.answers("/package", Answer::of(package()));
        let signature = place.package_signature(&place.keys, &package(), version);
        place.publishes(&place.manifest(version, &signature));
        place
    }

    pub(super) fn answers(&self, path: &str, answer: Answer) {
        self.served.lock().unwrap().answers.insert(path.to_owned(), answer);
    }

    /// Holds back the second half of an answer.
    pub(super) fn holds_back(&self, path: &str) -> HeldBack {
        let (tell, told) = mpsc::channel();
        let mut served = self.served.lock().unwrap();
        let half = &mut served.answers.get_mut(path).unwrap().body;
        half.truncate(half.len() / 2);
        served.held_back.insert(path.to_owned(), tell);
        HeldBack(told)
    }

    /// Returns how often something was asked for.
    pub(super) fn was_asked_for(&self, path: &str) -> usize {
        self.served.lock().unwrap().asked_for.iter().filter(|asked| *asked == path).count()
    }

    pub(super) fn manifest(&self, version: &str, signature: &str) -> Value {
        let platform = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
        let url = format!("http://127.0.0.1:{}/package", self.port);
        json!({
            "version": version,
            "notes": "Reviews open twice as fast.",
            "platforms": { platform: { "url": url, "signature": signature } },
        })
    }

    /// Puts a manifest there, signed with the place's own key.
    pub(super) fn publishes(&self, manifest: &Value) {
        let manifest = manifest.to_string();
        self.answers(
            "/latest.json.sig",
            Answer::of(signed(&self.keys, manifest.as_bytes(), "file:latest.json")),
        );
        self.answers("/latest.json", Answer::of(manifest));
    }

    pub(super) fn package_signature(&self, keys: &KeyPair, package: &[u8], version: &str) -> String {
        signed(keys, package, &format!("timestamp:1795442709\tfile:package\tversion:{version}"))
    }

    pub(super) fn looks(&self) -> Standing {
        block_on(self.updates.look(self.app.handle()));
        self.updates.view(self.app.handle()).standing
    }

    pub(super) fn fetches(&self) -> Standing {
        block_on(self.updates.fetch());
        self.updates.view(self.app.handle()).standing
    }

    pub(super) fn installed(&self) -> Vec<u8> {
        fs::read(self.installed_at()).unwrap()
    }

    pub(super) fn installed_at(&self) -> PathBuf {
        self.folder.path().join("Wrap It Up.AppImage")
    }
}

/// A newer package: what Tauri's updater takes for one, by its first bytes.
pub(super) fn package() -> Vec<u8> {
    let mut package = b"\x7fELF the newer version".to_vec();
    package.resize(100_000, 7);
    package
}

/// Returns a signature as Tauri's tools write it.
pub(super) fn signed(keys: &KeyPair, what: &[u8], comment: &str) -> String {
    let signature = minisign::sign(Some(&keys.pk), &keys.sk, Cursor::new(what), Some(comment), None).unwrap();
    STANDARD.encode(signature.to_string())
}

fn serve(mut stream: TcpStream, served: &Mutex<Served>) {
    let mut asked = BufReader::new(stream.try_clone().unwrap());
    let mut lines = asked.by_ref().lines();
    let Some(Ok(first)) = lines.next() else { return };
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let path = first.split(' ').nth(1).unwrap_or_default();
    let mut served = served.lock().unwrap();
    served.asked_for.push(path.to_owned());
    let (found, held_back) = (served.answers.get(path).cloned(), served.held_back.get(path).cloned());
    drop(served);
    let answer = found.unwrap_or_else(|| Answer {
        head: "404 Not Found\r\nContent-Length: 0".to_owned(),
        body: Vec::new(),
    });
    // Whoever has heard enough hangs up.
    write!(stream, "HTTP/1.1 {}\r\nConnection: close\r\n\r\n", answer.head).ok();
    stream.write_all(&answer.body).ok();
    if let Some(tell) = held_back {
        tell.send(()).ok();
        io::copy(&mut asked, &mut io::sink()).ok();
        tell.send(()).ok();
    }
}
