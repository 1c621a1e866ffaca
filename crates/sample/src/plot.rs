//! What becomes of a section that is sent for review: how many rounds it has and how it stands at the end.

use domain::reviews::Priority;

/// How a section stands when the story stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Ending {
    /// It waits since minutes or hours.
    Fresh,
    /// It waits for days.
    Waiting,
    /// It waits for the mentor whom the client asked for.
    Preferred,
    /// A mentor gave it back, and it waits again.
    Returned,
    /// A mentor has just taken it and written nothing.
    Claimed,
    /// The feedback is half written.
    Drafted,
    /// The feedback is half written and the lease is nearly over.
    Closing,
    /// The lease ran out, and nobody else has taken it.
    Lapsed,
    /// The lease ran out and another mentor took it.
    TakenOver,
    /// The mentor took more time.
    Extended,
    /// A mentor has it, and the client changed the section since.
    Overtaken,
    /// The client has to change something and has not begun.
    Asked,
    /// The client has begun to change it.
    Begun,
    /// It is approved.
    Approved,
    /// It is approved, and the mentor added something later.
    Amended,
    /// It is approved by a mentor who took it over from another.
    Rescued,
    /// The client took it back before anybody had it.
    Cancelled,
    /// The client took it back from a mentor.
    CancelledHeld,
}

/// The story of one section.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plot {
    pub(crate) ending: Ending,
    /// How many rounds there are, from 1.
    pub(crate) rounds: usize,
    /// Whether the first round was taken back by the client.
    pub(crate) withdrawn: bool,
    pub(crate) priority: Priority,
    /// How many hours ago the last thing that tells the ending happened, if it matters: from, to.
    pub(crate) window: Option<(i64, i64)>,
    /// Whether a draft holds all that the mentor will say.
    pub(crate) whole_draft: bool,
}

impl Plot {
    /// Returns a plain story.
    pub(crate) const fn new(ending: Ending, rounds: usize) -> Self {
        Self {
            ending,
            rounds,
            withdrawn: false,
            priority: Priority::Normal,
            window: None,
            whole_draft: false,
        }
    }

    /// Returns how many times the client must have something to change.
    pub(crate) fn changes(&self) -> usize {
        let later = match self.ending {
            Ending::Begun | Ending::Overtaken => 1,
            // A later round has something left to ask for only if a change is still to come.
            Ending::Asked => usize::from(self.rounds > 1),
            Ending::Fresh
            | Ending::Waiting
            | Ending::Preferred
            | Ending::Returned
            | Ending::Claimed
            | Ending::Drafted
            | Ending::Closing
            | Ending::Lapsed
            | Ending::TakenOver
            | Ending::Extended
            | Ending::Approved
            | Ending::Amended
            | Ending::Rescued
            | Ending::Cancelled
            | Ending::CancelledHeld => 0,
        };
        (self.rounds + later).saturating_sub(1 + usize::from(self.withdrawn))
    }

    /// Returns how many hours ago the last thing that tells the ending happened: from, to.
    pub(crate) fn hours_ago(&self) -> (i64, i64) {
        const DAY: i64 = 24;
        let reserved = self.rounds > 1 && !self.withdrawn;
        let usual = match self.ending {
            Ending::Fresh => (9, 1),
            Ending::Waiting if reserved => (8 * DAY, 80),
            Ending::Waiting => (6 * DAY, 26),
            Ending::Preferred => (50, 2),
            Ending::Returned => (30, 2),
            Ending::Claimed => (6, 0),
            Ending::Drafted => (60, 8),
            Ending::Closing => (71, 67),
            Ending::Lapsed => (110, 74),
            Ending::TakenOver => (140, 100),
            Ending::Extended => (130, 80),
            Ending::Overtaken => (50, 14),
            Ending::Asked => (14 * DAY, 3),
            Ending::Begun => (10 * DAY, 40),
            Ending::Approved => (DAY * (78 - 10 * i64::try_from(self.rounds).unwrap_or(0)), 2),
            Ending::Rescued => (60 * DAY, 48),
            Ending::Amended => (60 * DAY, 6 * DAY),
            Ending::Cancelled | Ending::CancelledHeld => (60 * DAY, 5),
        };
        self.window.unwrap_or(usual)
    }

    /// Says whether the last round is with a mentor, or kept for one, when the story stops.
    pub(crate) fn is_in_a_court(&self) -> bool {
        match self.ending {
            Ending::Fresh | Ending::Waiting => self.rounds > 1 && !self.withdrawn,
            Ending::Preferred
            | Ending::Claimed
            | Ending::Drafted
            | Ending::Closing
            | Ending::Lapsed
            | Ending::TakenOver
            | Ending::Extended
            | Ending::Overtaken => true,
            Ending::Returned
            | Ending::Asked
            | Ending::Begun
            | Ending::Approved
            | Ending::Amended
            | Ending::Rescued
            | Ending::Cancelled
            | Ending::CancelledHeld => false,
        }
    }

    /// Says whether one mentor takes the review over from another.
    pub(crate) fn needs_two_mentors(&self) -> bool {
        matches!(self.ending, Ending::TakenOver | Ending::Rescued)
    }

    /// Says whether the section is approved in the end.
    pub(crate) fn is_approved(&self) -> bool {
        matches!(self.ending, Ending::Approved | Ending::Amended | Ending::Rescued)
    }
}

/// How often each story is told among 200 reviews, besides the approved ones that make up the number:
/// ending, rounds, times. The hardest to cast come first.
const STORIES: &[(Ending, usize, usize)] = &[
    (Ending::Approved, 3, 3),
    (Ending::Drafted, 3, 1),
    (Ending::Fresh, 3, 1),
    (Ending::Begun, 2, 1),
    (Ending::Asked, 2, 2),
    (Ending::Drafted, 2, 2),
    (Ending::Claimed, 2, 1),
    (Ending::Fresh, 2, 2),
    (Ending::Waiting, 2, 2),
    (Ending::Amended, 2, 1),
    (Ending::Begun, 1, 5),
    (Ending::Asked, 1, 8),
    (Ending::Overtaken, 1, 2),
    (Ending::Fresh, 1, 5),
    (Ending::Waiting, 1, 5),
    (Ending::Preferred, 1, 2),
    (Ending::Returned, 1, 2),
    (Ending::Claimed, 1, 3),
    (Ending::Drafted, 1, 4),
    (Ending::Closing, 1, 2),
    (Ending::Lapsed, 1, 2),
    (Ending::TakenOver, 1, 2),
    (Ending::Extended, 1, 1),
    (Ending::Rescued, 1, 2),
    (Ending::Cancelled, 1, 4),
    (Ending::CancelledHeld, 1, 2),
    (Ending::Amended, 1, 2),
];
/// How many clients took a request back and asked again, among 200 reviews.
const WITHDRAWN: usize = 2;

/// Returns the stories of a workspace with about so many reviews, without the approved ones that fill it.
pub(crate) fn stories(reviews: usize) -> Vec<Plot> {
    let times = |count: usize| (count * reviews).div_ceil(200);
    let mut plots = Vec::new();
    for (ending, rounds, count) in STORIES {
        plots.extend((0..times(*count)).map(|_| Plot::new(*ending, *rounds)));
    }
    let again = Plot { withdrawn: true, ..Plot::new(Ending::Fresh, 2) };
    plots.extend((0..times(WITHDRAWN)).map(|_| again));
    for (place, plot) in plots.iter_mut().enumerate() {
        plot.priority = match place % 7 {
            1 => Priority::High,
            4 if place % 2 == 0 => Priority::Urgent,
            _ => Priority::Normal,
        };
    }
    plots
}

/// Returns the story that makes up the number, when so many rounds are missing.
pub(crate) fn filler(turn: usize, missing: usize) -> Plot {
    let rounds = if turn % 3 == 2 && missing > 1 { 2 } else { 1 };
    Plot::new(Ending::Approved, rounds)
}
