//! Tries the packages where nothing of ours has ever been: a fresh Debian in a folder.
//!
//! The .deb is installed with what it asks for and nothing more, the application is started on a display of its own,
//! and the package is removed again. A second folder takes the .rpm. Needs root, for the folders' own file systems.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::{paths, process, system};

/// What the check itself needs.
const TOOLS: &[&str] = &["debootstrap", "rpm", "rpm2cpio", "appstream", "desktop-file-utils"];

/// Runs inside the fresh system, as root, step by step; the first that fails ends it.
const INSIDE: &str = include_str!("inside.sh");

/// What both packages bring.
const BROUGHT: &[&str] = &[
    "/usr/bin/wrapitup",
    "/usr/share/applications/wrapitup.desktop",
    "/usr/share/icons/hicolor/128x128/apps/wrapitup.png",
    "/usr/share/icons/hicolor/scalable/apps/wrapitup.svg",
    "/usr/share/metainfo/app.wrapitup.desktop.metainfo.xml",
    "/usr/share/mime/packages/app.wrapitup.desktop.xml",
    "/usr/share/doc/wrapitup/LICENSE-MIT",
];

/// Installs, starts and removes the packages in that folder.
pub(super) fn check(made: &Path) -> Result<()> {
    system::install(TOOLS)?;
    describes_itself()?;
    deb(&only(&made.join("deb"), "deb")?)?;
    rpm(&only(&made.join("rpm"), "rpm")?)?;
    println!("Both packages install, bring what they should, and go away again");
    Ok(())
}

/// The entry for software centres says what its standard asks for.
fn describes_itself() -> Result<()> {
    let entry = paths::root().join("src-tauri/linux/wrapitup.metainfo.xml");
    process::run(process::command("appstreamcli", &paths::root()).args(["validate", "--no-net"]).arg(entry))
}

fn deb(package: &Path) -> Result<()> {
    let system = paths::target().join("fresh-debian");
    if !system.join("etc/debian_version").is_file() {
        // A folder that was begun and not finished is of no use.
        if system.exists() {
            fs::remove_dir_all(&system)?;
        }
        process::run(
            process::command("debootstrap", &paths::root())
                .args(["--variant=minbase", "bookworm"])
                .arg(&system)
                .arg(mirror()?),
        )?;
    }
    fs::copy(package, system.join("opt/wrapitup.deb"))?;
    fs::write(system.join("opt/inside.sh"), INSIDE)?;
    fs::write(system.join("opt/brought"), BROUGHT.join("\n") + "\n")?;
    for settings in ["etc/resolv.conf", "etc/hosts"] {
        fs::copy(Path::new("/").join(settings), system.join(settings)).ok();
    }
    // In name spaces of its own, so that whatever it mounts and starts ends with it.
    process::run(
        process::command("unshare", &paths::root())
            .args(["--mount", "--pid", "--fork", "--kill-child", "sh", "-ec"])
            .arg(
                "mount -t proc proc \"$1/proc\"; mount -t sysfs sysfs \"$1/sys\"; mount -t tmpfs tmpfs \"$1/tmp\"
                 mount --bind /dev \"$1/dev\"; mkdir -p \"$1/dev/shm\"; exec chroot \"$1\" /bin/sh -e /opt/inside.sh",
            )
            .arg("sh")
            .arg(&system),
    )
}

fn rpm(package: &Path) -> Result<()> {
    let root = paths::root();
    let files = process::output(process::command("rpm", &root).args(["-qpl"]).arg(package))?;
    for brought in BROUGHT {
        ensure!(files.lines().any(|file| file == *brought), "the .rpm lacks {brought}:\n{files}");
    }
    let asked = process::output(process::command("rpm", &root).args(["-qpR"]).arg(package))?;
    ensure!(asked.contains("webkit2gtk"), "the .rpm does not ask for the web view:\n{asked}");
    let system = paths::target().join("fresh-rpm");
    if system.exists() {
        fs::remove_dir_all(&system)?;
    }
    fs::create_dir_all(&system)?;
    let rpm = |options: &[&str], what: &str| {
        process::run(process::command("rpm", &root).arg("--root").arg(&system).args(options).arg(what))
    };
    rpm(&["--install", "--nodeps", "--noscripts"], &package.to_string_lossy())?;
    for brought in BROUGHT {
        ensure!(system.join(brought.trim_start_matches('/')).exists(), "the .rpm did not install {brought}");
    }
    rpm(&["--erase", "--noscripts"], "wrapitup")?;
    for brought in BROUGHT {
        ensure!(!system.join(brought.trim_start_matches('/')).exists(), "the .rpm left {brought} behind");
    }
    Ok(())
}

/// Returns where this system has its packages from.
fn mirror() -> Result<String> {
    let policy =
        process::output(process::command("apt-cache", &paths::root()).args(["policy", "base-files"]))?;
    let found =
        policy.lines().filter_map(|line| line.split_whitespace().find(|word| word.starts_with("http")));
    found.map(str::to_owned).next().context("no mirror of Debian in this system's sources")
}

/// Returns the one file of a kind in a folder.
fn only(folder: &Path, kind: &str) -> Result<PathBuf> {
    let files = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    let mut found: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    found.retain(|file| file.extension().is_some_and(|extension| extension == kind));
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => bail!("not one .{kind} in {} but {}", folder.display(), found.len()),
    }
}
