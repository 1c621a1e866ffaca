//! The pages as a file. It is written as PDF/UA-1, the standard of files that everybody can read, and where a text holds
//! what that standard forbids (characters that no font of the computer has), as the same file without the claim.

use crate::PaperError;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::look;
use crate::pages::Placed;
use crate::set::{self, Piece, Role, Setting};
use crate::tags::{self, Drawn};
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use parley::Run;
use std::collections::HashMap;
use std::ops::Range;

/// Returns the file.
pub(crate) fn pdf(
    document: &Document,
    pieces: &[Piece],
    pages: &[Vec<Placed>],
    fonts: &mut Fonts,
) -> Result<Vec<u8>, PaperError> {
    let title = set::foot(&document.title, fonts);
    let numbers = (1..=pages.len()).map(|page| {
        let mut number = set::foot(&format!("{page} / {}", pages.len()), fonts);
        number.x += look::TEXT_WIDTH - number.layout.width();
        number
    });
    let feet = Feet { title, numbers: numbers.collect() };
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let claim = accessible.map_err(|error| PaperError::Unwritable(format!("{error:?}")))?;
    let written = match file(document, pieces, pages, &feet, claim) {
        Err(KrillaError::Validation(_)) => file(document, pieces, pages, &feet, Configuration::default()),
        written => written,
    };
    written.map_err(|error| PaperError::Unwritable(format!("{error:?}")))
}

/// What stands at the foot of each page.
struct Feet {
    title: Setting,
    numbers: Vec<Setting>,
}

fn file(
    document: &Document,
    pieces: &[Piece],
    pages: &[Vec<Placed>],
    feet: &Feet,
    configuration: Configuration,
) -> Result<Vec<u8>, KrillaError> {
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut file = krilla::Document::new_with(settings);
    let mut pen = Pen::default();
    let mut drawn: Vec<Drawn> = pieces.iter().map(|_| Drawn::default()).collect();
    let mut headings = Vec::new();
    for (number, (lines, foot)) in pages.iter().zip(&feet.numbers).enumerate() {
        let mut page =
            file.start_page_with(PageSettings::from_wh(look::PAGE.0, look::PAGE.1).unwrap_or_default());
        let mut surface = page.surface();
        for placed in lines {
            let (Some(piece), Some(drawn)) = (pieces.get(placed.piece), drawn.get_mut(placed.piece)) else {
                continue;
            };
            let y = look::TOP + placed.y;
            if let (Role::Heading(rank, title), 0) = (&piece.role, placed.line) {
                headings.push((*rank, title.as_str(), number, y));
            }
            if let (Some(marker), 0) = (&piece.marker, placed.line) {
                drawn.marker = Some(surface.start_tagged(words()));
                pen.line(&mut surface, marker, 0, y);
                surface.end_tagged();
            }
            drawn.lines.push(surface.start_tagged(words()));
            pen.line(&mut surface, &piece.set, placed.line, y);
            surface.end_tagged();
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        pen.line(&mut surface, &feet.title, 0, look::FOOT);
        pen.line(&mut surface, foot, 0, look::FOOT);
        surface.end_tagged();
        surface.finish();
        page.finish();
    }
    file.set_outline(tags::outline(&headings));
    file.set_tag_tree(tags::tree(pieces, drawn));
    file.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .authors(vec![document.author.clone()])
            .creator("Wrap It Up".to_owned())
            .language(document.language.clone()),
    );
    file.finish()
}

fn words() -> ContentTag<'static> {
    ContentTag::Span(SpanTag::empty())
}

/// What draws lines. It keeps the fonts that it was handed, as the file needs them.
#[derive(Default)]
struct Pen {
    fonts: HashMap<Key, Option<Font>>,
}

/// A font as the layout names it: its file, its place in it, and its shape as bits, where it has several.
type Key = (u64, u32, Vec<([u8; 4], u32)>);

impl Pen {
    /// Draws a line of a text whose line box begins at a height.
    fn line(&mut self, surface: &mut Surface, set: &Setting, number: usize, top: f32) {
        let Some(line) = set.layout.get(number) else { return };
        let [red, green, blue] = set.look.ink;
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            opacity: NormalizedF32::ONE,
            rule: krilla::paint::FillRule::default(),
        }));
        let metrics = line.metrics();
        let baseline = top + metrics.baseline - metrics.block_min_coord;
        let mut x = set.x + metrics.offset;
        for run in line.runs() {
            let glyphs = glyphs(&run);
            if let (Some(font), false) = (self.font(&run), glyphs.is_empty()) {
                let start = Point::from_xy(x, baseline);
                surface.draw_glyphs(start, &glyphs, font, &set.text, run.font_size(), false);
            }
            x += run.advance();
        }
    }

    fn font(&mut self, run: &Run<()>) -> Option<Font> {
        let font = run.font();
        let synthesis = run.synthesis();
        let shape: Vec<(Tag, f32)> = synthesis
            .variation_settings()
            .iter()
            .map(|(tag, value)| (Tag::new(&tag.to_be_bytes()), *value))
            .collect();
        let bits = shape.iter().map(|(tag, value)| (*tag.get(), value.to_bits())).collect();
        let known = self.fonts.entry((font.data.id(), font.index, bits)).or_insert_with(|| {
            let (data, _) = font.data.clone().into_raw_parts();
            Font::new_variable(data.into(), font.index, &shape)
        });
        known.clone()
    }
}

/// Returns the glyphs of a run from left to right, each with the characters it stands for.
fn glyphs(run: &Run<()>) -> Vec<KrillaGlyph> {
    let size = run.font_size();
    // Letters that are drawn as one are told as a first cluster with the glyphs and others without.
    let mut parts: Vec<(Range<usize>, Vec<parley::Glyph>)> = Vec::new();
    for cluster in run.clusters() {
        match parts.last_mut() {
            Some((range, _)) if cluster.is_ligature_continuation() => range.end = cluster.text_range().end,
            _ => parts.push((cluster.text_range(), cluster.glyphs().collect())),
        }
    }
    if run.is_rtl() {
        parts.reverse();
    }
    let drawn = parts.into_iter().flat_map(|(range, glyphs)| {
        glyphs.into_iter().map(move |glyph| {
            KrillaGlyph::new(
                GlyphId::new(glyph.id),
                glyph.advance / size,
                glyph.x / size,
                glyph.y / size,
                0.0,
                range.clone(),
                None,
            )
        })
    });
    drawn.collect()
}
