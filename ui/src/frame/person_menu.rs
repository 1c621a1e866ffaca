//! Who one is, and what belongs to that: acting as someone else in a sample workspace, the settings, the shortcuts.

use super::frame_actions::{FrameContext, open_settings};
use crate::hooks::{Person, Session, use_session};
use crate::kit::{Avatar, Icon, Menu, MenuItem, MenuLine};
use yew::prelude::*;

/// How many others are offered in the menu itself; the palette knows the rest.
const OFFERED: usize = 4;

/// Props of [`PersonMenu`].
#[derive(Properties, PartialEq)]
pub(crate) struct PersonMenuProps {
    /// The button's class.
    pub(crate) class: &'static str,
    /// Opens the sheet of shortcuts.
    pub(crate) on_shortcuts: Callback<()>,
}

/// The person at the foot of the rail.
#[component]
pub(crate) fn PersonMenu(props: &PersonMenuProps) -> Html {
    let session = use_session();
    let frame = use_context::<FrameContext>();
    let on_find = frame.map(|frame| frame.open_palette).unwrap_or_default();
    let lines = person_lines(&session, &on_find, &props.on_shortcuts);
    html! {
        <Menu class={props.class} label={format!("{}, {}", session.me.name, session.me.role_name())} {lines}>
            <Avatar name={session.me.name.clone()} />
            <span><b>{ session.me.name.clone() }</b><small>{ session.me.role_name() }</small></span>
        </Menu>
    }
}

/// Returns the lines of the menu, for the rail and for "More" of the bottom bar.
pub(super) fn person_lines(
    session: &Session,
    on_find: &Callback<AttrValue>,
    on_shortcuts: &Callback<()>,
) -> Vec<MenuLine> {
    let mut lines = Vec::new();
    if session.people.len() > 1 {
        lines.push(MenuLine::Heading("Act as".into()));
        lines.push(act_as(session, &session.me).checked(true).into());
        lines.extend(others(session).map(|person| act_as(session, person).checked(false).into()));
        let find = on_find.reform(|()| AttrValue::from("Act as "));
        lines.push(MenuItem::new("Someone else…", find).icon(Icon::Users).into());
        lines.push(MenuLine::Rule);
    }
    lines.push(MenuItem::new("Settings", Callback::from(|()| open_settings())).icon(Icon::Settings).into());
    lines.push(MenuItem::new("Keyboard shortcuts", on_shortcuts.clone()).icon(Icon::Keyboard).into());
    lines
}

fn act_as(session: &Session, person: &Person) -> MenuItem {
    let (switch, id) = (session.act_as.clone(), person.id);
    MenuItem::new(
        format!("{}, {}", person.name, person.role_name()),
        Callback::from(move |()| switch.emit(id)),
    )
}

/// Returns a few others to act as, one of each kind first.
fn others(session: &Session) -> impl Iterator<Item = &Person> {
    let mut kinds: Vec<&str> = vec![session.me.role_name()];
    let mut firsts: Vec<&Person> = Vec::new();
    for person in session.people.iter().filter(|person| person.id != session.me.id) {
        if !kinds.contains(&person.role_name()) {
            kinds.push(person.role_name());
            firsts.push(person);
        }
    }
    firsts.into_iter().take(OFFERED)
}
