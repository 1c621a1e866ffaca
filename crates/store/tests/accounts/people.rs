//! People with an account: disabled and enabled, never the last admin, deleted.

use crate::desk::{Desk, token};
use domain::base::{Code, CommandId, PersonId};
use domain::command::Role;
use domain::people::{FORMER, Person};
use domain::rows::AnyRow;
use store::accounts::{Act, Standing};
use store::testing::{check_audiences, rows};
use store::{DispatchError, each_engine};

#[track_caller]
fn code(result: Result<(), DispatchError>) -> Code {
    match result.unwrap_err() {
        DispatchError::Refused { refusal, .. } => refusal.code,
        DispatchError::Failed(error) => panic!("{error:?}"),
    }
}

fn take_admin(desk: &mut Desk, person: PersonId) -> Result<(), DispatchError> {
    let (id, deed) = (CommandId(desk.id()), desk.deed());
    desk.accounts().take_role(person, Role::Admin, id, &deed)
}

each_engine! {
    fn nobody_is_signed_in_with_a_disabled_account(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        let deed = desk.deed();
        desk.accounts().disable(ana, &deed).unwrap();
        assert_eq!(desk.show("first"), Standing::Nobody);
        desk.signed_in(ana, "second");
        assert_eq!(desk.show("second"), Standing::Disabled);
        let deed = desk.deed();
        desk.accounts().enable(ana, &deed).unwrap();
        desk.session("second");
        assert_eq!(code(desk.accounts().disable(PersonId::default(), &deed)), Code::NotFound);
    }

    fn the_last_admin_is_neither_disabled_nor_demoted_nor_deleted(desk: Desk) {
        let mut desk = desk;
        let (ada, eva) = (desk.person("Ada", &[Role::Admin]), desk.person("Eva", &[Role::Admin]));
        let deed = desk.deed();
        desk.accounts().disable(eva, &deed).unwrap();
        // Eva is an admin, but she can't sign in.
        assert_eq!(code(desk.accounts().disable(ada, &deed)), Code::Conflict);
        assert_eq!(code(desk.accounts().delete(ada, &deed)), Code::Conflict);
        assert_eq!(code(take_admin(&mut desk, ada)), Code::Conflict);
        assert_eq!(desk.store.roles_of(ada).unwrap(), [Role::Admin].into());
        let deed = desk.deed();
        desk.accounts().enable(eva, &deed).unwrap();
        take_admin(&mut desk, ada).unwrap();
        assert_eq!(desk.store.roles_of(ada).unwrap(), [].into());
        assert_eq!(code(take_admin(&mut desk, eva)), Code::Conflict);
    }

    fn only_an_admin_gives_roles(desk: Desk) {
        let mut desk = desk;
        let (ada, ana) = (desk.person("Ada", &[Role::Admin]), desk.person("Ana", &[Role::Client]));
        for (actor, allowed) in [(ana, false), (ada, true)] {
            let id = CommandId(desk.id());
            let deed = store::accounts::Deed { actor: Some(actor), ..desk.deed() };
            let given = desk.accounts().give_role(ana, Role::Mentor, id, &deed);
            assert_eq!(given.is_ok(), allowed, "{given:?}");
        }
        let log = desk.accounts().audit(ana, 1).unwrap();
        assert_eq!((log[0].act, log[0].actor, log[0].note.as_str()), (Act::RoleGiven, Some(ada), "Mentor"));
    }

    fn two_people_cannot_have_one_address(desk: Desk) {
        let mut desk = desk;
        desk.person("Ana", &[Role::Client]);
        let (ids, deed) = (desk.ids(), desk.deed());
        let new = store::accounts::NewPerson {
            name: "Another".to_owned(),
            email: "ana@example.org".to_owned(),
            zone: domain::base::ZoneId::utc(),
            roles: [].into(),
            password: String::new(),
        };
        assert_eq!(code(desk.accounts().add(&new, ids, &deed)), Code::Conflict);
        assert_eq!(desk.accounts().find(ids.person).unwrap(), None);
    }

    fn of_a_deleted_account_nothing_is_left_but_that_it_was(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        let (letter, until) = (desk.letter("reset"), desk.now);
        desk.accounts().forgot_password("ana@example.org", &token("link"), until, &letter, desk.now).unwrap();
        let deed = desk.deed();
        for _ in 0..2 {
            desk.accounts().delete(ana, &deed).unwrap();
        }
        assert_eq!(desk.show("first"), Standing::Nobody);
        assert_eq!(desk.accounts().find(ana).unwrap(), None);
        assert_eq!(desk.accounts().waiting_mail().unwrap(), 0);
        let person = rows(&desk.store).into_iter().find_map(|row| match row {
            AnyRow::Person(person) => Some(person),
            _ => None,
        });
        let Person { name, email, .. } = person.unwrap();
        assert_eq!((name.as_str(), email.as_str()), (FORMER, ""));
        check_audiences(&desk.store);
        let log = desk.accounts().audit(ana, 9).unwrap();
        assert_eq!(log.iter().filter(|entry| entry.act == Act::Deleted).count(), 1);
        assert!(log.iter().all(|entry| entry.address.is_none()));
        // The address is free again.
        assert_ne!(desk.person("Ana", &[Role::Client]), ana);
    }
}
