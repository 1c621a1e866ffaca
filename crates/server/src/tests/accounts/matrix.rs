//! Every row of the list, asked by everybody, about what is theirs, somebody else's, missing and gone: exactly the status that
//! stands here. A row of the list that is not here fails.

use super::house::{Guest, House, PASSWORD, fresh};
use crate::routes::table;
use crate::tests::client::Client;
use domain::accounts::DeviceId;
use domain::base::{CommandId, PersonId};
use domain::command::Role;
use serde_json::json;
use std::collections::BTreeSet;
use store::accounts::Deed;
use store::engine::Dialect;

/// Who asks, in the order of the columns.
const WHO: [&str; 5] = ["nobody", "a revoked device", "a client", "a mentor", "an admin"];

/// What a row answers to each of [`WHO`], asked about nothing in particular with this body.
struct Plain(&'static str, &'static str, &'static str, [u16; 5]);

/// For everybody; for whoever is signed in.
const OPEN: [u16; 5] = [200; 5];
const INVALID: [u16; 5] = [400; 5];
const SIGNED: [u16; 5] = [401, 401, 200, 200, 200];
const SIGNED_INVALID: [u16; 5] = [401, 401, 400, 400, 400];

/// A body that says nothing gets past who may, and no further.
const PLAIN: &[Plain] = &[
    Plain("GET", "/healthz", "", OPEN),
    Plain("GET", "/readyz", "", OPEN),
    Plain("GET", "/api/openapi.json", "", OPEN),
    Plain("GET", "/api/docs", "", OPEN),
    Plain("GET", "/metrics", "", OPEN),
    Plain("POST", "/sync/v1/push", "{}", SIGNED_INVALID),
    Plain("POST", "/sync/v1/pull", "{}", SIGNED_INVALID),
    Plain("POST", "/dispatch", "{}", SIGNED_INVALID),
    Plain("POST", "/ask", "{}", SIGNED_INVALID),
    Plain("POST", "/api/v1/accounts", "{}", INVALID),
    Plain("POST", "/api/v1/email/verify", "{}", INVALID),
    Plain("POST", "/api/v1/sessions", "{}", INVALID),
    Plain("POST", "/api/v1/sessions/renew", "", SIGNED),
    Plain("POST", "/api/v1/password/forgot", "{}", INVALID),
    Plain("POST", "/api/v1/password/reset", "{}", INVALID),
    Plain("POST", "/api/v1/password/change", "{}", SIGNED_INVALID),
    Plain("POST", "/api/v1/email/change", "{}", SIGNED_INVALID),
    Plain("POST", "/api/v1/email/confirm", "{}", INVALID),
    Plain("GET", "/api/v1/devices", "", SIGNED),
    Plain("PUT", "/api/v1/device/key", "{}", SIGNED_INVALID),
    Plain("GET", "/api/v1/device/key", "", [401, 401, 404, 404, 404]),
    Plain("POST", "/api/v1/totp", "{}", SIGNED_INVALID),
    Plain("POST", "/api/v1/totp/confirm", "{}", SIGNED_INVALID),
    Plain("POST", "/api/v1/totp/recovery-codes", "{}", SIGNED_INVALID),
    Plain("DELETE", "/api/v1/totp", "{}", SIGNED_INVALID),
    Plain("GET", "/api/v1/me", "", SIGNED),
    Plain("DELETE", "/api/v1/me", "{}", SIGNED_INVALID),
    Plain("GET", "/api/v1/me/export", "", SIGNED),
    Plain("GET", "/api/v1/visits", "", SIGNED),
    Plain("POST", "/api/v1/visits", "{}", [401, 401, 403, 403, 400]),
    Plain("DELETE", "/api/v1/visits/current", "", [401, 401, 204, 204, 204]),
    Plain("POST", "/api/v1/people/find", "{}", [401, 401, 403, 403, 200]),
    // Last, because it ends their sessions.
    Plain("DELETE", "/api/v1/sessions", "", [401, 401, 204, 204, 204]),
];

/// What goes on for ever is asked only by those whom it refuses; what comes then is told elsewhere.
const STREAMS: [&str; 2] = ["/events", "/sync/v1/events"];

/// What a row answers about something: one's own, somebody else's, what never was, what is gone.
struct About(&'static str, &'static str, &'static str, [[u16; 4]; 5]);

const NOT_SIGNED: [u16; 4] = [401; 4];
const OWN_ALONE: [u16; 4] = [204, 404, 404, 404];
const FORBIDDEN: [u16; 4] = [403; 4];
const ANYBODY: [u16; 4] = [204, 204, 404, 404];
const OF_ONES_OWN: [[u16; 4]; 5] = [NOT_SIGNED, NOT_SIGNED, OWN_ALONE, OWN_ALONE, OWN_ALONE];
const OF_ADMINS: [[u16; 4]; 5] = [NOT_SIGNED, NOT_SIGNED, FORBIDDEN, FORBIDDEN, ANYBODY];

const DEVICES: &[About] = &[
    About("PATCH", "/api/v1/devices/{device}", "{\"name\":\"Another\"}", OF_ONES_OWN),
    About("DELETE", "/api/v1/devices/{device}", "", OF_ONES_OWN),
];

const PEOPLE: &[About] = &[
    About("PUT", "/api/v1/people/{person}/roles/{role}", "", OF_ADMINS),
    About("DELETE", "/api/v1/people/{person}/roles/{role}", "", OF_ADMINS),
    About("POST", "/api/v1/people/{person}/enable", "", OF_ADMINS),
    About("POST", "/api/v1/people/{person}/disable", "", OF_ADMINS),
];

/// Pages and files: those that are there and those that are not.
const FILES: [(&str, &str); 2] = [("/account/{page}", "verify"), ("/api/docs/{file}", "start.js")];

/// Everybody of [`WHO`], and others.
struct People {
    house: House,
    signed: Vec<Guest>,
    clients: Vec<Client>,
}

impl People {
    fn there() -> Self {
        let house = House::with(Dialect::Sqlite, |_| {});
        let revoked = house.guest("rea@example.org");
        revoked.client.ask("DELETE", "/api/v1/sessions", b"");
        let client = house.guest("ana@example.org");
        house.account("bob@example.org");
        let deed = Deed { id: fresh(), at: house.now(), actor: None, device: None, address: None };
        let (bob, command) = (house.person("bob@example.org"), CommandId(fresh()));
        house.store().accounts().give_role(bob, Role::Mentor, command, &deed).unwrap();
        let mentor = house.enter("bob@example.org", DeviceId(fresh()));
        let admin = house.admin("ada@example.org");
        let signed = vec![client, mentor, admin];
        let holder = |guest: &Guest| house.holder(guest.signed.token.as_ref().unwrap());
        let clients =
            [house.nobody(), holder(&revoked)].into_iter().chain(signed.iter().map(holder)).collect();
        Self { house, signed, clients }
    }
}

#[test]
fn every_row_is_here() {
    let listed: BTreeSet<(String, &str)> =
        table().iter().map(|row| (row.method.to_string(), row.path)).collect();
    let plain = PLAIN.iter().map(|row| (row.0.to_owned(), row.1));
    let about = DEVICES.iter().chain(PEOPLE).map(|row| (row.0.to_owned(), row.1));
    let rest = STREAMS.into_iter().chain(FILES.map(|(path, _)| path)).map(|path| ("GET".to_owned(), path));
    assert_eq!(plain.chain(about).chain(rest).collect::<BTreeSet<_>>(), listed);
}

#[test]
fn everybody_gets_exactly_what_the_table_says() {
    let people = People::there();
    for Plain(method, path, body, expected) in PLAIN {
        for ((client, who), status) in people.clients.iter().zip(WHO).zip(expected) {
            let answer = client.ask(method, path, body.as_bytes());
            assert_eq!(answer.status, *status, "{who}: {method} {path}");
        }
    }
    for path in STREAMS {
        for client in people.clients.iter().take(2) {
            assert_eq!(client.get(path).status, 401, "{path}");
        }
    }
    for (path, there) in FILES {
        let (path, _) = path.split_once('{').unwrap();
        for client in &people.clients {
            assert_eq!(client.get(&format!("{path}{there}")).status, 200, "{path}");
            assert_eq!(client.get(&format!("{path}nothing")).status, 404, "{path}");
        }
    }
}

#[test]
fn what_is_somebody_elses_looks_like_what_never_was() {
    let people = People::there();
    let house = &people.house;
    let eve = house.guest("eve@example.org");
    for About(method, path, body, expected) in DEVICES {
        for (at, (client, who)) in people.clients.iter().zip(WHO).enumerate() {
            let email =
                at.checked_sub(2).and_then(|place| people.signed.get(place)).map(|guest| &guest.email);
            let own =
                email.map_or_else(|| DeviceId(fresh()), |email| house.enter(email, DeviceId(fresh())).device);
            let gone = email.map_or_else(
                || DeviceId(fresh()),
                |email| {
                    let guest = house.enter(email, DeviceId(fresh()));
                    assert_eq!(guest.client.ask("DELETE", "/api/v1/sessions", b"").status, 204);
                    let path = format!("/api/v1/devices/{}", guest.device);
                    client.ask("DELETE", &path, b"");
                    guest.device
                },
            );
            let asked = [own, eve.device, DeviceId(fresh()), gone];
            let answers = asked.map(|device| {
                client.ask(method, &path.replace("{device}", &device.to_string()), body.as_bytes())
            });
            assert_eq!(
                answers.each_ref().map(|answer| answer.status),
                expected[at],
                "{who}: {method} {path}"
            );
            assert_eq!(answers[1].body, answers[2].body, "{who}: {method} {path} tells them apart");
        }
    }
    assert_eq!(eve.client.get("/api/v1/me").status, 200, "nobody touched hers");
}

#[test]
fn only_admins_do_something_to_other_people_and_nobody_to_those_who_are_gone() {
    let people = People::there();
    let house = &people.house;
    house.account("eve@example.org");
    let gone = house.guest("leo@example.org");
    let leo = house.person("leo@example.org");
    let leave = json!({ "password": PASSWORD }).to_string();
    assert_eq!(gone.client.ask("DELETE", "/api/v1/me", leave.as_bytes()).status, 204);
    let (eve, rea) = (house.person("eve@example.org"), house.person("rea@example.org"));
    for About(method, path, body, expected) in PEOPLE {
        for (at, (client, who)) in people.clients.iter().zip(WHO).enumerate() {
            // To an admin everybody is the same, so there is no column of one's own.
            let asked = [rea, eve, PersonId(fresh()), leo];
            // A role that nobody has yet, so that taking it ends nobody's session.
            let at_path =
                |person: PersonId| path.replace("{person}", &person.to_string()).replace("{role}", "creator");
            let answers = asked.map(|person| client.ask(method, &at_path(person), body.as_bytes()));
            assert_eq!(
                answers.each_ref().map(|answer| answer.status),
                expected[at],
                "{who}: {method} {path}"
            );
            assert_eq!(answers[2].body, answers[3].body, "{who}: {method} {path}");
        }
    }
}
