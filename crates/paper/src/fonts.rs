//! The fonts of the computer, and lines set in them. A letter that the first font lacks is taken from the next that has
//! it, so that every script the computer can show can be printed.

use crate::PaperError;
use crate::document::Span;
use crate::look::{Face, Look};
use parley::style::{FontFamilyName, FontStyle, FontWeight, GenericFamily, LineHeight, OverflowWrap};
use parley::{Alignment, AlignmentOptions, FontContext, Layout, LayoutContext, StyleProperty};

const SERIF: &[FontFamilyName<'static>] = &[
    FontFamilyName::named("Source Serif 4"),
    FontFamilyName::named("Noto Serif"),
    FontFamilyName::named("Georgia"),
    FontFamilyName::Generic(GenericFamily::Serif),
    FontFamilyName::Generic(GenericFamily::SansSerif),
    FontFamilyName::Generic(GenericFamily::Emoji),
];

const SANS: &[FontFamilyName<'static>] = &[
    FontFamilyName::named("Inter"),
    FontFamilyName::named("Noto Sans"),
    FontFamilyName::named("Segoe UI"),
    FontFamilyName::named("Helvetica Neue"),
    FontFamilyName::Generic(GenericFamily::SansSerif),
    FontFamilyName::Generic(GenericFamily::Serif),
    FontFamilyName::Generic(GenericFamily::Emoji),
];

/// The fonts of the computer. Finding them takes a moment, so they are kept for several documents.
pub struct Fonts {
    found: FontContext,
    scratch: LayoutContext<()>,
}

impl Fonts {
    /// Finds the fonts.
    ///
    /// # Errors
    /// When there are none.
    pub fn of_this_computer() -> Result<Self, PaperError> {
        let mut found = FontContext::new();
        let none = found.collection.family_names().next().is_none();
        if none { Err(PaperError::NoFonts) } else { Ok(Self { found, scratch: LayoutContext::new() }) }
    }

    /// Returns a text in lines of a width, with the characters that its places are counted in.
    pub(crate) fn set(&mut self, spans: &[Span], look: Look, width: f32) -> (String, Layout<()>) {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let mut builder = self.scratch.ranged_builder(&mut self.found, &text, 1.0, false);
        let families = match look.face {
            Face::Serif => SERIF,
            Face::Sans => SANS,
        };
        builder.push_default(families);
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(FontWeight::new(look.weight));
        builder.push_default(LineHeight::FontSizeRelative(look.leading));
        // A word longer than a line is broken where the line ends.
        builder.push_default(OverflowWrap::Anywhere);
        let mut start = 0;
        for span in spans {
            let range = start..start + span.text.len();
            start = range.end;
            if span.bold {
                builder.push(FontWeight::BOLD, range.clone());
            }
            if span.italic {
                builder.push(FontStyle::Italic, range);
            }
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        (text, layout)
    }
}
