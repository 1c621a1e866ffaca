//! The foot of the room: where the words are, how long the review is one's own, and how it ends.

use crate::actions::{Action, ActionButton, Keys};
use crate::backend::here;
use crate::hooks::{document, use_now};
use crate::kit::{Button, ButtonKind, Icon, Menu, MenuLine, SaveLine, SaveState};
use crate::reviews::words::lease;
use crate::saving::{Standing, all_well};
use domain::reviews::{ClaimView, Outcome};
use web_sys::HtmlElement;
use yew::prelude::*;

/// Props of [`Foot`].
#[derive(Properties, PartialEq)]
pub(super) struct FootProps {
    /// Where the words are.
    pub(super) standing: Standing,
    /// Whether there are words from before.
    pub(super) has_words: bool,
    /// Whether the review is no longer this mentor's.
    pub(super) lost: bool,
    /// The claim.
    pub(super) claim: ClaimView,
    /// What the review should end with.
    pub(super) sensible: Outcome,
    /// Saves again what could not be saved.
    pub(super) on_retry: Callback<()>,
    /// Asks for changes.
    pub(super) ask_for_changes: Action,
    /// Approves.
    pub(super) approve: Action,
    /// Starts the lease anew.
    pub(super) extend: Action,
    /// Gives the review back.
    pub(super) release: Action,
}

/// The foot of the room.
#[component]
pub(super) fn Foot(props: &FootProps) -> Html {
    let (state, text) = saved(&props.standing, props.has_words, all_well());
    let retry = matches!(props.standing, Standing::Failed(..)).then(|| {
        html! { <Button kind={ButtonKind::Quiet} onclick={props.on_retry.reform(|_: MouseEvent| ())}>{ "Try again" }</Button> }
    });
    html! {
        <>
            // Nobody writes on a visit.
            if !here().only_looks() {
                <div class="room-words">
                    <SaveLine {state} text={text.clone()} />
                    { retry }
                    <Announced text={text} urgent={matches!(props.standing, Standing::Failed(..) | Standing::Lost(_))} />
                </div>
            }
            if !props.lost { <TimeLeft claim={props.claim.clone()} extend={props.extend.clone()} release={props.release.clone()} /> }
            <div class="end">
                { decision(&props.ask_for_changes, "Ask for changes", props.sensible == Outcome::ChangesRequested) }
                { decision(&props.approve, "Approve", props.sensible == Outcome::Approved) }
            </div>
        </>
    }
}

/// How long it is one's own, and what changes that.
#[component]
fn TimeLeft(props: &TimeLeftProps) -> Html {
    let lease = lease(&props.claim, use_now());
    let lines: Vec<MenuLine> = vec![(&props.extend).into(), (&props.release).into()];
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(lease.soon, move |soon| {
            // The button that kept it longer had focus and went away: the new time is read instead.
            if !soon
                && is_lost()
                && let Some(text) = node.cast::<HtmlElement>()
            {
                drop(text.focus());
            }
        });
    }
    html! {
        <>
            <span ref={node} tabindex="-1" class={classes!("room-lease", "num", lease.soon.then_some("soon"))}>{ lease.text.clone() }</span>
            if lease.soon { <ActionButton action={props.extend.clone()} kind={ButtonKind::Quiet} label="Keep it longer" /> }
            <Menu class="button quiet only-icon" label="More for this review" {lines}>{ Icon::Ellipsis }</Menu>
        </>
    }
}

/// Whether nothing in the page has focus, though something had it.
fn is_lost() -> bool {
    let document = document();
    document.is_some_and(|document| {
        document.active_element().is_none_or(|focused| Some(focused) == document.body().map(Into::into))
    })
}

#[derive(Properties, PartialEq)]
struct TimeLeftProps {
    claim: ClaimView,
    extend: Action,
    release: Action,
}

/// A decision; the sensible one is the button that matters and has the keys.
fn decision(action: &Action, label: &'static str, sensible: bool) -> Html {
    let onclick = {
        let action = action.clone();
        Callback::from(move |_: MouseEvent| action.run())
    };
    let kind = if sensible { ButtonKind::Primary } else { ButtonKind::Default };
    html! { <Button {kind} keys={sensible.then(|| Keys::new("Mod+Enter"))} disabled={!action.enabled} {onclick}>{ label }</Button> }
}

/// Returns where the words are, in words.
fn saved(standing: &Standing, has_words: bool, all_well: &'static str) -> (SaveState, AttrValue) {
    match standing {
        Standing::Quiet if !has_words => (SaveState::Safe, "Saves by itself as you write".into()),
        Standing::Quiet | Standing::Saved => (SaveState::Safe, all_well.into()),
        Standing::Saving => (SaveState::Working, SAVING.into()),
        Standing::Failed(_, refusal) | Standing::Lost(refusal) => {
            (SaveState::Attention, format!("Not saved: {}", refusal.message).into())
        }
    }
}

#[derive(Properties, PartialEq)]
struct AnnouncedProps {
    text: AttrValue,
    urgent: bool,
}

/// What is said while words are on their way, which no screen reader needs to hear.
const SAVING: &str = "Saving";

/// How often a screen reader hears where the words are, in milliseconds.
const SELDOM: i64 = 10_000;

/// Says where the words are to a screen reader: at once when it is bad, else at most every ten seconds.
#[component]
fn Announced(props: &AnnouncedProps) -> Html {
    let said = use_state(AttrValue::default);
    let last = use_mut_ref(|| 0_i64);
    {
        let said = said.setter();
        use_effect_with((props.text.clone(), props.urgent), move |(text, urgent)| {
            let now = crate::hooks::now().0;
            let due = now - *last.borrow() >= SELDOM;
            if *urgent || due && text != SAVING {
                *last.borrow_mut() = now;
                said.set(text.clone());
            }
        });
    }
    html! { <span class="only-read-aloud" role={if props.urgent { "alert" } else { "status" }}>{ (*said).clone() }</span> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saving::Slot;
    use domain::base::{Code, Refusal};

    #[test]
    fn the_line_says_where_the_words_are() {
        let text = |standing: &Standing, has_words| saved(standing, has_words, "Saved").1.to_string();
        assert_eq!(text(&Standing::Quiet, false), "Saves by itself as you write");
        assert_eq!(text(&Standing::Quiet, true), "Saved");
        assert_eq!(text(&Standing::Saved, false), "Saved");
        let failed = Standing::Failed(Slot::Note, Refusal::new(Code::Storage, "The disk is full."));
        assert_eq!(text(&failed, true), "Not saved: The disk is full.");
    }
}
