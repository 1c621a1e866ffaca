//! A text with what changed in it, as paragraphs of marked runs. Pure.

use domain::reviews::RoomAnswer;
use domain::text::{Change, Piece};

/// A run of text and what happened to it.
pub(super) type Run = (Change, String);

/// Returns the paragraphs of what changed: a line break parts them, whichever version it is in.
pub(super) fn marked(pieces: &[Piece]) -> Vec<Vec<Run>> {
    let mut paragraphs: Vec<Vec<Run>> = vec![Vec::new()];
    for piece in pieces {
        for (at, line) in piece.text.split('\n').enumerate() {
            if at > 0 {
                paragraphs.push(Vec::new());
            }
            if let Some(paragraph) = paragraphs.last_mut().filter(|_| !line.is_empty()) {
                paragraph.push((piece.change, line.to_owned()));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Returns the paragraphs of an answer as it is now.
pub(super) fn plain(answer: &RoomAnswer) -> Vec<&str> {
    match answer {
        RoomAnswer::Text { text } => text.lines().filter(|line| !line.trim().is_empty()).collect(),
        RoomAnswer::Empty | RoomAnswer::Hidden => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(change: Change, text: &str) -> Piece {
        Piece { change, text: text.to_owned() }
    }

    #[test]
    fn marks_run_on_over_paragraphs() {
        let pieces = [
            piece(Change::Same, "Ken first, "),
            piece(Change::Removed, "then the children."),
            piece(Change::Added, "then Mei.\n\nThe number is on the card."),
        ];
        let shown = marked(&pieces);
        assert_eq!(shown.len(), 2);
        assert_eq!(
            shown[0],
            [
                (Change::Same, "Ken first, ".to_owned()),
                (Change::Removed, "then the children.".to_owned()),
                (Change::Added, "then Mei.".to_owned()),
            ]
        );
        assert_eq!(shown[1], [(Change::Added, "The number is on the card.".to_owned())]);
    }

    #[test]
    fn an_answer_without_words_has_no_paragraphs() {
        assert!(marked(&[]).is_empty());
        assert!(plain(&RoomAnswer::Hidden).is_empty());
        let text = RoomAnswer::Text { text: "One\n\n  \nTwo".to_owned() };
        assert_eq!(plain(&text), ["One", "Two"]);
    }
}
