//! How a page looks: measures in points, sizes and inks. A column of about 70 letters on A4, serif for what people wrote
//! and sans serif for what stands around it, as in the window.

use crate::document::{Kind, Rank};

/// The size of a page: A4.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);
/// Where the text begins, from the left.
pub(crate) const LEFT: f32 = 92.0;
/// Where the text begins, from above.
pub(crate) const TOP: f32 = 80.0;
/// How wide the text is.
pub(crate) const TEXT_WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
/// How high the text is.
pub(crate) const TEXT_HEIGHT: f32 = 672.0;
/// Where the top of a page's foot stands, from above.
pub(crate) const FOOT: f32 = 780.0;
/// How far in a step goes.
pub(crate) const STEP: f32 = 18.0;
/// The space between paragraphs of one text.
pub(crate) const GAP: f32 = 7.0;

/// Letters with or without serifs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// For what people wrote.
    Serif,
    /// For what stands around it.
    Sans,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) face: Face,
    pub(crate) size: f32,
    pub(crate) weight: f32,
    /// The height of a line, in sizes.
    pub(crate) leading: f32,
    /// Red, green and blue.
    pub(crate) ink: [u8; 3],
    /// The space above it.
    pub(crate) before: f32,
    /// Whether it never stands last on a page.
    pub(crate) with_next: bool,
}

const INK: [u8; 3] = [0x24, 0x22, 0x1e];
const INK_2: [u8; 3] = [0x59, 0x55, 0x4d];
const ACCENT: [u8; 3] = [0x0b, 0x60, 0x66];

/// Returns how a paragraph looks.
pub(crate) fn of(kind: Kind) -> Look {
    let (face, size, weight) = match kind {
        Kind::Written => (Face::Serif, 11.0, 400.0),
        Kind::Label => (Face::Sans, 9.5, 600.0),
        Kind::Aside => (Face::Sans, 9.0, 400.0),
    };
    let (leading, before, with_next) = match kind {
        Kind::Written => (1.5, 3.0, false),
        Kind::Label => (1.4, 13.0, true),
        Kind::Aside => (1.45, 3.0, false),
    };
    let ink = if kind == Kind::Written { INK } else { INK_2 };
    Look { face, size, weight, leading, ink, before, with_next }
}

/// Returns how a heading looks.
pub(crate) fn of_heading(rank: Rank) -> Look {
    let (size, before) = match rank {
        Rank::Title => (26.0, 0.0),
        Rank::Part => (19.0, 34.0),
        Rank::Section => (14.0, 26.0),
        Rank::Entry => (11.0, 18.0),
    };
    let ink = if rank == Rank::Part { ACCENT } else { INK };
    Look { face: Face::Sans, size, weight: 600.0, leading: 1.3, ink, before, with_next: true }
}

/// Returns how the foot of a page looks.
pub(crate) fn of_foot() -> Look {
    Look { size: 8.5, before: 0.0, ..of(Kind::Aside) }
}
