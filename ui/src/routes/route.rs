//! The addresses of the pages. A feature's pages begin with its section's address.

use super::SettingsPage;
use uuid::Uuid;

/// Where one can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// What waits today.
    Today,
    /// The list of reviews.
    Reviews,
    /// The review room of one submission.
    ReviewRoom {
        /// The submission's id.
        submission: Uuid,
    },
    /// The journeys that one is enrolled in.
    Journeys,
    /// What happened that one should know.
    Notifications,
    /// One journey's table of contents.
    Journey {
        /// The enrolment's id.
        enrolment: Uuid,
    },
    /// One section of a journey, to write in.
    JourneySection {
        /// The enrolment's id.
        enrolment: Uuid,
        /// The section's id.
        section: Uuid,
    },
    /// The report of past reviews.
    PastReviews,
    /// What needs attention.
    Attention,
    /// Who has an account: for admins, in a browser.
    People,
    /// Signing in.
    SignIn,
    /// A page of the settings.
    Settings(SettingsPage),
    /// Every part of the kit, for looking at.
    Kit,
    /// No page has this address.
    NotFound,
}

impl Route {
    /// Returns the page at an address.
    pub(crate) fn at(path: &str) -> Self {
        Self::find(path).unwrap_or(Self::NotFound)
    }

    /// Returns the address of the page.
    pub(crate) fn to_path(&self) -> String {
        match self {
            Self::Today => "/".to_owned(),
            Self::Reviews => "/reviews".to_owned(),
            Self::ReviewRoom { submission } => format!("/reviews/{submission}"),
            Self::Notifications => "/notifications".to_owned(),
            Self::Journeys => "/journeys".to_owned(),
            Self::Journey { enrolment } => format!("/journeys/{enrolment}"),
            Self::JourneySection { enrolment, section } => format!("/journeys/{enrolment}/{section}"),
            Self::PastReviews => "/reports/reviews".to_owned(),
            Self::Attention => "/attention".to_owned(),
            Self::People => "/people".to_owned(),
            Self::SignIn => "/sign-in".to_owned(),
            Self::Settings(page) => format!("/settings/{}", page.word()),
            Self::Kit => "/kit".to_owned(),
            Self::NotFound => "/not-found".to_owned(),
        }
    }

    fn find(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let id = |text: &str| Uuid::try_parse(text).ok();
        match parts.as_slice() {
            [] => Some(Self::Today),
            ["reviews"] => Some(Self::Reviews),
            ["reviews", submission] => Some(Self::ReviewRoom { submission: id(submission)? }),
            ["notifications"] => Some(Self::Notifications),
            ["journeys"] => Some(Self::Journeys),
            ["journeys", enrolment] => Some(Self::Journey { enrolment: id(enrolment)? }),
            ["journeys", enrolment, section] => {
                Some(Self::JourneySection { enrolment: id(enrolment)?, section: id(section)? })
            }
            ["settings"] => Some(Self::Settings(SettingsPage::Appearance)),
            ["settings", page] => SettingsPage::of(page).map(Self::Settings),
            ["reports", "reviews"] => Some(Self::PastReviews),
            ["attention"] => Some(Self::Attention),
            ["people"] => Some(Self::People),
            ["sign-in"] => Some(Self::SignIn),
            ["kit"] => Some(Self::Kit),
            _ => None,
        }
    }
}

/// The sections of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionName {
    /// Today.
    Today,
    /// Reviews.
    Reviews,
    /// Journeys.
    Journeys,
    /// Insights.
    Insights,
    /// Notifications.
    Notifications,
    /// What needs attention.
    Attention,
    /// Who has an account.
    People,
    /// In no section.
    None,
}

impl Route {
    /// Returns the section in which a page is.
    pub(crate) fn section(&self) -> SectionName {
        match self {
            Self::Today => SectionName::Today,
            Self::Notifications => SectionName::Notifications,
            Self::Attention => SectionName::Attention,
            Self::People => SectionName::People,
            Self::Reviews | Self::ReviewRoom { .. } => SectionName::Reviews,
            Self::Journeys | Self::Journey { .. } | Self::JourneySection { .. } => SectionName::Journeys,
            Self::PastReviews => SectionName::Insights,
            Self::Settings(_) | Self::SignIn | Self::Kit | Self::NotFound => SectionName::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_at_its_address() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        for route in [
            Route::Today,
            Route::Reviews,
            Route::ReviewRoom { submission: one },
            Route::Notifications,
            Route::Journeys,
            Route::Journey { enrolment: one },
            Route::JourneySection { enrolment: one, section: two },
            Route::Settings(SettingsPage::Appearance),
            Route::Settings(SettingsPage::About),
            Route::PastReviews,
            Route::Attention,
            Route::People,
            Route::SignIn,
            Route::Kit,
            Route::NotFound,
        ] {
            assert_eq!(Route::at(&route.to_path()), route);
        }
    }

    #[test]
    fn an_address_that_is_none_leads_to_a_page_that_says_so() {
        for path in ["/reviews/12", "/journeys/x/y", "/nowhere", "/kit/button", "/settings/x"] {
            assert_eq!(Route::at(path), Route::NotFound, "{path}");
        }
    }
}
