//! What can be done everywhere from the first moment on: go to a section, search, see the shortcuts. The rest comes with
//! what is loaded later (`everywhere`).

use super::section::Section;
use crate::actions::Action;
use crate::kit::Icon;
use crate::preferences::Preferences;
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
    ]);
    actions
}

/// Returns what folds the rail, or unfolds it.
pub(super) fn fold(preferences: &Preferences) -> Callback<()> {
    let preferences = preferences.clone();
    Callback::from(move |()| preferences.set(RAIL, if preferences.folded() { "open" } else { "folded" }))
}
