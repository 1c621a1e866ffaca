//! The file and its backups in words.

use crate::text::figure;
use device::storage::{Restored, Why};

/// Returns a size as people say it.
#[expect(clippy::cast_precision_loss, reason = "a file is smaller than 2^53 bytes")]
pub(crate) fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} bytes"),
        1_000..1_000_000 => (1e3, "KB"),
        1_000_000..1_000_000_000 => (1e6, "MB"),
        _ => (1e9, "GB"),
    };
    let tenths = (bytes as f64 / unit * 10.0).round() / 10.0;
    format!("{} {name}", figure(tenths))
}

/// Returns why a backup was made.
pub(super) const fn why(why: Why) -> &'static str {
    match why {
        Why::Daily => "Daily",
        Why::Asked => "Made by you",
        Why::Update => "Before an update",
        Why::Restore => "Before restoring",
    }
}

/// Says what was found in a file that was damaged; nothing, where nothing was looked for.
pub(super) fn found(restored: &Restored) -> Option<String> {
    restored.aside.as_ref()?;
    let Restored { put_back, kept, lost, .. } = *restored;
    let mut said = Vec::new();
    match put_back {
        0 => {}
        1 => said.push("One text that was written since was found in it, and is where it was.".to_owned()),
        texts => said.push(format!(
            "{texts} texts that were written since were found in it, and are where they were."
        )),
    }
    match kept {
        0 => {}
        1 => said.push("One more is among the kept drafts, under Reviews.".to_owned()),
        texts => said.push(format!("{texts} more are among the kept drafts, under Reviews.")),
    }
    if put_back + kept + lost == 0 {
        said.push("Nothing that was written after it was found in the damaged file.".to_owned());
    }
    match lost {
        0 => {}
        1 => said.push("One text could be read, and its review or section is not known any more.".to_owned()),
        texts => said.push(format!(
            "{texts} texts could be read, and their reviews or sections are not known any more."
        )),
    }
    Some(said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_a_unit_that_fits() {
        for (bytes, said) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1 KB"),
            (1_540, "1.5 KB"),
            (4_200_000, "4.2 MB"),
            (2_000_000_000, "2 GB"),
        ] {
            assert_eq!(size(bytes), said);
        }
    }

    fn restored(put_back: usize, kept: usize, lost: usize) -> String {
        found(&Restored { aside: Some("x".to_owned()), put_back, kept, lost }).unwrap()
    }

    #[test]
    fn what_was_found_is_told_plainly_and_so_is_what_was_not() {
        assert!(restored(0, 0, 0).starts_with("Nothing that was written after it"));
        assert!(restored(1, 0, 0).starts_with("One text"));
        assert!(restored(12, 2, 0).contains("12 texts") && restored(12, 2, 0).contains("2 more are among"));
        assert!(restored(0, 0, 3).contains("not known any more"));
        assert_eq!(found(&Restored { aside: None, put_back: 0, kept: 0, lost: 0 }), None);
    }
}
