//! The socket: in the data folder, or where that cannot hold one (its name is too long, the disk knows no sockets) in
//! the folder that the system keeps for this person's running programs.

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::fs::{self, DirBuilder, Permissions};
use std::hash::{Hash, Hasher};
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// More than any command line that makes sense here.
const LIMIT: u64 = 64 * 1024;

/// How long either side waits for the other's next word.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the first start answers when it has read everything.
const TAKEN: &[u8] = b"taken";

/// Where later starts leave what they were started with.
pub(crate) struct Letterbox(UnixListener);

impl Letterbox {
    /// Opens the letterbox of a folder. Whoever calls holds the folder's lock, so that a socket that is there already
    /// belongs to a program that ended.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        Self::at(&places(folder, runtime()))
    }

    fn at(places: &[PathBuf]) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for socket in places {
            match bind(socket) {
                Ok(listener) => return Ok(Self(listener)),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Waits for the next start, and returns what it was started with. One that makes no sense counts for nothing.
    pub(crate) fn next(&self) -> io::Result<Vec<String>> {
        loop {
            let (mut stream, _) = self.0.accept()?;
            if let Ok(arguments) = receive(&mut stream) {
                return Ok(arguments);
            }
        }
    }

    /// Returns the same letterbox once more.
    #[cfg(test)]
    pub(crate) fn try_clone(&self) -> io::Result<Self> {
        self.0.try_clone().map(Self)
    }
}

/// Hands arguments to the program that has the folder, and returns once it has them.
pub(crate) fn send(folder: &Path, arguments: &[String]) -> io::Result<()> {
    send_to(&places(folder, runtime()), arguments)
}

fn send_to(places: &[PathBuf], arguments: &[String]) -> io::Result<()> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for socket in places {
        match UnixStream::connect(socket) {
            Ok(stream) => return tell(stream, arguments),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn tell(mut stream: UnixStream, arguments: &[String]) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    serde_json::to_writer(&stream, arguments)?;
    stream.shutdown(Shutdown::Write)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    if answer == TAKEN { Ok(()) } else { Err(io::ErrorKind::ConnectionAborted.into()) }
}

fn receive(stream: &mut UnixStream) -> io::Result<Vec<String>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut text = Vec::new();
    stream.take(LIMIT).read_to_end(&mut text)?;
    let arguments = serde_json::from_slice(&text)?;
    stream.write_all(TAKEN)?;
    Ok(arguments)
}

/// Makes the socket in a folder that only this person may enter, so that nobody is quicker than its permissions.
fn bind(socket: &Path) -> io::Result<UnixListener> {
    if let Some(folder) = socket.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    }
    match fs::remove_file(socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(socket)?;
    fs::set_permissions(socket, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Returns where the socket of a folder may be, the best place first. Both starts go by it, whatever they call the folder.
fn places(folder: &Path, runtime: Option<PathBuf>) -> Vec<PathBuf> {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    let name = format!("{:016x}.socket", hasher.finish());
    let elsewhere = runtime.map(|runtime| runtime.join("wrapitup").join(name));
    [Some(folder.join("open").join("socket")), elsewhere].into_iter().flatten().collect()
}

/// Returns the folder that the system keeps for this person's running programs.
fn runtime() -> Option<PathBuf> {
    env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn only_this_person_may_open_the_socket() {
        let folder = TempDir::new().unwrap();
        let _letterbox = Letterbox::open(folder.path()).unwrap();
        let socket = folder.path().join("open/socket");
        assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(socket.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_socket_that_a_crash_left_is_replaced() {
        let folder = TempDir::new().unwrap();
        drop(Letterbox::open(folder.path()).unwrap());
        assert!(send(folder.path(), &[]).is_err(), "nobody listens");
        Letterbox::open(folder.path()).unwrap();
    }

    #[test]
    fn a_folder_whose_name_is_too_long_for_a_socket_has_it_elsewhere() {
        let (folder, runtime) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let long = folder.path().join("a".repeat(120));
        fs::create_dir(&long).unwrap();
        let link = folder.path().join("short");
        std::os::unix::fs::symlink(&long, &link).unwrap();
        let places_of = |folder: &Path| places(folder, Some(runtime.path().to_owned()));
        let letterbox = Letterbox::at(&places_of(&long)).unwrap();
        let reader = std::thread::spawn(move || letterbox.next().unwrap());
        send_to(&places_of(&link), &["wrapitup://today".to_owned()]).unwrap();
        assert_eq!(reader.join().unwrap(), ["wrapitup://today"]);
    }

    #[test]
    fn what_makes_no_sense_is_passed_over_and_not_called_taken() {
        let folder = TempDir::new().unwrap();
        let letterbox = Letterbox::open(folder.path()).unwrap();
        let reader = std::thread::spawn(move || letterbox.next().unwrap());
        for nonsense in [&b""[..], b"{", b"{\"a\":1}", b"[1,2]"] {
            let mut stream = UnixStream::connect(folder.path().join("open/socket")).unwrap();
            stream.write_all(nonsense).unwrap();
            stream.shutdown(Shutdown::Write).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            assert_eq!(answer, b"", "{nonsense:?}");
        }
        let long = "x".repeat(100_000);
        assert!(send(folder.path(), &[long]).is_err());
        send(folder.path(), &["wrapitup://today".to_owned()]).unwrap();
        assert_eq!(reader.join().unwrap(), ["wrapitup://today"]);
    }
}
