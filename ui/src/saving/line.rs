//! Where the words of the whole application are, in one line. It claims what the product promises: that at most a
//! second of typing is not on the disk. So a save that is quick changes nothing, and one that takes longer shows.

use super::ledger::{Ledger, Unsaved};
use crate::backend::is_desktop;
use crate::hooks::{now, use_session};
use crate::kit::SaveState;
use crate::routes::go_to;
use domain::autosave::LONGEST;
use domain::base::{Instant, Span};
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long a text may wait to be saved before the line says so: its own patience, and a save that is not quick.
const SLOW: Span = Span(LONGEST.0 + 300);

/// The line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Which dot it has.
    pub(crate) state: SaveState,
    /// What it says.
    pub(crate) text: AttrValue,
    /// Why, and what to do; empty when all is well.
    pub(crate) hint: AttrValue,
}

impl Line {
    fn of(unsaved: &Unsaved, now: Instant, all_well: &'static str) -> Self {
        let plain = |state, text: &'static str| Self { state, text: text.into(), hint: AttrValue::default() };
        match &unsaved.reason {
            Some(reason) => {
                let changes = if unsaved.failed == 1 { "change" } else { "changes" };
                Self {
                    state: SaveState::Attention,
                    text: format!("Not saved yet: {} {changes}", unsaved.failed).into(),
                    hint: format!("{} {}", reason.message, reason.hint).trim().to_owned().into(),
                }
            }
            None if shows_at(unsaved).is_some_and(|at| at <= now) => plain(SaveState::Working, "Saving"),
            None => plain(SaveState::Safe, all_well),
        }
    }
}

/// Says that all is well. A browser keeps nothing: there it is at the server.
pub(crate) fn all_well() -> &'static str {
    if is_desktop() { "Saved on this device" } else { "Saved" }
}

/// Whether everything that was written is saved.
pub(crate) fn is_all_saved() -> bool {
    Ledger::of_the_window().unsaved() == Unsaved::default()
}

/// Returns when the line says that something is not saved yet, if it is still not then.
fn shows_at(unsaved: &Unsaved) -> Option<Instant> {
    unsaved.since.map(|since| since + SLOW)
}

/// Returns the line, and what leads to the first text that could not be saved.
#[hook]
pub(crate) fn use_saving_line() -> (Line, Callback<()>) {
    let (ledger, session) = (Ledger::of_the_window(), use_session());
    let line = use_state_eq(|| Line::of(&Unsaved::default(), now(), all_well()));
    {
        let line = line.setter();
        let ledger = ledger.clone();
        use_effect_with((), move |()| {
            watch(&ledger, line);
            move || ledger.tell(Callback::noop())
        });
    }
    let go = Callback::from(move |()| {
        let Some(saver) = ledger.first_failed() else { return };
        let (actor, route) = saver.place();
        if actor != session.me.id {
            session.act_as.emit(actor);
        }
        if saver.is_closed() {
            go_to(&route);
        }
        saver.go_to_failed();
    });
    ((*line).clone(), go)
}

/// Keeps the line as things are. While something waits, it looks again when that has waited too long.
fn watch(ledger: &Ledger, line: UseStateSetter<Line>) {
    let alarm = std::rc::Rc::new(std::cell::RefCell::new(None::<Timeout>));
    let look = {
        let ledger = ledger.clone();
        move |line: &UseStateSetter<Line>| {
            let unsaved = ledger.unsaved();
            line.set(Line::of(&unsaved, now(), all_well()));
            shows_at(&unsaved).map(|at| u32::try_from((at - now()).0).unwrap_or_default())
        }
    };
    ledger.tell(Callback::from(move |()| {
        let next = look(&line).filter(|wait| *wait > 0).map(|wait| {
            let (look, line) = (look.clone(), line.clone());
            Timeout::new(wait, move || {
                look(&line);
            })
        });
        drop(alarm.replace(next));
    }));
}

/// Returns what a screen reader hears of the line, politely: what is not saved, and that all is saved after that.
#[hook]
pub(crate) fn use_said(line: &Line) -> String {
    let worried = use_mut_ref(|| false);
    let mut worried = worried.borrow_mut();
    *worried |= line.state == SaveState::Attention;
    match (line.state, *worried) {
        (SaveState::Attention, _) => format!("{}. {}", line.text, line.hint),
        (SaveState::Safe, true) => line.text.to_string(),
        (SaveState::Safe | SaveState::Working | SaveState::Waiting, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::{Code, Refusal};

    const START: Instant = Instant(10_000);

    fn waiting() -> Unsaved {
        Unsaved { since: Some(START), ..Unsaved::default() }
    }

    #[test]
    fn a_quick_save_changes_nothing_and_a_slow_one_shows() {
        let saved = Line::of(&Unsaved::default(), START, "Saved on this device");
        assert_eq!((saved.state, saved.text.as_str()), (SaveState::Safe, "Saved on this device"));
        // Typing without a pause is handed over after `LONGEST`; a save of 299 ms is still quick then.
        assert_eq!(Line::of(&waiting(), START + LONGEST + Span(299), "Saved on this device"), saved);
        let slow = Line::of(&waiting(), START + LONGEST + Span(300), "Saved on this device");
        assert_eq!((slow.state, slow.text.as_str()), (SaveState::Working, "Saving"));
    }

    #[test]
    fn what_could_not_be_saved_is_counted_with_what_to_do() {
        let reason = Refusal::new(Code::Storage, "The disk is full.").hint("Make room.");
        let mut unsaved = Unsaved { failed: 2, reason: Some(reason), ..waiting() };
        let line = Line::of(&unsaved, START, "Saved on this device");
        assert_eq!((line.state, line.text.as_str()), (SaveState::Attention, "Not saved yet: 2 changes"));
        assert_eq!(line.hint, "The disk is full. Make room.");
        unsaved.failed = 1;
        assert_eq!(Line::of(&unsaved, START, "Saved on this device").text, "Not saved yet: 1 change");
    }
}
