//! What there is to find in the settings: the pages, and the single settings by the words that people use for them.

use crate::actions::Action;
use crate::kit::Icon;
use crate::routes::{Route, SettingsPage, go_to};
use yew::prelude::*;

/// Returns the name of a page.
pub(super) fn title(page: SettingsPage) -> &'static str {
    match page {
        SettingsPage::Appearance => "Appearance",
        SettingsPage::Accessibility => "Accessibility",
        SettingsPage::About => "About",
    }
}

/// Returns the picture of a page.
pub(super) fn icon(page: SettingsPage) -> Icon {
    match page {
        SettingsPage::Appearance => Icon::SunMoon,
        SettingsPage::Accessibility => Icon::Eye,
        SettingsPage::About => Icon::Info,
    }
}

/// The single settings: the page they are on, what they are called there, and other words for them.
const SETTINGS: &[(SettingsPage, &str, &str)] = &[
    (SettingsPage::Appearance, "Theme", "dark light night paper contrast colours"),
    (SettingsPage::Accessibility, "Text size", "font zoom larger smaller"),
    (SettingsPage::Accessibility, "Single letters act", "keys speech"),
    (SettingsPage::About, "Version", "build number"),
];

/// Returns what the palette finds of the settings: every page and every setting.
pub(crate) fn finds() -> Vec<Action> {
    let pages = SettingsPage::ALL.iter().map(|(page, word)| {
        let name = format!("Settings: {}", title(*page));
        goes(format!("settings.{word}"), name, *page).icon(icon(*page))
    });
    let settings = SETTINGS.iter().map(|(page, name, words)| {
        goes(format!("settings.{name}"), (*name).to_owned(), *page)
            .icon(icon(*page))
            .detail(title(*page))
            .words(*words)
    });
    pages.chain(settings).collect()
}

fn goes(id: String, name: String, page: SettingsPage) -> Action {
    let go = Callback::from(move |()| go_to(&Route::Settings(page)));
    Action::new(id, name, go).group("Settings")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_and_nothing_has_the_same_name_twice() {
        let found = finds();
        for (page, _) in SettingsPage::ALL {
            assert!(found.iter().any(|action| action.title.ends_with(title(*page))), "{page:?}");
        }
        let mut ids: Vec<_> = found.iter().map(|action| action.id.clone()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), found.len());
    }
}
