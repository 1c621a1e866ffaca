//! The sheet of shortcuts: every action on the shelves that has keys.

use crate::actions::{Action, use_action_registry};
use crate::kit::{Dialog, KeyCaps, Switch};
use crate::preferences::use_preferences;
use device::preferences::LETTERS;
use yew::prelude::*;

/// Props of [`ShortcutSheet`].
#[derive(Properties, Clone, PartialEq)]
pub(crate) struct ShortcutSheetProps {
    /// Whether it is open.
    pub(crate) open: bool,
    /// It wants to be closed.
    pub(crate) on_close: Callback<()>,
}

/// The sheet of shortcuts.
#[component]
pub(crate) fn ShortcutSheet(props: &ShortcutSheetProps) -> Html {
    let registry = use_action_registry();
    let groups = if props.open { grouped(registry.all()) } else { Vec::new() };
    let preferences = use_preferences();
    let letters = preferences.letters();
    let on_letters = Callback::from(move |on: bool| preferences.set(LETTERS, if on { "on" } else { "off" }));
    html! {
        <Dialog open={props.open} title="Keyboard shortcuts" on_close={props.on_close.clone()} class="wide">
            <div class="shortcuts">
                { for groups.iter().map(|(name, actions)| html! {
                    <section>
                        <h3>{ name.clone() }</h3>
                        <dl>
                            { for actions.iter().map(row) }
                        </dl>
                    </section>
                }) }
            </div>
            <Switch label="Single letters act" checked={letters} on_change={on_letters}
                help="Switch this off if you speak to your computer, or press keys by accident. Keys with Ctrl keep working." />
        </Dialog>
    }
}

fn row(action: &Action) -> Html {
    html! {
        <div>
            <dt>{ action.title.clone() }</dt>
            <dd>if let Some(keys) = &action.keys { <KeyCaps keys={keys.clone()} /><span class="only-read-aloud">{ keys.caps(false).join(" ") }</span> }</dd>
        </div>
    }
}

/// Returns the actions that have keys, by group in the order of their first appearance, each key once.
fn grouped(actions: Vec<Action>) -> Vec<(AttrValue, Vec<Action>)> {
    let mut groups: Vec<(AttrValue, Vec<Action>)> = Vec::new();
    let mut seen = Vec::new();
    for action in actions {
        let Some(keys) = action.keys.clone().filter(|keys| !seen.contains(keys)) else { continue };
        seen.push(keys);
        match groups.iter_mut().find(|(name, _)| *name == action.group) {
            Some((_, held)) => held.push(action),
            None => groups.push((action.group.clone(), vec![action])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_shows_each_key_once_for_the_screen_in_front() {
        let action = |id: &'static str, keys: &str, group: &'static str| {
            Action::new(id, id, Callback::noop()).keys(keys).group(group)
        };
        let groups = grouped(vec![
            action("Search the list", "/", "This screen"),
            action("Search everything", "/", "Everywhere"),
            action("Show shortcuts", "?", "Everywhere"),
            Action::new("x", "Without keys", Callback::noop()),
        ]);
        let titles: Vec<_> = groups
            .iter()
            .flat_map(|(_, actions)| actions.iter().map(|action| action.title.to_string()))
            .collect();
        assert_eq!(titles, ["Search the list", "Show shortcuts"]);
    }
}
