//! The line at the foot of the rail: whether what one wrote is saved, and for whoever has an account whether it is sent. It
//! opens the panel that says more. In the sample workspace there is nothing to send, and it is the plain line.

use super::actions::{PANEL, WHERE};
use super::use_sync::use_sync;
use super::words::{self, Kept};
use crate::actions::use_action_registry;
use crate::frame::save_line;
use crate::hooks::{now, use_now};
use crate::kit::{SaveLine, SaveState};
use crate::saving::Line;
use device::sync::SyncState;
use yew::prelude::*;

/// Props of [`SyncLine`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct SyncLineProps {
    /// Whether what one wrote is saved on this device.
    pub(crate) line: Line,
    /// Leads to the first text that is not saved.
    pub(crate) on_line: Callback<()>,
    /// Whether it shows only what is not as it should be, for where there is little room.
    #[prop_or_default]
    pub(crate) only_worries: bool,
}

/// The line. What is not saved on this device comes before what is not sent.
#[component]
pub(crate) fn SyncLine(props: &SyncLineProps) -> Html {
    let status = use_sync();
    let registry = use_action_registry();
    // It looks again as time passes: how long something has lasted changes what it says.
    let _minute = use_now();
    // What is being saved is being sent where there is no other place to save it.
    let kept = Kept::here();
    let is_told = |state| state == SaveState::Safe || (kept == Kept::OnPage && state == SaveState::Working);
    let Some(status) = status.filter(|_| is_told(props.line.state)) else {
        let shown = !props.only_worries || props.line.state == SaveState::Attention;
        return if shown { save_line(&props.line, &props.on_line) } else { Html::default() };
    };
    let said = words::line(&status, kept, now());
    // Until everything is here, it is no moment like any other.
    let arrives = matches!(status.state, SyncState::FirstSync { .. });
    let calm = !arrives && matches!(said.state, SaveState::Safe | SaveState::Working);
    if props.only_worries && calm {
        return Html::default();
    }
    let title = format!("{}. {WHERE}.", said.text);
    let onclick = Callback::from(move |_: MouseEvent| registry.run(PANEL));
    html! {
        <button type="button" class="rail-item unsaved sync-line" title={title.clone()} aria-label={title} aria-haspopup="dialog"
            {onclick}><SaveLine state={said.state} text={said.text} /></button>
    }
}
