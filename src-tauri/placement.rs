//! Where a window is, and where it may come back: always whole, on a screen that is there now.
//!
//! All numbers are logical pixels, so that a window keeps its size when the person changes how large the system draws.

use serde::{Deserialize, Serialize};

/// What is remembered of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Placement {
    /// The left edge.
    pub(crate) x: i32,
    /// The upper edge.
    pub(crate) y: i32,
    /// The width of the page, while the window does not fill the screen.
    pub(crate) width: u32,
    /// The height of the page, as above.
    pub(crate) height: u32,
    /// Whether it fills the screen.
    pub(crate) maximized: bool,
}

/// A rectangle of the desktop: a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Screen {
    /// The left edge.
    pub(crate) x: i32,
    /// The upper edge.
    pub(crate) y: i32,
    /// The width.
    pub(crate) width: u32,
    /// The height.
    pub(crate) height: u32,
}

impl Placement {
    /// Returns the place nearest to this one where the whole window can be seen: on the screen that shows most of it,
    /// or in the middle of the first where none does. Without a screen to go by it stays as it is.
    pub(crate) fn fit(self, screens: &[Screen]) -> Self {
        let most = screens.iter().rev().max_by_key(|screen| self.seen_on(screen));
        let Some(screen) = most else { return self };
        let (width, height) = (self.width.min(screen.width), self.height.min(screen.height));
        let (x, y) = if self.seen_on(screen) > 0 {
            (inside(self.x, width, screen.x, screen.width), inside(self.y, height, screen.y, screen.height))
        } else {
            (middle(width, screen.x, screen.width), middle(height, screen.y, screen.height))
        };
        Self { x, y, width, height, maximized: self.maximized }
    }

    /// Returns how much of the window a screen shows, in square pixels.
    fn seen_on(&self, screen: &Screen) -> i64 {
        let across = overlap(self.x, self.width, screen.x, screen.width);
        let down = overlap(self.y, self.height, screen.y, screen.height);
        across.saturating_mul(down)
    }
}

fn overlap(start: i32, length: u32, other: i32, other_length: u32) -> i64 {
    let end = (i64::from(start) + i64::from(length)).min(i64::from(other) + i64::from(other_length));
    (end - i64::from(start.max(other))).max(0)
}

/// Moves a stretch that is no longer than another into it, as little as needed.
fn inside(start: i32, length: u32, other: i32, other_length: u32) -> i32 {
    let last = i64::from(other) + i64::from(other_length.saturating_sub(length));
    i32::try_from(i64::from(start).min(last).max(i64::from(other))).unwrap_or(other)
}

fn middle(length: u32, other: i32, other_length: u32) -> i32 {
    let first = i64::from(other) + i64::from(other_length.saturating_sub(length) / 2);
    i32::try_from(first).unwrap_or(other)
}

#[cfg(test)]
mod tests {
    use super::{Placement, Screen};

    const LEFT: Screen = Screen { x: 0, y: 0, width: 1920, height: 1080 };
    const RIGHT: Screen = Screen { x: 1920, y: 0, width: 1280, height: 800 };

    fn at(x: i32, y: i32, width: u32, height: u32) -> Placement {
        Placement { x, y, width, height, maximized: false }
    }

    #[test]
    fn a_window_comes_back_whole_on_a_screen_that_is_there() {
        let both = [LEFT, RIGHT];
        for (was, screens, is) in [
            (at(100, 50, 1280, 800), &both[..], at(100, 50, 1280, 800)),
            (at(2000, 50, 1000, 700), &both, at(2000, 50, 1000, 700)),
            // The second screen is gone.
            (at(2000, 50, 1000, 700), &both[..1], at(460, 190, 1000, 700)),
            // It was pushed over an edge.
            (at(-900, -20, 1280, 800), &both, at(0, 0, 1280, 800)),
            (at(1000, 1000, 800, 600), &both, at(1000, 480, 800, 600)),
            // Most of it is on the second screen.
            (at(1800, 0, 1000, 700), &both, at(1920, 0, 1000, 700)),
            // The screen is smaller than it was.
            (at(10, 10, 2500, 1400), &both[1..], at(1920, 0, 1280, 800)),
            // What nobody can have meant.
            (at(i32::MIN, i32::MAX, u32::MAX, u32::MAX), &both, at(0, 0, 1920, 1080)),
            (at(i32::MAX, i32::MIN, 1, 1), &both, at(959, 539, 1, 1)),
            // A system that tells nothing of its screens.
            (at(-5, 7, 800, 600), &[], at(-5, 7, 800, 600)),
        ] {
            assert_eq!(was.fit(screens), is, "{was:?} on {screens:?}");
        }
    }

    #[test]
    fn a_window_that_filled_the_screen_does_so_again() {
        let filled = Placement { maximized: true, ..at(100, 50, 1280, 800) };
        assert!(filled.fit(&[LEFT]).maximized);
    }
}
