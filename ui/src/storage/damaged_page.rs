//! The first screen when the file is damaged, gone or empty: what happened, and the ways out. Nothing is done before
//! somebody chooses one.

use super::calls::{call, look_again};
use super::mending::MendWay;
use super::restoring::{Step, refused, restore};
use super::use_storage::use_storage;
use super::words::{Instead, found, size, why};
use crate::frame::Page;
use crate::hooks::{QueryState, use_now};
use crate::kit::{Button, ButtonKind, ErrorState, Icon, Saying, Skeleton, SkeletonShape, say};
use device::storage::{BackupView, Restored, StorageView};
use domain::base::{Instant, Refusal};
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Props of [`DamagedPage`].
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct DamagedPageProps {
    /// What is wrong with the file.
    pub(crate) refusal: Refusal,
    /// The file is in order, and the person has read what became of it.
    pub(crate) on_done: Callback<()>,
    /// Asks again whether the file is in order.
    pub(crate) on_again: Callback<()>,
}

/// What became of the file.
#[derive(Debug, Clone, PartialEq)]
enum Outcome {
    /// Nothing was chosen.
    Open,
    /// A backup is in place; or, without one, a new file.
    Done(Option<BackupView>, Restored),
}

/// What happened to the file, and the ways out.
#[component]
pub(crate) fn DamagedPage(props: &DamagedPageProps) -> Html {
    let outcome = use_state_eq(|| Outcome::Open);
    let step = use_state_eq(|| Step::Idle);
    let storage = use_storage();
    let on_restored = {
        let outcome = outcome.setter();
        Callback::from(move |(backup, restored): (BackupView, Restored)| {
            outcome.set(Outcome::Done(Some(backup), restored));
        })
    };
    let on_look = {
        let (step, props) = (step.setter(), props.clone());
        Callback::from(move |_: MouseEvent| {
            step.set(Step::Busy);
            let (step, props) = (step.clone(), props.clone());
            spawn_local(async move {
                match look_again().await {
                    Ok(()) => props.on_done.emit(()),
                    Err(refusal) => step.set(Step::Refused(refusal)),
                }
                props.on_again.emit(());
            });
        })
    };
    let on_begin = {
        let (step, outcome) = (step.setter(), outcome.setter());
        Callback::from(move |_: MouseEvent| {
            step.set(Step::Busy);
            let (step, outcome) = (step.clone(), outcome.clone());
            spawn_local(async move {
                match call("begin_anew", json!({})).await {
                    Ok(begun) => outcome.set(Outcome::Done(None, begun)),
                    Err(refusal) => step.set(Step::Refused(refusal)),
                }
            });
        })
    };
    if let Outcome::Done(backup, restored) = &*outcome {
        let instead = match &storage.state {
            _ if backup.is_some() => Instead::Backup,
            QueryState::Ready(view) if view.mends => Instead::Server,
            _ => Instead::Nothing,
        };
        return html! { <Done backup={backup.clone()} {instead} restored={restored.clone()} on_done={props.on_done.clone()} /> };
    }
    let busy = *step == Step::Busy;
    let body = match &storage.state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Text} /> },
        QueryState::Failed(refusal) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={storage.again.clone()} />
        },
        QueryState::Ready(view) => html! {
            <>
                <Ways view={(**view).clone()} {busy} step={step.setter()} {on_restored} {on_begin} />
                <p class="storage-again">
                    <Button kind={ButtonKind::Quiet} icon={Icon::RotateCcw} disabled={busy} onclick={on_look}>{ "Look again" }</Button>
                    <span class="muted">{ "if you have put the file back yourself: " }<span class="storage-file">{ view.file.clone() }</span></span>
                </p>
            </>
        },
    };
    html! {
        <Page title="Your file needs you">
            <div class="column storage-damaged">
                <h1 class="title">{ props.refusal.message.clone() }</h1>
                <p class="lede">{ "Nothing was changed, and nothing is done until you choose. The file is kept whatever you choose." }</p>
                { body }
                { refused(&step) }
                if busy { <p role="status" class="muted">{ "This takes a moment." }</p> }
            </div>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct WaysProps {
    view: StorageView,
    busy: bool,
    step: UseStateSetter<Step>,
    on_restored: Callback<(BackupView, Restored)>,
    on_begin: Callback<MouseEvent>,
}

/// The backups, the newest first; without one, a new file.
#[component]
fn Ways(props: &WaysProps) -> Html {
    let now = use_now();
    let chosen = use_state_eq(|| 0_usize);
    let backups = &props.view.backups;
    let mend = props.view.mends.then(|| {
        html! { <MendWay busy={props.busy} on_mend={props.on_begin.clone()} /> }
    });
    let Some(backup) = backups.get(*chosen).or(backups.first()) else {
        return mend.unwrap_or_else(|| html! {
            <div class="storage-way">
                <p>{ "There is no backup on this computer. You can begin with a new file; the damaged one is moved aside, and what can be read of your texts is brought over." }</p>
                <Button kind={ButtonKind::Danger} busy={props.busy} onclick={props.on_begin.clone()}>{ "Begin with a new file" }</Button>
            </div>
        });
    };
    let named = |backup: &BackupView| say(Instant(backup.at), now, Saying::Moment, None);
    let on_restore = {
        let (backup, step, done) = (backup.clone(), props.step.clone(), props.on_restored.clone());
        Callback::from(move |_: MouseEvent| restore(backup.clone(), step.clone(), done.clone()))
    };
    let pick = |index: usize| {
        let chosen = chosen.setter();
        Callback::from(move |_: Event| chosen.set(index))
    };
    html! {
        <>
        { mend.unwrap_or_default() }
        <div class="storage-way">
            <fieldset class="storage-choices">
                <legend>{ "Restore a backup" }</legend>
                { for backups.iter().enumerate().map(|(index, one)| html! {
                    <label key={one.name.clone()}>
                        <input type="radio" name="backup" checked={one.name == backup.name} onchange={pick(index)} disabled={props.busy} />
                        <span>{ named(one) }</span><span class="muted">{ why(one.why) }</span><span class="muted num">{ size(one.bytes) }</span>
                    </label>
                }) }
            </fieldset>
            <p>{ "What was written after it is looked for in the damaged file, and brought over where it can be read." }</p>
            <Button kind={ButtonKind::Primary} icon={Icon::History} busy={props.busy} onclick={on_restore}>
                { format!("Restore the backup of {}", named(backup)) }
            </Button>
        </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DoneProps {
    backup: Option<BackupView>,
    instead: Instead,
    restored: Restored,
    on_done: Callback<()>,
}

/// What became of it, until the person has read that.
#[component]
fn Done(props: &DoneProps) -> Html {
    let now = use_now();
    let title = match &props.backup {
        Some(backup) => {
            format!("The backup of {} is in place", say(Instant(backup.at), now, Saying::Moment, None))
        }
        None if props.restored.unread.is_some() => "Your file is mended".to_owned(),
        None if props.instead == Instead::Server => "Your file was begun anew".to_owned(),
        None => "A new file was begun".to_owned(),
    };
    let go_on = props.on_done.reform(|_: MouseEvent| ());
    html! {
        <Page title="Your file is in order" focus_on="done">
            <div class="column storage-damaged">
                <h1 class="title">{ title }</h1>
                if let Some(found) = found(&props.restored, props.instead) { <p class="lede">{ found }</p> }
                if props.backup.is_some() {
                    <p>{ "Whatever else was done after that backup, such as reviews that were sent, is not in it." }</p>
                }
                if let Some(aside) = &props.restored.aside {
                    <p class="muted">{ "The damaged file is kept here: " }<span class="storage-file">{ aside.clone() }</span></p>
                }
                <p><Button kind={ButtonKind::Primary} onclick={go_on}>{ "Go on" }</Button></p>
            </div>
        </Page>
    }
}
