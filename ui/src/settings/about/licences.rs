//! What the application is made of, with the licence of each: loaded when somebody wants to see it.

use crate::backend::{self, read};
use crate::hooks::window;
use crate::kit::{Button, ErrorState, Icon, InputKind, Skeleton, SkeletonShape, TextInput};
use crate::text::lower;
use serde::Deserialize;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use yew::prelude::*;

/// What the application is made of.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct List {
    parts: Vec<Part>,
    texts: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Part {
    name: String,
    version: String,
    licence: String,
    /// The places of its texts.
    texts: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq)]
enum Loaded {
    Not,
    Soon,
    Failed,
    Ready(Rc<List>),
}

/// What the application is made of.
#[component]
pub(super) fn Licences() -> Html {
    let loaded = use_state_eq(|| Loaded::Not);
    let load = {
        let loaded = loaded.setter();
        Callback::from(move |()| {
            let loaded = loaded.clone();
            loaded.set(Loaded::Soon);
            spawn_local(async move {
                let list =
                    fetch().await.ok().map(|text| backend::parse(&text)).and_then(|json| read(json).ok());
                loaded.set(list.map_or(Loaded::Failed, |list| Loaded::Ready(Rc::new(list))));
            });
        })
    };
    let body = match &*loaded {
        Loaded::Not => html! {
            <div class="settings-steps">
                <Button icon={Icon::FileText} onclick={load.reform(|_: MouseEvent| ())}>{ "Show the licences" }</Button>
            </div>
        },
        Loaded::Soon => html! { <Skeleton shape={SkeletonShape::Text} /> },
        Loaded::Failed => html! {
            <ErrorState message="The licences could not be loaded." hint="Try again, or open the application again." on_retry={load} />
        },
        Loaded::Ready(list) => html! { <Finder list={list.clone()} /> },
    };
    html! {
        <section>
            <h2>{ "Licences" }</h2>
            <p class="help">{ "Wrap It Up is free under the MIT licence or the Apache licence 2.0, as you like. It is made with the work of many others." }</p>
            { body }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FinderProps {
    list: Rc<List>,
}

#[component]
fn Finder(props: &FinderProps) -> Html {
    let letters = use_state_eq(String::new);
    let on_input = {
        let letters = letters.setter();
        Callback::from(move |text: String| letters.set(text))
    };
    let wanted = lower(letters.trim());
    let found: Vec<&Part> = props.list.parts.iter().filter(|part| is_found(part, &wanted)).collect();
    let said = match found.len() {
        0 => "None has these letters in its name or licence.".to_owned(),
        1 => "1 part".to_owned(),
        many => format!("{many} parts"),
    };
    html! {
        <>
            <TextInput kind={InputKind::Search} label="Search the licences" placeholder="Search by name or licence" icon={Icon::Search} value={(*letters).clone()} {on_input} />
            <p class="help" role="status">{ said }</p>
            <ul class="settings-licences">
                { for found.into_iter().map(|part| html! { <li key={format!("{} {}", part.name, part.version)}><PartView part={part.clone()} list={props.list.clone()} /></li> }) }
            </ul>
        </>
    }
}

fn is_found(part: &Part, letters: &str) -> bool {
    lower(&part.name).contains(letters) || lower(&part.licence).contains(letters)
}

#[derive(Properties, PartialEq)]
struct PartViewProps {
    part: Part,
    list: Rc<List>,
}

/// One part; its texts are drawn when it is opened.
#[component]
fn PartView(props: &PartViewProps) -> Html {
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |event: Event| {
            open.set(event.target_unchecked_into::<web_sys::Element>().has_attribute("open"));
        })
    };
    let part = &props.part;
    let texts = part.texts.iter().filter_map(|place| props.list.texts.get(*place)).filter(|_| *open);
    html! {
        <details class="settings-text" {ontoggle}>
            <summary>{ part.name.clone() }{ " " }<small>{ part.version.clone() }</small><small class="end">{ part.licence.clone() }</small></summary>
            if part.texts.is_empty() { <p class="help">{ "Its makers name the licence and give no text of their own." }</p> }
            { for texts.map(|text| html! { <pre tabindex="0">{ text.clone() }</pre> }) }
        </details>
    }
}

async fn fetch() -> Result<String, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str("/licences.json")).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_by_its_name_or_its_licence() {
        let part = |name: &str, licence: &str| Part {
            name: name.to_owned(),
            version: "1".to_owned(),
            licence: licence.to_owned(),
            texts: Vec::new(),
        };
        assert!(is_found(&part("Yew", "MIT"), "yew"));
        assert!(is_found(&part("inter", "OFL-1.1"), "ofl"));
        assert!(is_found(&part("inter", "OFL-1.1"), ""));
        assert!(!is_found(&part("inter", "OFL-1.1"), "mit"));
    }
}
