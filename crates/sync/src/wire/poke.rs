//! The server's events, line by line (`text/event-stream`). The only one that there is says that there is something new.

use domain::base::Span;

/// The longest line that is kept; one event has a few words.
const LONGEST: usize = 64_000;

/// Hears pokes in a stream of bytes.
#[derive(Debug, Default)]
pub struct PokeReader {
    line: Vec<u8>,
    is_poke: bool,
    stay_away: Option<Span>,
}

impl PokeReader {
    /// Returns a reader that nothing was given to yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes, and returns how many pokes became whole by them.
    pub fn take(&mut self, bytes: &[u8]) -> usize {
        let mut pokes = 0;
        for byte in bytes {
            match byte {
                b'\n' => pokes += usize::from(self.end_line()),
                b'\r' => {}
                _ if self.line.len() < LONGEST => self.line.push(*byte),
                _ => {}
            }
        }
        pokes
    }

    /// Returns for how long whoever is cut off should stay away, if the server said so.
    #[must_use]
    pub fn stay_away(&self) -> Option<Span> {
        self.stay_away
    }

    /// An event ends at an empty line.
    fn end_line(&mut self) -> bool {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return std::mem::take(&mut self.is_poke);
        }
        if let Some(name) = line.strip_prefix(b"event:") {
            self.is_poke = name.trim_ascii() == b"poke";
        }
        if let Some(said) = line.strip_prefix(b"retry:") {
            self.stay_away = milliseconds(said).or(self.stay_away);
        }
        false
    }
}

/// The longest that an event may ask anybody to stay away.
const LONGEST_AWAY: Span = Span::seconds(60);

fn milliseconds(said: &[u8]) -> Option<Span> {
    let said: u32 = std::str::from_utf8(said).ok()?.trim().parse().ok()?;
    Some(Span(said.into()).min(LONGEST_AWAY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pokes_are_heard_and_the_rest_is_not() {
        let cases = [
            ("event: poke\ndata: {\"b\":[\"u:42\"]}\n\n", 1),
            ("event:poke\r\ndata: x\r\n\r\n", 1),
            (": heartbeat\n\n", 0),
            ("event: other\ndata: poke\n\n", 0),
            ("event: poke\ndata: cut", 0),
            ("retry: 5000\n\nevent: poke\n\n: x\n\nevent: poke\n\n", 2),
            ("<html>\n\n<body>\n\n", 0),
        ];
        for (text, pokes) in cases {
            assert_eq!(PokeReader::new().take(text.as_bytes()), pokes, "{text:?}");
            let mut by_bytes = PokeReader::new();
            let heard: usize = text.as_bytes().iter().map(|byte| by_bytes.take(&[*byte])).sum();
            assert_eq!(heard, pokes, "{text:?} byte by byte");
        }
    }

    #[test]
    fn whoever_is_cut_off_stays_away_for_as_long_as_the_server_said_last() {
        let cases = [
            ("event: poke\n\n", None),
            ("retry: 1500\n\n", Some(1_500)),
            ("retry:20\n\nretry: 700\r\n\r\n", Some(700)),
            ("retry: 700\n\nretry: soon\n\n", Some(700)),
            ("retry: -1\n\n", None),
            ("retry: 999999999\n\n", Some(60_000)),
            ("retry: 5", None),
        ];
        for (text, expected) in cases {
            let mut reader = PokeReader::new();
            assert_eq!(reader.take(text.as_bytes()), usize::from(text.contains("poke")));
            assert_eq!(reader.stay_away(), expected.map(Span), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
            PokeReader::new().take(&bytes);
        }
    }
}
