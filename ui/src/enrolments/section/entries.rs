//! The entries of a list, in order, and what adds one.

use super::desk::Desk;
use super::entry_fields::Sheet;
use super::entry_row::EntryRow;
use super::entry_runs::{RUN, stand_in, use_runs};
use super::form::Form;
use super::reach::{Place, focus_entry, reach};
use crate::kit::{Button, ButtonKind, EmptyState, Icon};
use domain::enrolments::ItemId;
use yew::prelude::*;

/// Up to how many entries can be opened at once.
const ALL_AT_ONCE: usize = 20;

/// Props of [`Entries`].
#[derive(Properties, PartialEq)]
pub(crate) struct EntriesProps {
    /// What all entries share.
    pub(crate) sheet: Sheet,
    /// What one entry is called: "person".
    pub(crate) called: AttrValue,
}

/// The entries of a list.
#[component]
pub(crate) fn Entries(props: &EntriesProps) -> Html {
    let Sheet { form, notes, desk, .. } = &props.sheet;
    let last = form.entries.len().saturating_sub(1);
    let on_remove = {
        // One callback for all renders, so that an edit of one entry does not draw the others again.
        let latest = use_mut_ref(|| form.clone());
        latest.replace(form.clone());
        use_callback(desk.clone(), move |(item, name): (ItemId, AttrValue), desk| {
            desk.remove_entry(&latest.borrow(), item, &name);
        })
    };
    let add = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.add_entry())
    };
    let runs = use_runs(form);
    let on_go = {
        let (runs, items) = (runs.clone(), items_of(form));
        let latest = use_mut_ref(|| (runs.clone(), items.clone()));
        latest.replace((runs, items));
        use_callback((), move |to: usize, ()| {
            let (runs, items) = &*latest.borrow();
            let Some(item) = items.get(to) else { return };
            if !focus_entry(*item) {
                runs.draw(to);
                reach(Place::Entry(*item));
            }
        })
    };
    let words = format!("Add {}", with_article(&props.called));
    if form.entries.is_empty() {
        return html! {
            <EmptyState icon={Icon::List} title="Nothing here yet"
                text={format!("Each {} has its own few questions. Begin with the one that comes to mind first.", props.called)}>
                <span data-add=""><Button kind={ButtonKind::Default} icon={Icon::Plus} onclick={add}>{ words }</Button></span>
            </EmptyState>
        };
    }
    html! {
        <>
            { fold_all(props, desk) }
            <ol class="entries" aria-label="Entries" ref={runs.node.clone()}>
                { for form.entries.chunks(RUN).enumerate().flat_map(|(run, entries)| {
                    if !runs.is_drawn(run) {
                        return vec![stand_in(run, entries.len())];
                    }
                    entries.iter().zip(run * RUN..).filter_map(|(entry, at)| {
                        let item = entry.item?;
                        let sheet = form.is_open(Some(item)).then(|| props.sheet.clone());
                        Some(html! {
                            <EntryRow key={item.to_string()} entry={entry.clone()} {item} {at} {last} called={props.called.clone()}
                                fields={form.fields.clone()} open_comments={notes.open_in(item)} {sheet} on_remove={on_remove.clone()}
                                on_go={on_go.clone()} desk={desk.clone()} />
                        })
                    }).collect()
                }) }
            </ol>
            <div class="add-entry" data-add=""><Button icon={Icon::Plus} onclick={add}>{ words }</Button></div>
        </>
    }
}

fn items_of(form: &Form) -> Vec<ItemId> {
    form.entries.iter().filter_map(|entry| entry.item).collect()
}

fn fold_all(props: &EntriesProps, desk: &Desk) -> Html {
    let form = &props.sheet.form;
    let items = items_of(form);
    let some_open = items.iter().any(|item| form.is_open(Some(*item)));
    if items.len() < 2 || items.len() > ALL_AT_ONCE && !some_open {
        return html! {};
    }
    let onclick = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            desk.unfold(items.clone(), !some_open);
            // Of a long list the button goes away with the last open entry: focus goes to the first.
            if let Some(first) = items.first().filter(|_| items.len() > ALL_AT_ONCE) {
                reach(Place::Entry(*first));
            }
        })
    };
    html! {
        <div class="fold-all">
            <Button kind={ButtonKind::Quiet} {onclick}>{ if some_open { "Fold all" } else { "Open all" } }</Button>
        </div>
    }
}

/// Returns a thing with its article: "a person", "an account". What begins with a number word keeps it: "one who …".
pub(crate) fn with_article(called: &str) -> String {
    if called.starts_with("one ") {
        return called.to_owned();
    }
    let vowel = called.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {called}", if vowel { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::with_article;

    #[test]
    fn entries_are_added_in_good_english() {
        assert_eq!(with_article("person"), "a person");
        assert_eq!(with_article("account"), "an account");
        assert_eq!(with_article("one who depends on you"), "one who depends on you");
    }
}
