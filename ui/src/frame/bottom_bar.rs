//! The bar under a narrow window: four sections, and the rest behind "More".

use super::rail::{link, save_line};
use super::section::Section;
use crate::kit::{Icon, Menu, MenuItem, MenuLine, SaveState};
use crate::routes::{go_to, use_route};
use crate::saving::Line;
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
    /// What "More" offers besides the other sections.
    pub(crate) more: Vec<MenuLine>,
}

/// The bar under a narrow window.
#[component]
pub(crate) fn BottomBar(props: &BottomBarProps) -> Html {
    let here = use_route();
    let mut lines: Vec<MenuLine> = Vec::new();
    for section in props.sections.iter().skip(SHOWN) {
        let route = section.route.clone();
        let go = Callback::from(move |()| go_to(&route));
        lines.push(MenuItem::new(section.label.clone(), go).icon(section.icon).into());
    }
    if !lines.is_empty() {
        lines.push(MenuLine::Rule);
    }
    lines.extend(props.more.iter().cloned());
    html! {
        <nav class="bottom-bar" aria-label="Sections">
            if props.line.state == SaveState::Attention { { save_line(&props.line, &props.on_line) } }
            <ul>
                { for props.sections.iter().take(SHOWN).map(|section| html! { <li>{ link(section, &here, "bottom-item") }</li> }) }
                <li>
                    <Menu class="bottom-item" {lines}>{ Icon::Ellipsis }<span>{ "More" }</span></Menu>
                </li>
            </ul>
        </nav>
    }
}
