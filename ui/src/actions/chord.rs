//! Which keys a press completes. Pure: the window's listener asks it and does what it says.

use super::keys::{Keys, Press};

/// How long a begun sequence (`g` of `g r`) waits for its next press, in milliseconds.
const PATIENCE: f64 = 1500.0;

/// What a press means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The keys at this place in the list are complete.
    Run(usize),
    /// Some keys have begun; more is needed.
    Begun,
    /// Nothing is bound to it.
    Nothing,
}

/// The presses of a sequence that has begun.
#[derive(Debug, Default)]
pub(crate) struct Chord {
    begun: Vec<Press>,
    at: f64,
}

impl Chord {
    /// Takes a press at a time in milliseconds and says what it means. Earlier keys in the list win.
    pub(crate) fn press(&mut self, press: Press, at: f64, bound: &[Keys]) -> Meaning {
        if at - self.at > PATIENCE {
            self.begun.clear();
        }
        let fresh = self.begun.is_empty();
        self.begun.push(press);
        self.at = at;
        let meaning = self.meaning(bound);
        match meaning {
            Meaning::Begun => meaning,
            Meaning::Run(_) => {
                self.begun.clear();
                meaning
            }
            // `g c` may be bound to nothing, but `c` alone may be: the last press starts anew.
            Meaning::Nothing if fresh => {
                self.begun.clear();
                meaning
            }
            Meaning::Nothing => {
                let last = self.begun.pop();
                self.begun.clear();
                last.map_or(meaning, |press| self.press(press, at, bound))
            }
        }
    }

    fn meaning(&self, bound: &[Keys]) -> Meaning {
        if let Some(place) = bound.iter().position(|keys| keys.presses() == self.begun) {
            return Meaning::Run(place);
        }
        if bound.iter().any(|keys| keys.presses().starts_with(&self.begun)) {
            Meaning::Begun
        } else {
            Meaning::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound() -> Vec<Keys> {
        ["c", "g r", "g t", "Mod+Enter"].map(Keys::new).to_vec()
    }

    fn after(presses: &[(&str, f64)]) -> Meaning {
        let mut chord = Chord::default();
        let mut meaning = Meaning::Nothing;
        for (key, at) in presses {
            meaning = chord.press(Press::plain(key), *at, &bound());
        }
        meaning
    }

    #[test]
    fn a_letter_runs_at_once() {
        assert_eq!(after(&[("c", 0.0)]), Meaning::Run(0));
    }

    #[test]
    fn a_sequence_runs_after_its_last_press() {
        assert_eq!(after(&[("g", 0.0)]), Meaning::Begun);
        assert_eq!(after(&[("g", 0.0), ("t", 400.0)]), Meaning::Run(2));
    }

    #[test]
    fn a_sequence_that_was_left_alone_is_forgotten() {
        assert_eq!(after(&[("g", 0.0), ("t", 5000.0)]), Meaning::Nothing);
    }

    #[test]
    fn a_press_that_ends_no_sequence_starts_anew() {
        assert_eq!(after(&[("g", 0.0), ("c", 100.0)]), Meaning::Run(0));
        assert_eq!(after(&[("g", 0.0), ("g", 100.0), ("r", 200.0)]), Meaning::Run(1));
    }

    #[test]
    fn held_keys_are_not_the_bare_ones() {
        let mut chord = Chord::default();
        assert_eq!(chord.press(Press::plain("Enter"), 0.0, &bound()), Meaning::Nothing);
        let held = Press { command: true, ..Press::plain("Enter") };
        assert_eq!(chord.press(held, 0.0, &bound()), Meaning::Run(3));
    }
}
