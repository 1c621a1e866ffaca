//! The size of all text, larger, smaller or as it comes: by buttons, by keys, and found by name.

use super::change::Changer;
use crate::actions::Action;
use crate::kit::Icon;
use crate::preferences::SIZES;
use device::preferences::TEXT;
use yew::prelude::*;

/// The size at which the application comes, in per cent.
const USUAL: u16 = 100;

/// Makes all text one step larger, or smaller.
pub(super) fn resize(changer: &Changer, up: bool) {
    let size = changer.preferences.text_size();
    let next = if up { size + SIZES.2 } else { size.saturating_sub(SIZES.2) }.clamp(SIZES.0, SIZES.1);
    change(changer, next);
}

fn change(changer: &Changer, size: u16) {
    if size != changer.preferences.text_size() {
        changer.change(TEXT, size.to_string(), format!("Text size: {size} %"));
    }
}

/// Returns what changes the size from everywhere.
pub(super) fn size_actions(changer: &Changer) -> Vec<Action> {
    let run = |deed: fn(&Changer)| {
        let changer = changer.clone();
        Callback::from(move |()| deed(&changer))
    };
    let action = |id: &'static str, title: &'static str, deed| {
        Action::new(id, title, run(deed)).words("text size font zoom").group("Settings")
    };
    vec![
        action("text.larger", "Larger text", |changer| resize(changer, true)).keys("Mod++").icon(Icon::Plus),
        action("text.smaller", "Smaller text", |changer| resize(changer, false))
            .keys("Mod+-")
            .icon(Icon::Minus),
        action("text.usual", "Text of the usual size", |changer| change(changer, USUAL))
            .keys("Mod+0")
            .icon(Icon::RotateCcw),
    ]
}
