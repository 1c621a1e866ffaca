//! The file and its backups in words.

use crate::text::figure;
use device::storage::{Restored, Unread, Why};

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

/// What is in the place of a damaged file, beside what was found in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Instead {
    /// A backup: what was written after it was looked for.
    Backup,
    /// What the server gives: what it does not have was looked for.
    Server,
    /// Nothing.
    Nothing,
}

/// Says what was found in a file that was damaged; nothing, where nothing was looked for.
pub(super) fn found(restored: &Restored, instead: Instead) -> Option<String> {
    restored.aside.as_ref()?;
    if let Some(unread) = &restored.unread {
        return Some(mended(unread));
    }
    let Restored { put_back, kept, lost, .. } = *restored;
    let mut said = Vec::new();
    let (one, many, none) = match instead {
        Instead::Backup => (
            "One text that was written since",
            "texts that were written since",
            "Nothing that was written after it was found in the damaged file.",
        ),
        Instead::Server => (
            "One change that had not been sent",
            "changes that had not been sent",
            "Nothing was found in it that had not been sent.",
        ),
        Instead::Nothing => ("One text", "texts", "No text was found in it."),
    };
    match put_back {
        0 => {}
        1 => said.push(format!("{one} was found in it, and is where it was.")),
        texts => said.push(format!("{texts} {many} were found in it, and are where they were.")),
    }
    match kept {
        0 => {}
        1 => said.push("One more is among the kept drafts, under Reviews.".to_owned()),
        texts => said.push(format!("{texts} more are among the kept drafts, under Reviews.")),
    }
    if put_back + kept + lost == 0 {
        said.push(none.to_owned());
    }
    match lost {
        0 => {}
        1 => said.push("One text could be read, and its review or section is not known any more.".to_owned()),
        texts => said.push(format!(
            "{texts} texts could be read, and their reviews or sections are not known any more."
        )),
    }
    if instead == Instead::Server {
        said.push("Everything else comes from the server again.".to_owned());
    }
    Some(said.join(" "))
}

/// Says what could not be read in a file that was mended: what is lost first.
fn mended(unread: &[Unread]) -> String {
    let listed = |again: bool| {
        let things = unread.iter().filter(|one| one.again == again);
        things.map(|one| format!("{} ({})", one.what, one.count)).collect::<Vec<_>>().join(", ")
    };
    let (lost, again) = (listed(false), listed(true));
    let mut said = Vec::new();
    if !lost.is_empty() {
        said.push(format!(
            "These could not be read and are nowhere else: {lost}. Look at what you did last, and do again what is missing."
        ));
    }
    if !again.is_empty() {
        said.push(format!("These could not be read, and come from the server again: {again}."));
    }
    said.push(
        if unread.is_empty() { "Everything in it could be read." } else { "Everything else is kept." }
            .to_owned(),
    );
    said.join(" ")
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

    fn said(put_back: usize, kept: usize, lost: usize, instead: Instead) -> String {
        found(&Restored { aside: Some("x".to_owned()), put_back, kept, lost, unread: None }, instead).unwrap()
    }

    fn restored(put_back: usize, kept: usize, lost: usize) -> String {
        said(put_back, kept, lost, Instead::Backup)
    }

    #[test]
    fn what_was_found_is_told_plainly_and_so_is_what_was_not() {
        assert!(restored(0, 0, 0).starts_with("Nothing that was written after it"));
        assert!(restored(1, 0, 0).starts_with("One text"));
        assert!(restored(12, 2, 0).contains("12 texts") && restored(12, 2, 0).contains("2 more are among"));
        assert!(restored(0, 0, 3).contains("not known any more"));
        let nothing = Restored { aside: None, put_back: 0, kept: 0, lost: 0, unread: None };
        assert_eq!(found(&nothing, Instead::Backup), None);
    }

    #[test]
    fn without_a_backup_nothing_is_said_of_a_time_after_it() {
        for (put_back, instead, text) in [
            (
                0,
                Instead::Server,
                "Nothing was found in it that had not been sent. Everything else comes from the server again.",
            ),
            (
                1,
                Instead::Server,
                "One change that had not been sent was found in it, and is where it was. Everything else comes from \
                 the server again.",
            ),
            (0, Instead::Nothing, "No text was found in it."),
            (4, Instead::Nothing, "4 texts were found in it, and are where they were."),
        ] {
            assert_eq!(said(put_back, 0, 0, instead), text);
        }
    }

    #[test]
    fn what_a_mended_file_lost_is_named_and_what_comes_again_too() {
        let said = |unread: Vec<Unread>| {
            let aside = Some("x".to_owned());
            found(&Restored { aside, put_back: 0, kept: 0, lost: 0, unread: Some(unread) }, Instead::Server)
                .unwrap()
        };
        let one = |what: &str, count, again| Unread { what: what.to_owned(), count, again };
        assert_eq!(said(vec![]), "Everything in it could be read.");
        let some = said(vec![one("changes that were not sent", 1, false), one("answers", 3, true)]);
        assert!(some.contains("nowhere else: changes that were not sent (1)."), "{some}");
        assert!(some.contains("from the server again: answers (3).") && some.ends_with("is kept."), "{some}");
    }
}
