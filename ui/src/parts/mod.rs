//! Which page an address shows, and what of the interface is loaded later.
//!
//! What most sessions open first is there from the start. The code of everything else is a file of its own that is loaded
//! when it is first wanted ([`part`]), or before that, once the first page stands ([`prepare`]).

mod later;
mod not_found;
mod part;
mod prepare;
mod styles;

pub(crate) use part::Wanted;
pub(crate) use prepare::use_prepared_parts;

use crate::kit::ToastViewProps;
use crate::routes::Route;
use crate::storage::DamagedPageProps;
use crate::today::{ClientPartProps, SinceProps};
use later::Later;
use not_found::NotFound;
use part::Part;
use yew::prelude::*;

/// Returns the page of an address.
pub(crate) fn page(route: Route) -> Html {
    match route {
        Route::Today => html! { <crate::today::TodayPage /> },
        route => {
            let wanted = Wanted::Page(route);
            match Part::of(&wanted) {
                Some(part) => html! { <Later key={part.name()} {part} {wanted} /> },
                None => html! { <NotFound /> },
            }
        }
    }
}

/// Draws the way out when the file is damaged.
pub(crate) fn damaged(props: DamagedPageProps) -> Html {
    html! { <Later part={Part::Settings} wanted={Wanted::Damaged(props)} /> }
}

/// Draws the first page of a device that nobody uses.
pub(crate) fn start() -> Html {
    html! { <Later part={Part::Accounts} wanted={Wanted::Start} /> }
}

/// Draws what is shown while there is nothing of anybody yet, and some is on its way.
pub(crate) fn waiting() -> Html {
    html! { <Later part={Part::Accounts} wanted={Wanted::Waiting} /> }
}

/// Draws a client's part of the day.
pub(crate) fn client_part(props: ClientPartProps) -> Html {
    html! { <Later part={Part::Journeys} wanted={Wanted::ClientPart(props)} /> }
}

/// Draws a toast.
pub(crate) fn toast(props: ToastViewProps) -> Html {
    above(Wanted::Toast(props))
}

/// Draws what stands in for rows that may still be at the server.
pub(crate) fn missing() -> Html {
    above(Wanted::Missing)
}

/// Draws what happened since one was here.
pub(crate) fn since(props: SinceProps) -> Html {
    above(Wanted::Since(props))
}

/// Draws what opens above every page, as soon as its part is there.
pub(crate) fn above(wanted: Wanted) -> Html {
    html! { <Later part={Part::Above} {wanted} /> }
}
