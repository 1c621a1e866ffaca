//! The settings of a page that are one of a few words.

use super::change::{Changer, use_changer};
use super::setting::{SETTINGS, Setting};
use crate::kit::{Choice, FieldGroup, RadioGroup, Switch};
use crate::routes::SettingsPage;
use yew::prelude::*;

/// Props of [`Choosing`].
#[derive(Properties, PartialEq)]
pub(super) struct ChoosingProps {
    /// The page.
    pub(super) page: SettingsPage,
}

/// The settings of a page that are one of a few words.
#[component]
pub(super) fn Choosing(props: &ChoosingProps) -> Html {
    let changer = use_changer();
    SETTINGS
        .iter()
        .filter(|setting| setting.page == props.page)
        .map(|setting| view(setting, &changer))
        .collect()
}

/// Changes a setting to one of its words.
pub(super) fn choose(changer: &Changer, setting: &Setting, word: &str) {
    changer.change(setting.name, word, format!("{}: {}", setting.label, setting.called(word)));
}

fn view(setting: &'static Setting, changer: &Changer) -> Html {
    let holds = setting.holds(changer.preferences.word(setting.name));
    let changer = changer.clone();
    if setting.is_switch() {
        let on_change =
            Callback::from(move |on: bool| choose(&changer, setting, if on { "on" } else { "off" }));
        return html! {
            <Switch key={setting.name} label={setting.label} help={setting.help} checked={holds == "on"} {on_change} />
        };
    }
    let choices: Vec<Choice> =
        setting.choices.iter().map(|(word, called)| Choice::new(*word, *called)).collect();
    let on_change = Callback::from(move |word: AttrValue| choose(&changer, setting, &word));
    html! {
        <FieldGroup key={setting.name} label={setting.label} help={setting.help}>
            <RadioGroup label={setting.label} {choices} value={holds} {on_change} />
        </FieldGroup>
    }
}
