//! An answer that may be larger than memory: it is written into a file without a name, and read out of that as fast as its reader
//! takes it. The file goes when the answer ends, however that is.

use crate::Problem;
use axum::body::Body;
use bytes::Bytes;
use futures_util::stream::try_unfold;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// How many bytes are read at a time.
const PART: usize = 64 * 1024;

/// Returns a new file in a folder; where that is not there yet, among the system's own.
pub(crate) fn file(folder: &Path) -> Result<File, Problem> {
    tempfile::tempfile_in(folder).or_else(|_| tempfile::tempfile()).map_err(|error| failed(&error))
}

/// Returns the problem of a disk that does not take an answer.
pub(crate) fn failed(error: &io::Error) -> Problem {
    tracing::error!(%error, "spool.failed");
    Problem::bug()
}

/// Returns the answer that was written into a file.
pub(crate) fn body(mut file: File) -> Result<Body, Problem> {
    file.seek(SeekFrom::Start(0)).map_err(|error| failed(&error))?;
    Ok(Body::from_stream(try_unfold(file, |file| async move {
        // A disk may keep its reader waiting.
        tokio::task::spawn_blocking(move || next(file)).await.map_err(io::Error::other)?
    })))
}

fn next(mut file: File) -> io::Result<Option<(Bytes, File)>> {
    let mut part = vec![0; PART];
    let read = file.read(&mut part)?;
    part.truncate(read);
    Ok((read > 0).then(|| (Bytes::from(part), file)))
}
