//! A page of a pull, read as it comes, line by line, so that no more than the rows themselves is ever held.

use std::io::{self, Write};

use domain::sync::{PullLine, PullPage};
use zstd::stream::write::Decoder;

/// The most bytes of a page, unpacked. About a million are asked for; what one command wrote is never divided.
const MOST_BYTES: usize = 64_000_000;

/// The most lines of a page.
const MOST_LINES: usize = 500_000;

/// The largest piece of the past that unpacking may refer to, as a power of two.
const WINDOW: u32 = 23;

/// How a page is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// Not at all.
    Plain,
    /// By zstd.
    Zstd,
}

impl Coding {
    /// Reads the header `Content-Encoding`; nothing for a packing that is not understood here.
    #[must_use]
    pub fn of(header: Option<&str>) -> Option<Self> {
        match header.map(str::trim) {
            None | Some("" | "identity") => Some(Self::Plain),
            Some("zstd") => Some(Self::Zstd),
            Some(_) => None,
        }
    }
}

/// Reads a page as it comes.
pub struct PageReader {
    source: Source,
}

enum Source {
    Plain(Lines),
    Zstd(Box<Decoder<'static, Lines>>),
    /// What came is no page.
    Broken,
}

/// Lines as they become whole.
#[derive(Default)]
struct Lines {
    begun: Vec<u8>,
    whole: Vec<PullLine>,
    bytes: usize,
}

impl PageReader {
    /// Returns a reader that nothing was given to yet.
    #[must_use]
    pub fn new(coding: Coding) -> Self {
        let source = match coding {
            Coding::Plain => Source::Plain(Lines::default()),
            Coding::Zstd => decoder().map_or(Source::Broken, |decoder| Source::Zstd(Box::new(decoder))),
        };
        Self { source }
    }

    /// Takes the next bytes. Returns whether it may still become a page; if not, nobody needs to read on.
    pub fn take(&mut self, bytes: &[u8]) -> bool {
        let taken = match &mut self.source {
            Source::Plain(lines) => lines.write_all(bytes),
            Source::Zstd(decoder) => decoder.write_all(bytes),
            Source::Broken => return false,
        };
        if taken.is_err() {
            self.source = Source::Broken;
        }
        taken.is_ok()
    }

    /// Returns the page, if all that was taken is exactly one.
    #[must_use]
    pub fn finish(self) -> Option<PullPage> {
        let lines = match self.source {
            Source::Plain(lines) => lines,
            Source::Zstd(mut decoder) => {
                decoder.flush().ok()?;
                decoder.into_inner()
            }
            Source::Broken => return None,
        };
        lines.begun.is_empty().then_some(lines.whole).and_then(PullPage::of)
    }
}

fn decoder() -> io::Result<Decoder<'static, Lines>> {
    let mut decoder = Decoder::new(Lines::default())?;
    decoder.window_log_max(WINDOW)?;
    Ok(decoder)
}

impl Lines {
    fn end_line(&mut self) -> io::Result<()> {
        if self.whole.len() >= MOST_LINES {
            return Err(io::Error::other("too many lines"));
        }
        self.whole.push(serde_json::from_slice(&self.begun)?);
        self.begun.clear();
        Ok(())
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len();
        if self.bytes > MOST_BYTES {
            return Err(io::Error::other("too many bytes"));
        }
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            match piece.split_last() {
                Some((b'\n', rest)) => {
                    self.begun.extend_from_slice(rest);
                    self.end_line()?;
                }
                Some(_) | None => self.begun.extend_from_slice(piece),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::Instant;
    use domain::rows::{RowKey, Table};
    use domain::sync::{Epoch, Gone, Head, PullEnd, Put, SCHEMA};
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};
    use uuid::Uuid;

    fn page(rows: u32, text: &str) -> PullPage {
        let key = |n: u32| RowKey { table: Table::MentorProfile, id: Uuid::from_u128(n.into()) };
        let b: BTreeSet<String> = ["u:1".to_owned()].into();
        let row = |n| Put {
            key: key(n),
            b: b.clone(),
            seq: n.into(),
            v: [("name".to_owned(), text.into())].into_iter().collect(),
        };
        PullPage {
            head: Head {
                epoch: Epoch::of(1),
                buckets: b.clone(),
                reset: BTreeSet::new(),
                server_schema: SCHEMA,
                now: Instant(5),
            },
            rows: (0..rows).map(row).collect(),
            gone: vec![Gone { key: key(99), b: b.clone(), seq: 3 }],
            end: PullEnd {
                cursors: [("u:1".to_owned(), 9)].into(),
                more: false,
                last_n: 0,
                last_id: None,
                results: Vec::new(),
                digests: BTreeMap::new(),
            },
        }
    }

    fn plain(page: &PullPage) -> Vec<u8> {
        let lines = page.clone().lines().map(|line| serde_json::to_string(&line).unwrap() + "\n");
        lines.collect::<String>().into_bytes()
    }

    fn packed(page: &PullPage) -> Vec<u8> {
        zstd::encode_all(plain(page).as_slice(), 3).unwrap()
    }

    fn read(coding: Coding, bytes: &[u8], piece: usize) -> Option<PullPage> {
        let mut reader = PageReader::new(coding);
        bytes.chunks(piece).for_each(|bytes| {
            reader.take(bytes);
        });
        reader.finish()
    }

    #[test]
    fn packings_are_known_by_their_names() {
        let cases = [
            (None, Some(Coding::Plain)),
            (Some("identity"), Some(Coding::Plain)),
            (Some("zstd"), Some(Coding::Zstd)),
            (Some("gzip"), None),
            (Some("zstd, gzip"), None),
        ];
        for (header, coding) in cases {
            assert_eq!(Coding::of(header), coding, "{header:?}");
        }
    }

    #[test]
    fn half_a_page_is_no_page_wherever_it_is_cut() {
        let page = page(3, "a name");
        for (coding, bytes) in [(Coding::Plain, plain(&page)), (Coding::Zstd, packed(&page))] {
            for cut in 0..bytes.len() {
                assert_eq!(read(coding, &bytes[..cut], 7), None, "{coding:?}, {cut} of {}", bytes.len());
            }
            assert_eq!(read(coding, &bytes, 7), Some(page.clone()), "{coding:?}");
        }
    }

    #[test]
    fn what_is_not_a_page_is_none() {
        let html = b"<html>\n<body>Sign in to the Wi-Fi</body>\n</html>\n";
        let twice = [plain(&page(1, "x")), plain(&page(1, "x"))].concat();
        let page = page(1, "x");
        let headless = plain(&page).split(|byte| *byte == b'\n').skip(1).collect::<Vec<_>>().join(&b'\n');
        for bytes in [&html[..], b"", b"\n", b"{}\n", &twice, &headless] {
            assert_eq!(read(Coding::Plain, bytes, 10), None);
            assert_eq!(read(Coding::Zstd, bytes, 10), None);
        }
        let mut reader = PageReader::new(Coding::Plain);
        assert!(!reader.take(html), "nobody needs to read on");
    }

    #[test]
    fn a_page_that_unpacks_to_more_than_it_may_be_is_left() {
        let mut bomb = zstd::Encoder::new(Vec::new(), 3).unwrap();
        let zeros = vec![b' '; 1_000_000];
        for _ in 0..=MOST_BYTES / zeros.len() {
            bomb.write_all(&zeros).unwrap();
        }
        let bomb = bomb.finish().unwrap();
        assert!(bomb.len() < 100_000);
        let mut reader = PageReader::new(Coding::Zstd);
        assert!(!reader.take(&bomb));
        assert_eq!(reader.finish(), None);
    }

    proptest! {
        #[test]
        fn a_page_comes_back_as_it_went(rows in 0..40_u32, text in ".{0,60}", piece in 1..400_usize) {
            let page = page(rows, &text);
            prop_assert_eq!(read(Coding::Plain, &plain(&page), piece), Some(page.clone()));
            prop_assert_eq!(read(Coding::Zstd, &packed(&page), piece), Some(page));
        }

        #[test]
        fn no_bytes_make_it_stumble(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
            place in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            prop_assert_eq!(read(Coding::Plain, &bytes, 13), None);
            prop_assert_eq!(read(Coding::Zstd, &bytes, 13), None);
            let mut bent = packed(&page(5, "a name"));
            let place = place.index(bent.len());
            bent[place] = byte;
            // It may be the byte that was there; otherwise anything but a panic is right.
            read(Coding::Zstd, &bent, 13);
        }
    }
}
