//! The engine: what to send, what to ask for, and when to try again. Pure: it has no threads, no clock and no network, so
//! that a test can lead it through years of bad connections in a moment. All that it touches is the [`Device`], the
//! person's file.
//!
//! Start at [`Engine::step`]. Whatever happens, it then looks at everything anew and starts what may be started; nothing
//! ever waits for one certain event. As long as something is to be sent, it asks to be woken within [`LONGEST`].

mod answer;
mod backoff;
mod decide;
mod device;
mod event;
mod gate;
mod lane;
mod listen;
mod pull;
mod push;
mod random;
mod report;
mod time;

pub use answer::Answer;
pub use decide::{Engine, LONGEST};
pub use device::{Absorbed, Device, DeviceError, Due, Standing, Wish};
pub use event::{Alarm, Effect, Event, ReqId, Step};
pub use random::Random;
pub use time::{Now, Steady};

#[cfg(test)]
pub(crate) mod fake;
#[cfg(test)]
mod liveness_tests;
#[cfg(test)]
mod replies_tests;
#[cfg(test)]
mod rhythm_tests;
