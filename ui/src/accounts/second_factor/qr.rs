//! A text as a picture that a phone's camera reads.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;
use yew::prelude::*;

/// How wide the empty edge is that a camera needs, in modules.
const QUIET: i32 = 4;

/// Returns the picture of a text; nothing when the text is too long for one.
pub(super) fn picture(text: &str, name: &'static str) -> Html {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return Html::default() };
    let side = code.size() + 2 * QUIET;
    // Dark on light in every theme: many cameras read nothing else.
    html! {
        <svg class="second-factor-picture" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={name} shape-rendering="crispEdges">
            <rect width="100%" height="100%" fill="#fff" />
            <path d={dark(&code)} fill="#000" />
        </svg>
    }
}

/// Returns the dark modules as squares, a path for all of them.
fn dark(code: &QrCode) -> String {
    let mut path = String::new();
    for (x, y) in (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y))) {
        if code.get_module(x, y) {
            // A text takes whatever is written.
            write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).ok();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_its_three_corners_and_an_empty_edge() {
        let address =
            format!("otpauth://totp/Wrap%20It%20Up:someone%40example.org?secret={}", "A".repeat(32));
        let code = QrCode::encode_text(&address, QrCodeEcc::Medium).unwrap();
        let (path, last) = (dark(&code), code.size() + QUIET - 1);
        for corner in [(QUIET, QUIET), (last, QUIET), (QUIET, last)] {
            assert!(path.contains(&format!("M{} {}h", corner.0, corner.1)), "{corner:?}");
        }
        assert!(!path.contains("M3 ") && !path.contains(&format!("M{} ", last + 1)));
    }
}
