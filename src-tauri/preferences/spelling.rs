//! The check of spelling, which the web view does. On Linux the application says whether and in which languages; elsewhere
//! the system's own settings do.

use device::preferences::{LANGUAGES, SPELLING};
use device::spelling::Spelling;
use tauri::{Runtime, WebviewWindow};

use super::Preferences;

/// Whether a preference is about spelling.
pub(super) fn concerns(name: &str) -> bool {
    [SPELLING, LANGUAGES].contains(&name)
}

/// Has a window check spelling as the person set it up: on unless switched off, in the languages of the system unless
/// there are others.
#[cfg(target_os = "linux")]
pub(crate) fn check<R: Runtime>(window: &WebviewWindow<R>, preferences: &Preferences) {
    use webkit2gtk::{WebContextExt, WebViewExt};
    let on = preferences.word(SPELLING).as_deref() != Some("off");
    let chosen = preferences.word(LANGUAGES).unwrap_or_default();
    let told = window.with_webview(move |webview| {
        let Some(context) = webview.inner().context() else { return };
        context.set_spell_checking_enabled(on);
        let languages = in_languages(&chosen, std::env::var("LANG").ok().as_deref());
        context.set_spell_checking_languages(&languages.iter().map(String::as_str).collect::<Vec<_>>());
    });
    if let Err(error) = told {
        crate::journal::note_error("spelling.not_set", &error);
    }
}

/// Elsewhere the system's own settings say how spelling is checked.
#[cfg(not(target_os = "linux"))]
pub(crate) fn check<R: Runtime>(_window: &WebviewWindow<R>, _preferences: &Preferences) {}

/// Returns the languages to check: those chosen, or else that of the system.
#[cfg(any(target_os = "linux", test))]
fn in_languages(chosen: &str, system: Option<&str>) -> Vec<String> {
    let chosen: Vec<String> = chosen.split(' ').filter(|code| is_code(code)).map(str::to_owned).collect();
    if !chosen.is_empty() {
        return chosen;
    }
    let system = system.and_then(|name| name.split(['.', '@']).next()).filter(|code| is_code(code));
    vec![system.unwrap_or("en_GB").to_owned()]
}

/// Returns in which languages spelling can be checked: those that the system has a dictionary of.
#[cfg(target_os = "linux")]
pub(super) fn known() -> Spelling {
    let folders = ["/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts"];
    let mut languages: Vec<String> = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".dic").map(str::to_owned))
        .filter(|code| is_code(code))
        .collect();
    languages.sort();
    languages.dedup();
    Spelling { here: true, languages }
}

/// Elsewhere that is said in the system's own settings.
#[cfg(not(target_os = "linux"))]
pub(super) fn known() -> Spelling {
    Spelling { here: false, languages: Vec::new() }
}

/// Whether a text is the code of a language, such as `de` or `en_GB`.
#[cfg(any(target_os = "linux", test))]
fn is_code(text: &str) -> bool {
    let (language, country) = text.split_once('_').unwrap_or((text, "GB"));
    let all = |part: &str, is: fn(&char) -> bool| part.chars().all(|letter| is(&letter));
    (2..=3).contains(&language.len())
        && all(language, char::is_ascii_lowercase)
        && country.len() == 2
        && all(country, char::is_ascii_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_languages_are_checked_or_else_that_of_the_system() {
        for (chosen, system, checked) in [
            ("", Some("de_AT.UTF-8"), vec!["de_AT"]),
            ("", Some("C.UTF-8"), vec!["en_GB"]),
            ("", None, vec!["en_GB"]),
            ("de en_US", Some("fr_FR"), vec!["de", "en_US"]),
            ("../etc x", Some("fr"), vec!["fr"]),
        ] {
            assert_eq!(in_languages(chosen, system), checked, "{chosen:?} {system:?}");
        }
    }
}
