//! Which line stands on which page. A heading is never parted from what it is about, and no line of a paragraph stands
//! alone at the head or the foot of a page.

/// What of a piece decides about its page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measure {
    /// The space above it, which the head of a page needs none of.
    pub(crate) before: f32,
    /// The heights of its lines.
    pub(crate) lines: Vec<f32>,
    /// Whether it stands on the page of the next piece's first lines.
    pub(crate) with_next: bool,
    /// Whether it begins on a page that is not half full yet.
    pub(crate) in_upper_half: bool,
}

/// A line at its place: the piece, its line, and how far down from the head of the page's text it begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Placed {
    pub(crate) piece: usize,
    pub(crate) line: usize,
    pub(crate) y: f32,
}

/// Returns the pages, each with its lines in order.
pub(crate) fn flow(pieces: &[Measure], height: f32) -> Vec<Vec<Placed>> {
    let mut pages = Pages { done: Vec::new(), current: Vec::new(), y: 0.0, height };
    let mut bound = false;
    for (number, piece) in pieces.iter().enumerate() {
        if !bound && !pages.has_room_for(pieces.get(number..).unwrap_or_default()) {
            pages.turn();
        }
        pages.place(number, piece);
        bound = piece.with_next;
    }
    pages.turn();
    pages.done
}

struct Pages {
    done: Vec<Vec<Placed>>,
    current: Vec<Placed>,
    y: f32,
    height: f32,
}

impl Pages {
    /// Whether what begins here can begin on this page: all that is bound to the next piece, and the first lines of that.
    fn has_room_for(&self, pieces: &[Measure]) -> bool {
        let too_low = pieces.first().is_some_and(|first| first.in_upper_half) && self.y > self.height / 2.0;
        let mut needed = 0.0;
        for piece in pieces {
            let lines = if piece.with_next { piece.lines.len() } else { first_lines(piece.lines.len()) };
            needed += piece.before + piece.lines.iter().take(lines).sum::<f32>();
            if !piece.with_next || needed > self.height {
                break;
            }
        }
        !too_low && self.y + needed <= self.height
    }

    fn place(&mut self, number: usize, piece: &Measure) {
        let mut next = 0;
        while next < piece.lines.len() {
            if next == 0 && !self.current.is_empty() {
                self.y += piece.before;
            }
            let rest = piece.lines.get(next..).unwrap_or_default();
            for height in rest.iter().take(self.fitting(rest)) {
                self.current.push(Placed { piece: number, line: next, y: self.y });
                self.y += height;
                next += 1;
            }
            if next < piece.lines.len() {
                self.turn();
            }
        }
    }

    /// Returns how many of the lines go on this page: all, or so many that two are left for the next.
    fn fitting(&self, lines: &[f32]) -> usize {
        let mut y = self.y;
        let room = lines.iter().take_while(|height| {
            y += **height;
            y <= self.height
        });
        let fitting = match room.count() {
            fitting if lines.len() - fitting == 1 && fitting > 2 => fitting - 1,
            fitting => fitting,
        };
        // A line that is higher than a page stands on one nevertheless.
        if self.current.is_empty() { fitting.max(1) } else { fitting }
    }

    fn turn(&mut self) {
        if !self.current.is_empty() {
            self.done.push(std::mem::take(&mut self.current));
        }
        self.y = 0.0;
    }
}

/// Returns how many lines of a paragraph have to stand together at the foot of a page.
const fn first_lines(lines: usize) -> usize {
    match lines {
        0..=3 => lines,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: usize) -> Measure {
        Measure { before: 0.0, lines: vec![1.0; lines], with_next: false, in_upper_half: false }
    }

    fn heading() -> Measure {
        Measure { before: 1.0, with_next: true, ..text(1) }
    }

    /// The pieces of a page, each with how many of its lines stand there.
    type Page = Vec<(usize, usize)>;

    /// Returns the pages of ten lines.
    fn pages(pieces: &[Measure]) -> Vec<Page> {
        let counted = |page: Vec<Placed>| {
            let runs = page.chunk_by(|one, other| one.piece == other.piece);
            runs.map(|run| (run[0].piece, run.len())).collect()
        };
        flow(pieces, 10.0).into_iter().map(counted).collect()
    }

    #[test]
    fn lines_fill_pages_and_none_stands_alone() {
        let cases: [(&[Measure], Vec<Page>); 7] = [
            (&[], vec![]),
            (&[text(10)], vec![vec![(0, 10)]]),
            (&[text(11)], vec![vec![(0, 9)], vec![(0, 2)]]),
            (&[text(25)], vec![vec![(0, 10)], vec![(0, 10)], vec![(0, 5)]]),
            (&[text(9), text(5)], vec![vec![(0, 9)], vec![(1, 5)]]),
            (&[text(8), text(3)], vec![vec![(0, 8)], vec![(1, 3)]]),
            (&[text(8), text(4)], vec![vec![(0, 8), (1, 2)], vec![(1, 2)]]),
        ];
        for (pieces, expected) in cases {
            assert_eq!(pages(pieces), expected);
        }
    }

    #[test]
    fn a_heading_stands_with_what_it_is_about() {
        assert_eq!(pages(&[text(6), heading(), text(5)]), [vec![(0, 6), (1, 1), (2, 2)], vec![(2, 3)]]);
        assert_eq!(pages(&[text(7), heading(), text(5)]), [vec![(0, 7)], vec![(1, 1), (2, 5)]]);
        assert_eq!(
            pages(&[text(5), heading(), heading(), text(2)]),
            [vec![(0, 5)], vec![(1, 1), (2, 1), (3, 2)]]
        );
    }

    #[test]
    fn a_part_begins_in_the_upper_half() {
        let part = Measure { in_upper_half: true, ..heading() };
        assert_eq!(pages(&[text(5), part.clone(), text(1)]).len(), 1);
        assert_eq!(pages(&[text(6), part, text(1)]), [vec![(0, 6)], vec![(1, 1), (2, 1)]]);
    }

    #[test]
    fn what_is_higher_than_a_page_is_there_all_the_same() {
        let high = Measure { lines: vec![30.0], ..text(0) };
        assert_eq!(pages(&[text(1), high, text(1)]), [[(0, 1)], [(1, 1)], [(2, 1)]]);
        let endless = Measure { lines: vec![1.0; 25], ..heading() };
        assert_eq!(
            pages(&[text(2), endless, text(1)]).iter().flatten().map(|(_, lines)| lines).sum::<usize>(),
            28
        );
    }

    #[test]
    fn the_space_above_is_left_out_at_the_head_of_a_page() {
        let placed = flow(&[heading(), text(1)], 10.0);
        assert_eq!(placed[0][0].y, 0.0);
    }
}
