//! How the application is set up on this device. `kept` is the file, `first_paint` brings it into the window before
//! anything is drawn, `spelling` tells the web view what concerns it, `commands` is the way in for the window.

pub(crate) mod commands;
mod first_paint;
mod kept;
mod spelling;

pub(crate) use first_paint::FirstPaint;
pub(crate) use kept::Preferences;
pub(crate) use spelling::check;
