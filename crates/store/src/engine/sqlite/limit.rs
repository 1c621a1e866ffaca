//! The limit that a system may set on the size of files. Reaching it sends a signal, which ends a program that does not
//! heed it; heeded, the write fails, and the person is told that there is no room.

#[cfg(unix)]
mod signal {
    use signal_hook::{consts::SIGXFSZ, flag};
    use std::sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    };

    /// Raised by the signal; none when the system takes no handler, and things are as they were.
    static REACHED: OnceLock<Option<Arc<AtomicBool>>> = OnceLock::new();

    pub(in super::super) fn heed() {
        REACHED.get_or_init(|| {
            let reached = Arc::new(AtomicBool::new(false));
            flag::register(SIGXFSZ, Arc::clone(&reached)).ok()?;
            Some(reached)
        });
    }

    pub(in super::super) fn was_reached() -> bool {
        let reached = REACHED.get().and_then(Option::as_ref);
        reached.is_some_and(|reached| reached.swap(false, Ordering::Relaxed))
    }
}

#[cfg(not(unix))]
mod signal {
    pub(in super::super) fn heed() {}

    pub(in super::super) fn was_reached() -> bool {
        false
    }
}

/// Makes this process outlive the limit, from now on.
pub(super) use signal::heed;
/// Returns whether the limit was reached since the last call.
pub(super) use signal::was_reached;
