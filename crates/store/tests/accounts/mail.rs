//! Mail to be sent: with what it is about, one after another, and nothing of it left afterwards.

use crate::desk::{Desk, token};
use domain::base::Span;
use domain::command::Role;
use store::each_engine;

fn forgot(desk: &mut Desk) {
    let (letter, until) = (desk.letter("reset"), desk.now + Span::hours(1));
    desk.accounts().forgot_password("ana@example.org", &token("link"), until, &letter, desk.now).unwrap();
}

each_engine! {
    fn a_mail_is_taken_by_one_sender_until_its_lease_ends(desk: Desk) {
        let mut desk = desk;
        desk.person("Ana", &[Role::Client]);
        forgot(&mut desk);
        let lease = Span::seconds(60);
        let first = desk.accounts().take_mail(desk.now, lease).unwrap().unwrap();
        assert_eq!((first.attempts, first.subject.as_str()), (1, "subject of reset"));
        assert_eq!(desk.accounts().take_mail(desk.now, lease).unwrap(), None);
        // The sender died: another one sends the same under the same name.
        desk.later(lease);
        let again = desk.accounts().take_mail(desk.now, lease).unwrap().unwrap();
        assert_eq!((again.id, again.attempts, &again.html), (first.id, 2, &first.html));
        desk.accounts().end_mail(again.id, None, desk.now).unwrap();
        desk.later(Span::days(9));
        assert_eq!(desk.accounts().take_mail(desk.now, lease).unwrap(), None);
        assert_eq!(desk.accounts().waiting_mail().unwrap(), 0);
    }

    fn a_mail_that_was_not_taken_waits_for_its_next_time(desk: Desk) {
        let mut desk = desk;
        desk.person("Ana", &[Role::Client]);
        forgot(&mut desk);
        let mail = desk.accounts().take_mail(desk.now, Span::seconds(60)).unwrap().unwrap();
        let due = desk.now + Span::hours(2);
        desk.accounts().postpone_mail(mail.id, "the mail server did not answer", due).unwrap();
        desk.later(Span::hours(1));
        assert_eq!(desk.accounts().take_mail(desk.now, Span::seconds(60)).unwrap(), None);
        desk.later(Span::hours(1));
        assert!(desk.accounts().take_mail(desk.now, Span::seconds(60)).unwrap().is_some());
        assert_eq!(desk.accounts().waiting_mail().unwrap(), 1);
    }

    fn nobody_is_flooded_by_what_others_type(desk: Desk) {
        let mut desk = desk;
        desk.person("Ana", &[Role::Client]);
        for _ in 0..20 {
            forgot(&mut desk);
        }
        assert_eq!(desk.accounts().waiting_mail().unwrap(), 5);
        desk.later(Span::hours(1));
        forgot(&mut desk);
        assert_eq!(desk.accounts().waiting_mail().unwrap(), 6);
    }

    fn a_link_that_was_mailed_is_not_replaced_by_one_that_is_not(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        for number in 1..=6 {
            let (letter, until) = (desk.letter("reset"), desk.now + Span::hours(1));
            let link = token(&format!("link {number}"));
            desk.accounts().forgot_password("ana@example.org", &link, until, &letter, desk.now).unwrap();
        }
        let (told, deed) = (desk.letter("password_changed"), desk.deed());
        let reset = |name: &str| desk.accounts().reset_password(&token(name), "new", &told, &deed).unwrap();
        assert_eq!(reset("link 6"), None, "it was never mailed");
        assert_eq!(reset("link 5").map(|account| account.person), Some(ana));
        // What Ana has to know is told all the same.
        assert_eq!(desk.accounts().waiting_mail().unwrap(), 6);
    }
}
