//! Moments as people say them: "today, 14:00", "Tue 24 Nov, 14:00"; exact, with the zone, on hover.

use super::calendar::{Parts, parts_of, say_day, say_exactly, say_moment, say_span, zone_here};
use crate::hooks::use_now;
use domain::base::Instant;
use yew::prelude::*;

/// How a moment is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Saying {
    /// Day and time: "today, 14:00", "Tue 24 Nov, 14:00".
    #[default]
    Moment,
    /// The day alone: "tomorrow", "Thu 26 Nov".
    Day,
    /// The time alone: "14:00".
    Time,
    /// How long from now: "in 2 hours", "5 minutes ago".
    Distance,
}

/// Props of [`When`].
#[derive(Properties, PartialEq)]
pub(crate) struct WhenProps {
    /// The moment.
    pub(crate) at: Instant,
    /// How to say it.
    #[prop_or_default]
    pub(crate) say: Saying,
    /// The zone to say it in (IANA name); this computer's when left out.
    #[prop_or_default]
    pub(crate) zone: Option<AttrValue>,
    /// Words before it, such as "due".
    #[prop_or_default]
    pub(crate) before: AttrValue,
}

/// A moment in words. It keeps itself up to date while it is shown.
#[component]
pub(crate) fn When(props: &WhenProps) -> Html {
    let now = use_now();
    let zone = props.zone.as_deref();
    let text = say(props.at, now, props.say, zone);
    let text = if props.before.is_empty() { text } else { format!("{} {text}", props.before) };
    html! { <time class="when num" datetime={iso(props.at)} title={exactly(props.at, zone)}>{ text }</time> }
}

/// Returns a moment in words, for sentences. Use [`When`] where it stands alone.
pub(crate) fn say(at: Instant, now: Instant, saying: Saying, zone: Option<&str>) -> String {
    let (then, today): (Parts, Parts) = (parts_of(at, zone), parts_of(now, zone));
    match saying {
        Saying::Moment => say_moment(&then, &today),
        Saying::Day => say_day(&then, &today),
        Saying::Time => then.time(),
        Saying::Distance => say_span(at - now),
    }
}

fn exactly(at: Instant, zone: Option<&str>) -> String {
    let named = zone.map_or_else(zone_here, str::to_owned);
    say_exactly(&parts_of(at, zone), &named)
}

#[expect(clippy::cast_precision_loss, reason = "instants are below 2^53 milliseconds")]
fn iso(at: Instant) -> String {
    js_sys::Date::new(&(at.0 as f64).into()).to_iso_string().into()
}
