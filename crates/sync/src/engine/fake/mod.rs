//! A device whose file is a list, a server whose memory is another, and a bench that leads an engine between them.

mod bench;
mod list;
mod memory;

pub(crate) use bench::Bench;
pub(crate) use list::{Ill, List};
pub(crate) use memory::Memory;

use super::Random;

/// Random bits of a seed.
#[derive(Debug)]
pub(crate) struct Seeded(pub(crate) u64);

impl Random for Seeded {
    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
