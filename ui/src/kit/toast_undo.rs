//! What can be undone: what toasts offered, also after they are gone. The newest comes first, and each is undone once.

use super::toast::{Toast, Toaster};

/// How much can be undone, one after the other.
const KEPT: usize = 20;

impl Toaster {
    /// Undoes what was done last, or says that there is nothing.
    pub(crate) fn undo(&self) {
        let Some(toast) = take_newest(&mut self.undoable.borrow_mut()) else {
            self.show(Toast::done("There is nothing to undo."));
            return;
        };
        // Its button would do the same once more.
        self.close(toast.clone());
        self.show(Toast::done(format!("Undo: {}", toast.text)));
        if let Some((_, run)) = toast.way_back {
            run.emit(());
        }
    }

    /// Notes that something was undone by its own button.
    pub(super) fn undone(&self, toast: &Toast) {
        self.undoable.borrow_mut().retain(|held| held != toast);
    }
}

/// Takes the newest out; what is too old to be remembered is forgotten.
fn take_newest(undoable: &mut Vec<Toast>) -> Option<Toast> {
    let surplus = undoable.len().saturating_sub(KEPT);
    undoable.drain(..surplus);
    undoable.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use yew::Callback;

    #[test]
    fn the_newest_is_undone_first_and_the_oldest_are_forgotten() {
        let toast = |number: usize| Toast::done(number.to_string()).undo(Callback::noop());
        let mut undoable: Vec<Toast> = (0..KEPT + 2).map(toast).collect();
        let mut taken = Vec::new();
        while let Some(toast) = take_newest(&mut undoable) {
            taken.push(toast.text.to_string());
        }
        let expected: Vec<String> = (2..KEPT + 2).rev().map(|number| number.to_string()).collect();
        assert_eq!(taken, expected);
    }
}
