//! What a backup that is put back must not bring with it.

use crate::desk::{Desk, token};
use domain::base::Span;
use domain::command::Role;
use store::accounts::Standing;
use store::each_engine;

each_engine! {
    fn nobody_comes_back_by_what_may_have_been_ended_since(desk: Desk) {
        let mut desk = desk;
        let ana = desk.person("Ana", &[Role::Client]);
        desk.signed_in(ana, "laptop");
        let (until, letter) = (desk.now + Span::hours(1), desk.letter("reset"));
        let accounts = desk.accounts();
        accounts.forgot_password("ana@example.org", &token("link"), until, &letter, desk.now).unwrap();
        assert_eq!(accounts.waiting_mail().unwrap(), 1);

        accounts.begin_anew(desk.now).unwrap();
        assert_eq!(accounts.waiting_mail().unwrap(), 0, "it may have been sent");
        let (told, deed) = (desk.letter("told"), desk.deed());
        let by_link = desk.accounts().reset_password(&token("link"), "new", &told, &deed).unwrap();
        assert_eq!(by_link, None, "it may have been used");
        assert_eq!(desk.show("laptop"), Standing::Nobody, "it may have been signed out");
        desk.signed_in(ana, "again");
        desk.session("again");
    }

    fn whose_account_was_deleted_is_known_for_good(desk: Desk) {
        let mut desk = desk;
        let (ana, bea) = (desk.person("Ana", &[Role::Client]), desk.person("Bea", &[Role::Mentor]));
        assert_eq!(desk.accounts().deleted().unwrap(), []);
        let first = desk.now;
        for person in [bea, ana] {
            let deed = desk.deed();
            desk.accounts().delete(person, &deed).unwrap();
            desk.later(Span::hours(1));
        }
        assert_eq!(desk.accounts().deleted().unwrap(), [(bea, first), (ana, first + Span::hours(1))]);
    }
}
