//! The settings' own frame: the list of pages beside the page that is open.

use super::about::AboutPage;
use super::accessibility_page::AccessibilityPage;
use super::background_page::BackgroundPage;
use super::choosing::Choosing;
use super::help::HelpPage;
use super::index::{icon, title};
use super::leaving::leave;
use super::notifications_page::NotificationsPage;
use super::shortcuts::ShortcutsPage;
use crate::accounts::AccountPage;
use crate::actions::{Action, use_actions};
use crate::frame::Page;
use crate::kit::{Choice, Select};
use crate::routes::{Link, Route, SettingsPage, go_to};
use crate::storage::StoragePage;
use yew::prelude::*;

/// Props of [`SettingsScreen`].
#[derive(Properties, PartialEq)]
pub(crate) struct SettingsScreenProps {
    /// The page that is open.
    pub(crate) page: SettingsPage,
}

/// The settings.
#[component]
pub(crate) fn SettingsScreen(props: &SettingsScreenProps) -> Html {
    let page = props.page;
    use_actions(vec![
        Action::new("settings.back", "Leave the settings", Callback::from(|()| leave()))
            .keys("Escape")
            .group("This screen")
            .keys_only(),
    ]);
    let body = match page {
        SettingsPage::Account => html! { <AccountPage /> },
        SettingsPage::Appearance => html! { <Choosing {page} /> },
        SettingsPage::Accessibility => html! { <AccessibilityPage /> },
        SettingsPage::Shortcuts => html! { <ShortcutsPage /> },
        SettingsPage::Storage => html! { <StoragePage /> },
        SettingsPage::Help => html! { <HelpPage /> },
        SettingsPage::Notifications => html! { <NotificationsPage /> },
        SettingsPage::Background => html! { <BackgroundPage /> },
        SettingsPage::About => html! { <AboutPage /> },
    };
    html! {
        <Page title={format!("{}, settings", title(page))} focus_on={page.word()}>
            <div class="settings">
                <nav class="settings-pages" aria-label="Settings">
                    <p class="settings-name">{ "Settings" }</p>
                    <ul>{ for SettingsPage::here().map(|(one, _)| entry(one, one == page)) }</ul>
                </nav>
                <div class="settings-page">
                    <div class="settings-chooser">{ chooser(page) }</div>
                    <h1 class="title">{ title(page) }</h1>
                    <div key={page.word()} class="settings-body">{ body }</div>
                </div>
            </div>
        </Page>
    }
}

fn entry(page: SettingsPage, current: bool) -> Html {
    html! {
        <li><Link to={Route::Settings(page)} classes="settings-entry" {current}>
            { icon(page) }<span>{ title(page) }</span>
        </Link></li>
    }
}

/// What stands in for the list where there is no room beside the page.
fn chooser(page: SettingsPage) -> Html {
    let choices: Vec<Choice> =
        SettingsPage::here().map(|(one, word)| Choice::new(word, title(one))).collect();
    let go = Callback::from(|word: AttrValue| {
        if let Some(page) = SettingsPage::of(&word) {
            go_to(&Route::Settings(page));
        }
    });
    html! { <Select label="Page of the settings" {choices} value={page.word()} on_change={go} /> }
}
