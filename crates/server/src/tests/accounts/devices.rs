//! Devices, and the keys of their files.

use super::house::{House, PASSWORD, fresh, hello, why};
use domain::accounts::{AccountCode, DeviceId, DeviceList, FileKeyBody, Renewed, Secret};
use domain::base::Span;
use serde_json::json;
use store::accounts::Act;

store::each_engine! {
    fn a_device_that_was_revoked_is_refused_at_once(house: House) {
        let laptop = house.guest("ana@example.org");
        let phone = house.enter("ana@example.org", DeviceId(fresh()));
        let bob = house.guest("bob@example.org");
        let list: DeviceList = laptop.client.get("/api/v1/devices").json();
        assert_eq!(list.devices.len(), 2);
        let current: Vec<_> = list.devices.iter().filter(|device| device.current).map(|device| device.id).collect();
        assert_eq!(current, [laptop.device]);

        let path = format!("/api/v1/devices/{}", phone.device);
        let missing = format!("/api/v1/devices/{}", fresh());
        for wrong in [path.as_str(), &missing, "/api/v1/devices/nonsense"] {
            let answer = bob.client.ask("DELETE", wrong, b"");
            assert_eq!((answer.status, why(&answer)), (404, AccountCode::NotFound), "{wrong}");
        }
        let named = json!({ "name": "  My\u{7} phone " }).to_string();
        assert_eq!(bob.client.ask("PATCH", &path, named.as_bytes()).status, 404);
        assert_eq!(laptop.client.ask("PATCH", &path, named.as_bytes()).status, 204);
        let list: DeviceList = laptop.client.get("/api/v1/devices").json();
        assert!(list.devices.iter().any(|device| device.name == "My phone"));
        assert_eq!(phone.client.get("/api/v1/me").status, 200);
        assert_eq!(laptop.client.ask("DELETE", &path, b"").status, 204);
        assert_eq!(phone.client.get("/api/v1/me").status, 401);
        assert_eq!(phone.client.post("/api/v1/sessions/renew", &()).status, 401);
        assert_eq!(laptop.client.get("/api/v1/me").status, 200);
    }

    fn losing_the_keychain_costs_a_sign_in_and_never_a_draft(house: House) {
        let ana = house.guest("ana@example.org");
        let key = FileKeyBody { key: Secret::new("0a".repeat(32)) };
        let put = |client: &crate::tests::client::Client, key: &FileKeyBody| {
            client.ask("PUT", "/api/v1/device/key", serde_json::to_string(key).unwrap().as_bytes())
        };
        let none = ana.client.get("/api/v1/device/key");
        assert_eq!((none.status, why(&none)), (404, AccountCode::NotFound));
        assert_eq!(put(&ana.client, &FileKeyBody { key: Secret::new("short") }).status, 400);
        assert_eq!(put(&ana.client, &key).status, 204);
        assert_eq!(put(&ana.client, &key).status, 204, "the same again");
        let other = put(&ana.client, &FileKeyBody { key: Secret::new("0b".repeat(32)) });
        assert_eq!((other.status, why(&other)), (409, AccountCode::KeyKnown));

        // Later, with a token that was renewed, it is not given.
        house.later(Span::seconds(600));
        let renewed: Renewed = ana.client.post("/api/v1/sessions/renew", &()).json();
        let late = house.holder(&renewed.token.unwrap()).get("/api/v1/device/key");
        assert_eq!((late.status, why(&late)), (403, AccountCode::FreshSignInNeeded));
        // Another device of the same person has a key of its own.
        let phone = house.enter("ana@example.org", DeviceId(fresh()));
        assert_eq!(phone.client.get("/api/v1/device/key").status, 404);
        assert!(!phone.signed.me.file_key);
        // The keychain is lost: a sign-in with the same device gives the key back.
        let again = house.enter("ana@example.org", ana.device);
        assert!(again.signed.me.file_key);
        assert_eq!(again.client.get("/api/v1/device/key").json::<FileKeyBody>(), key);
        let log = house.store().accounts().audit(house.person(&ana.email), 50).unwrap();
        let released: Vec<_> = log.iter().filter(|entry| entry.act == Act::KeyReleased).collect();
        assert_eq!(released.len(), 1);
        assert_eq!((released[0].device, released[0].address.as_deref()), (Some(ana.device), Some("127.0.0.1")));
    }

    fn somebody_else_on_the_same_device_gets_no_key(house: House) {
        let ana = house.guest("ana@example.org");
        let key = json!({ "key": "0a".repeat(32) }).to_string();
        assert_eq!(ana.client.ask("PUT", "/api/v1/device/key", key.as_bytes()).status, 204);
        house.account("bob@example.org");
        let bob = house.enter("bob@example.org", ana.device);
        assert_eq!(bob.client.get("/api/v1/device/key").status, 404);
        assert_eq!(ana.client.get("/api/v1/me").status, 200);
        assert_eq!(house.sign_in("bob@example.org", PASSWORD, hello(ana.device), None).status, 200);
    }
}
