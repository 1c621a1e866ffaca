//! How the application is set up on this device: a word for each preference, under a name.
//!
//! What a word means is known to whoever acts on it; a word that means nothing there counts as none. So an older
//! program and a newer one can share a file.

/// The theme: `system`, `light`, `dark`, `contrast` or `contrast-dark`.
pub const THEME: &str = "theme";
/// How close things stand: `comfortable` or `compact`.
pub const DENSITY: &str = "density";
/// The size of all text in per cent, 80 to 200.
pub const TEXT: &str = "text";
/// How wide texts run: `narrow`, `normal` or `wide`.
pub const MEASURE: &str = "measure";
/// Whether things move: `system`, `less` or `full`.
pub const MOTION: &str = "motion";
/// Whether links are underlined: `on` or `off`.
pub const LINKS: &str = "links";
/// Whether spelling is checked: `on` or `off`.
pub const SPELLING: &str = "spelling";
/// The languages in which it is: codes such as `en_GB`, apart by a space; none for those of the system.
pub const LANGUAGES: &str = "languages";
/// Whether single letters act: `on` or `off`.
pub const LETTERS: &str = "letters";
/// Other keys than those that the application comes with: an object from an action's name to keys; no keys for `""`.
pub const KEYS: &str = "keys";
/// What opens at the start: `today`, `reviews`, `journeys`, or `last` for where one was.
pub const START: &str = "start";
/// The address of the page where one was.
pub const LAST: &str = "last";
/// Whether the rail shows only its icons: `folded` or `open`.
pub const RAIL: &str = "rail";
/// Whether the tour was taken or put aside: `done`.
pub const TOUR: &str = "tour";
/// What closing the window does: `quit`, or `tray` to go on in the tray.
pub const CLOSING: &str = "closing";
/// Whether a key goes to the next review from anywhere: `on` or `off`.
pub const NEXT_REVIEW_KEY: &str = "next_review_key";
/// Whether the application looks for newer versions by itself: `on` or `off`.
pub const LOOK_FOR_UPDATES: &str = "look_for_updates";

/// Every name.
pub const NAMES: &[&str] = &[
    THEME,
    DENSITY,
    TEXT,
    MEASURE,
    MOTION,
    LINKS,
    SPELLING,
    LANGUAGES,
    LETTERS,
    KEYS,
    START,
    LAST,
    RAIL,
    TOUR,
    CLOSING,
    NEXT_REVIEW_KEY,
    LOOK_FOR_UPDATES,
];
