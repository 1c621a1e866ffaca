//! The parts of the interface that are loaded when they are first needed. Each is a WebAssembly file of its own, cut
//! off at the functions below when the bundle is built (`cargo xtask web`); what two of them share is a file too.

use super::styles;
use crate::frame::{
    EverywhereProps, FrameMenuProps, MoreMenu, PaletteProps, PersonMenu, ShortcutSheet, ShortcutSheetProps,
    undo_keys,
};
use crate::kit::{ToastView, ToastViewProps};
use crate::routes::Route;
use crate::storage::DamagedPageProps;
use crate::sync::{AttentionEntry, Missing, SyncLine, SyncLineProps};
use crate::today::{ClientPart, ClientPartProps, Since, SinceProps};
use std::future::Future;
use std::pin::Pin;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

/// What a part is asked to draw.
#[derive(Clone, PartialEq)]
pub(crate) enum Wanted {
    /// A page.
    Page(Route),
    /// The palette.
    Palette(PaletteProps),
    /// What can be done everywhere.
    Everywhere(EverywhereProps),
    /// The tour.
    Tour,
    /// What says that nothing can be changed, when that is so: the file can only be read, or an admin looks at what somebody
    /// else sees.
    ReadOnly,
    /// A toast.
    Toast(ToastViewProps),
    /// The menu of the person.
    Person(FrameMenuProps),
    /// What stands behind "More".
    More(FrameMenuProps),
    /// A client's part of the day.
    ClientPart(ClientPartProps),
    /// The sheet of shortcuts.
    Sheet(ShortcutSheetProps),
    /// The way out when the file is damaged.
    Damaged(DamagedPageProps),
    /// The line that says where one's words are.
    Line(SyncLineProps),
    /// The place of what needs attention in the rail.
    AttentionEntry,
    /// Not everything is here yet.
    Missing,
    /// What happened since one was here.
    Since(SinceProps),
    /// The first page of a device that nobody uses, and of a file that is closed.
    Start,
    /// There is nothing of anybody yet, and some is on its way.
    Waiting,
}

/// Draws what a part has.
pub(super) type Draw = fn(Wanted) -> Html;

/// A part, or the look of it, could not be fetched or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unloaded;

impl From<SplitLoaderError> for Unloaded {
    /// The loader has told the console why.
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// A part that is being loaded.
type Loading = Pin<Box<dyn Future<Output = Result<Draw, Unloaded>>>>;

/// A part of the interface that is loaded when it is first needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What opens above every page: the palette, the sheet of shortcuts, toasts, the tour.
    Above,
    /// The list of reviews and the review room.
    Reviews,
    /// A client's journeys, and their sections to write in.
    Journeys,
    /// The reports.
    Reports,
    /// The settings.
    Settings,
    /// What happened that one should know.
    Notifications,
    /// Who uses the device, and what needs attention.
    Accounts,
    /// The gallery of the kit.
    #[cfg(feature = "gallery")]
    Kit,
}

impl Part {
    /// Returns the part that draws something, unless nothing does.
    pub(super) fn of(wanted: &Wanted) -> Option<Self> {
        match wanted {
            Wanted::Palette(_)
            | Wanted::Sheet(_)
            | Wanted::Everywhere(_)
            | Wanted::Tour
            | Wanted::ReadOnly
            | Wanted::Toast(_)
            | Wanted::Person(_)
            | Wanted::Line(_)
            | Wanted::AttentionEntry
            | Wanted::Missing
            | Wanted::Since(_)
            | Wanted::More(_) => Some(Self::Above),
            Wanted::Start
            | Wanted::Waiting
            | Wanted::Page(Route::Attention | Route::SignIn | Route::People) => Some(Self::Accounts),
            Wanted::ClientPart(_) => Some(Self::Journeys),
            Wanted::Page(Route::Reviews | Route::ReviewRoom { .. }) => Some(Self::Reviews),
            Wanted::Page(Route::Journeys | Route::Journey { .. } | Route::JourneySection { .. }) => {
                Some(Self::Journeys)
            }
            Wanted::Page(Route::PastReviews) => Some(Self::Reports),
            Wanted::Page(Route::Settings(_)) | Wanted::Damaged(_) => Some(Self::Settings),
            Wanted::Page(Route::Notifications) => Some(Self::Notifications),
            #[cfg(feature = "gallery")]
            Wanted::Page(Route::Kit) => Some(Self::Kit),
            Wanted::Page(_) => None,
        }
    }

    /// Returns a name that no other part has.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Reviews => "reviews",
            Self::Journeys => "journeys",
            Self::Reports => "reports",
            Self::Settings => "settings",
            Self::Notifications => "notifications",
            Self::Accounts => "accounts",
            #[cfg(feature = "gallery")]
            Self::Kit => "kit",
        }
    }

    /// Loads the part and the look of it, if they are not there yet.
    ///
    /// # Errors
    /// When a file cannot be fetched or read. It can be tried again.
    pub(super) async fn load(self) -> Result<Draw, Unloaded> {
        let looks = styles::load();
        let draws: Loading = match self {
            Self::Above => Box::pin(above()),
            Self::Reviews => Box::pin(reviews()),
            Self::Journeys => Box::pin(journeys()),
            Self::Reports => Box::pin(reports()),
            Self::Settings => Box::pin(settings()),
            Self::Notifications => Box::pin(notifications()),
            Self::Accounts => Box::pin(accounts()),
            #[cfg(feature = "gallery")]
            Self::Kit => Box::pin(kit()),
        };
        let draw = draws.await?;
        looks.await?;
        Ok(draw)
    }
}

#[wasm_split(above, fallible)]
fn above() -> Result<Draw, Unloaded> {
    Ok(|wanted| match wanted {
        Wanted::Palette(props) => html! { <crate::settings::FullPalette palette={props} /> },
        Wanted::Sheet(props) => html! { <ShortcutSheet ..props /> },
        Wanted::Tour => html! { <crate::tour::Tour /> },
        Wanted::ReadOnly if crate::backend::is_desktop() => html! { <crate::storage::ReadOnlyStrip /> },
        Wanted::ReadOnly => html! { <crate::accounts::VisitStrip /> },
        Wanted::Everywhere(props) => html! { <crate::settings::FullEverywhere everywhere={props} /> },
        Wanted::Toast(toast) => html! { <ToastView {toast} undo_keys={undo_keys()} /> },
        Wanted::Person(props) => html! { <PersonMenu ..props /> },
        Wanted::More(props) => html! { <MoreMenu ..props /> },
        Wanted::Line(props) => html! { <SyncLine ..props /> },
        Wanted::AttentionEntry => html! { <AttentionEntry /> },
        Wanted::Missing => html! { <Missing /> },
        Wanted::Since(props) => html! { <Since ..props /> },
        Wanted::Page(_) | Wanted::Damaged(_) | Wanted::ClientPart(_) | Wanted::Start | Wanted::Waiting => {
            Html::default()
        }
    })
}

#[wasm_split(reviews, fallible)]
fn reviews() -> Result<Draw, Unloaded> {
    Ok(|wanted| match wanted {
        Wanted::Page(Route::ReviewRoom { submission }) => {
            html! { <crate::reviews::RoomPage {submission} /> }
        }
        _ => html! { <crate::reviews::ReviewsPage /> },
    })
}

#[wasm_split(reports, fallible)]
fn reports() -> Result<Draw, Unloaded> {
    Ok(|_| html! { <crate::reports::PastReviewsPage /> })
}

#[wasm_split(journeys, fallible)]
fn journeys() -> Result<Draw, Unloaded> {
    Ok(|wanted| match wanted {
        Wanted::Page(Route::JourneySection { enrolment, section }) => {
            html! { <crate::enrolments::SectionPage {enrolment} {section} /> }
        }
        Wanted::Page(Route::Journey { enrolment }) => {
            html! { <crate::enrolments::JourneyPage {enrolment} /> }
        }
        Wanted::ClientPart(props) => html! { <ClientPart ..props /> },
        _ => html! { <crate::enrolments::JourneysPage /> },
    })
}

#[wasm_split(settings, fallible)]
fn settings() -> Result<Draw, Unloaded> {
    Ok(|wanted| match wanted {
        Wanted::Page(Route::Settings(page)) => html! { <crate::settings::SettingsScreen {page} /> },
        Wanted::Damaged(props) => html! { <crate::storage::DamagedPage ..props /> },
        _ => Html::default(),
    })
}

#[wasm_split(notifications, fallible)]
fn notifications() -> Result<Draw, Unloaded> {
    Ok(|_| html! { <crate::notifications::NotificationsPage /> })
}

#[wasm_split(accounts, fallible)]
fn accounts() -> Result<Draw, Unloaded> {
    Ok(|wanted| match wanted {
        Wanted::Page(Route::Attention) => html! { <crate::sync::AttentionPage /> },
        Wanted::Page(Route::People) => html! { <crate::accounts::PeoplePage /> },
        Wanted::Page(_) => html! { <crate::accounts::SignInPage /> },
        Wanted::Waiting => html! { <crate::accounts::Waiting /> },
        _ => html! { <crate::accounts::StartPage /> },
    })
}

#[cfg(feature = "gallery")]
#[wasm_split(kit, fallible)]
fn kit() -> Result<Draw, Unloaded> {
    Ok(|_| html! { <crate::kit::KitPage /> })
}
