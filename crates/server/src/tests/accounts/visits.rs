//! Visits: an admin looks at what somebody sees, in a browser, and changes nothing.

use super::house::{House, PASSWORD, fresh, why};
use crate::routes::{Who, table};
use crate::tests::client::{Answer, Client};
use domain::accounts::{AccountCode, DeviceId, Me, VisitList};
use domain::base::{PersonId, Span};
use domain::query::Query;
use serde_json::{Value, json};
use store::accounts::Act;
use store::engine::Dialect;

/// Ana, an admin, and the admin's browser.
struct Scene {
    house: House,
    ana: PersonId,
    ada: PersonId,
    /// The cookie of the admin's own session.
    own: String,
}

impl Scene {
    fn there() -> Self {
        let house = House::with(Dialect::Sqlite, |_| {});
        house.account("ana@example.org");
        let admin = house.admin("ada@example.org");
        let (ana, ada) = (house.person("ana@example.org"), house.person("ada@example.org"));
        house.kinds();
        let own = format!("wrapitup={}", admin.signed.token.unwrap().reveal());
        Self { house, ana, ada, own }
    }

    fn browser(&self, cookies: &str) -> Client {
        let client = self.house.nobody().saying("cookie", cookies);
        client.saying("origin", "http://here").saying("x-wrapitup", "1")
    }

    fn asked(&self, person: PersonId) -> Value {
        json!({ "person": person, "reason": " She asked why a section is closed. ", "minutes": 30, "password": PASSWORD })
    }

    fn begin(&self, asked: &Value) -> Answer {
        self.house.later(Span::seconds(3));
        self.browser(&self.own).post("/api/v1/visits", asked)
    }

    /// Begins a visit to Ana, and returns the browser that is on it.
    fn visiting(&self) -> Client {
        let begun = self.begin(&self.asked(self.ana));
        assert_eq!(begun.status, 200, "{begun:?}");
        let (cookie, rest) = begun.headers["set-cookie"].split_once("; ").unwrap();
        assert!(cookie.starts_with("wrapitup-visit=") && rest.contains("HttpOnly"), "{cookie}; {rest}");
        assert!(rest.contains("Max-Age=1800;"), "{rest}");
        self.browser(&format!("{}; {cookie}", self.own))
    }
}

fn me(client: &Client) -> Me {
    client.get("/api/v1/me").json()
}

#[test]
fn an_admin_sees_what_somebody_sees_until_the_visit_ends() {
    let scene = Scene::there();
    let visit = scene.visiting();
    let seen = me(&visit);
    assert_eq!((seen.person, seen.visit.as_ref().map(|visit| visit.visitor)), (scene.ana, Some(scene.ada)));
    let asked = visit.post("/ask", &json!({ "viewer": scene.ana, "query": Query::Me }));
    assert_eq!(asked.status, 200, "{asked:?}");
    let as_admin = visit.post("/ask", &json!({ "viewer": scene.ada, "query": Query::Me }));
    assert_eq!(as_admin.status, 403, "the admin's own things are seen without a visit");

    scene.house.later(Span::seconds(60));
    let ended = visit.ask("DELETE", "/api/v1/visits/current", b"");
    assert_eq!(ended.status, 204);
    assert!(ended.headers["set-cookie"].starts_with("wrapitup-visit=;"), "{:?}", ended.headers);
    let after = me(&visit);
    assert_eq!((after.person, after.visit), (scene.ada, None), "the browser is the admin's again");
}

#[test]
fn a_visit_is_over_when_its_time_is() {
    let scene = Scene::there();
    let visit = scene.visiting();
    scene.house.later(Span::seconds(30 * 60 - 1));
    let last = me(&visit);
    assert_eq!((last.person, last.visit.map(|visit| visit.left)), (scene.ana, Some(1000)));
    scene.house.later(Span::seconds(1));
    assert_eq!(me(&visit).person, scene.ada);
    let asked = visit.post("/ask", &json!({ "viewer": scene.ana, "query": Query::Me }));
    assert_eq!(asked.status, 403);
}

/// What changes something, and what is for the person alone, is shut. So is every row that somebody adds and forgets.
#[test]
fn on_a_visit_nothing_is_open_but_what_only_shows() {
    let scene = Scene::there();
    let visit = scene.visiting();
    let id = fresh().to_string();
    let mut open = Vec::new();
    for row in table() {
        if !matches!(row.who, Who::SignedIn | Who::Having(_)) {
            continue;
        }
        let path = row.path.replace("{person}", &id).replace("{device}", &id).replace("{role}", "mentor");
        let what = format!("{} {}", row.method, row.path);
        if row.visits {
            open.push(what);
            continue;
        }
        let answer = visit.ask(row.method.as_str(), &path, b"{}");
        assert_eq!((answer.status, why(&answer)), (403, AccountCode::OnAVisit), "{what}");
    }
    let shows = ["GET /events", "POST /ask", "GET /api/v1/me", "DELETE /api/v1/visits/current"];
    assert_eq!(open, shows);
}

#[test]
fn whoever_is_visited_is_told_and_reads_who_was_there_and_why() {
    let scene = Scene::there();
    let visit = scene.visiting();
    assert_eq!(scene.house.kinds(), ["visited"]);
    scene.house.later(Span::seconds(90));
    visit.ask("DELETE", "/api/v1/visits/current", b"");
    let ana = scene.house.enter("ana@example.org", DeviceId(fresh()));
    let list: VisitList = ana.client.get("/api/v1/visits").json();
    let [line] = list.visits.as_slice() else { panic!("{list:?}") };
    assert_eq!(line.reason, "She asked why a section is closed.");
    assert_eq!((line.ended_at - line.began_at).0, 90_000);
    assert!(line.name.is_some());
    let log = scene.house.store().accounts().audit(scene.ana, 10).unwrap();
    let by: Vec<_> = log.iter().map(|entry| (entry.act, entry.actor)).take(3).collect();
    let ada = Some(scene.ada);
    assert_eq!(by, [(Act::SignedIn, Some(scene.ana)), (Act::VisitEnded, ada), (Act::VisitBegun, ada)]);
}

#[test]
fn a_visit_takes_a_reason_a_short_time_the_password_and_a_browser() {
    let scene = Scene::there();
    let with = |name: &str, value: Value| {
        let mut asked = scene.asked(scene.ana);
        asked[name] = value;
        asked
    };
    for (asked, status, code) in [
        (with("reason", json!("  ")), 400, AccountCode::Invalid),
        (with("reason", json!("a".repeat(501))), 400, AccountCode::Invalid),
        (with("minutes", json!(0)), 400, AccountCode::Invalid),
        (with("minutes", json!(31)), 400, AccountCode::Invalid),
        (with("password", json!("not hers")), 403, AccountCode::WrongCredentials),
    ] {
        let answer = scene.begin(&asked);
        assert_eq!((answer.status, why(&answer)), (status, code), "{asked}");
    }
    assert_eq!(scene.begin(&scene.asked(scene.ada)).status, 400, "oneself");
    assert_eq!(scene.begin(&scene.asked(PersonId(fresh()))).status, 404);
    let by_token = scene.house.holder(&domain::accounts::Secret::new(scene.own.replace("wrapitup=", "")));
    assert_eq!(by_token.post("/api/v1/visits", &scene.asked(scene.ana)).status, 403);
    assert_eq!(scene.house.kinds(), [""; 0], "nobody was told of what did not happen");
}

#[test]
fn signing_in_anew_ends_the_visit_that_the_browser_was_on() {
    let scene = Scene::there();
    let visit = scene.visiting();
    let accounts = scene.house.store().accounts();
    let deed = store::accounts::Deed {
        id: fresh(),
        at: scene.house.now(),
        actor: None,
        device: None,
        address: None,
    };
    let device = accounts.devices(scene.ada, scene.house.now()).unwrap()[0].id;
    assert!(accounts.revoke_device(scene.ada, device, &deed).unwrap());
    assert_eq!(visit.get("/api/v1/me").status, 401);
}
