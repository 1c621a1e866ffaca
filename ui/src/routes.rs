//! The addresses of the pages. A feature's pages begin with its section's address.

use uuid::Uuid;
use yew_router::prelude::*;

/// Where one can be.
#[derive(Debug, Clone, PartialEq, Eq, Routable)]
pub(crate) enum Route {
    /// What waits today.
    #[at("/")]
    Today,
    /// The list of reviews.
    #[at("/reviews")]
    Reviews,
    /// The review room of one submission.
    #[at("/reviews/:submission")]
    ReviewRoom {
        /// The submission's id.
        submission: Uuid,
    },
    /// The journeys that one is enrolled in.
    #[at("/journeys")]
    Journeys,
    /// One journey's table of contents.
    #[at("/journeys/:enrolment")]
    Journey {
        /// The enrolment's id.
        enrolment: Uuid,
    },
    /// One section of a journey, to write in.
    #[at("/journeys/:enrolment/:section")]
    JourneySection {
        /// The enrolment's id.
        enrolment: Uuid,
        /// The section's id.
        section: Uuid,
    },
    /// Every part of the kit, for looking at.
    #[at("/kit")]
    Kit,
    /// No page has this address.
    #[not_found]
    #[at("/not-found")]
    NotFound,
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
    /// In no section.
    None,
}

impl Route {
    /// Returns the section in which a page is.
    pub(crate) fn section(&self) -> SectionName {
        match self {
            Self::Today => SectionName::Today,
            Self::Reviews | Self::ReviewRoom { .. } => SectionName::Reviews,
            Self::Journeys | Self::Journey { .. } | Self::JourneySection { .. } => SectionName::Journeys,
            Self::Kit | Self::NotFound => SectionName::None,
        }
    }
}
