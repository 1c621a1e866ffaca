//! What can be done everywhere, apart from what the frame itself begins with: undo, the settings, sections by their number,
//! folding the rail, acting as someone else. It is loaded with what opens above every page.

use super::frame_actions::fold;
use super::section::Section;
use crate::actions::{Action, Keys, Shelf, keys_of, use_actions_on};
use crate::hooks::{Session, use_session};
use crate::kit::{Icon, Toaster, use_toaster};
use crate::preferences::use_preferences;
use crate::routes::{Route, SettingsPage, go_to};
use yew::prelude::*;

/// The name and the keys of undoing.
const UNDO: (&str, &str) = ("frame.undo", "Mod+z");

/// Props of [`Everywhere`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct EverywhereProps {
    /// The shelf on which it puts what can be done.
    pub(crate) shelf: Shelf,
    /// The sections this person has.
    pub(crate) sections: Vec<Section>,
    /// What others have that can be done everywhere.
    #[prop_or_default]
    pub(crate) more: Vec<Action>,
}

/// What can be done everywhere. It shows nothing.
#[component]
pub(crate) fn Everywhere(props: &EverywhereProps) -> Html {
    let (session, preferences, toaster) = (use_session(), use_preferences(), use_toaster());
    let mut actions = own(toaster);
    actions.push(
        Action::new("frame.rail", "Fold or unfold the rail", fold(&preferences))
            .keys("[")
            .icon(Icon::PanelLeft)
            .group("Everywhere"),
    );
    actions.extend(props.more.iter().cloned());
    actions.extend(numbered(&props.sections));
    actions.extend(people(&session));
    use_actions_on(props.shelf, actions);
    Html::default()
}

/// Returns the keys for undoing.
pub(crate) fn undo_keys() -> Option<Keys> {
    keys_of(UNDO.0, UNDO.1)
}

/// Goes to the settings.
pub(super) fn open_settings() {
    go_to(&Route::Settings(SettingsPage::Appearance));
}

fn own(toaster: Option<Toaster>) -> Vec<Action> {
    let undo = Callback::from(move |()| toaster.iter().for_each(Toaster::undo));
    vec![
        Action::new(UNDO.0, "Undo what you did last", undo)
            .keys(UNDO.1)
            .icon(Icon::Undo2)
            .words("take back revert")
            .group("Everywhere"),
        Action::new("frame.settings", "Settings", Callback::from(|()| open_settings()))
            .keys("Mod+,")
            .icon(Icon::Settings)
            .group("Everywhere"),
        Action::new("frame.help", "Help", Callback::from(|()| go_to(&Route::Settings(SettingsPage::Help))))
            .keys("F1")
            .icon(Icon::CircleHelp)
            .words("guide manual")
            .group("Everywhere"),
    ]
}

/// Returns what goes to the sections by their number, counted from the top of the rail.
fn numbered(sections: &[Section]) -> impl Iterator<Item = Action> {
    (1..10).zip(sections).map(|(number, section)| {
        let route = section.route.clone();
        let go = Callback::from(move |()| go_to(&route));
        Action::new(format!("go.{number}"), format!("Section {number}: {}", section.label), go)
            .keys(&format!("Mod+{number}"))
            .group("Go to")
            .keys_only()
    })
}

fn people(session: &Session) -> impl Iterator<Item = Action> {
    let others = session.people.iter().filter(|person| person.id != session.me.id);
    others.map(|person| {
        let (act_as, id) = (session.act_as.clone(), person.id);
        let run = Callback::from(move |()| {
            act_as.emit(id);
            go_to(&Route::Today);
        });
        Action::new(format!("frame.act_as.{id}"), format!("Act as {}", person.name), run)
            .icon(Icon::User)
            .group("Act as someone else")
            .detail(person.role_name())
    })
}
