//! The pages of the settings by name and picture.

use crate::kit::Icon;
use crate::routes::SettingsPage;

/// Returns the name of a page.
pub(super) fn title(page: SettingsPage) -> &'static str {
    match page {
        SettingsPage::Account => "Account",
        SettingsPage::Appearance => "Appearance",
        SettingsPage::Accessibility => "Accessibility",
        SettingsPage::Shortcuts => "Shortcuts",
        SettingsPage::Storage => "Storage",
        SettingsPage::Help => "Help",
        SettingsPage::Notifications => "Notifications",
        SettingsPage::Background => "In the background",
        SettingsPage::About => "About",
    }
}

/// Returns the picture of a page.
pub(super) fn icon(page: SettingsPage) -> Icon {
    match page {
        SettingsPage::Account => Icon::User,
        SettingsPage::Appearance => Icon::SunMoon,
        SettingsPage::Accessibility => Icon::Eye,
        SettingsPage::Shortcuts => Icon::Keyboard,
        SettingsPage::Storage => Icon::Save,
        SettingsPage::Help => Icon::CircleHelp,
        SettingsPage::Notifications => Icon::Bell,
        SettingsPage::Background => Icon::Layers,
        SettingsPage::About => Icon::Info,
    }
}

/// Returns other words by which the palette finds a page.
pub(super) fn words(page: SettingsPage) -> &'static str {
    match page {
        SettingsPage::Account => {
            "sign in sign out log in log out device server sample workspace switch person"
        }
        SettingsPage::Storage => "backup back up restore file disk check damaged export data",
        SettingsPage::Notifications => "quiet hours night silence desktop bell tell",
        SettingsPage::Background => "tray close start login computer key from anywhere",
        SettingsPage::Appearance
        | SettingsPage::Accessibility
        | SettingsPage::Shortcuts
        | SettingsPage::Help
        | SettingsPage::About => "",
    }
}
