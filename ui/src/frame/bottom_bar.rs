//! The bar under a narrow window: four sections, and the rest behind "More".

use super::person_menu::FrameMenuProps;
use super::rail::{BOTTOM_ITEM, link};
use super::section::Section;
use crate::parts::{Wanted, above};
use crate::routes::use_route;
use crate::saving::Line;
use crate::sync::SyncLineProps;
use yew::prelude::*;

/// How many sections stand in the bar itself.
const SHOWN: usize = 4;

/// Props of [`BottomBar`].
#[derive(Properties, PartialEq)]
pub(crate) struct BottomBarProps {
    /// The sections this person has.
    pub(crate) sections: Vec<Section>,
    /// Where one's words are.
    pub(crate) line: Line,
    /// Leads to the first text that is not saved.
    pub(crate) on_line: Callback<()>,
    /// Opens the sheet of shortcuts.
    pub(crate) on_shortcuts: Callback<()>,
}

/// The bar under a narrow window.
#[component]
pub(crate) fn BottomBar(props: &BottomBarProps) -> Html {
    let here = use_route();
    let more = FrameMenuProps {
        sections: props.sections.iter().skip(SHOWN).cloned().collect(),
        on_shortcuts: props.on_shortcuts.clone(),
    };
    let line = SyncLineProps { line: props.line.clone(), on_line: props.on_line.clone(), only_worries: true };
    html! {
        <nav class="bottom-bar" aria-label="Sections">
            { above(Wanted::Line(line)) }
            <ul>
                { for props.sections.iter().take(SHOWN).map(|section| html! { <li>{ link(section, &here, BOTTOM_ITEM) }</li> }) }
                <li>{ above(Wanted::More(more)) }</li>
            </ul>
        </nav>
    }
}
