//! The version, and where the log is.

use crate::backend;
use crate::kit::{Button, ErrorState, Icon, Skeleton, SkeletonShape, Toast, Toaster, copy_text, use_toaster};
use crate::settings::device_answer::use_device;
use device::about::About;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The version, and where the log is.
#[component]
pub(super) fn Facts() -> Html {
    let about = use_device::<About>("about");
    let toaster = use_toaster();
    let about = match &*about {
        None => return html! { <Skeleton shape={SkeletonShape::Text} /> },
        Some(Err(refusal)) => {
            return html! { <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} /> };
        }
        Some(Ok(about)) => about,
    };
    let on_copy = {
        let (text, toaster) = (details(about), toaster.clone());
        Callback::from(move |_: MouseEvent| copy_text(&text, toaster.as_ref()))
    };
    let on_copy_path = {
        let (path, toaster) = (about.log.clone(), toaster.clone());
        Callback::from(move |_: MouseEvent| copy_text(&path, toaster.as_ref()))
    };
    let on_show = Callback::from(move |_: MouseEvent| show_folder("logs", toaster.clone()));
    html! {
        <section>
            <h2>{ "This application" }</h2>
            <dl class="settings-facts">
                <div><dt>{ "Version" }</dt><dd>{ about.version.clone() }{ ", " }{ about.build.clone() }</dd></div>
                <div><dt>{ "System" }</dt><dd>{ about.system.clone() }</dd></div>
                <div><dt>{ "Drawn by" }</dt><dd>{ "web view " }{ about.web_view.clone() }</dd></div>
                <div><dt>{ "Files" }</dt><dd>{ about.folder.clone() }</dd></div>
                <div><dt>{ "Log" }</dt><dd>{ about.log.clone() }</dd></div>
            </dl>
            <p class="help">{ "The log says what the application did and never what you wrote, and it stays on this computer." }</p>
            <div class="settings-steps">
                <Button icon={Icon::Copy} onclick={on_copy}>{ "Copy details for a report" }</Button>
                <Button icon={Icon::ExternalLink} onclick={on_show}>{ "Show the log" }</Button>
                <Button icon={Icon::Copy} onclick={on_copy_path}>{ "Copy the path of the log" }</Button>
            </div>
        </section>
    }
}

/// Shows a folder of the application in the system's own window.
pub(super) fn show_folder(folder: &'static str, toaster: Option<Toaster>) {
    spawn_local(async move {
        let shown = backend::here().device("show_folder", json!({ "folder": folder })).await;
        if let (Err(refusal), Some(toaster)) = (shown, toaster) {
            toaster.show(Toast::error(refusal.message, refusal.hint));
        }
    });
}

/// Returns what a report should say. Folders are left out: they have somebody's name in them.
fn details(about: &About) -> String {
    format!(
        "Wrap It Up {} ({})\nSystem: {}\nWeb view: {}\n",
        about.version, about.build, about.system, about.web_view
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_for_a_report_has_nobodys_folder_in_it() {
        let text = |text: &str| text.to_owned();
        let about = About {
            version: text("1.2.3"),
            build: text("release"),
            system: text("Debian, x86_64"),
            web_view: text("2.50"),
            folder: text("/Users/ruth/.local/share/wrapitup"),
            log: text("/Users/ruth/.local/share/wrapitup/logs/wrapitup.log"),
        };
        let details = details(&about);
        assert!(
            details.contains("1.2.3") && details.contains("Debian") && !details.contains("ruth"),
            "{details}"
        );
    }
}
