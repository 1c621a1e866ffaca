//! How a second start tells the first what it was started with: through a socket that only this person may open.
//!
//! The socket needs no message bus. Where there is none, nothing can be handed over.

#[cfg(unix)]
mod socket;
#[cfg(unix)]
pub(crate) use socket::{Letterbox, send};

#[cfg(not(unix))]
mod nothing;
#[cfg(not(unix))]
pub(crate) use nothing::{Letterbox, send};
