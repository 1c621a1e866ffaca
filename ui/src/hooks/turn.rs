//! When one question is asked: one asking at a time, and one more after it at most, however often its answer goes out
//! of date meanwhile.
//!
//! Nothing here asks; `questions` keeps a turn for each question and `wire` does what it says.

/// Where a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Turn {
    /// Nobody asks it.
    #[default]
    Free,
    /// It is about to be asked. Whoever wants it now is served by that.
    Due,
    /// It was asked, and its answer is on the way.
    UnderWay(Again),
    /// It was answered a moment ago, and is left alone for a while.
    Resting(Again),
}

/// Whether a question is asked once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// Not that anybody knows.
    No,
    /// After a rest: rows have changed.
    Rested,
    /// As soon as the answer is there: a screen has just come, or a person wants to know.
    AtOnce,
}

impl Turn {
    /// Somebody wants an answer from now. Returns whether to ask.
    pub(super) fn wanted(&mut self) -> bool {
        match self {
            Self::Free | Self::Resting(_) => {
                *self = Self::Due;
                true
            }
            Self::Due => false,
            Self::UnderWay(again) => {
                *again = Again::AtOnce;
                false
            }
        }
    }

    /// Rows have changed that the answer depends on. Returns whether to ask.
    pub(super) fn outdated(&mut self) -> bool {
        match self {
            Self::Free => {
                *self = Self::Due;
                true
            }
            Self::UnderWay(again @ Again::No) | Self::Resting(again @ Again::No) => {
                *again = Again::Rested;
                false
            }
            Self::Due | Self::UnderWay(_) | Self::Resting(_) => false,
        }
    }

    /// Begins to ask, if it is still due.
    pub(super) fn begin(&mut self) -> bool {
        let due = *self == Self::Due;
        if due {
            *self = Self::UnderWay(Again::No);
        }
        due
    }

    /// The answer is there. Returns whether to ask again at once; if not, it rests.
    pub(super) fn answered(&mut self) -> bool {
        let at_once = *self == Self::UnderWay(Again::AtOnce);
        match *self {
            Self::UnderWay(Again::AtOnce) => *self = Self::Due,
            Self::UnderWay(again) => *self = Self::Resting(again),
            Self::Free | Self::Due | Self::Resting(_) => {}
        }
        at_once
    }

    /// The rest is over. Returns whether to ask.
    pub(super) fn rested(&mut self) -> bool {
        let Self::Resting(again) = *self else { return false };
        *self = if again == Again::No { Self::Free } else { Self::Due };
        again != Again::No
    }
}
