//! A disk with a cache in front of it. What a program wrote since a file was last forced onto the disk may be there
//! after a power cut or not, in any combination, torn at sectors; and so may names in the folder.

use crate::recording::Event;
use fastrand::Rng;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;
/// What the system's cache holds and forgets as one.
const PAGE: usize = 4096;

/// How much of what was not forced onto the disk is there after a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Luck {
    /// Nothing.
    None,
    /// Some writes, whole.
    Some,
    /// Some sectors of some writes.
    Torn,
    /// Everything.
    All,
}

/// One folder on a disk.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    /// The names as programs see them.
    names: BTreeMap<String, usize>,
    /// The names that are on the disk for good.
    safe_names: BTreeMap<String, usize>,
    /// What was done to names since.
    unsafe_names: Vec<Naming>,
}

#[derive(Debug, Default)]
struct File {
    /// As programs see it.
    cached: Vec<u8>,
    /// What is on the disk for good.
    safe: Vec<u8>,
    /// What was done since.
    unsafe_changes: Vec<Change>,
    /// Whether the cache holds bytes that the disk lacks and that nobody will write unless their page is written
    /// again: forcing failed.
    forgot: bool,
}

#[derive(Debug, Clone)]
enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Resize { size: usize },
}

#[derive(Debug, Clone)]
enum Naming {
    Add { name: String, file: usize },
    Remove { name: String },
}

impl Disk {
    /// Returns a disk that holds a folder's files for good.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            disk.safe_names.insert(entry.file_name().into_string().unwrap(), disk.files.len());
            disk.files.push(File { cached: bytes.clone(), safe: bytes, ..File::default() });
        }
        disk.names.clone_from(&disk.safe_names);
        disk
    }

    /// Lets happen what a program did.
    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::Created { name } => {
                self.files.push(File::default());
                self.name(Naming::Add { name: name.clone(), file: self.files.len() - 1 });
            }
            Event::Written { name, offset, bytes } => {
                self.file(name).change(Change::Write { offset: *offset, bytes: bytes.clone() });
            }
            Event::Resized { name, size } => self.file(name).change(Change::Resize { size: *size }),
            Event::Synced { name } if name == "." => {
                for naming in self.unsafe_names.drain(..) {
                    naming.apply(&mut self.safe_names);
                }
            }
            Event::SyncFailed { name } if name == "." => {}
            Event::Synced { name } => self.file(name).sync(),
            Event::SyncFailed { name } => self.file(name).forget(),
            Event::Removed { name } => self.name(Naming::Remove { name: name.clone() }),
            Event::Renamed { from, to } => {
                let file = self.names[from];
                self.name(Naming::Remove { name: from.clone() });
                self.name(Naming::Add { name: to.clone(), file });
            }
            Event::Said { .. } => {}
        }
    }

    /// Returns the files as programs see them while the power is there.
    pub(crate) fn seen(&self) -> BTreeMap<&str, &[u8]> {
        self.names.iter().map(|(name, file)| (name.as_str(), self.files[*file].cached.as_slice())).collect()
    }

    /// Cuts the power: writes what is left into an empty folder.
    pub(crate) fn cut(&self, luck: Luck, rng: &mut Rng, folder: &Path) {
        let mut names = self.safe_names.clone();
        for naming in self.unsafe_names.iter().filter(|_| luck.spares(rng)) {
            naming.apply(&mut names);
        }
        for (name, file) in names {
            fs::write(folder.join(name), self.files[file].after_a_cut(luck, rng)).unwrap();
        }
    }

    fn file(&mut self, name: &str) -> &mut File {
        &mut self.files[self.names[name]]
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.names);
        self.unsafe_names.push(naming);
    }
}

impl File {
    fn change(&mut self, change: Change) {
        change.apply(&mut self.cached);
        self.unsafe_changes.push(match change {
            // A page goes to the disk with all that the cache holds of it.
            Change::Write { offset, bytes } if self.forgot => {
                let from = offset / PAGE * PAGE;
                let to = (offset + bytes.len()).next_multiple_of(PAGE).min(self.cached.len());
                Change::Write { offset: from, bytes: self.cached[from..to].to_vec() }
            }
            change => change,
        });
    }

    fn sync(&mut self) {
        for change in self.unsafe_changes.drain(..) {
            change.apply(&mut self.safe);
        }
    }

    /// The system takes what it could not write for written.
    fn forget(&mut self) {
        // Lengths are the file system's own and come with its journal.
        let resizes = self.unsafe_changes.iter().filter(|change| matches!(change, Change::Resize { .. }));
        resizes.for_each(|change| change.apply(&mut self.safe));
        self.unsafe_changes.clear();
        self.forgot = true;
    }

    fn after_a_cut(&self, luck: Luck, rng: &mut Rng) -> Vec<u8> {
        let mut left = self.safe.clone();
        for change in &self.unsafe_changes {
            if !luck.spares(rng) {
                continue;
            }
            match change {
                Change::Write { offset, bytes } if luck == Luck::Torn => {
                    for (offset, sector) in sectors(*offset, bytes) {
                        if rng.bool() {
                            Change::Write { offset, bytes: sector.to_vec() }.apply(&mut left);
                        }
                    }
                }
                whole => whole.apply(&mut left),
            }
        }
        left
    }
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => {
                let end = offset + bytes.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*offset..end].copy_from_slice(bytes);
            }
            Self::Resize { size } => file.resize(*size, 0),
        }
    }
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Add { name, file } => {
                names.insert(name.clone(), *file);
            }
            Self::Remove { name } => {
                names.remove(name);
            }
        }
    }
}

impl Luck {
    /// Every kind of luck, in turn.
    pub(crate) const ALL: [Self; 4] = [Self::None, Self::Some, Self::Torn, Self::All];

    fn spares(self, rng: &mut Rng) -> bool {
        match self {
            Self::None => false,
            Self::Some | Self::Torn => rng.bool(),
            Self::All => true,
        }
    }
}

/// Cuts what is written at an offset where sectors begin.
fn sectors(offset: usize, bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let first = (SECTOR - offset % SECTOR).min(bytes.len());
    let (head, rest) = bytes.split_at(first);
    let rest = rest.chunks(SECTOR).enumerate();
    let rest = rest.map(|(index, sector)| (offset + first + index * SECTOR, sector));
    std::iter::once((offset, head)).chain(rest).collect()
}

#[test]
fn what_was_forced_onto_the_disk_survives_and_the_rest_may_not() {
    let name = || "a".to_owned();
    let written = |offset, byte| Event::Written { name: name(), offset, bytes: vec![byte; 1000] };
    let mut disk = Disk::default();
    let left = |disk: &Disk, luck| {
        let folder = tempfile::tempdir().unwrap();
        disk.cut(luck, &mut Rng::with_seed(1), folder.path());
        fs::read(folder.path().join("a")).ok()
    };
    disk.apply(&Event::Created { name: name() });
    disk.apply(&written(0, 1));
    disk.apply(&Event::Synced { name: name() });
    assert_eq!(left(&disk, Luck::None), None, "the name was not forced onto the disk");
    assert_eq!(left(&disk, Luck::All), Some(vec![1; 1000]));
    disk.apply(&Event::Synced { name: ".".to_owned() });
    disk.apply(&written(0, 2));
    assert_eq!(left(&disk, Luck::None), Some(vec![1; 1000]));
    let torn = left(&disk, Luck::Torn).unwrap();
    assert!(torn.chunks(SECTOR).all(|sector| sector.iter().all(|byte| *byte == sector[0])), "{torn:?}");
    disk.apply(&Event::SyncFailed { name: name() });
    disk.apply(&written(5000, 3));
    disk.apply(&Event::Synced { name: name() });
    let forgotten = left(&disk, Luck::All).unwrap();
    assert_eq!((forgotten[0], forgotten[5000], forgotten.len()), (1, 3, 6000));
    disk.apply(&written(1000, 4));
    disk.apply(&Event::Synced { name: name() });
    assert_eq!(left(&disk, Luck::None).unwrap()[0], 2, "the page was written again, as a whole");
}
