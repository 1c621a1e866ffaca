//! Signing up, another password and another address: by links that work once.

use crate::desk::{Desk, PASSWORD, token};
use domain::base::{CommandId, PersonId, Span, ZoneId};
use domain::command::Role;
use domain::people::Person;
use domain::rows::AnyRow;
use store::accounts::{Changed, EmailChange, SignUpMail, SignUpRequest, Standing};
use store::each_engine;
use store::testing::{check_audiences, rows};

fn sign_up(desk: &mut Desk, email: &str, name: &str) -> SignUpMail {
    let request = SignUpRequest {
        name: name.to_owned(),
        email: email.to_owned(),
        zone: ZoneId("Europe/Warsaw".to_owned()),
        password: PASSWORD.to_owned(),
        token: token(name),
        expires_at: desk.now + Span::days(1),
    };
    let mail = SignUpMail { confirm: desk.letter("confirm"), known: desk.letter("known") };
    desk.accounts().sign_up(&request, &mail, desk.now).unwrap();
    mail
}

fn finish(desk: &mut Desk, name: &str) -> Option<PersonId> {
    let (ids, deed) = (desk.ids(), desk.deed());
    desk.accounts().finish_sign_up(&token(name), ids, &deed).unwrap()
}

fn mailed(desk: &Desk) -> Vec<(String, String)> {
    let mut mailed = Vec::new();
    while let Some(mail) = desk.accounts().take_mail(desk.now, Span::hours(1)).unwrap() {
        mailed.push((mail.recipient, mail.kind));
    }
    mailed
}

fn people(desk: &Desk) -> Vec<Person> {
    let people = rows(&desk.store).into_iter();
    people.filter_map(|row| if let AnyRow::Person(person) = row { Some(person) } else { None }).collect()
}

fn change(desk: &mut Desk, person: PersonId, email: &str, name: &str) {
    let change = EmailChange {
        person,
        email: email.to_owned(),
        token: token(name),
        expires_at: desk.now + Span::hours(1),
        confirm: desk.letter("email"),
        known: desk.letter("email_known"),
        told: desk.letter("email_told"),
    };
    desk.accounts().change_email(&change, desk.now).unwrap();
}

each_engine! {
    fn a_person_begins_with_the_link_and_not_before(desk: Desk) {
        let mut desk = desk;
        sign_up(&mut desk, "ana@example.org", "Ana");
        assert_eq!(mailed(&desk), [("ana@example.org".to_owned(), "confirm".to_owned())]);
        assert_eq!(people(&desk), []);
        assert_eq!(desk.accounts().find_by_email("ana@example.org").unwrap(), None);
        let ana = finish(&mut desk, "Ana").unwrap();
        let account = desk.accounts().find_by_email("ana@example.org").unwrap().unwrap();
        assert_eq!((account.person, account.verified_at), (ana, desk.now));
        let person = &people(&desk)[0];
        assert_eq!((person.name.as_str(), person.zone.0.as_str()), ("Ana", "Europe/Warsaw"));
        assert_eq!(desk.store.roles_of(ana).unwrap(), [Role::Client].into());
        check_audiences(&desk.store);
        assert_eq!(finish(&mut desk, "Ana"), None, "a link works once");
    }

    fn a_link_that_is_too_old_makes_nobody(desk: Desk) {
        let mut desk = desk;
        sign_up(&mut desk, "ana@example.org", "Ana");
        desk.later(Span::days(1));
        assert_eq!(finish(&mut desk, "Ana"), None);
        assert_eq!(finish(&mut desk, "nothing"), None);
        assert_eq!(desk.accounts().forget_sign_ups(desk.now).unwrap(), 1);
        assert_eq!(people(&desk), []);
    }

    fn whoever_has_an_account_is_told_of_a_sign_up_and_keeps_it(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Mentor]);
        sign_up(&mut desk, "ana@example.org", "Eve");
        assert_eq!(mailed(&desk), [("ana@example.org".to_owned(), "known".to_owned())]);
        assert_eq!(finish(&mut desk, "Eve"), None);
        assert_eq!(people(&desk).len(), 1);
        assert_eq!(desk.store.roles_of(ana).unwrap(), [Role::Mentor].into());
    }

    fn of_two_sign_ups_the_one_whose_link_is_followed_counts(desk: Desk) {
        let mut desk = desk;
        sign_up(&mut desk, "ana@example.org", "Eve");
        sign_up(&mut desk, "ana@example.org", "Ana");
        finish(&mut desk, "Ana").unwrap();
        assert_eq!(finish(&mut desk, "Eve"), None);
        assert_eq!(people(&desk)[0].name, "Ana");
    }

    fn a_password_is_reset_by_a_link_once(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "first");
        for name in ["older", "link"] {
            let (letter, until) = (desk.letter("reset"), desk.now + Span::hours(1));
            desk.accounts().forgot_password("ana@example.org", &token(name), until, &letter, desk.now).unwrap();
        }
        let reset = |desk: &mut Desk, name: &str| {
            let (told, deed) = (desk.letter("told"), desk.deed());
            desk.accounts().reset_password(&token(name), "new", &told, &deed).unwrap().map(|account| account.person)
        };
        assert_eq!(reset(&mut desk, "older"), None, "a newer link took its place");
        desk.later(Span(Span::hours(1).0 - 1));
        assert_eq!(reset(&mut desk, "link"), Some(ana));
        assert_eq!(reset(&mut desk, "link"), None);
        assert_eq!(desk.accounts().find(ana).unwrap().unwrap().password, "new");
        assert_eq!(desk.show("first"), Standing::Nobody);
        let kinds: Vec<_> = mailed(&desk).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, ["reset", "reset", "told"]);
    }

    fn a_link_to_reset_is_worth_nothing_after_its_time_nor_for_nobody(desk: Desk) {
        let mut desk = desk;
        desk.person("Ana", &[Role::Client]);
        let (letter, until) = (desk.letter("reset"), desk.now + Span::hours(1));
        desk.accounts().forgot_password("nobody@example.org", &token("x"), until, &letter, desk.now).unwrap();
        assert_eq!(mailed(&desk), []);
        desk.accounts().forgot_password("ana@example.org", &token("link"), until, &letter, desk.now).unwrap();
        desk.later(Span::hours(1));
        let (told, deed) = (desk.letter("told"), desk.deed());
        assert_eq!(desk.accounts().reset_password(&token("link"), "new", &told, &deed).unwrap(), None);
        assert_eq!(desk.accounts().forget_links(desk.now).unwrap(), 1);
    }

    fn an_address_changes_when_its_link_is_followed(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Mentor]);
        change(&mut desk, ana, "new@example.org", "link");
        let to: Vec<_> = mailed(&desk);
        assert_eq!(to, [("new@example.org".to_owned(), "email".to_owned()), ("ana@example.org".to_owned(), "email_told".to_owned())]);
        assert_eq!(desk.accounts().find_by_email("new@example.org").unwrap(), None);
        let follow = |desk: &mut Desk| {
            let (id, deed) = (CommandId(desk.id()), desk.deed());
            desk.accounts().finish_email_change(&token("link"), id, &deed).unwrap()
        };
        assert_eq!(follow(&mut desk), Some(ana));
        assert_eq!(follow(&mut desk), None);
        assert_eq!(desk.accounts().find_by_email("new@example.org").unwrap().unwrap().person, ana);
        assert_eq!(people(&desk)[0].email, "new@example.org");
        assert_eq!(desk.store.roles_of(ana).unwrap(), [Role::Mentor].into());
        check_audiences(&desk.store);
    }

    fn an_address_that_somebody_has_is_not_taken_from_them(desk: Desk) {
        let mut desk = desk;
        let (ana, bob) = (desk.person("Ana", &[Role::Client]), desk.person("Bob", &[Role::Client]));
        change(&mut desk, bob, "ana@example.org", "link");
        let kinds: Vec<_> = mailed(&desk).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, ["email_known", "email_told"]);
        let (id, deed) = (CommandId(desk.id()), desk.deed());
        assert_eq!(desk.accounts().finish_email_change(&token("link"), id, &deed).unwrap(), None);
        assert_eq!(desk.accounts().find_by_email("ana@example.org").unwrap().unwrap().person, ana);
    }

    fn another_password_ends_what_was_asked_by_whoever_knew_the_one_before(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        let mail_link = |desk: &mut Desk, name: &str| {
            let (letter, until) = (desk.letter("reset"), desk.now + Span::hours(1));
            desk.accounts().forgot_password("ana@example.org", &token(name), until, &letter, desk.now).unwrap();
        };
        let follow = |desk: &mut Desk, name: &str| {
            let (id, deed) = (CommandId(desk.id()), desk.deed());
            desk.accounts().finish_email_change(&token(name), id, &deed).unwrap()
        };
        change(&mut desk, ana, "thief@example.org", "theirs");
        mail_link(&mut desk, "link");
        let (told, deed) = (desk.letter("told"), desk.deed());
        assert!(desk.accounts().reset_password(&token("link"), "new", &told, &deed).unwrap().is_some());
        assert_eq!(follow(&mut desk, "theirs"), None);

        change(&mut desk, ana, "thief@example.org", "again");
        mail_link(&mut desk, "another");
        let (told, deed, family) = (desk.letter("told"), desk.deed(), desk.id());
        let changed = desk.accounts().change_password(ana, "new", "newer", family, &told, &deed).unwrap();
        assert_eq!(changed, Changed::Yes);
        assert_eq!(follow(&mut desk, "again"), None);
        assert_eq!(desk.accounts().reset_password(&token("another"), "theirs", &told, &deed).unwrap(), None);
        assert_eq!(desk.accounts().find(ana).unwrap().unwrap().email, "ana@example.org");
    }

    fn whoever_is_shut_out_gets_no_new_address(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        change(&mut desk, ana, "new@example.org", "link");
        let deed = desk.deed();
        desk.accounts().disable(ana, &deed).unwrap();
        let (id, deed) = (CommandId(desk.id()), desk.deed());
        assert_eq!(desk.accounts().finish_email_change(&token("link"), id, &deed).unwrap(), None);
        assert_eq!(desk.accounts().find(ana).unwrap().unwrap().email, "ana@example.org");
    }
}
