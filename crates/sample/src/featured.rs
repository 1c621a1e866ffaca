//! What is in the persona's court when a sample workspace is opened for the first time.

use crate::plot::{Ending, Plot};
use domain::reviews::Priority;

/// Returns who asks about which section, and how it stands.
pub(crate) fn stories() -> [(&'static str, &'static str, Plot); 4] {
    [
        // The calls are in order now; the mentor has begun to answer.
        (
            "ruth",
            "final_days",
            Plot { window: Some((30, 18)), whole_draft: true, ..Plot::new(Ending::Drafted, 2) },
        ),
        // A long answer to letters that are hard to answer, nearly done.
        (
            "graham",
            "letters",
            Plot { window: Some((64, 48)), whole_draft: true, ..Plot::new(Ending::Drafted, 1) },
        ),
        // A whole wedding party, for the third time.
        ("leila", "guests", Plot { window: Some((44, 28)), ..Plot::new(Ending::Claimed, 3) }),
        // A first question, and the client asked for this mentor.
        (
            "tomasz",
            "money_and_pensions",
            Plot { window: Some((20, 6)), priority: Priority::High, ..Plot::new(Ending::Preferred, 1) },
        ),
    ]
}
