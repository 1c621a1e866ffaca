//! What the pages say to programs that read them aloud: headings, paragraphs and lists, in the order of reading.

use crate::document::Rank;
use crate::set::{Piece, Role};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, ListNumbering, Tag, TagGroup, TagTree};
use std::num::NonZeroU16;

/// What was drawn of a piece: its marker, and its lines.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub(crate) marker: Option<Identifier>,
    pub(crate) lines: Vec<Identifier>,
}

/// Returns the tree of what was drawn, piece by piece.
pub(crate) fn tree(pieces: &[Piece], drawn: Vec<Drawn>) -> TagTree {
    let mut tree = TagTree::new();
    let mut list: Option<List> = None;
    for (piece, drawn) in pieces.iter().zip(drawn) {
        let paragraph = |lines: Vec<Identifier>| {
            TagGroup::with_children(Tag::P, lines.into_iter().map(Into::into).collect())
        };
        // What stands further in without a list before it is a quote.
        if piece.role == Role::Entry && (drawn.marker.is_some() || list.is_some()) {
            let list = list.get_or_insert_with(List::new);
            list.add(drawn.marker, paragraph(drawn.lines));
            continue;
        }
        list.take().into_iter().for_each(|list| tree.push(list.whole()));
        match &piece.role {
            Role::Heading(rank, title) => {
                let level = NonZeroU16::new(rank.number()).unwrap_or(NonZeroU16::MIN);
                let lines = drawn.lines.into_iter().map(Into::into).collect();
                tree.push(TagGroup::with_children(Tag::Hn(level, Some(title.clone())), lines));
            }
            Role::Paragraph | Role::Entry => tree.push(paragraph(drawn.lines)),
        }
    }
    list.into_iter().for_each(|list| tree.push(list.whole()));
    tree
}

/// A list on its way.
struct List {
    entries: TagGroup,
    entry: Option<TagGroup>,
    body: TagGroup,
}

impl List {
    fn new() -> Self {
        let entries = TagGroup::new(Tag::L(ListNumbering::None));
        Self { entries, entry: None, body: TagGroup::new(Tag::LBody) }
    }

    /// Adds a paragraph: with a marker it begins an entry, without one it belongs to the entry before.
    fn add(&mut self, marker: Option<Identifier>, paragraph: TagGroup) {
        if let Some(marker) = marker {
            self.end_entry();
            let mut entry = TagGroup::new(Tag::LI);
            entry.push(TagGroup::with_children(Tag::Lbl, vec![marker.into()]));
            self.entry = Some(entry);
        }
        self.body.push(paragraph);
    }

    fn end_entry(&mut self) {
        let body = std::mem::replace(&mut self.body, TagGroup::new(Tag::LBody));
        let mut entry = match self.entry.take() {
            Some(entry) => entry,
            None if body.children.is_empty() => return,
            None => TagGroup::new(Tag::LI),
        };
        entry.push(body);
        self.entries.push(entry);
    }

    fn whole(mut self) -> TagGroup {
        self.end_entry();
        self.entries
    }
}

/// Returns the outline of headings, each with the page and the height at which it stands. The title is above all of them
/// and is left out.
pub(crate) fn outline(headings: &[(Rank, &str, usize, f32)]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(Rank, OutlineNode)> = Vec::new();
    let mut close = |open: &mut Vec<(Rank, OutlineNode)>, down_to: Rank| {
        while open.last().is_some_and(|(rank, _)| *rank >= down_to) {
            let Some((_, node)) = open.pop() else { break };
            match open.last_mut() {
                Some((_, above)) => above.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for (rank, title, page, y) in headings.iter().filter(|(rank, ..)| *rank != Rank::Title) {
        close(&mut open, *rank);
        let place = XyzDestination::new(*page, Point::from_xy(0.0, *y));
        open.push((*rank, OutlineNode::new((*title).to_owned(), place).with_open(*rank == Rank::Part)));
    }
    close(&mut open, Rank::Title);
    outline
}
