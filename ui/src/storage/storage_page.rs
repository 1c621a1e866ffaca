//! The page of the settings about the file: where it is, whether it is sound, and its backups.

use super::backups::Backups;
use super::calls::{call, look_again};
use super::mending::Mend;
use super::restoring::{Step, refused};
use super::use_storage::use_storage;
use super::words::size;
use super::your_data::YourData;
use crate::hooks::QueryState;
use crate::kit::{
    Button, ErrorState, Icon, IconButton, Progress, Skeleton, SkeletonShape, Toast, When, copy_text,
    use_toaster,
};
use device::storage::{BackupView, Standing, StorageView};
use domain::base::Instant;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is being done with the file.
#[derive(Debug, Clone, PartialEq)]
enum Check {
    Not,
    Running,
    Done(Vec<String>),
}

/// Where the file is, whether it is sound, and its backups.
#[component]
pub(crate) fn StoragePage() -> Html {
    let storage = use_storage();
    match &storage.state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Text} /> },
        QueryState::Failed(refusal) => html! {
            <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={storage.again.clone()} />
        },
        QueryState::Ready(view) => html! {
            <>
                <section class="storage-part">
                    <FileFacts view={(**view).clone()} />
                    <FileActions view={(**view).clone()} progress={storage.progress} again={storage.again.clone()} />
                </section>
                <section class="storage-part">
                    <h2>{ "Backups" }</h2>
                    <p class="muted">{ "One is made each day while the application is open, and one before each update. The last five are kept, the last one of each day for a week, and the last one of each week for a month." }</p>
                    <Backups backups={view.backups.clone()} on_restored={storage.again.clone()} />
                </section>
                <YourData />
            </>
        },
    }
}

#[derive(Properties, PartialEq)]
struct FileFactsProps {
    view: StorageView,
}

/// Where it is and how large.
#[component]
fn FileFacts(props: &FileFactsProps) -> Html {
    let view = &props.view;
    let toaster = use_toaster();
    let path = |path: &str| {
        let copy = {
            let (path, toaster) = (path.to_owned(), toaster.clone());
            Callback::from(move |_: MouseEvent| copy_text(&path, toaster.as_ref()))
        };
        html! {
            <dd class="storage-path"><span>{ path }</span>
                <IconButton icon={Icon::Copy} label="Copy the path" onclick={copy} />
            </dd>
        }
    };
    let last = match view.backups.first() {
        Some(backup) => html! { <When at={Instant(backup.at)} /> },
        None => html! { "None yet" },
    };
    html! {
        <dl class="settings-facts">
            <div><dt>{ "File" }</dt>{ path(&view.file) }</div>
            <div><dt>{ "Size" }</dt><dd class="num">{ size(view.bytes) }</dd></div>
            <div><dt>{ "Last backup" }</dt><dd>{ last }</dd></div>
            <div><dt>{ "Backups are in" }</dt>{ path(&view.folder) }</div>
        </dl>
    }
}

#[derive(Properties, PartialEq)]
struct FileActionsProps {
    view: StorageView,
    progress: Option<(u64, u64)>,
    again: Callback<()>,
}

/// What can be done with it, and what is wrong with it.
#[component]
fn FileActions(props: &FileActionsProps) -> Html {
    let backing_up = use_state_eq(|| Step::Idle);
    let check = use_state_eq(|| Check::Not);
    let checking = use_state_eq(|| Step::Idle);
    let toaster = use_toaster();
    let on_back_up = {
        let (step, again, toaster) = (backing_up.setter(), props.again.clone(), toaster.clone());
        Callback::from(move |_: MouseEvent| {
            step.set(Step::Busy);
            let (step, again, toaster) = (step.clone(), again.clone(), toaster.clone());
            spawn_local(async move {
                let made = call::<BackupView>("back_up", json!({})).await;
                again.emit(());
                match made {
                    Ok(_) => {
                        step.set(Step::Idle);
                        toaster.iter().for_each(|toaster| toaster.show(Toast::done("The backup is made.")));
                    }
                    Err(refusal) => step.set(Step::Refused(refusal)),
                }
            });
        })
    };
    let on_check = {
        let (check, step) = (check.setter(), checking.setter());
        Callback::from(move |_: MouseEvent| {
            check.set(Check::Running);
            step.set(Step::Busy);
            let (check, step) = (check.clone(), step.clone());
            spawn_local(async move {
                match call("check_file", json!({})).await {
                    Ok(findings) => {
                        check.set(Check::Done(findings));
                        step.set(Step::Idle);
                    }
                    Err(refusal) => {
                        check.set(Check::Not);
                        step.set(Step::Refused(refusal));
                    }
                }
            });
        })
    };
    let busy = *backing_up == Step::Busy;
    html! {
        <>
            { standing(props.view.standing, &props.again) }
            <div class="storage-buttons">
                <Button icon={Icon::Save} {busy} onclick={on_back_up}>{ if busy { "Backing up" } else { "Back up now" } }</Button>
                <Button icon={Icon::ListChecks} busy={*check == Check::Running} onclick={on_check}>
                    { if *check == Check::Running { "Checking" } else { "Check the file" } }
                </Button>
            </div>
            { progress(props.progress.filter(|_| busy)) }
            { refused(&backing_up) }
            { refused(&checking) }
            if let Some(trouble) = props.view.trouble.as_ref().filter(|_| *backing_up == Step::Idle) {
                <p class="storage-refused" role="alert"><b>{ "The last backup could not be made." }</b>{ " " }{ trouble }</p>
            }
            { findings(&check, props.view.mends) }
        </>
    }
}

#[expect(clippy::cast_possible_truncation, reason = "per cent")]
fn progress(progress: Option<(u64, u64)>) -> Html {
    match progress {
        Some((done, of)) => {
            let percent = (done * 100 / of.max(1)) as u32;
            html! { <Progress label="Backup" done={percent} of={100} text={format!("{percent} %")} /> }
        }
        None => Html::default(),
    }
}

fn findings(check: &Check, mends: bool) -> Html {
    match check {
        Check::Not | Check::Running => Html::default(),
        Check::Done(findings) if findings.is_empty() => html! {
            <p role="status" class="storage-sound">{ Icon::CircleCheck }{ "Every page and every reference was looked at. The file is sound." }</p>
        },
        Check::Done(findings) => html! {
            <div class="storage-refused" role="alert">
                <p><b>{ "The file is damaged." }</b>{ if mends { "" } else { " Restore a backup below. What can still be read of your newer texts is brought over." } }</p>
                if mends { <Mend /> }
                <details><summary>{ "What was found" }</summary><ul>{ for findings.iter().map(|found| html! { <li>{ found }</li> }) }</ul></details>
            </div>
        },
    }
}

fn standing(standing: Standing, again: &Callback<()>) -> Html {
    if standing != Standing::ReadOnly {
        return Html::default();
    }
    let again = again.clone();
    let look = Callback::from(move |_: MouseEvent| {
        let again = again.clone();
        spawn_local(async move {
            look_again().await.ok();
            again.emit(());
        });
    });
    html! {
        <div class="storage-refused" role="status">
            <p><b>{ "Your file can only be read just now." }</b>{ " You can look at everything and change nothing. Check who may write to its folder, and whether the disk is locked." }</p>
            <Button icon={Icon::RotateCcw} onclick={look}>{ "Look again" }</Button>
        </div>
    }
}
