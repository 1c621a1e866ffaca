//! Signing up, in and out; what strangers learn, and what they do not.

use super::house::{House, PASSWORD, fresh, hello, why};
use domain::accounts::{AccountCode, DeviceHello, DeviceId, Me, Renewed, SignedIn};
use domain::base::Span;
use domain::command::Role;
use serde_json::json;
use store::accounts::Deed;

store::each_engine! {
    fn from_signing_up_to_signing_out(house: House) {
        assert_eq!(house.sign_up("Ana@Example.org").status, 202);
        let early = house.sign_in("ana@example.org", PASSWORD, hello(DeviceId(fresh())), None);
        assert_eq!((early.status, why(&early)), (401, AccountCode::WrongCredentials), "the link comes first");
        let token = house.link("confirm");
        assert_eq!(house.ask("email/verify", &json!({ "token": token })).status, 204);
        let again = house.ask("email/verify", &json!({ "token": token }));
        assert_eq!((again.status, why(&again)), (410, AccountCode::LinkUsed));

        let ana = house.enter("ana@example.org", DeviceId(fresh()));
        let me: Me = ana.client.get("/api/v1/me").json();
        assert_eq!((me.name.as_str(), me.email.as_str(), me.zone.0.as_str()), ("Ana", "ana@example.org", "Europe/Warsaw"));
        assert_eq!((me.roles.as_slice(), me.device), (&[Role::Client][..], ana.device));
        assert_eq!(me, ana.signed.me);

        let renewed: Renewed = ana.client.post("/api/v1/sessions/renew", &()).json();
        let newer = house.holder(&renewed.token.unwrap());
        assert_eq!(newer.get("/api/v1/me").status, 200);
        let older = ana.client.get("/api/v1/me");
        assert_eq!((older.status, why(&older)), (401, AccountCode::Superseded));

        assert_eq!(newer.ask("DELETE", "/api/v1/sessions", b"").status, 204);
        let gone = newer.get("/api/v1/me");
        assert_eq!((gone.status, why(&gone)), (401, AccountCode::SignedOut));
    }

    fn an_old_token_that_is_shown_again_ends_the_session(house: House) {
        let ana = house.guest("ana@example.org");
        let renewed: Renewed = ana.client.post("/api/v1/sessions/renew", &()).json();
        let newer = house.holder(&renewed.token.unwrap());
        assert_eq!(newer.get("/api/v1/me").status, 200);
        assert_eq!(ana.client.post("/api/v1/sessions/renew", &()).status, 401);
        assert_eq!(newer.get("/api/v1/me").status, 401);
    }

    fn nobody_learns_who_has_an_account(house: House) {
        house.account("ana@example.org");
        let device = || hello(DeviceId(fresh()));
        for path in ["known", "unknown"] {
            let email = if path == "known" { "ana@example.org" } else { "bob@example.org" };
            let up = house.sign_up(email);
            let forgot = house.ask("password/forgot", &json!({ "email": email }));
            assert_eq!((up.status, up.body.len(), forgot.status, forgot.body.len()), (202, 0, 202, 0), "{path}");
        }
        let known = house.sign_in("ana@example.org", "something else", device(), None);
        let unknown = house.sign_in("nobody@example.org", "something else", device(), None);
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
        assert_eq!(why(&known), AccountCode::WrongCredentials);
    }

    fn whoever_sets_what_is_not_theirs_is_refused(house: House) {
        let sign_up = json!({ "name": "Ana", "email": "ana@example.org", "password": PASSWORD, "zone": "UTC" });
        for field in ["role", "roles", "person", "user_id", "is_admin", "created_at", "verified_at", "id"] {
            let mut asked = sign_up.clone();
            asked[field] = json!("admin");
            assert_eq!(house.ask("accounts", &asked).status, 400, "{field}");
        }
        assert_eq!(house.kinds(), [""; 0]);
        let ana = house.guest("ana@example.org");
        let path = format!("/api/v1/devices/{}", ana.device);
        let rename = json!({ "name": "Mine", "person_id": fresh() });
        assert_eq!(ana.client.ask("PATCH", &path, rename.to_string().as_bytes()).status, 400);
    }

    fn what_makes_no_sense_is_refused_in_words(house: House) {
        let sign_up = json!({ "name": "Ana", "email": "ana@example.org", "password": PASSWORD, "zone": "UTC" });
        for (field, value, code) in [
            ("email", "ana@example.org\r\nBcc: eve@example.org", AccountCode::Invalid),
            ("email", "nobody", AccountCode::Invalid),
            ("name", "", AccountCode::Invalid),
            ("name", "Ana\r\nBcc: eve@example.org", AccountCode::Invalid),
            ("zone", "a zone; DROP", AccountCode::Invalid),
            ("password", "short", AccountCode::WeakPassword),
            ("password", "Password123", AccountCode::WeakPassword),
        ] {
            let mut asked = sign_up.clone();
            asked[field] = json!(value);
            let answer = house.ask("accounts", &asked);
            assert_eq!((answer.status, why(&answer)), (400, code), "{field} {value}");
        }
        assert_eq!(house.kinds(), [""; 0]);
    }

    fn strangers_who_try_passwords_do_not_lock_the_owner_out(house: House) {
        let ana = house.guest("ana@example.org");
        let stranger = || house.sign_in("ana@example.org", "a guess", hello(DeviceId(fresh())), None);
        let tried: Vec<u16> = (0..12).map(|_| stranger().status).collect();
        assert_eq!(tried, [vec![401; 10], vec![429; 2]].concat());
        let right = house.sign_in("ana@example.org", PASSWORD, hello(DeviceId(fresh())), None);
        assert_eq!((right.status, why(&right)), (429, AccountCode::TooManyAttempts));
        assert!(right.headers["retry-after"].parse::<u64>().unwrap() > 600);
        // It is the same for an address without an account.
        for _ in 0..10 {
            house.sign_in("nobody@example.org", "a guess", hello(DeviceId(fresh())), None);
        }
        let nobody = house.sign_in("nobody@example.org", "a guess", hello(DeviceId(fresh())), None);
        assert_eq!(nobody.status, 429);

        let guessed = DeviceHello { known: Some(domain::accounts::Secret::new("guess")), ..hello(ana.device) };
        assert_eq!(house.sign_in(&ana.email, PASSWORD, guessed, None).status, 429);
        let known = DeviceHello { known: Some(ana.known.clone()), ..hello(ana.device) };
        assert_eq!(house.sign_in(&ana.email, PASSWORD, known, None).status, 200);
        house.later(Span::seconds(15 * 60));
        assert_eq!(stranger().status, 401);
        assert_eq!(house.sign_in(&ana.email, PASSWORD, hello(DeviceId(fresh())), None).status, 200);
    }

    fn one_address_of_the_network_is_slowed_down(house: House) {
        let asked = json!({ "email": "nobody@example.org" });
        let ask = || house.nobody().post("/api/v1/password/forgot", &asked).status;
        let answers: Vec<u16> = (0..22).map(|_| ask()).collect();
        assert_eq!(answers, [vec![202; 20], vec![429; 2]].concat());
        // Who it is can't be lied about where no proxy is trusted.
        let liar = house.nobody().saying("x-forwarded-for", "203.0.113.9");
        assert_eq!(liar.post("/api/v1/password/forgot", &asked).status, 429);
        house.later(Span::seconds(3));
        assert_eq!(ask(), 202);
    }

    fn a_disabled_account_is_told_so_with_its_password_alone(house: House) {
        let ana = house.guest("ana@example.org");
        let deed = Deed { id: fresh(), at: house.now(), actor: None, device: None, address: None };
        house.store().accounts().disable(house.person(&ana.email), &deed).unwrap();
        assert_eq!(ana.client.get("/api/v1/me").status, 401);
        let wrong = house.sign_in(&ana.email, "a guess", hello(ana.device), None);
        assert_eq!((wrong.status, why(&wrong)), (401, AccountCode::WrongCredentials));
        let right = house.sign_in(&ana.email, PASSWORD, hello(ana.device), None);
        assert_eq!((right.status, why(&right)), (403, AccountCode::Disabled));
    }

    fn a_device_that_signs_in_again_has_one_session(house: House) {
        let ana = house.guest("ana@example.org");
        let again: SignedIn = house.sign_in(&ana.email, PASSWORD, hello(ana.device), None).json();
        assert_eq!(ana.client.get("/api/v1/me").status, 401);
        assert_eq!(house.holder(&again.token.unwrap()).get("/api/v1/me").status, 200);
    }
}
