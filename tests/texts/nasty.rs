//! Texts that programs stumble over.

/// Short ones.
pub(crate) const NASTY: &[&str] = &[
    // What SQL, patterns, templates, shells, spreadsheets and JSON read as their own.
    "Robert'); DROP TABLE people;-- \" OR \"\"=\" $1 ? :name @x %s {0} 100%_[a-z]* \\ \u{60}",
    "=HYPERLINK(\"https://example.org\")<script>alert(1)</script>&amp;",
    "{\"type\":\"doc\"}",
    "null",
    // Half of a pair, as JSON would write it.
    "\\ud800",
    // Beyond the first plane, joined, with a colour and a flag.
    "👩🏽\u{200d}⚕\u{fe0f} 🇵🇸 🏳\u{fe0f}\u{200d}🌈",
    // What nobody can see.
    "a\0b",
    "\u{1}\u{2}x\u{7}\u{8}y\u{1b}[31m\u{7f}\u{85}\u{9b}z",
    "\u{feff}a\u{200b}b\u{2060}\u{fffe}\u{e000}\u{10ffff}",
    // What turns the line around.
    "\u{202e}gnp.exe\u{2066}\u{200f}",
    // One sign twice: whole, and as a letter with its accent.
    "Ren\u{e9}",
    "Rene\u{301}",
    // Nothing to read.
    "",
    " \t\u{a0}\u{3000}\n\r\n",
];

/// A text of 10 MB.
pub(crate) fn long() -> String {
    "ж".repeat(5 << 20)
}
