//! Who looked at what the person sees: admins who were asked for help, and why they did.

use super::use_call::use_call;
use crate::hooks::QueryState;
use crate::kit::{Button, Icon, Skeleton, SkeletonShape, When};
use domain::accounts::{VisitLine, VisitList};
use domain::base::Instant;
use yew::prelude::*;

/// The visits to the person.
#[component]
pub(super) fn Visitors() -> Html {
    let (state, again) = use_call::<VisitList>("visits");
    match &state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Text} rows=1 /> },
        QueryState::Failed(refusal) => html! {
            <p class="muted">{ format!("{} {}", refusal.message, refusal.hint) }
                <Button icon={Icon::RotateCcw} onclick={again.reform(|_: MouseEvent| ())}>{ "Ask again" }</Button>
            </p>
        },
        QueryState::Ready(list) if list.visits.is_empty() => html! {
            <p class="muted">{ "Nobody. When you ask for help, an admin may look at what you see, for at most half an hour; it would stand here, with the reason, and you would get a mail." }</p>
        },
        QueryState::Ready(list) => {
            html! { <ul class="account-rows">{ for list.visits.iter().map(row) }</ul> }
        }
    }
}

fn row(visit: &VisitLine) -> Html {
    let name = visit.name.clone().unwrap_or_else(|| "An admin who is gone".to_owned());
    html! {
        <li class="visit-row" key={visit.began_at.0.to_string()}>
            <b dir="auto">{ name }</b>
            <span class="muted"><When at={visit.began_at} />{ format!(", {}", lasted(visit.began_at, visit.ended_at)) }</span>
            <span dir="auto">{ visit.reason.clone() }</span>
        </li>
    }
}

/// Says how long a visit was, or may be.
fn lasted(began: Instant, ended: Instant) -> String {
    match (ended.0 - began.0).div_euclid(60_000) {
        ..1 => "less than a minute".to_owned(),
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

#[cfg(test)]
mod tests {
    use super::lasted;
    use domain::base::Instant;

    #[test]
    fn how_long_a_visit_was_is_said_in_minutes() {
        for (ms, words) in [
            (0, "less than a minute"),
            (59_999, "less than a minute"),
            (60_000, "1 minute"),
            (1_800_000, "30 minutes"),
        ] {
            assert_eq!(lasted(Instant(5), Instant(5 + ms)), words);
        }
    }
}
