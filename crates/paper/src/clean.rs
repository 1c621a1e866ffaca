//! A text as lines of characters that can be drawn. What people paste holds more than letters: line ends of every kind,
//! tabs, and characters for machines, in whose place stands a sign that something was there.

use crate::document::Span;

/// One line of a text, as it was typed; long ones are broken later.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line {
    pub(crate) spans: Vec<Span>,
    /// Whether an empty line stands before it.
    pub(crate) after_gap: bool,
}

/// Returns the lines of a text that have something in them.
pub(crate) fn lines(spans: &[Span]) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for span in spans {
        let text = span.text.replace("\r\n", "\n");
        for (number, part) in text.split(is_line_end).enumerate() {
            if number > 0 {
                let after_gap = lines.last().is_some_and(|line| !line.has_words());
                lines.push(Line { spans: Vec::new(), after_gap });
            }
            let text: String = part.chars().flat_map(drawn).collect();
            if let (false, Some(line)) = (text.is_empty(), lines.last_mut()) {
                line.spans.push(Span { text, ..*span });
            }
        }
    }
    lines.retain(Line::has_words);
    if let Some(first) = lines.first_mut() {
        first.after_gap = false;
    }
    lines
}

impl Line {
    fn has_words(&self) -> bool {
        self.spans.iter().any(|span| !span.text.trim().is_empty())
    }
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn drawn(letter: char) -> impl Iterator<Item = char> {
    // The last two of each plane, and 32 in the first, are no characters at all.
    let nothing = u32::from(letter) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&letter);
    let (one, times) = match letter {
        '\t' => (' ', 4),
        '\u{feff}' => (letter, 0),
        _ if letter.is_control() || nothing => (char::REPLACEMENT_CHARACTER, 1),
        _ => (letter, 1),
    };
    std::iter::repeat_n(one, times)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, bool)> {
        let spans = [Span { text: text.to_owned(), ..Span::default() }];
        lines(&spans).into_iter().map(|line| (line.spans[0].text.clone(), line.after_gap)).collect()
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line_and_an_empty_line_is_a_gap() {
        let expected = ["a", "b", "c", "d", "e"].map(|text| (text.to_owned(), text == "e"));
        assert_eq!(of("\n\na\r\nb\rc\u{2028}d\n \n\ne\n\n"), expected);
        assert_eq!(of(" \n\r\n"), []);
    }

    #[test]
    fn what_cannot_be_drawn_leaves_a_sign_and_letters_stay_as_they_are() {
        for (typed, drawn) in [
            ("a\tb", "a    b"),
            ("\u{1b}[0m\u{0}\u{7f}", "\u{fffd}[0m\u{fffd}\u{fffd}"),
            ("x\u{fffe}\u{fdd0}\u{1ffff}y", "x\u{fffd}\u{fffd}\u{fffd}y"),
            ("\u{feff}שלום e\u{301} \u{202e}abc\u{202c} 👩‍👩‍👧", "שלום e\u{301} \u{202e}abc\u{202c} 👩‍👩‍👧"),
        ] {
            assert_eq!(of(typed)[0].0, drawn);
        }
    }

    #[test]
    fn a_line_may_end_within_a_span_and_go_on_in_the_next() {
        let span = |text: &str, bold| Span { text: text.to_owned(), bold, italic: false };
        let lines = lines(&[span("one\ntwo ", false), span("bold", true), span("\nthree", false)]);
        let texts: Vec<Vec<_>> = lines
            .iter()
            .map(|line| line.spans.iter().map(|span| (&*span.text, span.bold)).collect())
            .collect();
        assert_eq!(
            texts,
            [vec![("one", false)], vec![("two ", false), ("bold", true)], vec![("three", false)]]
        );
    }
}
