//! Waiting for what another process does.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long the page may take until something that is waited for is there.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// How often the page is asked meanwhile.
const BETWEEN: Duration = Duration::from_millis(25);

#[expect(clippy::disallowed_methods, reason = "another process can only be asked again and again")]
pub(crate) fn until(what: &str, mut done: impl FnMut() -> Result<bool>) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while !done()? {
        if Instant::now() > deadline {
            bail!("waited {} s in vain for {what}", PATIENCE.as_secs());
        }
        std::thread::sleep(BETWEEN);
    }
    Ok(())
}
