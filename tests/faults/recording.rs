//! What the shim wrote down: what a program did to its files and what it said, in one order.

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// A file came to be.
    Created { name: String },
    /// Bytes were written into a file.
    Written { name: String, offset: usize, bytes: Vec<u8> },
    /// A file was given another length.
    Resized { name: String, size: usize },
    /// Everything written into a file was forced onto the disk; `.` is the folder itself.
    Synced { name: String },
    /// Forcing failed. What was written before may never reach the disk, and nothing will say so again.
    SyncFailed { name: String },
    /// A file was removed.
    Removed { name: String },
    /// A file got another name, in place of a file that had it.
    Renamed { from: String, to: String },
    /// The program said something.
    Said { text: String },
}

/// A program's run, or several in a row.
#[derive(Debug)]
pub(crate) struct Recording {
    pub(crate) events: Vec<Event>,
}

impl Recording {
    /// Reads what the shim wrote.
    pub(crate) fn read(mut bytes: &[u8]) -> Self {
        let mut events = Vec::new();
        while !bytes.is_empty() {
            let kind = take(&mut bytes, 1)[0];
            let named = u32::from_ne_bytes(take(&mut bytes, 4).try_into().unwrap()) as usize;
            let offset = length(&mut bytes);
            let size = length(&mut bytes);
            let name = text(take(&mut bytes, named));
            let data = take(&mut bytes, size);
            events.push(match kind {
                b'C' => Event::Created { name },
                b'W' => Event::Written { name, offset, bytes: data.to_vec() },
                b'T' => Event::Resized { name, size: offset },
                b'S' => Event::Synced { name },
                b'X' => Event::SyncFailed { name },
                b'U' => Event::Removed { name },
                b'R' => Event::Renamed { from: name, to: text(data) },
                b'A' => Event::Said { text: text(data) },
                other => panic!("an event of kind {other}"),
            });
        }
        Self { events }
    }
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(count);
    *bytes = rest;
    taken
}

fn length(bytes: &mut &[u8]) -> usize {
    usize::try_from(u64::from_ne_bytes(take(bytes, 8).try_into().unwrap())).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
