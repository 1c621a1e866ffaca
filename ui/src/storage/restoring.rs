//! Putting a backup in place: the question before it, and how it goes.

use super::calls::call;
use crate::hooks::use_now;
use crate::kit::{Button, ButtonKind, Dialog, Saying, say};
use device::storage::{BackupView, Restored};
use domain::base::{Instant, Refusal};
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How a change of the file goes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// Nothing was begun.
    Idle,
    /// It is being done.
    Busy,
    /// It was refused.
    Refused(Refusal),
}

/// Props of [`RestoreDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct RestoreDialogProps {
    /// The backup; none while the dialog is closed.
    pub(super) backup: Option<BackupView>,
    /// It is not wanted any more.
    pub(super) on_close: Callback<()>,
    /// It was put in place.
    pub(super) on_restored: Callback<(BackupView, Restored)>,
}

/// Asks whether to put a backup in place, says what that changes, and does it.
#[component]
pub(super) fn RestoreDialog(props: &RestoreDialogProps) -> Html {
    let step = use_state_eq(|| Step::Idle);
    let now = use_now();
    {
        let step = step.setter();
        use_effect_with(props.backup.clone(), move |_| step.set(Step::Idle));
    }
    let busy = *step == Step::Busy;
    let close = {
        let on_close = props.on_close.clone();
        Callback::from(move |()| {
            if !busy {
                on_close.emit(());
            }
        })
    };
    let restore = {
        let (step, backup, done) = (step.setter(), props.backup.clone(), props.on_restored.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(backup) = backup.clone() else { return };
            restore(backup, step.clone(), done.clone());
        })
    };
    let when = props.backup.as_ref().map(|backup| say(Instant(backup.at), now, Saying::Moment, None));
    let title = format!("Restore the backup of {}?", when.unwrap_or_default());
    let foot = html! {
        <>
            <Button disabled={busy} onclick={close.reform(|_| ())}>{ "Cancel" }</Button>
            <Button kind={ButtonKind::Danger} {busy} onclick={restore}>{ if busy { "Restoring" } else { "Restore" } }</Button>
        </>
    };
    html! {
        <Dialog open={props.backup.is_some()} {title} on_close={close} {foot}>
            <div class="storage-asked">
            <p>{ "Everything goes back to how it was then: answers, reviews, drafts. What was written since is taken away." }</p>
            <p>{ "A backup of how it is now is made first. To come back to it, restore that one." }</p>
            { refused(&step) }
            </div>
        </Dialog>
    }
}

/// Puts a backup in place.
pub(super) fn restore(
    backup: BackupView,
    step: UseStateSetter<Step>,
    done: Callback<(BackupView, Restored)>,
) {
    step.set(Step::Busy);
    spawn_local(async move {
        match call("restore", json!({ "name": backup.name })).await {
            Ok(restored) => {
                step.set(Step::Idle);
                done.emit((backup, restored));
            }
            Err(refusal) => step.set(Step::Refused(refusal)),
        }
    });
}

/// Returns why something was refused, if it was.
pub(super) fn refused(step: &Step) -> Html {
    match step {
        Step::Refused(refusal) => html! {
            <p class="storage-refused" role="alert"><b>{ refusal.message.clone() }</b>{ " " }{ refusal.hint.clone() }</p>
        },
        Step::Idle | Step::Busy => Html::default(),
    }
}
