//! The shelves on which screens put their actions.

use super::action::Action;
use super::chord::{Chord, Meaning};
use super::keys::{Keys, Press};
use super::window_keys::use_window_keys;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::prelude::*;

/// Which shelf is whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shelf(u32);

#[derive(Debug, Default)]
struct Inner {
    shelves: RefCell<Vec<(Shelf, Vec<Action>)>>,
    opened: Cell<u32>,
    chord: RefCell<Chord>,
    watcher: RefCell<Option<Callback<()>>>,
}

/// All actions of the screens that are shown now. A handle: clones share the shelves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Actions(Rc<Inner>);

impl PartialEq for Actions {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Actions {
    /// Opens an empty shelf in front of the others: its keys win.
    pub(crate) fn open_shelf(&self) -> Shelf {
        let shelf = Shelf(self.0.opened.get() + 1);
        self.0.opened.set(shelf.0);
        self.0.shelves.borrow_mut().push((shelf, Vec::new()));
        shelf
    }

    /// Replaces what is on a shelf.
    pub(crate) fn put(&self, shelf: Shelf, actions: Vec<Action>) {
        if let Some((_, held)) = self.0.shelves.borrow_mut().iter_mut().find(|(id, _)| *id == shelf) {
            *held = actions;
        }
        self.changed();
    }

    /// Takes a shelf away.
    pub(crate) fn close(&self, shelf: Shelf) {
        self.0.shelves.borrow_mut().retain(|(id, _)| *id != shelf);
        self.changed();
    }

    /// Lets the palette, while it is open, hear of every change: screens offer more once their rows have come.
    pub(crate) fn watch(&self, watcher: Option<Callback<()>>) {
        *self.0.watcher.borrow_mut() = watcher;
    }

    fn changed(&self) {
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.emit(());
        }
    }

    /// Returns every action, those of the newest screen first.
    pub(crate) fn all(&self) -> Vec<Action> {
        self.0.shelves.borrow().iter().rev().flat_map(|(_, actions)| actions.iter().cloned()).collect()
    }

    /// Does what has a name, if it is offered now.
    pub(crate) fn run(&self, id: &str) {
        self.all().iter().filter(|action| action.id == id).take(1).for_each(Action::run);
    }

    /// Takes a press and returns the action it runs, or whether it began one.
    pub(crate) fn press(&self, press: Press, at: f64) -> Pressed {
        let bound: Vec<Action> =
            self.all().into_iter().filter(|action| action.enabled && action.keys.is_some()).collect();
        let keys: Vec<Keys> = bound.iter().filter_map(|action| action.keys.clone()).collect();
        let meaning = self.0.chord.borrow_mut().press(press, at, &keys);
        match meaning {
            Meaning::Run(place) => bound.into_iter().nth(place).map_or(Pressed::Nothing, Pressed::Run),
            Meaning::Begun => Pressed::Begun,
            Meaning::Nothing => Pressed::Nothing,
        }
    }
}

/// What a press led to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Pressed {
    /// This is to be run.
    Run(Action),
    /// A sequence has begun.
    Begun,
    /// Nothing.
    Nothing,
}

/// Props of [`ActionsProvider`].
#[derive(Properties, PartialEq)]
pub(crate) struct ActionsProviderProps {
    /// Whether single characters act; people can switch that off.
    pub(crate) letters: bool,
    /// What may use actions.
    pub(crate) children: Html,
}

/// Holds the shelves and listens to the window's keys.
#[component]
pub(crate) fn ActionsProvider(props: &ActionsProviderProps) -> Html {
    let actions = (*use_memo((), |()| Actions::default())).clone();
    use_window_keys(actions.clone(), props.letters);
    html! { <ContextProvider<Actions> context={actions}>{ props.children.clone() }</ContextProvider<Actions>> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(id: &'static str, keys: &str) -> Action {
        Action::new(id, id, Callback::noop()).keys(keys)
    }

    fn id(pressed: &Pressed) -> &str {
        match pressed {
            Pressed::Run(action) => &action.id,
            Pressed::Begun => "begun",
            Pressed::Nothing => "nothing",
        }
    }

    #[test]
    fn the_newest_screen_wins_and_gives_back_what_it_took() {
        let actions = Actions::default();
        let (frame, screen) = (actions.open_shelf(), actions.open_shelf());
        actions.put(frame, vec![action("palette", "/")]);
        actions.put(screen, vec![action("search the list", "/")]);
        assert_eq!(id(&actions.press(Press::plain("/"), 0.0)), "search the list");
        actions.close(screen);
        assert_eq!(id(&actions.press(Press::plain("/"), 0.0)), "palette");
    }

    #[test]
    fn who_looks_on_hears_of_what_a_screen_offers_later() {
        let actions = Actions::default();
        let screen = actions.open_shelf();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let watcher = {
            let (heard, actions) = (heard.clone(), actions.clone());
            Callback::from(move |()| heard.borrow_mut().push(actions.all().len()))
        };
        actions.watch(Some(watcher));
        actions.put(screen, vec![action("delete the view", "")]);
        actions.close(screen);
        actions.watch(None);
        actions.open_shelf();
        assert_eq!(*heard.borrow(), [1, 0]);
    }

    #[test]
    fn what_is_not_possible_now_leaves_its_keys_to_others() {
        let actions = Actions::default();
        let (frame, screen) = (actions.open_shelf(), actions.open_shelf());
        actions.put(frame, vec![action("back", "Escape")]);
        actions.put(screen, vec![action("close the pane", "Escape").enabled(false)]);
        assert_eq!(id(&actions.press(Press::plain("Escape"), 0.0)), "back");
    }
}
