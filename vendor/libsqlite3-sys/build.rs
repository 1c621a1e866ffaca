//! Compiles the SQLCipher amalgamation and hands the crate its bindings.
//!
//! OpenSSL's libcrypto does the encryption, except on Windows, which has no system copy of it: there
//! libtomcrypt is compiled in (about half as fast).

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Switched on, without a value. Not among them, though usual: `SQLITE_ENABLE_MEMORY_MANAGEMENT`, with which all
/// connections take turns at one lock for every page that they read, and `SQLITE_ENABLE_STAT4`, whose figures nobody takes.
const FLAGS: &[&str] = &[
    "HAVE_ISNAN",
    "SQLITE_CORE",
    "SQLITE_ENABLE_API_ARMOR",
    "SQLITE_ENABLE_COLUMN_METADATA",
    "SQLITE_ENABLE_DBSTAT_VTAB",
    "SQLITE_ENABLE_FTS5",
    "SQLITE_ENABLE_PREUPDATE_HOOK",
    "SQLITE_ENABLE_RTREE",
    "SQLITE_ENABLE_SESSION",
    "SQLITE_ENABLE_UNLOCK_NOTIFY",
    "SQLITE_HAS_CODEC",
    "SQLITE_USE_URI",
];

/// Set to a value. SQLCipher refuses to compile without the last three.
const VALUES: &[(&str, &str)] = &[
    ("HAVE_USLEEP", "1"),
    // Counting the memory takes a lock that all connections share, and nothing asks for the count.
    ("SQLITE_DEFAULT_MEMSTATUS", "0"),
    ("SQLITE_DEFAULT_FOREIGN_KEYS", "1"),
    ("SQLITE_ENABLE_LOAD_EXTENSION", "1"),
    ("SQLITE_THREADSAFE", "1"),
    ("SQLITE_EXTRA_INIT", "sqlcipher_extra_init"),
    ("SQLITE_EXTRA_SHUTDOWN", "sqlcipher_extra_shutdown"),
    ("SQLITE_TEMP_STORE", "2"),
];

fn main() {
    println!("cargo:rerun-if-changed=bindings.rs");
    println!("cargo:rerun-if-changed=build.rs");
    let source = sqlcipher_src::source_dir();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::copy("bindings.rs", out.join("bindgen.rs")).expect("the bindings are beside this file");
    println!("cargo:include={}", source.display());

    let windows = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "windows");
    let mut sqlite = cc::Build::new();
    sqlite.file(source.join(sqlcipher_src::SOURCE_FILE)).include(source).warnings(false);
    for flag in FLAGS {
        sqlite.define(flag, None);
    }
    for (name, value) in VALUES {
        sqlite.define(name, *value);
    }
    if windows {
        sqlite.define("SQLCIPHER_CRYPTO_LIBTOMCRYPT", None);
        sqlite.include(source.join(sqlcipher_src::LIBTOMCRYPT_INCLUDE_DIR));
    } else {
        sqlite.define("SQLCIPHER_CRYPTO_OPENSSL", None);
        sqlite.define("HAVE_LOCALTIME_R", None);
    }
    // The order of the libraries matters to the linker: what is used comes after its user.
    sqlite.compile("sqlite3");
    if windows {
        compile_libtomcrypt(source);
    } else {
        println!("cargo:rustc-link-lib=dylib=crypto");
    }
}

fn compile_libtomcrypt(source: &Path) {
    let mut tomcrypt = cc::Build::new();
    tomcrypt.include(source.join(sqlcipher_src::LIBTOMCRYPT_INCLUDE_DIR)).warnings(false);
    tomcrypt.define("LTC_SOURCE", None).define("LTC_NO_TEST", None);
    for file in sqlcipher_src::LIBTOMCRYPT_SOURCES {
        tomcrypt.file(source.join(file));
    }
    tomcrypt.compile("tomcrypt");
}
