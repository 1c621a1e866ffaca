//! One account of the list, and what can be done to it.

use super::deeds::{Deed, run};
use super::words::{ROLES, title};
use crate::hooks::use_session;
use crate::kit::{Avatar, Badge, BadgeKind, Icon, Menu, MenuItem, MenuLine, Saying, When, use_toaster};
use domain::accounts::PersonLine;
use domain::command::Role;
use yew::prelude::*;

/// Props of [`PersonRow`].
#[derive(Properties, PartialEq)]
pub(super) struct PersonRowProps {
    /// The account.
    pub(super) person: PersonLine,
    /// Something was done to it: how it is now.
    pub(super) on_done: Callback<PersonLine>,
    /// The admin wants to do something to their own account.
    pub(super) on_own: Callback<Deed>,
    /// The admin wants to look at what they see.
    pub(super) on_visit: Callback<PersonLine>,
}

/// One account of the list.
#[component]
pub(super) fn PersonRow(props: &PersonRowProps) -> Html {
    let me = use_session().me.id;
    let toaster = use_toaster();
    let person = &props.person;
    let own = person.person == me;
    let does = |deed: Deed| {
        let (person, toaster, done) = (person.clone(), toaster.clone(), props.on_done.clone());
        let ask = props.on_own.clone();
        Callback::from(move |()| match own {
            true => ask.emit(deed),
            false => run(deed, &person, toaster.clone(), done.clone()),
        })
    };
    let role_line = |role: Role| -> MenuLine {
        let has = person.roles.contains(&role);
        let deed = if has { Deed::Take(role) } else { Deed::Give(role) };
        MenuItem::new(title(role), does(deed)).checked(has).into()
    };
    let mut lines = vec![MenuLine::Heading("May work as".into())];
    lines.extend(ROLES.map(role_line));
    // Nobody looks at themselves, or shuts themselves out.
    if !own {
        lines.push(MenuLine::Rule);
        let (visit, of) = (props.on_visit.clone(), person.clone());
        let look = Callback::from(move |()| visit.emit(of.clone()));
        lines.push(MenuItem::new("Look at what they see…", look).icon(Icon::Eye).into());
        lines.push(match person.disabled_at {
            Some(_) => {
                MenuItem::new("Let them sign in again", does(Deed::Enable)).icon(Icon::UserCheck).into()
            }
            None => MenuItem::new("Let nobody sign in", does(Deed::Disable)).icon(Icon::Lock).into(),
        });
    }
    let badge = |role: &Role| {
        let kind = if *role == Role::Admin { BadgeKind::Accent } else { BadgeKind::Neutral };
        html! { <Badge {kind}>{ title(*role) }</Badge> }
    };
    html! {
        <li>
            <Avatar name={person.name.clone()} />
            <div class="person-line">
                <b dir="auto">{ person.name.clone() }</b>
                <span class="muted">{ person.email.clone() }</span>
            </div>
            <div class="person-facts">
                { for person.roles.iter().map(badge) }
                if person.disabled_at.is_some() { <Badge kind={BadgeKind::Bad}>{ "Can’t sign in" }</Badge> }
                <span class="muted">{ match person.seen_at {
                    Some(at) => html! { <When {at} say={Saying::Day} before="Last here" /> },
                    None => html! { { "Never here" } },
                } }</span>
            </div>
            <Menu label={format!("Change {}", person.name)} {lines}>{ Icon::Ellipsis }</Menu>
        </li>
    }
}
