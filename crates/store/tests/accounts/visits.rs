//! An admin who looks at what somebody sees: how long, until what ends it, and who can read of it.

use crate::desk::{Desk, token};
use domain::base::{Code, PersonId, Span};
use domain::command::Role;
use store::accounts::{Act, Deed, NewVisit, Visit};
use store::{DispatchError, each_engine};

const HALF_AN_HOUR: Span = Span::seconds(30 * 60);

impl Desk {
    /// Begins a visit from the session with the token called `from`; its own token is called like `name`.
    fn visit(&mut self, from: &str, person: PersonId, name: &str) -> Result<Visit, DispatchError> {
        let session = self.session(from);
        let (id, until) = (self.id(), self.now + HALF_AN_HOUR);
        let visit = Visit { id, visitor: session.person, family: session.family, person, until };
        let new = NewVisit { visit, token: token(name), reason: format!("Asked for help: {name}") };
        let (letter, deed) = (self.letter("visited"), self.deed());
        let deed = Deed { actor: Some(session.person), ..deed };
        self.accounts().begin_visit(&new, &letter, &deed).map(|()| visit)
    }

    fn visits_now(&mut self, name: &str) -> Option<Visit> {
        self.accounts().visit(&token(name), self.now).unwrap()
    }
}

each_engine! {
    fn a_visit_lasts_until_its_time_is_over(desk: Desk) {
        let mut desk = desk;
        let (ana, ada) = (desk.person("Ana", &[Role::Client]), desk.person("Ada", &[Role::Admin]));
        desk.signed_in(ada, "ada");
        let visit = desk.visit("ada", ana, "first").unwrap();
        assert_eq!(desk.visits_now("first"), Some(visit));
        assert_eq!(desk.visits_now("another"), None);
        desk.later(Span::seconds(30 * 60 - 1));
        assert_eq!(desk.visits_now("first"), Some(visit));
        assert!(desk.accounts().visit_goes_on(visit.id, desk.now).unwrap());
        desk.later(Span::seconds(1));
        assert_eq!(desk.visits_now("first"), None);
        assert!(!desk.accounts().visit_goes_on(visit.id, desk.now).unwrap());
    }

    fn whoever_was_visited_can_read_who_was_there_and_is_told_by_mail(desk: Desk) {
        let mut desk = desk;
        let (ana, ada) = (desk.person("Ana", &[Role::Client]), desk.person("Ada", &[Role::Admin]));
        desk.signed_in(ada, "ada");
        desk.later(Span::seconds(60));
        let began = desk.now;
        let visit = desk.visit("ada", ana, "first").unwrap();
        assert_eq!(desk.accounts().waiting_mail().unwrap(), 1);
        desk.later(Span::seconds(60));
        let deed = Deed { actor: Some(ada), ..desk.deed() };
        desk.accounts().end_visit(&visit, &deed).unwrap();
        assert_eq!(desk.visits_now("first"), None);
        // Ending it again changes nothing.
        desk.later(Span::seconds(60));
        let again = Deed { actor: Some(ada), ..desk.deed() };
        desk.accounts().end_visit(&visit, &again).unwrap();

        let past = desk.accounts().visits_to(ana, 10).unwrap();
        assert_eq!(past.len(), 1);
        assert_eq!((past[0].visitor, past[0].name.as_deref()), (ada, Some("Ada")));
        assert_eq!((past[0].began_at, past[0].ended_at), (began, began + Span::seconds(60)));
        assert_eq!(past[0].reason, "Asked for help: first");
        assert_eq!(desk.accounts().visits_to(ada, 10).unwrap(), []);
        // Both of them stand in what is written down about the account.
        let log = desk.accounts().audit(ana, 10).unwrap();
        let visits: Vec<_> = log.iter().map(|entry| (entry.act, entry.actor)).collect();
        assert_eq!(visits, [(Act::VisitEnded, Some(ada)), (Act::VisitBegun, Some(ada)), (Act::Created, None)]);
    }

    fn a_visit_ends_with_the_sign_in_that_it_was_begun_from(desk: Desk) {
        let mut desk = desk;
        let (ana, ada) = (desk.person("Ana", &[Role::Client]), desk.person("Ada", &[Role::Admin]));
        desk.person("Abe", &[Role::Admin]);
        for (name, end) in [("signed out", 0), ("role taken", 1), ("disabled", 2)] {
            desk.signed_in(ada, name);
            let visit = format!("visit {name}");
            desk.visit(name, ana, &visit).unwrap();
            assert!(desk.visits_now(&visit).is_some(), "{name}");
            let (family, deed, ids) = (desk.session(name).family, desk.deed(), desk.ids());
            match end {
                0 => desk.accounts().sign_out(ada, family).unwrap(),
                1 => {
                    desk.accounts().take_role(ada, Role::Admin, ids.command, &deed).unwrap();
                    let (ids, deed) = (desk.ids(), desk.deed());
                    desk.accounts().give_role(ada, Role::Admin, ids.command, &deed).unwrap();
                }
                _ => desk.accounts().disable(ada, &deed).unwrap(),
            }
            assert_eq!(desk.visits_now(&visit), None, "{name}");
        }
    }

    fn one_sign_in_is_on_one_visit(desk: Desk) {
        let mut desk = desk;
        let (ana, bob) = (desk.person("Ana", &[Role::Client]), desk.person("Bob", &[Role::Client]));
        let ada = desk.person("Ada", &[Role::Admin]);
        desk.signed_in(ada, "ada");
        desk.visit("ada", ana, "first").unwrap();
        let second = desk.visit("ada", bob, "second").unwrap();
        assert_eq!(desk.visits_now("first"), None);
        assert_eq!(desk.visits_now("second"), Some(second));
    }

    fn there_is_no_visit_to_oneself_or_to_nobody(desk: Desk) {
        let mut desk = desk;
        let ada = desk.person("Ada", &[Role::Admin]);
        desk.signed_in(ada, "ada");
        let nobody = PersonId(desk.id());
        for (person, code) in [(ada, Code::Invalid), (nobody, Code::NotFound)] {
            let Err(DispatchError::Refused { refusal, .. }) = desk.visit("ada", person, "first") else { panic!() };
            assert_eq!(refusal.code, code);
            assert_eq!(desk.visits_now("first"), None);
        }
    }

    fn what_is_known_of_visits_goes_with_the_account(desk: Desk) {
        let mut desk = desk;
        let (ana, ada) = (desk.person("Ana", &[Role::Client]), desk.person("Ada", &[Role::Admin]));
        desk.signed_in(ada, "ada");
        desk.visit("ada", ana, "first").unwrap();
        let deed = desk.deed();
        desk.accounts().delete(ana, &deed).unwrap();
        assert_eq!(desk.visits_now("first"), None);
        assert_eq!(desk.accounts().visits_to(ana, 10).unwrap(), []);
    }

    fn accounts_are_listed_by_address_and_found_by_what_they_hold(desk: Desk) {
        let mut desk = desk;
        for name in ["Ösgür", "Ana", "Bob"] {
            desk.person(name, &[Role::Client, Role::Mentor]);
        }
        let found = |find: &str, after: &str, most: usize| -> Vec<String> {
            desk.accounts().list(find, after, most).unwrap().into_iter().map(|line| line.name).collect()
        };
        assert_eq!(found("", "", 2), ["Ana", "Bob"]);
        assert_eq!(found("", "bob@example.org", 2), ["Ösgür"]);
        assert_eq!(found("", "ösgür@example.org", 2), [""; 0]);
        assert_eq!(found(" öS", "", 2), ["Ösgür"]);
        assert_eq!(found("EXAMPLE", "", 9), ["Ana", "Bob", "Ösgür"]);
        assert_eq!(found("nobody", "", 9), [""; 0]);
        let ana = &desk.accounts().list("ana", "", 1).unwrap()[0];
        assert_eq!((ana.roles.as_slice(), ana.seen_at), ([Role::Client, Role::Mentor].as_slice(), None));
    }
}
