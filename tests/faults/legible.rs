//! What can still be read in the bytes of a file and its log, counted without the code that brings it in again: the page of
//! a table has the id of a text, and right behind it the whole text.

use domain::command::Command;
use domain::reviews::{Held, ReviewsCommand};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use testkit::{numbered, numbered_comment, words};

/// The size of a page, and of what a log has before its pages and before each of them.
const PAGE: usize = 4096;
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// What the first byte of a page says of which the rows are those of a table.
const ROWS: u8 = 0x0D;

/// How far behind its id a text begins at most.
const NEAR: usize = 600;

/// Returns how many of the comments of these changes can be read, and whether the note of the last of them can.
pub(crate) fn count(file: &[u8], log: &[u8], held: Held, changes: RangeInclusive<u64>) -> (usize, bool) {
    let pages = pages(file, log);
    let last = words(*changes.end());
    let is_legible = |number: &u64| {
        let (id, body) = (numbered_comment(held, *number).to_string(), comment(held, *number));
        pages.values().any(|page| holds(page, &id, &body))
    };
    let comments = changes.filter(|number| number % 2 == 1).filter(is_legible).count();
    (comments, pages.values().any(|page| position(page, last.as_bytes()).is_some()))
}

fn comment(held: Held, number: u64) -> String {
    match numbered(held, number).1 {
        Command::Reviews(ReviewsCommand::SaveComment { body, .. }) => body,
        other => panic!("change {number} is {other:?}"),
    }
}

/// Returns the newest page of each number that holds rows.
fn pages<'a>(file: &'a [u8], log: &'a [u8]) -> BTreeMap<u32, &'a [u8]> {
    let mut pages: BTreeMap<u32, &[u8]> = (1..).zip(file.chunks_exact(PAGE)).collect();
    for frame in log.get(LOG_HEADER..).unwrap_or_default().chunks_exact(FRAME_HEADER + PAGE) {
        // What an earlier round of the log left has other salts.
        if frame[8..16] != log[16..24] {
            break;
        }
        pages.insert(u32::from_be_bytes(frame[..4].try_into().unwrap()), &frame[FRAME_HEADER..]);
    }
    pages.retain(|_, page| page[0] == ROWS);
    pages
}

fn holds(page: &[u8], id: &str, body: &str) -> bool {
    let behind = |at: usize| &page[at..page.len().min(at + NEAR + body.len())];
    let ids = (0..page.len()).filter(|at| page[*at..].starts_with(id.as_bytes()));
    ids.into_iter().any(|at| position(behind(at), body.as_bytes()).is_some())
}

fn position(page: &[u8], text: &[u8]) -> Option<usize> {
    page.windows(text.len()).position(|here| here == text)
}
