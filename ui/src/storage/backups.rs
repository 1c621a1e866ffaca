//! The list of backups.

use super::restoring::RestoreDialog;
use super::words::{size, why};
use crate::hooks::use_now;
use crate::kit::{Button, EmptyState, Icon, Saying, Toast, When, say, use_toaster};
use device::storage::{BackupView, Restored};
use domain::base::Instant;
use yew::prelude::*;

/// Props of [`Backups`].
#[derive(Properties, PartialEq)]
pub(super) struct BackupsProps {
    /// The backups, newest first.
    pub(super) backups: Vec<BackupView>,
    /// One was put in place.
    pub(super) on_restored: Callback<()>,
}

/// The backups, each with the way to put it in place.
#[component]
pub(super) fn Backups(props: &BackupsProps) -> Html {
    let chosen = use_state_eq(|| None::<BackupView>);
    let (toaster, now) = (use_toaster(), use_now());
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |backup: Option<BackupView>| chosen.set(backup))
    };
    let on_restored = {
        let (choose, on_restored) = (choose.clone(), props.on_restored.clone());
        Callback::from(move |(backup, _): (BackupView, Restored)| {
            choose.emit(None);
            on_restored.emit(());
            let when = say(Instant(backup.at), now, Saying::Moment, None);
            let said = format!("The backup of {when} is in place. How it was before is a backup too.");
            toaster.iter().for_each(|toaster| toaster.show(Toast::done(said.clone())));
        })
    };
    if props.backups.is_empty() {
        return html! {
            <EmptyState icon={Icon::History} title="No backup yet"
                text="The first one is made by itself while the application is open. You need not wait for it." />
        };
    }
    html! {
        <>
            <ul class="storage-backups">{ for props.backups.iter().map(|backup| row(backup, &choose)) }</ul>
            <RestoreDialog backup={(*chosen).clone()} on_close={choose.reform(|()| None)} {on_restored} />
        </>
    }
}

fn row(backup: &BackupView, choose: &Callback<Option<BackupView>>) -> Html {
    let at = Instant(backup.at);
    let restore = {
        let backup = backup.clone();
        choose.reform(move |_: MouseEvent| Some(backup.clone()))
    };
    html! {
        <li key={backup.name.clone()}>
            <span class="storage-when"><When {at} /></span>
            <span class="muted">{ why(backup.why) }</span>
            <span class="muted num">{ size(backup.bytes) }</span>
            <Button onclick={restore}>{ "Restore" }<span class="only-read-aloud">{ " the backup of " }<When {at} /></span></Button>
        </li>
    }
}
