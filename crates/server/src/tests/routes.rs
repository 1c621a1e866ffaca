//! Who may ask what: every row of the list, asked by everybody.

use super::accounts::House;
use super::served::{Served, save};
use crate::routes::{Time, Who, table};
use axum::http::Method;
use domain::base::{Code, PersonId};
use domain::command::Envelope;
use domain::query::Query;
use serde_json::{Value, json};
use store::engine::Dialect;
use testkit::{ADMIN, ALICE, BOB};
use uuid::Uuid;

#[test]
fn whoever_is_not_signed_in_gets_no_further_than_the_list_says() {
    let house = House::with(Dialect::Sqlite, |config| config.behind_proxy = true);
    for route in table() {
        let path = route.path.replace(['{', '}'], "");
        for client in [house.nobody(), house.nobody().saying("authorization", "Bearer made-up")] {
            let answer = client.ask(route.method.as_str(), &path, b"");
            let expected: &[u16] = match route.who {
                Who::Everybody if route.path == "/api/v1/sessions/renew" => &[401],
                Who::Everybody => &[200, 400, 404],
                Who::SignedIn | Who::Having(_) => &[401],
                Who::Watcher => &[404],
            };
            assert!(expected.contains(&answer.status), "{} {path}: {}", route.method, answer.status);
        }
    }
}

#[test]
fn the_list_opens_nothing_but_this_to_everybody() {
    let open: Vec<_> = table().into_iter().filter(|route| route.who == Who::Everybody).collect();
    let paths: Vec<_> = open.iter().map(|route| route.path).collect();
    let expected = [
        "/healthz",
        "/readyz",
        "/api/openapi.json",
        "/api/docs",
        "/api/docs/{file}",
        "/account/{page}",
        "/api/v1/accounts",
        "/api/v1/email/verify",
        "/api/v1/sessions",
        "/api/v1/sessions/renew",
        "/api/v1/password/forgot",
        "/api/v1/password/reset",
        "/api/v1/email/confirm",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn no_row_stands_twice_and_only_streams_go_on_for_ever() {
    let mut rows: Vec<_> = table().iter().map(|route| (route.path, route.method.to_string())).collect();
    let streams: Vec<_> = table().into_iter().filter(|route| route.time == Time::Open).collect();
    assert_eq!(streams.iter().map(|route| route.path).collect::<Vec<_>>(), ["/sync/v1/events", "/events"]);
    let count = rows.len();
    rows.sort();
    rows.dedup();
    assert_eq!(rows.len(), count);
}

#[test]
fn what_is_not_in_the_list_does_not_exist() {
    let served = Served::with(Dialect::Sqlite, |_| {});
    for path in ["/", "/sync", "/sync/v1/push/", "/admin", "/healthz/x", "/%2e%2e/healthz"] {
        let answer = served.as_person(ADMIN).get(path);
        assert_eq!((answer.status, answer.code()), (404, Code::NotFound), "{path}");
    }
    for route in table() {
        let known =
            |method: &Method| table().iter().any(|row| row.path == route.path && row.method == *method);
        let methods = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
        let other = methods.into_iter().find(|method| !known(method)).unwrap();
        let answer = served.as_person(ADMIN).ask(other.as_str(), route.path, b"");
        assert_eq!((answer.status, answer.code()), (405, Code::Invalid), "{other} {}", route.path);
    }
}

store::each_engine! {
    fn a_change_and_a_question_are_ones_own(served: Served) {
        let world = &served.world.0;
        let alice = served.as_person(ALICE);
        let done = alice.post("/dispatch", &world.envelope(ALICE, save(world, "Long ones")));
        assert_eq!((done.status, done.json::<Value>()), (200, Value::Null));
        let views = alice.post("/ask", &json!({ "viewer": ALICE, "query": Query::SavedViews }));
        assert_eq!(views.json::<Value>()["views"][0]["name"], "Long ones");

        let others = served.as_person(BOB).post("/dispatch", &world.envelope(ALICE, save(world, "Not hers")));
        assert_eq!((others.status, others.code()), (403, Code::Forbidden));
        let question = json!({ "viewer": ALICE, "query": Query::SavedViews });
        let others = served.as_person(BOB).post("/ask", &question);
        assert_eq!((others.status, others.code()), (403, Code::Forbidden));
        assert_eq!(alice.post("/ask", &question).json::<Value>()["views"].as_array().unwrap().len(), 1);
    }

    fn a_rule_that_says_no_is_told_with_its_code_and_a_status_for_programs(served: Served) {
        let (world, stranger) = (&served.world.0, PersonId(Uuid::from_u128(1)));
        let command = world.envelope(stranger, save(world, "Long ones"));
        let answer = served.as_person(stranger).post("/dispatch", &command);
        assert_eq!((answer.status, answer.code()), (403, Code::Forbidden));
        let unknown = Envelope { kind: "reviews.sing".to_owned(), ..command };
        let answer = served.as_person(stranger).post("/dispatch", &unknown);
        assert_eq!((answer.status, answer.code()), (409, Code::UnknownKind));
    }

    fn it_is_ready_while_its_store_can_be_read(served: Served) {
        assert_eq!(served.nobody().get("/healthz").status, 200);
        assert_eq!(served.nobody().get("/readyz").status, 200);
    }
}

#[test]
fn the_figures_are_open_where_nobody_else_can_come_and_elsewhere_for_the_token_alone() {
    let private = Served::with(Dialect::Sqlite, |_| {});
    private.nobody().get("/healthz");
    let figures = String::from_utf8(private.nobody().get("/metrics").body).unwrap();
    assert!(figures.contains("route=\"/healthz\""), "{figures}");

    let public = Served::with(Dialect::Sqlite, |config| {
        config.public_url = Some("https://reviews.example".to_owned());
        config.metrics_token = Some(crate::config::Secret::new("watch"));
    });
    assert_eq!(public.nobody().get("/metrics").status, 401);
    assert_eq!(public.nobody().saying("authorization", "Bearer wrong").get("/metrics").status, 401);
    assert_eq!(public.as_person(ADMIN).get("/metrics").status, 401);
    assert_eq!(public.nobody().saying("authorization", "Bearer watch").get("/metrics").status, 200);
}
