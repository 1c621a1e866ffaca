//! Texts that wait for their author: refused ones that were kept, and drafts of reviews that the mentor no
//! longer holds.

use super::held::held;
use super::kept_places::Places;
use crate::StoreError;
use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::visible;
use domain::base::Stored;
use domain::reviews::{ClaimEnd, KeptPurpose, KeptTextId, KeptView, Offered, SubmissionId};
use domain::richtext::RichText;

pub(super) const KEPT: Stmt = Stmt::new(
    "reviews.kept",
    concat!(
        "SELECT t.id, t.submission_id, t.purpose, t.body, t.reason, t.kept_at
         FROM kept_texts t
         WHERE t.author_id = $1 AND t.dismissed_at IS NULL AND ",
        visible!("t", "kept_texts"),
        " ORDER BY t.kept_at DESC, t.id"
    ),
);

/// Notes and comments on rounds that the viewer does not hold; `$2` is an empty note.
pub(super) const LOST_DRAFTS: Stmt = Stmt::new(
    "reviews.lost_drafts",
    concat!(
        "SELECT d.submission_id, 'note', d.body, d.updated_at, d.id
         FROM review_drafts d
         WHERE d.mentor_id = $1 AND d.body <> $2
         AND d.submission_id NOT IN
             (SELECT t.id
              FROM claims c
              JOIN section_reviews t ON t.id = c.submission_id
              WHERE ",
        held!(),
        ")
         AND ",
        visible!("d", "review_drafts"),
        " UNION ALL
         SELECT d.submission_id, 'comment', d.body, d.updated_at, d.id
         FROM draft_comments d
         WHERE d.mentor_id = $1
         AND d.submission_id NOT IN
             (SELECT t.id
              FROM claims c
              JOIN section_reviews t ON t.id = c.submission_id
              WHERE ",
        held!(),
        ")
         AND ",
        visible!("d", "draft_comments"),
        " ORDER BY 4 DESC, 5"
    ),
);

/// Returns what waits for the viewer, newest first.
pub(super) fn kept(reader: &mut Reader) -> Result<Vec<KeptView>, StoreError> {
    let kept = reader.rows(&KEPT, &[])?;
    let lost = reader.rows(&LOST_DRAFTS, &[RichText::default().to_value()])?;
    if kept.is_empty() && lost.is_empty() {
        return Ok(Vec::new());
    }
    let mut places = Places::read(reader)?;
    let mut list = Vec::new();
    for row in &kept {
        list.push(refused(reader, row, &mut places)?);
    }
    for row in &lost {
        let draft = lost_draft(reader, row, &mut places)?;
        if !list.iter().any(|known| same_text(known, &draft)) {
            list.push(draft);
        }
    }
    list.sort_by_key(|view| std::cmp::Reverse(view.at));
    Ok(list)
}

fn same_text(a: &KeptView, b: &KeptView) -> bool {
    (a.submission, a.purpose, &a.body) == (b.submission, b.purpose, &b.body)
}

fn refused(reader: &mut Reader, row: &Record, places: &mut Places) -> Result<KeptView, StoreError> {
    let (id, submission): (KeptTextId, Option<SubmissionId>) = (row.stored(0)?, row.stored(1)?);
    let (purpose, body) = (row.stored(2)?, row.text(3)?.to_owned());
    let place = places.of(reader, submission)?;
    Ok(KeptView {
        kept: Some(id),
        submission,
        section_title: place.section_title.clone(),
        purpose,
        text: plain_text(purpose, &body),
        body,
        reason: row.text(4)?.to_owned(),
        at: row.instant(5)?,
        now: place.now(reader.viewer, sendable(purpose).then_some(Offered::Kept(id))),
    })
}

fn lost_draft(reader: &mut Reader, row: &Record, places: &mut Places) -> Result<KeptView, StoreError> {
    let submission = row.stored(0)?;
    let (purpose, body) = (row.stored(1)?, row.text(2)?.to_owned());
    let text = if purpose == KeptPurpose::Note { Offered::Note } else { Offered::Comment(row.stored(4)?) };
    let place = places.of(reader, Some(submission))?;
    Ok(KeptView {
        kept: None,
        submission: Some(submission),
        section_title: place.section_title.clone(),
        purpose,
        text: plain_text(purpose, &body),
        body,
        reason: reason(place.ending).to_owned(),
        at: row.instant(3)?,
        now: place.now(reader.viewer, Some(text)),
    })
}

/// Whether a text is one that can be sent to another mentor.
const fn sendable(purpose: KeptPurpose) -> bool {
    matches!(purpose, KeptPurpose::Note | KeptPurpose::Comment)
}

/// Says why a draft waits, given how the mentor's last claim ended.
const fn reason(ending: Option<ClaimEnd>) -> &'static str {
    match ending {
        Some(ClaimEnd::Released) => "You gave this review back.",
        Some(ClaimEnd::Expired) => "Your claim ran out and another mentor took over.",
        Some(ClaimEnd::Cancelled) => "The client took this request back.",
        Some(ClaimEnd::Completed) | None => "You don't hold this review now.",
    }
}

/// Returns the text without formatting; as it is, where it has none.
pub(super) fn plain_text(purpose: KeptPurpose, body: &str) -> String {
    match purpose {
        KeptPurpose::Note | KeptPurpose::Amendment => {
            RichText::parse(body).map_or_else(|_| body.to_owned(), |text| text.document().to_plain_text())
        }
        KeptPurpose::Comment | KeptPurpose::Reply | KeptPurpose::Message | KeptPurpose::Answer => {
            body.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_is_taken_away_from_rich_text_alone() {
        let note = RichText::from_plain_text("Dear Ruth").unwrap();
        let cases = [
            (KeptPurpose::Note, note.as_str(), "Dear Ruth"),
            (KeptPurpose::Amendment, note.as_str(), "Dear Ruth"),
            (KeptPurpose::Note, "not JSON at all", "not JSON at all"),
            (KeptPurpose::Comment, "{\"a\": 1}", "{\"a\": 1}"),
        ];
        for (purpose, body, expected) in cases {
            assert_eq!(plain_text(purpose, body), expected, "{purpose:?}");
        }
    }
}
