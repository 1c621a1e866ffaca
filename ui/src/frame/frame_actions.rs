//! What can be done everywhere: go to a section, search, see the shortcuts, change how it looks, act as someone.

use super::appearance::{AppearanceHandle, Change, Theme};
use super::section::Section;
use crate::actions::Action;
use crate::hooks::Session;
use crate::kit::Icon;
use crate::routes::{Route, SettingsPage, go_to};
use crate::text::lower;
use yew::prelude::*;

/// What the frame lends to what is inside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FrameContext {
    /// Opens the palette with some letters in it.
    pub(crate) open_palette: Callback<AttrValue>,
    /// How it looks, and the way to change it.
    pub(crate) appearance: AppearanceHandle,
}

/// Returns the actions of the frame.
pub(super) fn frame_actions(
    sections: &[Section],
    session: &Session,
    appearance: &AppearanceHandle,
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
    ]);
    actions.extend(appearance_actions(appearance));
    actions.extend(people_actions(session));
    actions
}

/// Goes to the settings.
pub(super) fn open_settings() {
    go_to(&Route::Settings(SettingsPage::Appearance));
}

fn appearance_actions(appearance: &AppearanceHandle) -> Vec<Action> {
    let change = |change: Change| {
        let appearance = appearance.clone();
        Callback::from(move |()| appearance.dispatch(change))
    };
    let mut actions = vec![
        Action::new("frame.rail", "Fold or unfold the rail", change(Change::ToggleRail))
            .keys("[")
            .icon(Icon::PanelLeft),
        Action::new("frame.larger", "Larger text", change(Change::Larger)).icon(Icon::Plus),
        Action::new("frame.smaller", "Smaller text", change(Change::Smaller)).icon(Icon::Minus),
    ];
    actions.extend(Theme::ALL.map(|(theme, name)| {
        Action::new(
            format!("frame.theme.{name}"),
            format!("Theme: {}", lower(name)),
            change(Change::Theme(theme)),
        )
        .icon(Icon::SunMoon)
        .words("appearance dark light contrast")
    }));
    actions.into_iter().map(|action| action.group("Appearance")).collect()
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
