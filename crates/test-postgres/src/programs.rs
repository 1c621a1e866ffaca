//! Where PostgreSQL's programs are. Distributions keep `initdb` and `pg_ctl` out of the search path.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// Returns the folder that holds `initdb` and `pg_ctl`: the newest of the distribution's, or one in the search path.
pub(crate) fn folder() -> io::Result<PathBuf> {
    let installed = newest(Path::new("/usr/lib/postgresql"));
    let in_path = env::var_os("PATH").unwrap_or_default();
    let found = installed
        .into_iter()
        .chain(env::split_paths(&in_path))
        .find(|folder| ["initdb", "pg_ctl"].iter().all(|program| folder.join(program).is_file()));
    found.ok_or_else(|| {
        io::Error::other(
            "PostgreSQL is not installed; `cargo xtask test` installs it (Debian: apt install postgresql)",
        )
    })
}

fn newest(versions: &Path) -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(versions)
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, folder)| folder)
}
