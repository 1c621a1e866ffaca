//! The page "Help".

use super::guide::{found, read};
use super::view::block;
use crate::backend::is_desktop;
use crate::kit::{Button, Icon, InputKind, TextInput};
use crate::preferences::use_preferences;
use crate::routes::{Link, Route, SettingsPage};
use device::preferences::TOUR;
use yew::prelude::*;

/// The guide.
pub(super) const GUIDE: &str = include_str!("../../../../docs/guide.md");

/// The page "Help".
#[component]
pub(in crate::settings) fn HelpPage() -> Html {
    let letters = use_state_eq(String::new);
    let chapters = use_memo((), |()| read(GUIDE));
    let on_input = {
        let letters = letters.setter();
        Callback::from(move |text: String| letters.set(text))
    };
    let preferences = use_preferences();
    let tour = Callback::from(move |_: MouseEvent| preferences.set(TOUR, serde_json::Value::Null));
    let shown: Vec<_> = chapters
        .iter()
        .map(|chapter| (chapter, found(chapter, &letters)))
        .filter(|(_, blocks)| !blocks.is_empty())
        .collect();
    let said = match (letters.trim(), shown.len()) {
        ("", _) => String::new(),
        (_, 0) => "Nothing in the guide has these letters. Try one word of it.".to_owned(),
        (_, 1) => "Found in 1 chapter".to_owned(),
        (_, many) => format!("Found in {many} chapters"),
    };
    html! {
        <>
            <div class="settings-lead">
                <TextInput kind={InputKind::Search} label="Search the guide" icon={Icon::Search} placeholder="Search the guide" value={(*letters).clone()} {on_input} />
            </div>
            // It is about invented people, whom only the desktop has.
            if is_desktop() {
                <div class="settings-steps"><Button icon={Icon::Sparkles} onclick={tour}>{ "Take the tour" }</Button></div>
            }
            <p class="help">
                { "The keys have " }<Link classes="link" to={Route::Settings(SettingsPage::Shortcuts)}>{ "a page of their own" }</Link>
                { "; the version, the licences and the log are under " }<Link classes="link" to={Route::Settings(SettingsPage::About)}>{ "About" }</Link>{ "." }
            </p>
            <p class="help" role="status">{ said }</p>
            { for shown.into_iter().map(|(chapter, blocks)| html! {
                <section key={chapter.title.clone()} class="guide">
                    <h2>{ chapter.title.clone() }</h2>
                    { for blocks.iter().map(block) }
                </section>
            }) }
        </>
    }
}
