//! A system without such sockets: nobody can be told.

use std::io;
use std::path::Path;

/// Nothing ever arrives.
pub(crate) struct Letterbox;

impl Letterbox {
    /// Says that there is none.
    pub(crate) fn open(_folder: &Path) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Returns nothing.
    pub(crate) fn next(&self) -> io::Result<Vec<String>> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Says that nobody can be told.
pub(crate) fn send(_folder: &Path, _arguments: &[String]) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
