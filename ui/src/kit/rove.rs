//! Steps of roving focus: which key goes where, in lists, tabs, menus and radio groups.

use yew::KeyboardEvent;

/// A step among things in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the next one, or nowhere from the last.
    Next,
    /// To the one before, or nowhere from the first.
    Previous,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Ten further.
    PageDown,
    /// Ten back.
    PageUp,
}

impl Step {
    /// Returns where it leads from a place, when `last` is the last one.
    pub(crate) fn from(self, at: usize, last: usize) -> usize {
        match self {
            Self::Next => (at + 1).min(last),
            Self::Previous => at.saturating_sub(1),
            Self::First => 0,
            Self::Last => last,
            Self::PageDown => (at + 10).min(last),
            Self::PageUp => at.saturating_sub(10),
        }
    }

    /// Returns where it leads among few things that go round.
    pub(crate) fn around(self, at: usize, last: usize) -> usize {
        match self {
            Self::Next if at >= last => 0,
            Self::Previous if at == 0 => last,
            step => step.from(at, last),
        }
    }
}

/// Returns the step of a key in something upright.
pub(crate) fn step_of(event: &KeyboardEvent) -> Option<Step> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowDown" => Some(Step::Next),
        "ArrowUp" => Some(Step::Previous),
        "PageDown" => Some(Step::PageDown),
        "PageUp" => Some(Step::PageUp),
        "Home" => Some(Step::First),
        "End" => Some(Step::Last),
        _ => None,
    }
}

/// Returns the step of a key in something that lies.
pub(crate) fn lying_step_of(event: &KeyboardEvent) -> Option<Step> {
    match event.key().as_str() {
        "ArrowRight" => Some(Step::Next),
        "ArrowLeft" => Some(Step::Previous),
        "Home" => Some(Step::First),
        "End" => Some(Step::Last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn steps_stay_inside() {
        assert_eq!(Step::Next.from(2, 2), 2);
        assert_eq!(Step::Previous.from(0, 2), 0);
        assert_eq!(Step::PageDown.from(5, 8), 8);
        assert_eq!(Step::Last.from(0, 8), 8);
    }

    #[test]
    fn few_things_go_round() {
        assert_eq!(Step::Next.around(2, 2), 0);
        assert_eq!(Step::Previous.around(0, 2), 2);
        assert_eq!(Step::Next.around(0, 2), 1);
    }
}
