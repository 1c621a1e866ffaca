//! The reports that mistakes of the application left: to read, copy and delete. Nothing is sent.

use super::facts::show_folder;
use crate::backend;
use crate::kit::{Button, ButtonKind, Icon, Toast, copy_text, use_toaster};
use crate::settings::device_answer::ask;
use device::about::Report;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The reports, if there are any.
#[component]
pub(super) fn Mistakes() -> Html {
    let reports = use_state(Vec::<Report>::new);
    let toaster = use_toaster();
    {
        let reports = reports.setter();
        use_effect_with((), move |()| {
            // Without an answer there is nothing to show; the log says why.
            spawn_local(async move { reports.set(ask("mistakes", json!({})).await.unwrap_or_default()) });
        });
    }
    if reports.is_empty() {
        return Html::default();
    }
    let on_show = {
        let toaster = toaster.clone();
        Callback::from(move |_: MouseEvent| show_folder("reports", toaster.clone()))
    };
    let on_delete = {
        let reports = reports.clone();
        Callback::from(move |name: String| {
            let (reports, toaster) = (reports.clone(), toaster.clone());
            spawn_local(async move {
                match backend::here().device("delete_mistake", json!({ "name": name })).await {
                    Ok(_) => {
                        reports.set(reports.iter().filter(|report| report.name != name).cloned().collect());
                    }
                    Err(refusal) => toaster.iter().for_each(|toaster| {
                        toaster.show(Toast::error(refusal.message.clone(), refusal.hint.clone()))
                    }),
                }
            });
        })
    };
    html! {
        <section>
            <h2>{ "When something went wrong" }</h2>
            <p class="help">{ "Wrap It Up made a mistake of its own and left a report on this computer. Your texts are not in it, and it is sent nowhere. If you tell somebody about the mistake, the report helps them." }</p>
            { for reports.iter().map(|report| html! { <ReportView key={report.name.clone()} report={report.clone()} on_delete={on_delete.clone()} /> }) }
            <div class="settings-steps">
                <Button kind={ButtonKind::Quiet} icon={Icon::ExternalLink} onclick={on_show}>{ "Show the folder" }</Button>
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ReportViewProps {
    report: Report,
    on_delete: Callback<String>,
}

#[component]
fn ReportView(props: &ReportViewProps) -> Html {
    let toaster = use_toaster();
    let on_copy = {
        let text = props.report.text.clone();
        Callback::from(move |_: MouseEvent| copy_text(&text, toaster.as_ref()))
    };
    let on_delete = {
        let name = props.report.name.clone();
        props.on_delete.reform(move |_: MouseEvent| name.clone())
    };
    let first = props.report.text.lines().next().unwrap_or_default().to_owned();
    html! {
        <details class="settings-text">
            <summary>{ first }</summary>
            <pre tabindex="0">{ props.report.text.clone() }</pre>
            <div class="settings-steps">
                <Button icon={Icon::Copy} onclick={on_copy}>{ "Copy" }</Button>
                <Button icon={Icon::Trash2} onclick={on_delete}>{ "Delete" }</Button>
            </div>
        </details>
    }
}
