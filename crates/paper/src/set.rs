//! A document as pieces: texts broken into lines, each with its place on the page but for the height at which it stands.

use crate::clean::{self, Line};
use crate::document::{Block, Document, Kind, Paragraph, Rank, Span};
use crate::fonts::Fonts;
use crate::look::{self, Look};
use crate::pages::Measure;
use parley::Layout;

/// How many letters of the title stand at the foot of a page, beside its number.
const FOOT_LETTERS: usize = 60;

/// One paragraph in lines.
pub(crate) struct Piece {
    pub(crate) role: Role,
    pub(crate) set: Setting,
    /// The bullet or the number before it, on its first line.
    pub(crate) marker: Option<Setting>,
    /// The space above it.
    before: f32,
    /// Whether it stands on the page of the next piece's first lines.
    with_next: bool,
}

/// What a piece is, for those who have the page read to them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Role {
    Heading(Rank, String),
    Paragraph,
    /// An entry of a list, or a further paragraph of one, when it has no marker.
    Entry,
}

/// A text in lines, in its ink, at its place from the left.
pub(crate) struct Setting {
    pub(crate) text: String,
    pub(crate) layout: Layout<()>,
    pub(crate) look: Look,
    pub(crate) x: f32,
}

impl Piece {
    /// Returns what of the piece decides about the page it stands on.
    pub(crate) fn measure(&self) -> Measure {
        Measure {
            before: self.before,
            lines: self.set.layout.lines().map(|line| line.metrics().line_height).collect(),
            with_next: self.with_next,
            in_upper_half: matches!(self.role, Role::Heading(Rank::Part, _)),
        }
    }
}

/// Returns the document in lines.
pub(crate) fn pieces(document: &Document, fonts: &mut Fonts) -> Vec<Piece> {
    let blocks = &document.blocks;
    let mut pieces = Vec::with_capacity(blocks.len());
    for (place, block) in blocks.iter().enumerate() {
        let first = pieces.len();
        match block {
            Block::Heading(rank, text) => pieces.extend(heading(*rank, text, fonts)),
            Block::Paragraph(paragraph) => pieces.extend(paragraphs(paragraph, fonts)),
        }
        if belongs_to_heading(blocks, place) {
            pieces.iter_mut().skip(first).for_each(|piece| piece.with_next = true);
        }
    }
    pieces
}

/// Whether a block is a remark right below a heading, with more to follow: it stands between the two as a second line of
/// the heading would.
fn belongs_to_heading(blocks: &[Block], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| blocks.get(before));
    let (this, after) = (blocks.get(place), blocks.get(place + 1));
    matches!(
        (before, this, after),
        (
            Some(Block::Heading(..)),
            Some(Block::Paragraph(Paragraph { kind: Kind::Aside, .. })),
            Some(Block::Paragraph(_))
        )
    )
}

/// Returns a line in the looks of a page's foot. Of a long text stands there how it begins.
pub(crate) fn foot(text: &str, fonts: &mut Fonts) -> Setting {
    let text = one_line(text);
    let mut shown: String = text.chars().take(FOOT_LETTERS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let spans = [Span { text: shown, ..Span::default() }];
    setting(&spans, look::of_foot(), 0.0, look::TEXT_WIDTH, fonts)
}

fn heading(rank: Rank, text: &str, fonts: &mut Fonts) -> Option<Piece> {
    let look = look::of_heading(rank);
    let title = one_line(text);
    let spans = [Span { text: title.clone(), ..Span::default() }];
    (!title.is_empty()).then(|| Piece {
        role: Role::Heading(rank, title),
        set: setting(&spans, look, 0.0, look::TEXT_WIDTH, fonts),
        marker: None,
        before: look.before,
        with_next: look.with_next,
    })
}

fn paragraphs(paragraph: &Paragraph, fonts: &mut Fonts) -> Vec<Piece> {
    let look = look::of(paragraph.kind);
    let x = f32::from(paragraph.indent.min(8)) * look::STEP;
    let lines = clean::lines(&paragraph.spans);
    let piece = |(number, line): (usize, Line)| {
        let marker = (number == 0 && !paragraph.marker.is_empty()).then(|| {
            let spans = [Span { text: one_line(&paragraph.marker), ..Span::default() }];
            setting(&spans, look, x - look::STEP, look::TEXT_WIDTH, fonts)
        });
        Piece {
            role: if paragraph.marker.is_empty() && paragraph.indent == 0 {
                Role::Paragraph
            } else {
                Role::Entry
            },
            set: setting(&line.spans, look, x, look::TEXT_WIDTH - x, fonts),
            marker,
            before: match (number, line.after_gap, paragraph.kind) {
                (0, ..) => look.before,
                (_, true, _) => look::GAP,
                (_, false, Kind::Written | Kind::Label | Kind::Aside) => 0.0,
            },
            with_next: look.with_next,
        }
    };
    lines.into_iter().enumerate().map(piece).collect()
}

fn setting(spans: &[Span], look: Look, x: f32, width: f32, fonts: &mut Fonts) -> Setting {
    let (text, layout) = fonts.set(spans, look, width);
    Setting { text, layout, look, x: look::LEFT + x }
}

fn one_line(text: &str) -> String {
    let spans = [Span { text: text.to_owned(), ..Span::default() }];
    let lines = clean::lines(&spans);
    let words: Vec<&str> = lines.iter().flat_map(|line| &line.spans).map(|span| span.text.trim()).collect();
    words.join(" ")
}
