//! What can be done everywhere: go to a section, search, see the shortcuts, fold the rail, act as someone.

use super::section::Section;
use crate::actions::Action;
use crate::hooks::Session;
use crate::kit::Icon;
use crate::preferences::Preferences;
use crate::routes::{Route, SettingsPage, go_to};
use device::preferences::RAIL;
use yew::prelude::*;

/// What the frame lends to what is inside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FrameContext {
    /// Opens the palette with some letters in it.
    pub(crate) open_palette: Callback<AttrValue>,
}

/// Returns the actions of the frame.
pub(super) fn frame_actions(
    sections: &[Section],
    session: &Session,
    preferences: &Preferences,
    open: &FrameContext,
    on_shortcuts: &Callback<()>,
) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    actions.extend(sections.iter().map(Section::action));
    let palette = |letters: &'static str| open.open_palette.reform(move |()| AttrValue::from(letters));
    actions.extend([
        Action::new("frame.palette", "Search and commands", palette(""))
            .keys("Mod+k")
            .group("Everywhere")
            .keys_only(),
        Action::new("frame.search", "Search", palette("")).keys("/").group("Everywhere").keys_only(),
        Action::new("frame.shortcuts", "Show the shortcuts", on_shortcuts.clone())
            .keys("?")
            .icon(Icon::Keyboard)
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
    ]);
    actions.push(rail_action(preferences));
    actions.extend(people_actions(session));
    actions
}

/// Goes to the settings.
pub(super) fn open_settings() {
    go_to(&Route::Settings(SettingsPage::Appearance));
}

fn rail_action(preferences: &Preferences) -> Action {
    Action::new("frame.rail", "Fold or unfold the rail", fold(preferences))
        .keys("[")
        .icon(Icon::PanelLeft)
        .group("Everywhere")
}

/// Returns what folds the rail, or unfolds it.
pub(super) fn fold(preferences: &Preferences) -> Callback<()> {
    let preferences = preferences.clone();
    Callback::from(move |()| preferences.set(RAIL, if preferences.folded() { "open" } else { "folded" }))
}

fn people_actions(session: &Session) -> Vec<Action> {
    let others = session.people.iter().filter(|person| person.id != session.me.id);
    others
        .map(|person| {
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
        .collect()
}
