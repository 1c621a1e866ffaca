//! What is taken and what is refused, tried on a server with really signed manifests and packages. Whatever is refused,
//! what is installed stays byte for byte.

use std::fs;

use device::update::Standing;
use domain::base::Code;
use minisign::KeyPair;
use serde_json::json;
use tauri::async_runtime::block_on;

use super::commands;
use super::place::{Answer, BEFORE, Place, package, signed};
use super::source::Source;
use super::updates::Updates;
use crate::storage::Start;
use crate::workspace::Workspace;

fn said(standing: &Standing) -> &str {
    match standing {
        Standing::Failed { message, .. } => message,
        other => panic!("it did not fail: {other:?}"),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_newer_version_is_found_fetched_and_put_in_place_after_a_backup() {
    let place = Place::offering("0.2.0");
    let data = place.folder.path().join("data");
    let workspace = Workspace::open(data.clone(), Start::Empty);

    let Standing::Newer(newer) = place.looks() else { panic!("nothing was found") };
    assert_eq!((newer.version.as_str(), newer.notes.as_str()), ("0.2.0", "Reviews open twice as fast."));
    assert_eq!(newer.elsewhere, None);
    assert_eq!(place.installed(), BEFORE, "looking changes nothing");

    let early = block_on(commands::install(&place.updates, &workspace)).unwrap_err();
    assert_eq!(early.code, Code::Conflict, "what is not here can't be put in place");

    assert_eq!(place.fetches(), Standing::Ready(newer));
    assert_eq!(place.installed(), BEFORE, "fetching changes nothing");

    block_on(commands::install(&place.updates, &workspace)).unwrap();
    assert_eq!(place.installed(), package());
    let backups = workspace.files().unwrap().backups().list().unwrap();
    assert_eq!(backups.iter().map(|backup| backup.why).collect::<Vec<_>>(), [store::backup::Why::Update]);
    assert!(block_on(commands::install(&place.updates, &workspace)).is_err(), "it is put in place once");
}

#[test]
fn nothing_is_put_in_place_when_the_backup_before_it_fails() {
    let place = Place::offering("0.2.0");
    let data = place.folder.path().join("data");
    let workspace = Workspace::open(data.clone(), Start::Empty);
    block_on(workspace.command(|_| ())).unwrap();
    // Where backups go there is a file now.
    let backups = workspace.files().unwrap().backups().folder().to_owned();
    fs::remove_dir_all(&backups).ok();
    fs::write(&backups, "in the way").unwrap();

    place.looks();
    place.fetches();
    let refused = block_on(commands::install(&place.updates, &workspace)).unwrap_err();
    assert!(refused.message.contains("backup"), "{refused:?}");
    assert_eq!(place.installed(), BEFORE);
    assert!(place.updates.is_ready(), "it can be tried again once there is room");
}

#[test]
fn the_same_version_is_none() {
    let place = Place::offering(env!("CARGO_PKG_VERSION"));
    assert_eq!(place.looks(), Standing::UpToDate);
    assert!(place.updates.view(place.app.handle()).looked.is_some());
}

#[test]
fn a_build_of_the_same_version_is_none() {
    let place = Place::offering(concat!(env!("CARGO_PKG_VERSION"), "+2"));
    assert_eq!(place.looks(), Standing::UpToDate);
}

#[test]
fn an_older_version_is_refused_however_well_it_is_signed() {
    for version in ["0.0.9", "0.1.0-alpha"] {
        let place = Place::offering(version);
        assert!(said(&place.looks()).contains("older"), "{version}");
        assert!(matches!(place.fetches(), Standing::Failed { .. }));
        assert_eq!(place.installed(), BEFORE);
    }
}

/// What is done to a place that offers a newer version, and what is said then.
type Case = (&'static str, fn(&Place), &'static str);

#[test]
fn a_manifest_that_is_not_what_it_should_be_is_refused() {
    let cases: &[Case] = &[
        (
            "signed by somebody else",
            |place| {
                let other = KeyPair::generate_unencrypted_keypair().unwrap();
                let manifest = place.manifest("0.2.0", "").to_string();
                place.answers("/latest.json.sig", Answer::of(signed(&other, manifest.as_bytes(), "x")));
                place.answers("/latest.json", Answer::of(manifest));
            },
            "not signed by the makers",
        ),
        (
            "changed after it was signed",
            |place| {
                let manifest = place.manifest("0.3.0", "").to_string();
                place.answers("/latest.json", Answer::of(manifest));
            },
            "not signed by the makers",
        ),
        (
            "without a signature",
            |place| {
                place.answers("/latest.json.sig", Answer { head: "404 Not Found".to_owned(), body: vec![] });
            },
            "did not have",
        ),
        (
            "the page of a network where one signs in",
            |place| {
                let page = "<html><body>Welcome. Please sign in.</body></html>";
                place.answers("/latest.json", Answer::of(page));
                place.answers("/latest.json.sig", Answer::of(page));
            },
            "is not signed,",
        ),
        (
            "signed nonsense",
            |place| {
                place.answers("/latest.json", Answer::of("{"));
                place.answers("/latest.json.sig", Answer::of(signed(&place.keys, b"{", "x")));
            },
            "could not be understood",
        ),
        (
            "a version that is none",
            |place| {
                place.publishes(&json!({ "version": "soon", "platforms": {} }));
            },
            "could not be understood",
        ),
        (
            "an address that is none",
            |place| {
                let mut manifest = place.manifest("0.2.0", "");
                let platforms = manifest["platforms"].as_object_mut().unwrap();
                platforms.values_mut().for_each(|one| one["url"] = json!("over there"));
                place.publishes(&manifest);
            },
            "could not be understood",
        ),
        (
            "nothing for this computer",
            |place| {
                place.publishes(&json!({ "version": "0.2.0", "platforms": {} }));
            },
            "0.2.0 is there, but not for this kind",
        ),
        (
            "huge, and it says so",
            |place| {
                place.answers("/latest.json", Answer::of(vec![b' '; 300_000]));
            },
            "far larger",
        ),
        (
            "huge, and it does not say so",
            |place| {
                place.answers("/latest.json", Answer::until_it_ends(vec![b' '; 300_000]));
            },
            "far larger",
        ),
        (
            "a huge signature",
            |place| {
                place.answers("/latest.json.sig", Answer::until_it_ends(vec![b'A'; 300_000]));
            },
            "far larger",
        ),
        (
            "broken off",
            |place| {
                place.answers(
                    "/latest.json",
                    Answer {
                        head: "200 OK\r\nContent-Length: 500".to_owned(),
                        body: b"{\"version\":".to_vec(),
                    },
                );
            },
            "did not arrive whole",
        ),
        (
            "sent on to where others can read along",
            |place| {
                place
                    .answers("/latest.json", Answer::sends_on(&format!("http://localhost:{}/x", place.port)));
            },
            "others could change",
        ),
        (
            "sent on in a circle",
            |place| {
                place.answers("/latest.json", Answer::sends_on("/latest.json"));
            },
            "others could change",
        ),
    ];
    for (name, change, expected) in cases {
        let place = Place::offering("0.2.0");
        change(&place);
        let standing = place.looks();
        assert!(said(&standing).contains(expected), "{name}: {standing:?}");
        assert_eq!(place.fetches(), standing, "{name}: there is nothing to fetch");
        assert_eq!(place.installed(), BEFORE, "{name}");
    }
}

#[test]
fn a_package_that_is_not_what_it_should_be_is_refused() {
    let cases: &[Case] = &[
        (
            "signed by somebody else",
            |place| {
                let other = KeyPair::generate_unencrypted_keypair().unwrap();
                let signature = place.package_signature(&other, &package(), "0.2.0");
                place.publishes(&place.manifest("0.2.0", &signature));
            },
            "not signed by the makers",
        ),
        (
            "changed by a byte",
            |place| {
                let mut changed = package();
                *changed.last_mut().unwrap() ^= 1;
                place.answers("/package", Answer::of(changed));
            },
            "not signed by the makers",
        ),
        (
            "broken off",
            |place| {
                let half = package()[..50_000].to_vec();
                place.answers(
                    "/package",
                    Answer { head: "200 OK\r\nContent-Length: 100000".to_owned(), body: half },
                );
            },
            "did not arrive whole",
        ),
        (
            "broken off, without a length to know it by",
            |place| {
                place.answers("/package", Answer::until_it_ends(package()[..50_000].to_vec()));
            },
            "not signed by the makers",
        ),
        (
            "an older one under a newer name",
            |place| {
                let signature = place.package_signature(&place.keys, &package(), "0.0.9");
                place.publishes(&place.manifest("0.2.0", &signature));
            },
            "not the version that it was said to be",
        ),
        (
            "signed for no version",
            |place| {
                let signature = signed(&place.keys, &package(), "timestamp:1\tfile:package");
                place.publishes(&place.manifest("0.2.0", &signature));
            },
            "not the version that it was said to be",
        ),
        (
            "gone",
            |place| {
                place.answers("/package", Answer { head: "410 Gone".to_owned(), body: vec![] });
            },
            "did not have",
        ),
        (
            "enormous",
            |place| {
                let head = "200 OK\r\nContent-Length: 999999999999".to_owned();
                place.answers("/package", Answer { head, body: package() });
            },
            "far larger",
        ),
        (
            "sent on to where others can read along",
            |place| {
                place.answers(
                    "/package",
                    Answer::sends_on(&format!("http://localhost:{}/package", place.port)),
                );
            },
            "others could change",
        ),
        (
            "somewhere that others can read along",
            |place| {
                let signature = place.package_signature(&place.keys, &package(), "0.2.0");
                let mut manifest = place.manifest("0.2.0", &signature);
                let platforms = manifest["platforms"].as_object_mut().unwrap();
                platforms.values_mut().for_each(|one| one["url"] = json!("http://example.org/package"));
                place.publishes(&manifest);
            },
            "others could change",
        ),
    ];
    for (name, change, expected) in cases {
        let place = Place::offering("0.2.0");
        change(&place);
        assert!(matches!(place.looks(), Standing::Newer(_)), "{name}");
        let standing = place.fetches();
        assert!(said(&standing).contains(expected), "{name}: {standing:?}");
        assert!(!place.updates.is_ready(), "{name}");
        assert_eq!(place.installed(), BEFORE, "{name}");
    }
}

#[test]
fn a_signed_package_that_is_no_application_leaves_what_is_installed() {
    let place = Place::offering("0.2.0");
    let text = b"The newer version of a letter.".repeat(10);
    let signature = place.package_signature(&place.keys, &text, "0.2.0");
    place.answers("/package", Answer::of(text));
    place.publishes(&place.manifest("0.2.0", &signature));
    let workspace = Workspace::open(place.folder.path().join("data"), Start::Empty);
    place.looks();
    place.fetches();
    let refused = block_on(commands::install(&place.updates, &workspace)).unwrap_err();
    assert!(refused.message.contains("could not be put in place"), "{refused:?}");
    assert_eq!(place.installed(), BEFORE);
}

#[test]
fn nobody_there_is_said_and_looking_again_finds_it() {
    let place = Place::offering("0.2.0");
    let nowhere = Source {
        // A port that nobody listens at: the one of a server that ended.
        address: format!("http://127.0.0.1:{}/latest.json", {
            let ended = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            ended.local_addr().unwrap().port()
        })
        .parse()
        .unwrap(),
        key: String::new(),
        may_ask: |_| true,
    };
    let offline = Updates::replacing(nowhere, place.installed_at());
    block_on(offline.look(place.app.handle()));
    assert!(said(&offline.view(place.app.handle()).standing).contains("could not be reached"));

    place.answers("/latest.json", Answer { head: "503 Service Unavailable".to_owned(), body: vec![] });
    assert!(said(&place.looks()).contains("did not have"));
    place.publishes(&place.manifest("0.2.0", ""));
    assert!(matches!(place.looks(), Standing::Newer(_)));
    assert!(matches!(place.looks(), Standing::Newer(_)), "looking once more changes nothing");
}

#[test]
fn a_place_that_moved_within_its_own_connection_is_followed() {
    let place = Place::offering("0.2.0");
    place.answers("/elsewhere", Answer::of(package()));
    place.answers("/package", Answer::sends_on("/elsewhere"));
    place.looks();
    assert!(matches!(place.fetches(), Standing::Ready(_)));
}

#[test]
fn what_the_system_installed_is_only_told_of_with_its_address() {
    let place = Place::offering("0.2.0");
    let source = Source {
        address: format!("http://127.0.0.1:{}/latest.json", place.port).parse().unwrap(),
        key: Source::of(place.app.config()).unwrap().key,
        may_ask: |address| address.host_str() == Some("127.0.0.1"),
    };
    let of_a_package = Updates::of(Some(source));
    block_on(of_a_package.look(place.app.handle()));
    let standing = of_a_package.view(place.app.handle()).standing;
    let Standing::Newer(newer) = &standing else { panic!("nothing was found: {standing:?}") };
    let address = format!("http://127.0.0.1:{}/package", place.port);
    assert_eq!(newer.elsewhere, cfg!(target_os = "linux").then_some(address));
    if newer.elsewhere.is_some() {
        block_on(of_a_package.fetch());
        assert_eq!(of_a_package.view(place.app.handle()).standing, standing, "nothing is fetched");
    }
}

#[test]
fn a_build_without_a_place_says_so_and_asks_nobody() {
    let place = Place::open();
    let nowhere = Updates::of(None);
    block_on(nowhere.look(place.app.handle()));
    block_on(nowhere.fetch());
    assert_eq!(nowhere.view(place.app.handle()).standing, Standing::Never);
    assert!(!nowhere.can_look());
}

#[test]
fn the_end_of_the_program_cuts_short_what_is_under_way_and_lets_nothing_begin() {
    for path in ["/latest.json", "/latest.json.sig", "/package"] {
        let place = Place::offering("0.2.0");
        let fetching = path == "/package";
        if fetching {
            place.looks();
        }
        let held_back = place.holds_back(path);
        let (updates, app) = (&place.updates, place.app.handle().clone());
        std::thread::scope(|scope| {
            let work = scope.spawn(move || match fetching {
                true => block_on(updates.fetch()),
                false => block_on(updates.look(&app)),
            });
            held_back.was_asked_for();
            updates.close();
            work.join().unwrap();
        });
        held_back.was_given_up();
        let standing = place.updates.view(place.app.handle()).standing;
        assert!(matches!(standing, Standing::Looking | Standing::Fetching { .. }), "{path}: {standing:?}");
        assert_eq!(place.looks(), standing, "{path}: nobody looks any more");
        assert_eq!(place.installed(), BEFORE, "{path}");
    }
}

#[test]
fn nothing_is_put_in_place_after_the_end() {
    let place = Place::offering("0.2.0");
    place.looks();
    place.fetches();
    place.updates.close();
    let refused = block_on(place.updates.install()).unwrap_err();
    assert!(refused.message.contains("clos"), "{refused:?}");
    assert_eq!(place.installed(), BEFORE);
}
