//! One entry of a list: its title, which opens it, and its questions while it is open.

use super::super::words::capital;
use super::answer::title_of;
use super::desk::Desk;
use super::entry_fields::{EntryFields, Sheet};
use super::form::{Entry, Fields, progress_of};
use crate::kit::{Badge, BadgeKind, Icon, Menu, MenuItem, MenuLine, step_of};
use crate::reviews::count;
use domain::enrolments::ItemId;
use yew::prelude::*;

/// Props of [`EntryRow`].
#[derive(Properties, PartialEq)]
pub(crate) struct EntryRowProps {
    /// The entry.
    pub(crate) entry: Entry,
    /// Its id.
    pub(crate) item: ItemId,
    /// Its place, from 0.
    pub(crate) at: usize,
    /// The place of the last one.
    pub(crate) last: usize,
    /// What one entry is called: "person".
    pub(crate) called: AttrValue,
    /// What is asked in each.
    pub(crate) fields: Fields,
    /// How many comments on it are open.
    pub(crate) open_comments: usize,
    /// What its questions need, while it is open.
    pub(crate) sheet: Option<Sheet>,
    /// Removes it: its name.
    pub(crate) on_remove: Callback<(ItemId, AttrValue)>,
    /// Goes to the title of the entry at a place.
    pub(crate) on_go: Callback<usize>,
    /// What can be done.
    pub(crate) desk: Desk,
}

/// One entry. It opens with Enter, moves with Alt and an arrow, and goes with Delete.
#[component]
pub(crate) fn EntryRow(props: &EntryRowProps) -> Html {
    let (item, open) = (props.item, props.sheet.is_some());
    let title = title_of(&props.fields, &props.entry);
    let name = title.clone().unwrap_or_else(|| format!("{} {}", capital(&props.called), props.at + 1));
    let (done, of) = progress_of(&props.fields, &props.entry);
    let toggle = {
        let desk = props.desk.clone();
        Callback::from(move |_: MouseEvent| desk.unfold(vec![item], !open))
    };
    let onkeydown = keys(props, &name);
    let panel = format!("entry-{item}");
    html! {
        <li class={classes!("entry", open.then_some("open"))} data-entry={item.to_string()}
            aria-posinset={(props.at + 1).to_string()} aria-setsize={(props.last + 1).to_string()}>
            <div class="entry-head">
                <button type="button" class="entry-title" aria-expanded={if open { "true" } else { "false" }}
                    aria-controls={open.then(|| panel.clone())} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete" onclick={toggle} {onkeydown}>
                    { if open { Icon::ChevronDown } else { Icon::ChevronRight } }
                    <span class={classes!("entry-name", title.is_none().then_some("muted"))} dir="auto">{ name.clone() }</span>
                    if props.open_comments > 0 {
                        <Badge kind={BadgeKind::Changed}>{ count(props.open_comments, "comment", "comments") }</Badge>
                    }
                    <small class="num">{ format!("{done} of {of}") }<span class="only-read-aloud">{ " answered" }</span></small>
                </button>
                if open { { menu(props, &name) } }
            </div>
            if let Some(sheet) = &props.sheet {
                <div id={panel} class="entry-body" role="group" aria-label={name}>
                    <EntryFields entry={props.entry.clone()} sheet={sheet.clone()} />
                </div>
            }
        </li>
    }
}

fn menu(props: &EntryRowProps, name: &str) -> Html {
    let (item, at, desk) = (props.item, props.at, &props.desk);
    let to = |place: usize| {
        let desk = desk.clone();
        Callback::from(move |()| desk.move_entry(item, place))
    };
    let mut up = MenuItem::new("Move up", to(at.saturating_sub(1))).icon(Icon::ArrowUp);
    up.enabled = at > 0;
    let mut down = MenuItem::new("Move down", to(at + 1)).icon(Icon::ArrowDown);
    down.enabled = at < props.last;
    let remove = {
        let (on_remove, name) = (props.on_remove.clone(), AttrValue::from(name.to_owned()));
        Callback::from(move |()| on_remove.emit((item, name.clone())))
    };
    let remove = MenuItem::new("Remove", remove).icon(Icon::Trash2);
    let lines: Vec<MenuLine> = vec![up.into(), down.into(), MenuLine::Rule, remove.into()];
    html! {
        <Menu label={format!("More for {name}")} {lines} class={classes!("button", "quiet", "only-icon")}>{ Icon::Ellipsis }</Menu>
    }
}

fn keys(props: &EntryRowProps, name: &str) -> Callback<KeyboardEvent> {
    let (item, at, last) = (props.item, props.at, props.last);
    let (desk, on_remove, on_go) = (props.desk.clone(), props.on_remove.clone(), props.on_go.clone());
    let name = AttrValue::from(name.to_owned());
    Callback::from(move |event: KeyboardEvent| {
        let key = event.key();
        match (key.as_str(), event.alt_key()) {
            ("ArrowUp", true) if at > 0 => desk.move_entry(item, at - 1),
            ("ArrowDown", true) if at < last => desk.move_entry(item, at + 1),
            ("Delete", false) => on_remove.emit((item, name.clone())),
            _ => match step_of(&event) {
                Some(step) => on_go.emit(step.from(at, last)),
                None => return,
            },
        }
        event.prevent_default();
        event.stop_propagation();
    })
}
