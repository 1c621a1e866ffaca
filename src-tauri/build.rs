//! Tells Tauri what the window may ask for and where the interface is.

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context, Result, bail};

/// The commands of the application itself. What is not listed here, and allowed in `capabilities/`, is refused.
const COMMANDS: &[&str] = &[
    "dispatch",
    "ask",
    "here",
    // The reports.
    "prepare_reports",
    "export_reviews",
    // Who uses the device.
    "account",
    "use_sample",
    "use_nobody",
    "use_account",
    "sign_in",
    "sign_up",
    "forgot_password",
    "open_file",
    "sign_out",
    "devices",
    "device_sign_out",
    "open_account",
    // Synchronisation.
    "sync_standing",
    "sync_now",
    "network_changed",
    "attention",
    "attention_act",
    "keep_as_file",
    // The file.
    "storage",
    "back_up",
    "check_file",
    "restore",
    "begin_anew",
    "look_again",
    "export_data",
    // The preferences.
    "keep_preference",
    "spelling",
    // The log and what is left of mistakes.
    "about",
    "mistakes",
    "delete_mistake",
    "show_folder",
    "tell_failure",
    // Being there without a window in front.
    "background",
    "start_with_computer",
    // Newer versions.
    "update",
    "look_for_update",
    "fetch_update",
    "install_update",
];

fn main() -> Result<()> {
    let bundle = bundle()?;
    if !bundle.join("index.html").is_file() {
        fs::create_dir_all(&bundle)?;
        fs::write(
            bundle.join("index.html"),
            "<!doctype html><title>Wrap It Up</title><p>Run cargo xtask web.</p>\n",
        )?;
    }
    println!("cargo:rerun-if-changed={}", bundle.display());
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    // Read by Tauri's macros: the interface lies in the target folder, wherever cargo was told to have it.
    let frontend = serde_json::json!({ "frontendDist": bundle });
    let merged = match updates()? {
        Some(updates) => serde_json::json!({ "build": frontend, "plugins": { "updater": updates } }),
        None => serde_json::json!({ "build": frontend }),
    };
    println!("cargo:rustc-env=TAURI_CONFIG={merged}");
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS))
            .capabilities_path_pattern("./src-tauri/capabilities/**/*.json"),
    )
}

/// Returns where `cargo xtask web` puts the interface: in cargo's target folder, wherever that is.
fn bundle() -> Result<PathBuf> {
    // target/[TRIPLE/]PROFILE/build/PACKAGE/out
    let out = PathBuf::from(env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?);
    let mut target = out.ancestors().skip(4);
    let above_profile = target.next().context("cargo builds into a target folder")?;
    let is_triple = above_profile.file_name() == env::var_os("TARGET").as_deref();
    let target = if is_triple { target.next().unwrap_or(above_profile) } else { above_profile };
    Ok(target.join("bundle"))
}

/// Returns where newer versions are looked for and the key that signs them, if whoever builds says so. Without it the
/// application looks nowhere.
fn updates() -> Result<Option<serde_json::Value>> {
    let given = |name: &str| {
        println!("cargo:rerun-if-env-changed={name}");
        env::var(name).ok().filter(|word| !word.is_empty())
    };
    match (given("WRAPITUP_UPDATE_ADDRESS"), given("WRAPITUP_UPDATE_KEY")) {
        (None, None) => Ok(None),
        (Some(address), Some(key)) if address.starts_with("https://") => {
            Ok(Some(serde_json::json!({ "endpoints": [address], "pubkey": key })))
        }
        (Some(_), Some(_)) => bail!("WRAPITUP_UPDATE_ADDRESS has to begin with https://"),
        _ => bail!("WRAPITUP_UPDATE_ADDRESS and WRAPITUP_UPDATE_KEY belong together: set both or neither"),
    }
}
