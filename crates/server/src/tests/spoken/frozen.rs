//! The recordings that were frozen, and how one is made.

use super::fits::Secrets;
use super::recording::Exchange;
use super::script;
use crate::tests::accounts::House;
use brotli::enc::BrotliEncoderParams;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};
use store::Store;
use store::engine::{Place, SqliteOptions};
use testkit::HISTORY;

const FILE: &str = "server.db.br";
const SAID: &str = "said.json.br";

/// Returns the folders of what was frozen.
pub(super) fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/upgrade");
    fs::read_dir(all).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
}

/// Returns what a packed file holds.
pub(super) fn unpacked(file: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let packed = fs::File::open(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    brotli::Decompressor::new(packed, 4096).read_to_end(&mut bytes).unwrap();
    bytes
}

fn pack(file: &Path, bytes: &[u8]) {
    let how = BrotliEncoderParams { quality: 11, lgwin: 24, ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut fs::File::create(file).unwrap(), &how).unwrap();
}

/// Starts a server over a file, which is brought up to date.
pub(super) fn serve(file: &Path) -> House {
    let store = Store::open_server(&Place::Sqlite(SqliteOptions::at(file)), HISTORY).unwrap();
    House::over(Arc::new(store), |_| {})
}

#[test]
fn what_every_version_said_to_its_server_is_answered_as_it_was_answered_then() {
    let all = folders().into_iter().map(|folder| folder.join("server"));
    let recorded: Vec<PathBuf> = all.filter(|folder| folder.is_dir()).collect();
    assert!(!recorded.is_empty(), "nothing was recorded");
    for folder in recorded {
        let here = tempfile::tempdir().unwrap();
        let file = here.path().join("server.db");
        fs::write(&file, unpacked(&folder.join(FILE))).unwrap();
        let said: Vec<Exchange> = serde_json::from_slice(&unpacked(&folder.join(SAID))).unwrap();
        assert!(said.len() > 40, "{} were said", said.len());
        let (house, mut secrets) = (serve(&file), Secrets::new());
        for exchange in said {
            let again = exchange.again(&house, &mut secrets);
            assert_eq!(again, Ok(()), "{}", folder.display());
        }
    }
}

#[test]
#[ignore = "cargo xtask freeze runs it"]
fn freeze_what_is_said_to_a_server() {
    let folder = PathBuf::from(env::var_os("WRAPITUP_FREEZE").expect("cargo xtask freeze says where"));
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("server.db");
    script::fill(&file);
    pack(&folder.join(FILE), &fs::read(&file).unwrap());
    let said = script::converse(&serve(&file));
    pack(&folder.join(SAID), &serde_json::to_vec(&said).unwrap());
}
