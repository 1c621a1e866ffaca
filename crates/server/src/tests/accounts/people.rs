//! What admins do, and how somebody leaves.

use super::house::{House, PASSWORD, fresh, hello, why};
use domain::accounts::{AccountCode, DeviceId, Me};
use domain::base::Code;
use domain::command::Role;
use serde_json::{Value, json};
use store::accounts::Act;

store::each_engine! {
    fn admins_give_and_take_roles_and_nobody_else_does(house: House) {
        let (ada, ana) = (house.admin("ada@example.org"), house.guest("ana@example.org"));
        let person = house.person("ana@example.org");
        let path = format!("/api/v1/people/{person}/roles/mentor");
        let refused = ana.client.ask("PUT", &path, b"");
        assert_eq!((refused.status, refused.code()), (403, Code::Forbidden));
        for wrong in [format!("/api/v1/people/{person}/roles/king"), format!("/api/v1/people/{}/roles/mentor", fresh()), "/api/v1/people/x/roles/mentor".to_owned()] {
            assert_eq!(ada.client.ask("PUT", &wrong, b"").status, 404, "{wrong}");
        }
        assert_eq!(ada.client.ask("PUT", &path, b"").status, 204);
        assert_eq!(ana.client.get("/api/v1/me").status, 401, "what they may do changed");
        let again = house.enter("ana@example.org", ana.device);
        assert_eq!(again.client.get("/api/v1/me").json::<Me>().roles, [Role::Client, Role::Mentor]);
        assert_eq!(ada.client.ask("DELETE", &path, b"").status, 204);
        assert_eq!(again.client.get("/api/v1/me").status, 401);
        let log = house.store().accounts().audit(person, 50).unwrap();
        let acts: Vec<_> = log.iter().map(|entry| (entry.act, entry.actor)).collect();
        let by = Some(house.person("ada@example.org"));
        assert!(acts.contains(&(Act::RoleGiven, by)) && acts.contains(&(Act::RoleTaken, by)), "{acts:?}");
    }

    fn the_last_admin_stays(house: House) {
        let ada = house.admin("ada@example.org");
        let person = house.person("ada@example.org");
        let delete = json!({ "password": PASSWORD }).to_string();
        for (method, path, body) in [
            ("DELETE", format!("/api/v1/people/{person}/roles/admin"), ""),
            ("POST", format!("/api/v1/people/{person}/disable"), ""),
            ("DELETE", "/api/v1/me".to_owned(), delete.as_str()),
        ] {
            let answer = ada.client.ask(method, &path, body.as_bytes());
            assert_eq!((answer.status, why(&answer)), (409, AccountCode::LastAdmin), "{path}");
        }
        assert_eq!(ada.client.get("/api/v1/me").status, 200);
    }

    fn a_disabled_account_is_out_at_once_and_in_again_when_enabled(house: House) {
        let (ada, ana) = (house.admin("ada@example.org"), house.guest("ana@example.org"));
        let path = |what: &str| format!("/api/v1/people/{}/{what}", house.person("ana@example.org"));
        assert_eq!(ana.client.post(&path("disable"), &()).status, 403);
        assert_eq!(ada.client.post(&path("disable"), &()).status, 204);
        assert_eq!(ana.client.get("/api/v1/me").status, 401);
        assert_eq!(house.sign_in(&ana.email, PASSWORD, hello(ana.device), None).status, 403);
        assert_eq!(ada.client.post(&path("enable"), &()).status, 204);
        assert_eq!(house.sign_in(&ana.email, PASSWORD, hello(ana.device), None).status, 200);
    }

    fn everything_of_ones_own_can_be_taken_along(house: House) {
        let ana = house.guest("ana@example.org");
        house.guest("bob@example.org");
        let answer = ana.client.get("/api/v1/me/export");
        assert_eq!(answer.status, 200);
        assert!(answer.headers["content-disposition"].starts_with("attachment"));
        let own: Value = answer.json();
        assert_eq!(own["account"]["email"], "ana@example.org");
        assert_eq!(own["account"]["devices"][0]["name"], "Ana's laptop");
        assert_eq!(own["tables"]["people"].as_array().unwrap().len(), 1);
        let text = own.to_string();
        assert!(!text.contains("bob@example.org") && !text.contains("argon2"));
    }

    fn whoever_leaves_takes_their_name_along(house: House) {
        let ana = house.guest("ana@example.org");
        let person = house.person("ana@example.org");
        let delete = |password: &str| {
            ana.client.ask("DELETE", "/api/v1/me", json!({ "password": password }).to_string().as_bytes()).status
        };
        assert_eq!(delete("a guess"), 403);
        assert_eq!(delete(PASSWORD), 204);
        assert_eq!(ana.client.get("/api/v1/me").status, 401);
        let sign_in = house.sign_in(&ana.email, PASSWORD, hello(DeviceId(fresh())), None);
        assert_eq!((sign_in.status, why(&sign_in)), (401, AccountCode::WrongCredentials));
        assert_eq!(house.store().accounts().find(person).unwrap(), None);
        let named = store::testing::rows(house.store()).iter().any(|row| format!("{row:?}").contains("Ana"));
        assert!(!named);
        house.account("ana@example.org");
    }
}
