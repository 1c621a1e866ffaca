//! Who one is, and what belongs to that: acting as someone else in a sample workspace, the settings, the shortcuts. The
//! same stands behind "More" in the bottom bar. The face is there at once; what opens from it is loaded later.

use super::everywhere::open_settings;
use super::frame_actions::FrameContext;
use super::section::Section;
use crate::hooks::{Person, Session, use_session};
use crate::kit::{Avatar, Icon, Menu, MenuItem, MenuLine};
use crate::routes::{Route, SettingsPage, go_to};
use crate::sync::use_sync_items;
use yew::prelude::*;

/// How many others are offered in the menu itself; the palette knows the rest.
const OFFERED: usize = 4;

/// Props of [`PersonMenu`] and [`MoreMenu`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct FrameMenuProps {
    /// The sections that are not beside it.
    #[prop_or_default]
    pub(crate) sections: Vec<Section>,
    /// Opens the sheet of shortcuts.
    pub(crate) on_shortcuts: Callback<()>,
}

/// The face and the name of the person, which open the menu.
#[component]
pub(crate) fn PersonFace() -> Html {
    let me = use_session().me;
    html! {
        <>
            <Avatar name={me.name.clone()} />
            <span><b>{ me.name.clone() }</b><small>{ me.role_name() }</small></span>
        </>
    }
}

/// The person at the foot of the rail.
#[component]
pub(crate) fn PersonMenu(props: &FrameMenuProps) -> Html {
    let lines = use_person_lines(&props.on_shortcuts);
    let me = use_session().me;
    html! {
        <Menu class="person-button" title={format!("{}, {}", me.name, me.role_name())} {lines}><PersonFace /></Menu>
    }
}

/// What stands behind "More" in the bottom bar: the sections for which there is no room, and what the person has.
#[component]
pub(crate) fn MoreMenu(props: &FrameMenuProps) -> Html {
    let mut lines: Vec<MenuLine> = Vec::new();
    for section in &props.sections {
        let route = section.route.clone();
        let go = Callback::from(move |()| go_to(&route));
        lines.push(MenuItem::new(section.label.clone(), go).icon(section.icon).into());
    }
    if !lines.is_empty() {
        lines.push(MenuLine::Rule);
    }
    // What stands at the foot of the rail; in the bar itself only what is not as it should be does.
    lines.extend(use_sync_items().into_iter().map(MenuLine::from));
    let search = use_palette().reform(|()| AttrValue::default());
    lines.push(MenuItem::new("Search", search).icon(Icon::Search).into());
    lines.extend(use_person_lines(&props.on_shortcuts));
    html! { <Menu class="bottom-item" {lines}>{ more_face() }</Menu> }
}

/// Returns what is seen of "More".
pub(crate) fn more_face() -> Html {
    html! { <>{ Icon::Ellipsis }<span>{ "More" }</span></> }
}

/// Returns the lines of the person's menu.
#[hook]
fn use_person_lines(on_shortcuts: &Callback<()>) -> Vec<MenuLine> {
    let session = use_session();
    person_lines(&session, &use_palette(), on_shortcuts)
}

/// Returns what opens the palette.
#[hook]
fn use_palette() -> Callback<AttrValue> {
    use_context::<FrameContext>().map(|frame| frame.open_palette).unwrap_or_default()
}

fn person_lines(
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
    lines.push(MenuItem::new("Account", Callback::from(|()| go_to(&account()))).icon(Icon::User).into());
    lines.push(MenuItem::new("Settings", Callback::from(|()| open_settings())).icon(Icon::Settings).into());
    lines.push(MenuItem::new("Keyboard shortcuts", on_shortcuts.clone()).icon(Icon::Keyboard).into());
    lines
}

/// Returns the page about who uses the device.
fn account() -> Route {
    Route::Settings(SettingsPage::Account)
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
