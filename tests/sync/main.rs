//! Synchronisation, told with real stores on both sides and no network between them: what a device has is what its person may
//! see, what it does offline is done once, and no text is lost. What a network does to it is told elsewhere.

#[cfg(test)]
mod authority;
#[cfg(test)]
mod away;
#[cfg(test)]
mod beside;
#[cfg(test)]
mod damaged;
#[cfg(test)]
mod device;
#[cfg(test)]
mod mended;
#[cfg(test)]
mod mishaps;
#[cfg(test)]
mod together;

/// The long form of [`mended`]: `cargo xtask soak every_page`.
#[test]
#[ignore = "a long form"]
fn soak_every_page() {
    mended::every_page();
}
