//! Reads the tokens and checks the contrast of every pair that the interface sets, in all four themes: 4.5 for
//! text, 3 for the edges of controls (WCAG 2.2, 1.4.3 and 1.4.11); in high contrast 7 and 4.5.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Text on what it is set on.
const TEXT: &[(&str, &[&str])] = &[
    ("ink", &["paper", "paper-2", "paper-3", "sheet", "accent-soft", "good-soft", "warn-soft", "bad-soft"]),
    ("ink-2", &["paper", "paper-2", "paper-3", "sheet"]),
    ("ink-3", &["paper", "paper-2", "paper-3", "sheet", "accent-soft"]),
    ("accent", &["paper", "paper-2", "paper-3", "sheet", "accent-soft"]),
    ("accent-ink", &["accent", "accent-strong"]),
    ("good", &["paper", "sheet", "good-soft"]),
    ("warn", &["paper", "paper-2", "paper-3", "sheet", "warn-soft"]),
    ("bad", &["paper", "paper-2", "paper-3", "sheet", "bad-soft"]),
    ("bad-ink", &["bad"]),
    ("paper", &["ink"]),
    ("tint-1-ink", &["tint-1"]),
    ("tint-2-ink", &["tint-2"]),
    ("tint-3-ink", &["tint-3"]),
    ("tint-4-ink", &["tint-4"]),
    ("tint-5-ink", &["tint-5"]),
];

/// Edges, focus rings, dots and filled controls on what they stand on.
const CONTROLS: &[(&str, &[&str])] = &[
    ("edge", &["paper", "paper-2", "sheet"]),
    ("focus", &["paper", "paper-2", "paper-3", "sheet"]),
    ("accent", &["paper", "sheet"]),
    ("good", &["paper", "paper-2"]),
    ("warn", &["paper", "paper-2"]),
    ("bad", &["paper", "paper-2"]),
];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Scheme {
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Contrast {
    Usual,
    High,
}

/// What text and controls need of contrast in a theme.
const THEMES: [(Scheme, Contrast, f64, f64); 4] = [
    (Scheme::Light, Contrast::Usual, 4.5, 3.0),
    (Scheme::Dark, Contrast::Usual, 4.5, 3.0),
    (Scheme::Light, Contrast::High, 7.0, 4.5),
    (Scheme::Dark, Contrast::High, 7.0, 4.5),
];

#[test]
fn text_and_controls_can_be_told_from_what_they_stand_on_in_every_theme() {
    let mut poor = Vec::new();
    for (scheme, wanted, text, controls) in THEMES {
        let colours = colours(scheme, wanted);
        for (pairs, least) in [(TEXT, text), (CONTROLS, controls)] {
            for (front, backs) in pairs {
                for back in *backs {
                    let contrast = contrast(colours[*front], colours[*back]);
                    if contrast < least {
                        poor.push(format!(
                            "{scheme:?}, {wanted:?}: --{front} on --{back} is {contrast:.2}, not {least}"
                        ));
                    }
                }
            }
        }
    }
    assert!(poor.is_empty(), "{}", poor.join("\n"));
}

#[test]
fn a_dark_theme_stays_dark_when_more_contrast_is_asked_for() {
    let black = [0.0; 3];
    for contrast_wanted in [Contrast::Usual, Contrast::High] {
        let dark = colours(Scheme::Dark, contrast_wanted);
        assert!(contrast(dark["paper"], black) < 2.0, "{contrast_wanted:?}");
    }
}

#[test]
fn the_measure_knows_black_on_white() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 0.01);
    let white = linear_rgb("oklch(100% 0 0)");
    assert!(white.iter().all(|part| (part - 1.0).abs() < 0.001), "{white:?}");
    // The sRGB primary red, oklch(62.796% 0.25768 29.234).
    let red = linear_rgb("oklch(62.796% 0.25768 29.234)");
    assert!((red[0] - 1.0).abs() < 0.002 && red[1].abs() < 0.002 && red[2].abs() < 0.002, "{red:?}");
}

/// Returns the colours of a theme, as linear RGB.
fn colours(scheme: Scheme, contrast: Contrast) -> BTreeMap<String, [f64; 3]> {
    let (base, high) = TOKENS.split_once("[data-theme^=\"contrast\"] {").unwrap();
    let usual = pairs(base, scheme);
    if contrast == Contrast::Usual {
        return usual;
    }
    let own = pairs(high.split_once('}').unwrap().0, scheme);
    let missing: Vec<_> = usual.keys().filter(|name| !own.contains_key(*name)).collect();
    assert!(missing.is_empty(), "high contrast leaves out {missing:?}");
    own
}

/// Returns one of the two colours of everything that has two, but for what lets something shine through.
fn pairs(css: &str, scheme: Scheme) -> BTreeMap<String, [f64; 3]> {
    let pair = |(name, value): (String, String)| {
        let (light, dark) = value.strip_prefix("light-dark(")?.strip_suffix(')')?.split_once("), ")?;
        let value = if scheme == Scheme::Light { format!("{light})") } else { dark.to_owned() };
        (!value.contains('/')).then(|| (name, linear_rgb(&value)))
    };
    declarations(css).filter_map(pair).collect()
}

fn declarations(css: &str) -> impl Iterator<Item = (String, String)> + '_ {
    css.split(';').filter_map(|declaration| {
        let (name, value) = declaration.rsplit_once("--")?.1.split_once(':')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    })
}

/// Converts `oklch(L% C H)` to linear sRGB (Björn Ottosson, "A perceptual color space for image processing", 2020).
fn linear_rgb(oklch: &str) -> [f64; 3] {
    let parts = oklch.trim_start_matches("oklch(").trim_end_matches(')');
    let [lightness, chroma, hue]: [f64; 3] = parts
        .split_whitespace()
        .map(|part| {
            part.trim_end_matches('%').parse::<f64>().unwrap_or_else(|_| panic!("{oklch} is no colour"))
        })
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let lightness = lightness / 100.0;
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|part| part.clamp(0.0, 1.0))
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |[red, green, blue]: [f64; 3]| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
