//! Tabs: a few views of one thing, one at a time.

use super::rove::lying_step_of;
use crate::hooks::{document, use_id};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// One tab.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tab {
    /// By what it is known.
    pub(crate) name: AttrValue,
    /// The words.
    pub(crate) label: AttrValue,
    /// A number beside them.
    pub(crate) count: Option<usize>,
}

impl Tab {
    /// Returns a tab.
    pub(crate) fn new(name: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { name: name.into(), label: label.into(), count: None }
    }

    /// Adds a number beside the words.
    pub(crate) fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }
}

/// Props of [`Tabs`].
#[derive(Properties, PartialEq)]
pub(crate) struct TabsProps {
    /// What they are views of, read aloud.
    pub(crate) label: AttrValue,
    /// The tabs.
    pub(crate) tabs: Vec<Tab>,
    /// The name of the one shown.
    pub(crate) selected: AttrValue,
    /// Another was chosen.
    pub(crate) on_select: Callback<AttrValue>,
    /// More classes of the panel.
    #[prop_or_default]
    pub(crate) panel_class: Classes,
    /// What the chosen tab shows.
    pub(crate) children: Html,
}

/// Tabs and the panel of the chosen one. Arrows choose; Tab goes into the panel.
#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    let id = use_id("tabs");
    let at = props.tabs.iter().position(|tab| tab.name == props.selected).unwrap_or_default();
    let tab_id = |place: usize| format!("{id}-{place}");
    let panel_id = format!("{id}-panel");
    let onkeydown = {
        let (tabs, on_select, id) = (props.tabs.clone(), props.on_select.clone(), id.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(step) = lying_step_of(&event) else { return };
            event.prevent_default();
            let to = step.around(at, tabs.len().saturating_sub(1));
            if let Some(tab) = tabs.get(to) {
                on_select.emit(tab.name.clone());
                focus(&format!("{id}-{to}"));
            }
        })
    };
    html! {
        <>
            <div class="tabs" role="tablist" aria-label={props.label.clone()} {onkeydown}>
                { for props.tabs.iter().enumerate().map(|(place, tab)| {
                    let selected = place == at;
                    let onclick = {
                        let (on_select, name) = (props.on_select.clone(), tab.name.clone());
                        Callback::from(move |_: MouseEvent| on_select.emit(name.clone()))
                    };
                    html! {
                        <button type="button" role="tab" class="tab" id={tab_id(place)} {onclick}
                            aria-selected={if selected { "true" } else { "false" }} aria-controls={selected.then(|| panel_id.clone())}
                            tabindex={if selected { "0" } else { "-1" }}>
                            { tab.label.clone() }
                            if let Some(count) = tab.count { <span class="num">{ count }</span> }
                        </button>
                    }
                }) }
            </div>
            <div role="tabpanel" id={panel_id.clone()} class={classes!("tab-panel", props.panel_class.clone())}
                aria-labelledby={tab_id(at)} tabindex="0">
                { props.children.clone() }
            </div>
        </>
    }
}

fn focus(id: &str) {
    let tab = document().and_then(|document| document.get_element_by_id(id));
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        drop(tab.focus());
    }
}
