//! What a token is worth, and for how long.

use crate::desk::{Desk, PASSWORD, token};
use domain::base::{CommandId, Span};
use domain::command::Role;
use store::accounts::{Act, Changed, Standing};
use store::each_engine;

each_engine! {
    fn a_token_is_good_until_it_expires(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        let device = desk.signed_in(ana, "first");
        let session = desk.session("first");
        assert_eq!((session.person, session.device), (ana, device));
        assert_eq!(session.roles, [Role::Client]);
        desk.later(Span(Span::days(90).0 - 1));
        desk.session("first");
        desk.later(Span(1));
        assert_eq!(desk.show("first"), Standing::Nobody);
        assert_eq!(desk.show("something else"), Standing::Nobody);
    }

    fn a_renewal_whose_answer_was_lost_costs_nothing(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        assert!(matches!(desk.renew("first", "lost"), Standing::Signed(_)));
        desk.later(Span::hours(5));
        desk.session("first");
        assert!(matches!(desk.renew("first", "second"), Standing::Signed(_)));
        assert_eq!(desk.show("lost"), Standing::Nobody);
        desk.session("first");
        desk.session("second");
    }

    fn a_token_is_worth_nothing_once_the_next_one_was_used(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        desk.renew("first", "second");
        desk.session("second");
        // A request that was on its way is sent again with the newer token.
        assert_eq!(desk.show("first"), Standing::Superseded);
        desk.session("second");
    }

    fn an_old_token_that_is_shown_again_ends_its_family(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        desk.signed_in(ana, "elsewhere");
        desk.renew("first", "second");
        desk.session("second");
        desk.later(Span::seconds(60));
        assert_eq!(desk.show("first"), Standing::Nobody);
        assert_eq!(desk.show("second"), Standing::Nobody, "whoever has it may be the thief");
        desk.session("elsewhere");
        let log = desk.accounts().audit(ana, 1).unwrap();
        assert_eq!(log[0].act, Act::TokenReused);
    }

    fn a_stolen_token_that_is_renewed_twice_ends_its_family_at_once(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        desk.renew("first", "thief's");
        desk.session("thief's");
        assert_eq!(desk.renew("first", "owner's"), Standing::Nobody);
        for name in ["first", "thief's", "owner's"] {
            assert_eq!(desk.show(name), Standing::Nobody, "{name}");
        }
    }

    fn signing_out_ends_the_family_alone(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        desk.signed_in(ana, "elsewhere");
        desk.renew("first", "second");
        let session = desk.session("second");
        assert!(desk.accounts().goes_on(session.family, desk.now).unwrap());
        desk.accounts().sign_out(ana, session.family).unwrap();
        assert!(!desk.accounts().goes_on(session.family, desk.now).unwrap());
        assert_eq!(desk.show("first"), Standing::Nobody);
        assert_eq!(desk.show("second"), Standing::Nobody);
        desk.session("elsewhere");
    }

    fn another_password_ends_all_other_sessions(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "here");
        desk.signed_in(ana, "elsewhere");
        let keep = desk.session("here").family;
        let (told, deed) = (desk.letter("told"), desk.deed());
        let change = |checked: &str| {
            desk.accounts().change_password(ana, checked, "new", keep, &told, &deed).unwrap()
        };
        assert_eq!(change("something else"), Changed::No);
        assert_eq!(change(PASSWORD), Changed::Yes);
        desk.session("here");
        assert_eq!(desk.show("elsewhere"), Standing::Nobody);
        // Whoever was being let in with the password up to then is not.
        let device = domain::accounts::DeviceId(desk.id());
        assert_eq!(desk.sign_in(ana, device, "late"), Changed::No);
        assert_eq!(desk.show("late"), Standing::Nobody);
    }

    fn other_roles_end_all_sessions(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        let (id, deed) = (CommandId(desk.id()), desk.deed());
        desk.accounts().give_role(ana, Role::Mentor, id, &deed).unwrap();
        assert_eq!(desk.show("first"), Standing::Nobody);
        desk.signed_in(ana, "again");
        assert_eq!(desk.session("again").roles, [Role::Client, Role::Mentor]);
    }

    fn roles_that_a_command_changed_end_sessions_as_well(desk: Desk) {
        let mut desk = desk;
        let root = desk.person("Root", &[Role::Admin]);
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        let give = domain::people::PeopleCommand::GiveRole { person: ana, role: Role::Mentor };
        let envelope = domain::command::Envelope::new(
            CommandId(desk.id()),
            root,
            desk.now,
            domain::base::ZoneId::utc(),
            &give.into(),
        );
        desk.store.dispatch(&envelope, desk.now).unwrap();
        assert_eq!(desk.show("first"), Standing::Nobody);
    }

    fn what_was_forgotten_is_what_expired(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "old");
        desk.later(Span::days(80));
        desk.signed_in(ana, "new");
        desk.later(Span::days(10));
        assert_eq!(desk.accounts().forget_tokens(desk.now).unwrap(), 1);
        assert_ne!(token("old"), token("new"));
        desk.session("new");
    }
}
