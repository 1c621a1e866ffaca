//! What the store keeps when the power fails or the disk does: nothing that it acknowledged is ever lost, and it
//! says plainly what it could not do.
//!
//! `shim.c` stands between a program and the C library; `shim.rs` starts programs under it. `recording.rs` reads what
//! it wrote down, `disk.rs` is a disk whose power can be cut at any moment of a recording.
#![cfg(target_os = "linux")]

#[cfg(test)]
mod backups;
#[cfg(test)]
mod compiled;
#[cfg(test)]
mod crowd;
#[cfg(test)]
mod damaged;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod examine;
#[cfg(test)]
mod failing;
#[cfg(test)]
mod files;
#[cfg(test)]
mod first_start;
#[cfg(test)]
mod legible;
#[cfg(test)]
mod long_reader;
#[cfg(test)]
mod migrating;
#[cfg(test)]
mod one_bit;
#[cfg(test)]
mod power;
#[cfg(test)]
mod read_only;
#[cfg(test)]
mod recording;
#[cfg(test)]
mod room;
#[cfg(test)]
mod shim;

#[test]
#[ignore = "takes many minutes; `cargo xtask soak power`"]
fn soak_power() {
    power::soak();
}

#[test]
#[ignore = "a minute of 320 threads; `cargo xtask soak crowd`"]
fn soak_crowd() {
    crowd::soak();
}
