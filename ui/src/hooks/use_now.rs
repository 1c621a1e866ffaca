//! The time, as a thing that screens can depend on.

use super::platform::now;
use domain::base::Instant;
use gloo_timers::callback::Interval;
use yew::prelude::*;

/// How often words about time are looked at again, in milliseconds.
const BEAT: u32 = 30_000;

/// Returns the time; the component is drawn again every half minute.
#[hook]
pub(crate) fn use_now() -> Instant {
    let time = use_state(now);
    {
        let time = time.setter();
        use_effect_with((), move |()| {
            let beat = Interval::new(BEAT, move || time.set(now()));
            move || drop(beat)
        });
    }
    // A parent may draw this between two beats: never show an older time than the clock's.
    (*time).max(now())
}
