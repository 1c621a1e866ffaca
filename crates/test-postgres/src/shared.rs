//! The server that tests share when nobody started one for them. Every test process holds a lock while it lives; a
//! small watcher stops the server and deletes it once nobody has held the lock for a moment.

use crate::{
    VARIABLE, account,
    cluster::{Cluster, SHARED},
};
use std::{
    env,
    fs::{File, TryLockError},
    io,
    path::Path,
    process::Stdio,
    sync::{Mutex, PoisonError},
};

/// Waits until nobody uses the server, then stops and deletes it. `$1` is the lock, `$2` the data, `$3` `pg_ctl`.
const WATCHER: &str = r#"
command -v flock >/dev/null || exit 0
while sleep 15; do
    flock --nonblock --exclusive "$1" sh -c '"$2" stop -m fast -D "$1" && rm -rf "$1"' - "$2" "$3" && exit 0
    test -d "$2" || exit 0
done
"#;

/// The lock of this process, held until it ends.
static USED: Mutex<Option<File>> = Mutex::new(None);

/// Returns the address of a server for tests, without a database's name: the one that [`VARIABLE`] names, or else
/// the shared one, started if need be.
pub fn address() -> io::Result<String> {
    if let Ok(address) = env::var(VARIABLE) {
        return Ok(address);
    }
    let cluster = cluster()?;
    let mut used = USED.lock().unwrap_or_else(PoisonError::into_inner);
    if used.is_none() {
        // First this one, which the watcher needs to stop the server: from here on it stays.
        let users = open(&cluster, "users.lock")?;
        users.lock_shared()?;
        let starting = open(&cluster, "start.lock")?;
        starting.lock()?;
        if !cluster.is_running()? {
            cluster.fill()?;
            cluster.start()?;
            watch(&cluster)?;
        }
        *used = Some(users);
    }
    Ok(cluster.address())
}

/// Takes no part any longer, and stops the shared server if nobody else does. (Without this call the watcher does so
/// a moment after this process has ended.)
pub fn release() -> io::Result<()> {
    if USED.lock().unwrap_or_else(PoisonError::into_inner).take().is_none() {
        return Ok(());
    }
    let cluster = cluster()?;
    let users = open(&cluster, "users.lock")?;
    match users.try_lock() {
        Ok(()) if cluster.is_running()? => cluster.stop(),
        Ok(()) | Err(TryLockError::WouldBlock) => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn cluster() -> io::Result<Cluster> {
    Cluster::at(env::temp_dir().join(format!("wrapitup-postgres-{}", account::own_id()?)), SHARED)
}

pub(crate) fn watch(cluster: &Cluster) -> io::Result<()> {
    let mut watcher = cluster.account().command(Path::new("sh"));
    watcher.args(["-c", WATCHER, "watcher"]);
    watcher
        .arg(cluster.folder().join("users.lock"))
        .arg(cluster.data())
        .arg(cluster.control("").get_program());
    watcher.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // It outlives this process and whoever started it.
        watcher.process_group(0);
    }
    watcher.spawn().map(drop)
}

pub(crate) fn open(cluster: &Cluster, name: &str) -> io::Result<File> {
    let path = cluster.folder().join(name);
    File::options().create(true).truncate(false).read(true).write(true).open(path)
}
