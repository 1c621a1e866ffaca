//! The pages of a file as they were last committed: those of the file itself, and over them those of its log.

use super::cipher::{Cipher, RESERVED, SALT};
use crate::backup::folder::beside;
use crate::engine::FileKey;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

/// What SQLite uses unless it is told otherwise.
const USUAL: usize = 4096;
const MAGIC: &[u8] = b"SQLite format 3\0";
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// A file's pages.
pub(super) struct Pages {
    size: usize,
    file: Vec<u8>,
    log: Vec<u8>,
    /// Where the log holds a newer page.
    newer: BTreeMap<u32, Range<usize>>,
    /// How many bytes at the end of each page hold no rows.
    reserved: usize,
}

impl Pages {
    /// Reads a file, and the log beside it if there is one; an encrypted one with its key.
    pub(super) fn read(path: &Path, key: Option<&FileKey>) -> io::Result<Self> {
        let file = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            file => file?,
        };
        // Without a log there is nothing newer.
        let log = fs::read(beside(path, "-wal")).unwrap_or_default();
        let size = size_of(&file).or_else(|| number(&log, 8).map(|size| size as usize)).unwrap_or(USUAL);
        let size = if size.is_power_of_two() && (512..=65_536).contains(&size) { size } else { USUAL };
        let newer = frames(&log, size);
        let mut pages = Self { size, file, log, newer, reserved: 0 };
        if let Some(key) = key {
            pages.decrypt(key);
        }
        Ok(pages)
    }

    /// Puts what the pages say in place of them. One that the key does not open says nothing.
    fn decrypt(&mut self, key: &FileKey) {
        self.reserved = RESERVED;
        let numbers: Vec<u32> = self.numbers().collect();
        let cipher = Cipher::of(key, self.file.get(..SALT), |cipher| {
            numbers.iter().any(|number| self.page(*number).is_some_and(|page| cipher.is_sound(*number, page)))
        });
        for number in numbers {
            let (bytes, at) = match (self.newer.get(&number), self.in_file(number)) {
                (Some(at), _) => (&mut self.log, at.clone()),
                (None, Some(at)) => (&mut self.file, at),
                (None, None) => continue,
            };
            if let Some(page) = bytes.get_mut(at) {
                cipher.open(number, page);
            }
        }
    }

    /// Returns how many bytes of a page can hold rows.
    pub(super) const fn usable(&self) -> usize {
        self.size - self.reserved
    }

    /// Returns the numbers of the pages there are, from 1.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let in_file = u32::try_from(self.file.len() / self.size).unwrap_or(u32::MAX);
        let in_log = self.newer.keys().copied().filter(move |number| *number > in_file);
        (1..=in_file).chain(in_log)
    }

    /// Returns a page.
    pub(super) fn page(&self, number: u32) -> Option<&[u8]> {
        if let Some(at) = self.newer.get(&number) {
            return self.log.get(at.clone());
        }
        self.file.get(self.in_file(number)?)
    }

    fn in_file(&self, number: u32) -> Option<Range<usize>> {
        let from = usize::try_from(number.checked_sub(1)?).ok()?.checked_mul(self.size)?;
        Some(from..from.checked_add(self.size)?)
    }
}

fn size_of(file: &[u8]) -> Option<usize> {
    if !file.starts_with(MAGIC) {
        return None;
    }
    let size = u16::from_be_bytes(file.get(16..18)?.try_into().ok()?);
    Some(if size == 1 { 65_536 } else { usize::from(size) })
}

/// Finds the newest committed page of each number in a log. What belongs to an earlier round of the log has other salts.
fn frames(log: &[u8], size: usize) -> BTreeMap<u32, Range<usize>> {
    let mut committed = BTreeMap::new();
    let mut begun = BTreeMap::new();
    let Some(salts) = log.get(16..24) else { return committed };
    let mut at = LOG_HEADER;
    while let (Some(page), Some(pages_then)) = (number(log, at), number(log, at + 4)) {
        let data = at + FRAME_HEADER..at + FRAME_HEADER + size;
        if log.get(at + 8..at + 16) != Some(salts) || data.end > log.len() {
            break;
        }
        at = data.end;
        begun.insert(page, data);
        if pages_then > 0 {
            committed.append(&mut begun);
        }
    }
    committed
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
