//! Another password and another address.

use super::house::{House, PASSWORD, fresh, hello, why};
use domain::accounts::{AccountCode, DeviceId, Renewed};
use domain::base::Span;
use serde_json::json;

const NEW: &str = "staple under the moon";

store::each_engine! {
    fn a_password_is_reset_by_a_link_once(house: House) {
        let ana = house.guest("ana@example.org");
        for _ in 0..10 {
            house.sign_in(&ana.email, "a guess", hello(DeviceId(fresh())), None);
        }
        assert_eq!(house.ask("password/forgot", &json!({ "email": "ana@example.org" })).status, 202);
        let token = house.wait_for_link("reset");
        let weak = house.ask("password/reset", &json!({ "token": token, "password": "password1" }));
        assert_eq!((weak.status, why(&weak)), (400, AccountCode::WeakPassword));
        assert_eq!(house.ask("password/reset", &json!({ "token": token, "password": NEW })).status, 204);
        let again = house.ask("password/reset", &json!({ "token": token, "password": "another one 7" }));
        assert_eq!((again.status, why(&again)), (410, AccountCode::LinkUsed));
        assert_eq!(ana.client.get("/api/v1/me").status, 401, "all sessions ended");
        assert_eq!(house.kinds(), ["password_changed"]);
        // Whoever guessed the old one until nobody could sign in does not keep the owner out.
        assert_eq!(house.sign_in(&ana.email, PASSWORD, hello(ana.device), None).status, 401);
        assert_eq!(house.sign_in(&ana.email, NEW, hello(ana.device), None).status, 200);
    }

    fn a_link_to_reset_works_for_an_hour(house: House) {
        house.account("ana@example.org");
        house.ask("password/forgot", &json!({ "email": "ana@example.org" }));
        let token = house.wait_for_link("reset");
        house.later(Span::hours(1));
        let late = house.ask("password/reset", &json!({ "token": token, "password": NEW }));
        assert_eq!((late.status, why(&late)), (410, AccountCode::LinkUsed));
        assert_eq!(house.sign_in("ana@example.org", PASSWORD, hello(DeviceId(fresh())), None).status, 200);
    }

    fn another_password_needs_the_one_up_to_now_and_ends_the_other_sessions(house: House) {
        let here = house.guest("ana@example.org");
        let there = house.enter("ana@example.org", DeviceId(fresh()));
        let change = |current: &str, password: &str| {
            here.client.post("/api/v1/password/change", &json!({ "current": current, "password": password }))
        };
        let wrong = change("a guess", NEW);
        assert_eq!((wrong.status, why(&wrong)), (403, AccountCode::WrongCredentials));
        assert_eq!(change(PASSWORD, "short").status, 400);
        assert_eq!(there.client.get("/api/v1/me").status, 200);
        let renewed: Renewed = change(PASSWORD, NEW).json();
        assert_eq!(there.client.get("/api/v1/me").status, 401);
        assert_eq!(house.holder(&renewed.token.unwrap()).get("/api/v1/me").status, 200);
        assert_eq!(here.client.get("/api/v1/me").status, 401, "its token was replaced");
        assert_eq!(house.kinds(), ["password_changed"]);
        assert_eq!(house.sign_in("ana@example.org", NEW, hello(DeviceId(fresh())), None).status, 200);
    }

    fn whoever_found_an_open_window_can_not_try_passwords_there_either(house: House) {
        let ana = house.guest("ana@example.org");
        let guess = || {
            ana.client.post("/api/v1/email/change", &json!({ "email": "eve@example.org", "password": "a guess" })).status
        };
        let tried: Vec<u16> = (0..11).map(|_| guess()).collect();
        assert_eq!(tried, [vec![403; 10], vec![429; 1]].concat());
        assert_eq!(house.kinds(), [""; 0]);
    }

    fn another_address_counts_when_its_link_is_followed(house: House) {
        let ana = house.guest("ana@example.org");
        let change = json!({ "email": "New@example.org", "password": PASSWORD });
        assert_eq!(ana.client.post("/api/v1/email/change", &change).status, 202);
        let mut mail: Vec<_> = std::iter::from_fn(|| house.mail()).collect();
        mail.sort_by(|one, other| one.kind.cmp(&other.kind));
        let (told, new) = (&mail[0], &mail[1]);
        assert_eq!((new.recipient.as_str(), new.kind.as_str()), ("new@example.org", "new_address"));
        assert_eq!((told.recipient.as_str(), told.kind.as_str()), ("ana@example.org", "address_asked"));
        assert_eq!(house.sign_in("new@example.org", PASSWORD, hello(ana.device), None).status, 401);
        let token: String = new.text.split_once('#').unwrap().1.chars().take(64).collect();
        assert_eq!(house.ask("email/confirm", &json!({ "token": token })).status, 204);
        assert_eq!(house.ask("email/confirm", &json!({ "token": token })).status, 410);
        assert_eq!(house.sign_in("ana@example.org", PASSWORD, hello(ana.device), None).status, 401);
        assert_eq!(house.sign_in("new@example.org", PASSWORD, hello(ana.device), None).status, 200);
    }

    fn an_address_that_somebody_has_is_asked_for_in_vain(house: House) {
        let ana = house.guest("ana@example.org");
        house.account("bob@example.org");
        let change = json!({ "email": "bob@example.org", "password": PASSWORD });
        assert_eq!(ana.client.post("/api/v1/email/change", &change).status, 202);
        assert_eq!(house.kinds(), ["address_asked", "address_known"]);
    }
}
