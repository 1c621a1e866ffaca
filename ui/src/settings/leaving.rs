//! Where one was before the settings, so that leaving them takes one step, however many of their pages one saw.

use crate::routes::{Route, go_to};
use std::cell::RefCell;

thread_local! {
    /// The last page outside the settings.
    static BEFORE: RefCell<Route> = const { RefCell::new(Route::Today) };
}

/// Notes where one is.
pub(super) fn note(here: &Route) {
    if let Some(page) = outside(here) {
        BEFORE.replace(page);
    }
}

/// Leaves the settings to where one came from; to Today, if the application opened in them.
pub(super) fn leave() {
    go_to(&BEFORE.with_borrow(Clone::clone));
}

/// Returns the page, if one can go back to it from the settings.
fn outside(here: &Route) -> Option<Route> {
    (!matches!(here, Route::Settings(_) | Route::SignIn | Route::NotFound)).then(|| here.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::SettingsPage;

    #[test]
    fn one_comes_back_to_the_last_page_outside_the_settings() {
        let before = || BEFORE.with_borrow(Clone::clone);
        assert_eq!(before(), Route::Today, "as it opens");
        for here in [Route::Reviews, Route::NotFound] {
            note(&here);
        }
        for (page, _) in SettingsPage::ALL {
            note(&Route::Settings(*page));
        }
        assert_eq!(before(), Route::Reviews);
    }
}
