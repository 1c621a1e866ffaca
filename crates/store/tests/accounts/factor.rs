//! The second factor: set up by a code, and no code twice.

use crate::desk::{Desk, token};
use domain::command::Role;
use store::each_engine;

each_engine! {
    fn a_second_factor_counts_once_a_code_confirmed_it(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        assert!(desk.accounts().begin_factor(ana, "one").unwrap());
        assert!(desk.accounts().begin_factor(ana, "two").unwrap(), "it was not confirmed yet");
        let (told, deed) = (desk.letter("factor_added"), desk.deed());
        let codes = [token("a"), token("b")];
        let confirm = |sealed| desk.accounts().confirm_factor(ana, sealed, 7, &codes, &told, &deed);
        assert!(!desk.accounts().use_step(ana, 9).unwrap(), "nothing is asked for yet");
        assert!(!confirm("one").unwrap(), "another secret took its place");
        assert!(confirm("two").unwrap());
        assert!(!confirm("two").unwrap());
        assert_eq!(desk.accounts().waiting_mail().unwrap(), 1, "Ana is told once");
        assert!(!desk.accounts().begin_factor(ana, "three").unwrap(), "there is one");
        let factor = desk.accounts().find(ana).unwrap().unwrap().factor.unwrap();
        assert_eq!((factor.since, factor.step), (Some(desk.now), 7));
    }

    fn the_code_of_a_step_is_taken_once_and_none_before_it(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        let (told, deed) = (desk.letter("factor_added"), desk.deed());
        desk.accounts().begin_factor(ana, "secret").unwrap();
        desk.accounts().confirm_factor(ana, "secret", 7, &[], &told, &deed).unwrap();
        let taken: Vec<bool> =
            [7, 8, 8, 7, 10, 9, 10, 11].map(|step| desk.accounts().use_step(ana, step).unwrap()).into();
        assert_eq!(taken, [false, true, false, false, true, false, false, true]);
    }

    fn a_recovery_code_works_once(desk: Desk) {
        let mut desk = desk;
        let (ana, bob) = (desk.person("Ana", &[Role::Client]), desk.person("Bob", &[Role::Client]));
        let (told, deed) = (desk.letter("factor_added"), desk.deed());
        desk.accounts().begin_factor(ana, "secret").unwrap();
        desk.accounts().confirm_factor(ana, "secret", 7, &[token("a"), token("b")], &told, &deed).unwrap();
        assert!(!desk.accounts().use_recovery_code(bob, &token("a"), &deed).unwrap(), "it is Ana's");
        assert!(desk.accounts().use_recovery_code(ana, &token("a"), &deed).unwrap());
        assert!(!desk.accounts().use_recovery_code(ana, &token("a"), &deed).unwrap());
        assert_eq!(desk.accounts().recovery_codes_left(ana).unwrap(), 1);
        let deed = desk.deed();
        desk.accounts().renew_recovery_codes(ana, &[token("c")], &deed).unwrap();
        assert!(!desk.accounts().use_recovery_code(ana, &token("b"), &deed).unwrap());
        assert_eq!(desk.accounts().recovery_codes_left(ana).unwrap(), 1);
    }

    fn without_a_second_factor_there_are_no_codes(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        let (told, deed) = (desk.letter("factor_added"), desk.deed());
        desk.accounts().renew_recovery_codes(ana, &[token("a")], &deed).unwrap();
        assert_eq!(desk.accounts().recovery_codes_left(ana).unwrap(), 0);
        desk.accounts().begin_factor(ana, "secret").unwrap();
        desk.accounts().confirm_factor(ana, "secret", 7, &[token("a")], &told, &deed).unwrap();
        desk.accounts().remove_factor(ana, &deed).unwrap();
        assert_eq!(desk.accounts().recovery_codes_left(ana).unwrap(), 0);
        assert_eq!(desk.accounts().find(ana).unwrap().unwrap().factor, None);
    }
}
