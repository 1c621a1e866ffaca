//! Devices: listed, renamed, signed out from afar, known again; and the keys of their files.

use crate::desk::{Desk, token};
use domain::accounts::DeviceId;
use domain::base::Span;
use domain::command::Role;
use store::accounts::{Act, KeyKept, Standing, TokenHash};
use store::each_engine;

each_engine! {
    fn a_device_that_was_revoked_is_signed_out_at_once(desk: Desk) {
        let mut desk = desk;
        let (ana, bob) = (desk.person("Ana", &[Role::Client]), desk.person("Bob", &[Role::Client]));
        let laptop = desk.signed_in(ana, "laptop");
        let phone = desk.signed_in(ana, "phone");
        let deed = desk.deed();
        assert!(!desk.accounts().revoke_device(bob, phone, &deed).unwrap(), "it is not Bob's");
        assert!(desk.accounts().revoke_device(ana, phone, &deed).unwrap());
        assert!(!desk.accounts().revoke_device(ana, phone, &deed).unwrap(), "it is gone");
        assert_eq!(desk.show("phone"), Standing::Nobody);
        desk.session("laptop");
        let left: Vec<_> = desk.accounts().devices(ana, desk.now).unwrap().iter().map(|device| device.id).collect();
        assert_eq!(left, [laptop]);
        // Its owner may sign in with it again.
        desk.sign_in(ana, phone, "again");
        desk.session("again");
    }

    fn a_device_has_the_name_that_its_person_gave_it(desk: Desk) {
        let mut desk = desk;
        let (ana, bob) = (desk.person("Ana", &[Role::Client]), desk.person("Bob", &[Role::Client]));
        let device = desk.signed_in(ana, "first");
        assert!(desk.accounts().rename_device(ana, device, "Kitchen").unwrap());
        assert!(!desk.accounts().rename_device(bob, device, "Mine").unwrap());
        let devices = desk.accounts().devices(ana, desk.now).unwrap();
        assert_eq!(devices[0].name, "Kitchen");
    }

    fn when_a_device_was_heard_of_is_written_down_now_and_then(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        let signed_in = desk.now;
        desk.later(Span::seconds(299));
        desk.session("first");
        assert_eq!(desk.accounts().devices(ana, desk.now).unwrap()[0].seen_at, signed_in);
        desk.later(Span::seconds(1));
        desk.session("first");
        assert_eq!(desk.accounts().devices(ana, desk.now).unwrap()[0].seen_at, desk.now);
    }

    fn two_people_may_use_one_computer(desk: Desk) {
        let mut desk = desk;
        let (ana, bob) = (desk.person("Ana", &[Role::Client]), desk.person("Bob", &[Role::Client]));
        let device = desk.signed_in(ana, "ana's");
        desk.sign_in(bob, device, "bob's");
        assert_eq!(desk.session("ana's").person, ana);
        assert_eq!(desk.session("bob's").person, bob);
        let deed = desk.deed();
        desk.accounts().revoke_device(ana, device, &deed).unwrap();
        assert_eq!(desk.session("bob's").person, bob);
    }

    fn a_known_device_is_known_by_what_it_was_given(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.person("Bob", &[Role::Client]);
        let device = desk.signed_in(ana, "first");
        let given = token(&format!("known {device}"));
        let known = |email: &str, device, shown: TokenHash| {
            desk.accounts().is_known_device(email, device, &shown).unwrap()
        };
        assert!(known("ana@example.org", device, given));
        assert!(!known("bob@example.org", device, given));
        assert!(!known("ana@example.org", device, token("guessed")));
        assert!(!known("ana@example.org", DeviceId::default(), given));
        let deed = desk.deed();
        desk.accounts().revoke_device(ana, device, &deed).unwrap();
        assert!(!desk.accounts().is_known_device("ana@example.org", device, &given).unwrap());
    }

    fn the_key_of_a_file_is_kept_once_and_its_release_is_written_down(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        let device = desk.signed_in(ana, "first");
        let deed = desk.deed();
        assert_eq!(desk.accounts().release_file_key(ana, device, &deed).unwrap(), None);
        assert_eq!(desk.accounts().keep_file_key(ana, device, "sealed", &deed).unwrap(), KeyKept::Kept);
        let other = desk.accounts().keep_file_key(ana, device, "another", &deed).unwrap();
        assert_eq!(other, KeyKept::Known("sealed".to_owned()));
        let none = desk.accounts().keep_file_key(ana, DeviceId::default(), "sealed", &deed).unwrap();
        assert_eq!(none, KeyKept::NoDevice);
        // A device that was revoked keeps its key for the day on which its owner signs in again.
        desk.accounts().revoke_device(ana, device, &deed).unwrap();
        assert_eq!(desk.accounts().release_file_key(ana, device, &deed).unwrap(), None);
        desk.sign_in(ana, device, "again");
        let deed = desk.deed();
        assert_eq!(desk.accounts().release_file_key(ana, device, &deed).unwrap().as_deref(), Some("sealed"));
        assert!(desk.accounts().audit(ana, 9).unwrap().iter().any(|entry| entry.act == Act::KeyReleased));
    }
}
