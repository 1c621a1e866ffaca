//! Writes the list of migrations into the program, so that a new file in `migrations/` needs no other change.

use std::{env, fmt::Write as _, fs, path::Path, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../migrations");
    // Cargo looks at everything below it.
    println!("cargo:rerun-if-changed={}", root.display());
    let mut list = String::new();
    let lists = [
        ("PORTABLE", "."),
        ("SQLITE", "sqlite"),
        ("POSTGRES", "postgres"),
        ("SERVER", "server"),
        ("DEVICE", "device"),
    ];
    for (name, folder) in lists {
        let folder = root.join(folder);
        writeln!(list, "const {name}: &[(&str, &str)] = &[")?;
        for script in scripts(&folder)? {
            let path = fs::canonicalize(&script)?;
            let step = script.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            writeln!(list, "    ({step:?}, include_str!({:?})),", path.display().to_string())?;
        }
        writeln!(list, "];")?;
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("migrations.rs"), list)?;
    Ok(())
}

/// The SQL files of one folder, in the order of their names; none where there is no such folder.
fn scripts(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut scripts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            scripts.push(path);
        }
    }
    scripts.sort();
    Ok(scripts)
}
