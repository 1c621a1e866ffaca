//! The pages of the settings by name and picture.

use crate::kit::Icon;
use crate::routes::SettingsPage;

/// Returns the name of a page.
pub(super) fn title(page: SettingsPage) -> &'static str {
    match page {
        SettingsPage::Appearance => "Appearance",
        SettingsPage::Accessibility => "Accessibility",
        SettingsPage::Shortcuts => "Shortcuts",
        SettingsPage::Help => "Help",
        SettingsPage::About => "About",
    }
}

/// Returns the picture of a page.
pub(super) fn icon(page: SettingsPage) -> Icon {
    match page {
        SettingsPage::Appearance => Icon::SunMoon,
        SettingsPage::Accessibility => Icon::Eye,
        SettingsPage::Shortcuts => Icon::Keyboard,
        SettingsPage::Help => Icon::CircleHelp,
        SettingsPage::About => Icon::Info,
    }
}
