//! `cargo xtask serve`: builds the server and the interface for browsers, and runs it on this computer, with data of its own
//! below `target`.

use std::env;
use std::fs;

use anyhow::{Result, bail};

use crate::{paths, process, web};

/// The password of everybody who is invented, on a server that this computer alone can reach.
const SAMPLE_PASSWORD: &str = "four words for everybody";

/// Builds the server and runs it until it is stopped. With `--sample` it is filled first, if nobody is in it; with
/// `--fresh` it begins anew.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let data = paths::target().join("server-data");
    let mut sample = false;
    for arg in args {
        match arg.as_str() {
            "--sample" => sample = true,
            "--fresh" => drop(fs::remove_dir_all(&data)),
            unknown => {
                bail!(
                    "unknown option {unknown}; there are --sample, which fills it, and --fresh, which empties it"
                )
            }
        }
    }
    // Whoever names a folder has built it themselves.
    let web = env::var_os("WRAPITUP_WEB").is_none();
    if web {
        web::build_if_changed()?;
    }
    process::run(process::command("cargo", &paths::root()).args(["build", "--package", "server"]))?;
    let program = paths::target().join("debug/wrapitup-server");
    let told = |word: &str| {
        let mut command = process::command(&program, &paths::root());
        command.arg(word);
        if env::var_os("WRAPITUP_DATA").is_none() {
            command.env("WRAPITUP_DATA", &data);
        }
        if web {
            command.env("WRAPITUP_WEB", paths::bundle());
        }
        command
    };
    if sample && !data.join("wrapitup.db").exists() {
        fs::create_dir_all(&data)?;
        let password = data.join("sample-password");
        fs::write(&password, SAMPLE_PASSWORD)?;
        process::run(told("sample").arg("--password-file").arg(&password))?;
        println!("Everybody's password is: {SAMPLE_PASSWORD}");
    }
    process::run(&mut told("serve"))
}
