//! The palette, with everything that the settings have: their pages, and every choice.

use super::change::{Changer, use_changer};
use super::choosing::choose;
use super::index::{icon, title, words};
use super::setting::SETTINGS;
use crate::actions::Action;
use crate::frame::{Palette, PaletteProps};
use crate::routes::{Route, SettingsPage, go_to};
use crate::text::lower;
use yew::prelude::*;

/// Props of [`FullPalette`].
#[derive(Properties, PartialEq)]
pub(crate) struct FullPaletteProps {
    /// Those of the palette.
    pub(crate) palette: PaletteProps,
}

/// The palette, with everything that the settings have.
#[component]
pub(crate) fn FullPalette(props: &FullPaletteProps) -> Html {
    let changer = use_changer();
    let more = if props.palette.open_with.is_some() { finds(&changer) } else { Vec::new() };
    html! { <Palette more={more} ..props.palette.clone() /> }
}

/// Returns what is found of the settings.
fn finds(changer: &Changer) -> Vec<Action> {
    let pages = SettingsPage::here().map(|(page, word)| {
        let go = Callback::from(move |()| go_to(&Route::Settings(page)));
        let name = format!("Settings: {}", title(page));
        Action::new(format!("settings.{word}"), name, go)
            .icon(icon(page))
            .words(words(page))
            .group("Settings")
    });
    let choices = SETTINGS.iter().flat_map(|setting| {
        setting.choices.iter().map(move |(word, called)| {
            let changer = changer.clone();
            let run = Callback::from(move |()| choose(&changer, setting, word));
            let name = format!("{}: {}", setting.label, lower(called));
            Action::new(format!("settings.{}.{word}", setting.name), name, run)
                .icon(icon(setting.page))
                .words(setting.words)
                .group("Settings")
        })
    });
    pages.chain(choices).collect()
}
