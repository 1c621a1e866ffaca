//! A menu: a button, and what it offers in a popover.

use super::icon::Icon;
use super::keycaps::KeyCaps;
use super::rove::step_of;
use crate::actions::{Action, Keys};
use crate::hooks::{use_id, window};
use crate::text::{figure, lower};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// One line of a menu.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum MenuLine {
    /// Something to choose.
    Item(MenuItem),
    /// A heading above the lines that follow.
    Heading(AttrValue),
    /// A hairline.
    Rule,
}

/// Something to choose in a menu.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MenuItem {
    /// The words.
    pub(crate) label: AttrValue,
    /// A picture before the words.
    pub(crate) icon: Option<Icon>,
    /// The keys that do the same.
    pub(crate) keys: Option<Keys>,
    /// For one of several choices: whether it is the one.
    pub(crate) checked: Option<bool>,
    /// Whether it is possible now.
    pub(crate) enabled: bool,
    /// What it does.
    pub(crate) run: Callback<()>,
}

impl MenuItem {
    /// Returns an item with words and what it does.
    pub(crate) fn new(label: impl Into<AttrValue>, run: Callback<()>) -> Self {
        Self { label: label.into(), icon: None, keys: None, checked: None, enabled: true, run }
    }

    /// Sets the picture.
    pub(crate) fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Sets whether it is the one of several choices.
    pub(crate) fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }
}

impl From<MenuItem> for MenuLine {
    fn from(item: MenuItem) -> Self {
        Self::Item(item)
    }
}

impl From<&Action> for MenuLine {
    fn from(action: &Action) -> Self {
        let run = action.clone();
        Self::Item(MenuItem {
            label: action.title.clone(),
            icon: action.icon,
            keys: action.keys.clone(),
            checked: None,
            enabled: action.enabled,
            run: Callback::from(move |()| run.run()),
        })
    }
}

/// Props of [`Menu`].
#[derive(Properties, PartialEq)]
pub(crate) struct MenuProps {
    /// What the button is called, when its content does not say it.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// What says so when one rests on the button. It is the button's name too while its content is not shown.
    #[prop_or_default]
    pub(crate) title: Option<AttrValue>,
    /// The lines.
    pub(crate) lines: Vec<MenuLine>,
    /// The button's classes.
    #[prop_or_else(|| classes!("button", "quiet"))]
    pub(crate) class: Classes,
    /// What the button shows.
    pub(crate) children: Html,
}

/// A button that opens a menu. Arrows move in it, a letter jumps, Escape gives focus back to the button.
#[component]
pub(crate) fn Menu(props: &MenuProps) -> Html {
    let (button, popover) = (use_node_ref(), use_node_ref());
    let open = use_state(|| false);
    let id = use_id("menu");
    let onclick = {
        let (button, popover) = (button.clone(), popover.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(menu) = popover.cast::<HtmlElement>() {
                drop(menu.toggle_popover());
                place(&button, &popover);
                focus_item(&popover, 0);
            }
        })
    };
    let ontoggle = {
        let (open, popover) = (open.setter(), popover.clone());
        Callback::from(move |_: Event| open.set(is_open(&popover)))
    };
    let onkeydown = {
        let (button, popover) = (button.clone(), popover.clone());
        Callback::from(move |event: KeyboardEvent| key(&event, &button, &popover))
    };
    let title = props.title.clone().or_else(|| props.label.clone());
    let lines = props.lines.iter().map(|line| line_view(line, &button, &popover));
    html! {
        <>
            <button ref={button.clone()} type="button" class={props.class.clone()} aria-haspopup="menu"
                aria-expanded={if *open { "true" } else { "false" }} aria-controls={id.clone()}
                aria-label={props.label.clone()} title={title.clone()} {onclick}>
                { props.children.clone() }
            </button>
            <div ref={popover.clone()} {id} class="menu" popover="auto" role="menu" {ontoggle} {onkeydown}
                aria-label={title.unwrap_or_else(|| "Menu".into())}>
                { for lines }
            </div>
        </>
    }
}

fn line_view(line: &MenuLine, button: &NodeRef, popover: &NodeRef) -> Html {
    let item = match line {
        MenuLine::Heading(text) => {
            return html! { <p class="menu-heading" role="presentation">{ text.clone() }</p> };
        }
        MenuLine::Rule => return html! { <hr /> },
        MenuLine::Item(item) => item,
    };
    let onclick = {
        let (item, button, popover) = (item.clone(), button.clone(), popover.clone());
        Callback::from(move |_: MouseEvent| {
            if !item.enabled {
                return;
            }
            close(&button, &popover);
            item.run.emit(());
        })
    };
    let role = if item.checked.is_some() { "menuitemradio" } else { "menuitem" };
    html! {
        <button type="button" {role} class="menu-item" tabindex="-1" {onclick}
            aria-checked={item.checked.map(|on| if on { "true" } else { "false" })}
            aria-disabled={(!item.enabled).then_some("true")}>
            if item.checked.is_some() { <span class="tick">if item.checked == Some(true) { { Icon::Check } }</span> }
            if let Some(icon) = item.icon { { icon } }
            <span>{ item.label.clone() }</span>
            if let Some(keys) = &item.keys { <KeyCaps keys={keys.clone()} /> }
        </button>
    }
}

fn is_open(popover: &NodeRef) -> bool {
    popover.cast::<HtmlElement>().is_some_and(|menu| menu.matches(":popover-open").unwrap_or(false))
}

fn close(button: &NodeRef, popover: &NodeRef) {
    if let Some(menu) = popover.cast::<HtmlElement>().filter(|_| is_open(popover)) {
        drop(menu.hide_popover());
    }
    if let Some(button) = button.cast::<HtmlElement>() {
        drop(button.focus());
    }
}

fn items(popover: &NodeRef) -> Vec<HtmlElement> {
    let found = popover.cast::<HtmlElement>().and_then(|menu| menu.query_selector_all(".menu-item").ok());
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

fn focus_item(popover: &NodeRef, at: usize) {
    if let Some(item) = items(popover).get(at) {
        drop(item.focus());
    }
}

fn key(event: &KeyboardEvent, button: &NodeRef, popover: &NodeRef) {
    event.stop_propagation();
    let name = event.key();
    if name == "Escape" || name == "Tab" {
        event.prevent_default();
        close(button, popover);
        return;
    }
    let items = items(popover);
    let at = items.iter().position(|item| item.matches(":focus").unwrap_or(false)).unwrap_or(0);
    if let Some(step) = step_of(event) {
        event.prevent_default();
        focus_item(popover, step.around(at, items.len().saturating_sub(1)));
    } else if name.chars().count() == 1 && name != " " {
        let starts = |item: &&HtmlElement| lower(item.inner_text().trim()).starts_with(&lower(&name));
        if let Some(item) = items.iter().skip(at + 1).chain(items.iter()).find(starts) {
            drop(item.focus());
        }
    }
}

/// Puts the menu beside its button: below it where there is room, else above; never outside the window.
fn place(button: &NodeRef, popover: &NodeRef) {
    let (Some(button), Some(menu)) = (button.cast::<HtmlElement>(), popover.cast::<HtmlElement>()) else {
        return;
    };
    let size =
        |value: Option<wasm_bindgen::JsValue>| value.and_then(|value| value.as_f64()).unwrap_or_default();
    let width = size(window().and_then(|window| window.inner_width().ok()));
    let height = size(window().and_then(|window| window.inner_height().ok()));
    let (from, own) = (button.get_bounding_client_rect(), menu.get_bounding_client_rect());
    let below = from.bottom() + 4.0;
    let top = if below + own.height() > height - 8.0 { from.top() - own.height() - 4.0 } else { below };
    let left = from.left().min(width - own.width() - 8.0).max(8.0);
    drop(menu.style().set_property("top", &format!("{}px", figure(top.max(8.0)))));
    drop(menu.style().set_property("left", &format!("{}px", figure(left))));
}
