//! What one is told, where, and when not.

use crate::hooks::{Asked, Dispatch, QueryState, use_dispatch, use_query};
use crate::kit::{Choice, ErrorState, FieldGroup, Select, Skeleton, SkeletonShape, Switch, zone_here};
use domain::base::ZoneId;
use domain::notifications::{
    Channel, ChannelsOfKind, NotificationKind, NotificationPreferencesView, NotificationsCommand, QuietSpan,
};
use domain::query::Query;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The quiet hours that are offered first: from ten in the evening to seven in the morning.
const NIGHT: (i64, i64) = (22 * 60, 7 * 60);

/// What one is told, where, and when not.
#[component]
pub(super) fn NotificationsPage() -> Html {
    let asked: Asked<NotificationPreferencesView> = use_query(Query::NotificationPreferences);
    let dispatch = use_dispatch();
    match &asked.state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Text} rows=6 /> },
        QueryState::Failed(refusal) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={asked.again.clone()} />
        },
        QueryState::Ready(view) => html! {
            <>
                { channels(view, &dispatch) }
                { quiet(view.quiet.as_ref(), &dispatch) }
            </>
        },
    }
}

fn channels(view: &NotificationPreferencesView, dispatch: &Dispatch) -> Html {
    if view.kinds.is_empty() {
        return html! { <p class="muted">{ "Nothing is sent to you yet. Mentors and clients choose here what they are told." }</p> };
    }
    html! {
        <table class="settings-channels">
            <caption class="only-read-aloud">{ "What you are told, and where" }</caption>
            <thead><tr>
                <th scope="col">{ "Tell me when" }</th>
                <th scope="col">{ "In the list" }</th>
                <th scope="col">{ "On the desktop" }</th>
            </tr></thead>
            <tbody>{ for view.kinds.iter().map(|of| row(*of, dispatch)) }</tbody>
        </table>
    }
}

fn row(of: ChannelsOfKind, dispatch: &Dispatch) -> Html {
    let words = words(of.kind);
    // What the list does not tell is told nowhere.
    html! {
        <tr key={words}>
            <th scope="row">{ words }</th>
            <td>{ switch(of, Channel::InApp, of.in_app, true, dispatch) }</td>
            <td>{ switch(of, Channel::Desktop, of.in_app && of.desktop, of.in_app, dispatch) }</td>
        </tr>
    }
}

fn switch(of: ChannelsOfKind, channel: Channel, on: bool, possible: bool, dispatch: &Dispatch) -> Html {
    let place = match channel {
        Channel::InApp => "in the list",
        Channel::Desktop => "on the desktop",
    };
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let on = event.target_unchecked_into::<HtmlInputElement>().checked();
            dispatch.go(NotificationsCommand::SetChannel { kind: of.kind, channel, on });
        })
    };
    html! {
        <input type="checkbox" role="switch" class="switch" checked={on} disabled={!possible}
            aria-label={format!("{}: {place}", words(of.kind))} {onchange} />
    }
}

fn quiet(hours: Option<&QuietSpan>, dispatch: &Dispatch) -> Html {
    let (from, until) = hours.map_or(NIGHT, |hours| (hours.from_minute, hours.until_minute));
    let set = {
        let dispatch = dispatch.clone();
        move |span: Option<(i64, i64)>| {
            let hours = span.map(|(from_minute, until_minute)| QuietSpan {
                from_minute,
                until_minute,
                zone: ZoneId(zone_here()),
            });
            dispatch.go(NotificationsCommand::SetQuietHours { hours });
        }
    };
    let on_switch = {
        let set = set.clone();
        Callback::from(move |on: bool| set(on.then_some(NIGHT)))
    };
    let on_from = {
        let set = set.clone();
        Callback::from(move |minute: AttrValue| set(minute.parse().ok().map(|from| (from, until))))
    };
    let on_until =
        Callback::from(move |minute: AttrValue| set(minute.parse().ok().map(|until| (from, until))));
    html! {
        <FieldGroup label="Quiet hours" help="Nothing appears on the desktop then, unless your time with a review is about to end. The list goes on, and what you missed is told afterwards.">
            <Switch label="Keep quiet at night" checked={hours.is_some()} on_change={on_switch} />
            if let Some(hours) = hours {
                <div class="settings-steps">
                    <Select label="Quiet from" choices={times(from)} value={from.to_string()} on_change={on_from} />
                    <span>{ "until" }</span>
                    <Select label="Quiet until" choices={times(until)} value={until.to_string()} on_change={on_until} />
                </div>
                <p class="help">{ format!("By the clock in {}.", place(&hours.zone)) }</p>
            }
        </FieldGroup>
    }
}

/// Returns the half hours of a day, and the time that is chosen if it is none of them.
fn times(chosen: i64) -> Vec<Choice> {
    let mut minutes: Vec<i64> = (0..48).map(|half| half * 30).collect();
    if !minutes.contains(&chosen) {
        minutes.push(chosen);
        minutes.sort_unstable();
    }
    let choice =
        |minute: i64| Choice::new(minute.to_string(), format!("{:02}:{:02}", minute / 60, minute % 60));
    minutes.into_iter().map(choice).collect()
}

/// Returns a zone as people say it: "Europe/Warsaw" is Warsaw.
fn place(zone: &ZoneId) -> String {
    zone.0.rsplit('/').next().unwrap_or(&zone.0).replace('_', " ")
}

fn words(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::ReviewRequested => "A client sends you a review",
        NotificationKind::LeaseEnding => "Your time with a review ends soon",
        NotificationKind::CommentReplied => "Somebody replies to a comment",
        NotificationKind::DraftOffered => "Another mentor sends you a draft",
        NotificationKind::ReviewCancelled => "A client takes a request back",
        NotificationKind::ReviewClaimed => "A mentor begins to read",
        NotificationKind::ChangesRequested => "A mentor asks for changes",
        NotificationKind::ReviewApproved => "A mentor approves a section",
        NotificationKind::ReviewAmended => "A mentor adds something to a review",
        NotificationKind::ReviewReleased => "A mentor gives a review back",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_is_chosen_is_always_among_those_to_choose() {
        assert_eq!(times(0).len(), 48);
        let odd = times(7 * 60 + 10);
        assert_eq!((odd.len(), odd[15].label.as_str()), (49, "07:10"));
    }

    #[test]
    fn a_zone_is_said_by_its_city() {
        for (zone, said) in [("Europe/Warsaw", "Warsaw"), ("America/New_York", "New York"), ("UTC", "UTC")] {
            assert_eq!(place(&ZoneId(zone.to_owned())), said);
        }
    }
}
