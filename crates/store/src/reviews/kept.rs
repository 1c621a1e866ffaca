//! Texts that wait for their author: refused ones that were kept, and drafts of reviews that the mentor no
//! longer holds.

use super::held::held;
use super::titles::{Titles, titles};
use crate::StoreError;
use crate::ask::Reader;
use crate::engine::{Record, Stmt};
use crate::visible;
use domain::base::Stored;
use domain::journeys::SectionId;
use domain::reviews::{ClaimEnd, KeptPurpose, KeptView, SubmissionId};
use domain::richtext::RichText;
use std::collections::BTreeMap;

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

/// How the viewer's last claim on each round ended.
pub(super) const ENDINGS: Stmt = Stmt::new(
    "reviews.endings",
    concat!(
        "SELECT t.submission_id, t.ending
         FROM claims t
         WHERE t.mentor_id = $1 AND t.ended_at IS NOT NULL AND ",
        visible!("t", "claims"),
        " ORDER BY t.submission_id, t.token"
    ),
);

/// The section of each round that the viewer knows of and may have written about.
pub(super) const SECTIONS: Stmt = Stmt::new(
    "reviews.kept_sections",
    concat!(
        "SELECT t.id, t.section_id
         FROM queue_items t
         WHERE t.id IN (SELECT c.submission_id FROM claims c WHERE c.mentor_id = $1 AND ",
        visible!("c", "claims"),
        ") AND ",
        visible!("t", "queue_items"),
        " UNION
         SELECT t.id, t.section_id
         FROM section_reviews t
         WHERE t.id IN (SELECT k.submission_id FROM kept_texts k WHERE k.author_id = $1 AND ",
        visible!("k", "kept_texts"),
        ") AND ",
        visible!("t", "section_reviews"),
        " ORDER BY 1"
    ),
);

/// Returns what waits for the viewer, newest first.
pub(super) fn kept(reader: &mut Reader) -> Result<Vec<KeptView>, StoreError> {
    let kept = reader.rows(&KEPT, &[])?;
    let lost = reader.rows(&LOST_DRAFTS, &[RichText::default().to_value()])?;
    if kept.is_empty() && lost.is_empty() {
        return Ok(Vec::new());
    }
    let places = Places::read(reader)?;
    let mut list = kept.iter().map(|row| refused(row, &places)).collect::<Result<Vec<_>, StoreError>>()?;
    for row in &lost {
        let draft = lost_draft(row, &places)?;
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

fn refused(row: &Record, places: &Places) -> Result<KeptView, StoreError> {
    let submission: Option<SubmissionId> = row.stored(1)?;
    let (purpose, body) = (row.stored(2)?, row.text(3)?.to_owned());
    Ok(KeptView {
        kept: Some(row.stored(0)?),
        submission,
        section_title: places.title(submission),
        purpose,
        text: plain_text(purpose, &body),
        body,
        reason: row.text(4)?.to_owned(),
        at: row.instant(5)?,
    })
}

fn lost_draft(row: &Record, places: &Places) -> Result<KeptView, StoreError> {
    let submission = row.stored(0)?;
    let (purpose, body) = (row.stored(1)?, row.text(2)?.to_owned());
    Ok(KeptView {
        kept: None,
        submission: Some(submission),
        section_title: places.title(Some(submission)),
        purpose,
        text: plain_text(purpose, &body),
        body,
        reason: reason(places.endings.get(&submission).copied().flatten()).to_owned(),
        at: row.instant(3)?,
    })
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
fn plain_text(purpose: KeptPurpose, body: &str) -> String {
    match purpose {
        KeptPurpose::Note | KeptPurpose::Amendment => {
            RichText::parse(body).map_or_else(|_| body.to_owned(), |text| text.document().to_plain_text())
        }
        KeptPurpose::Comment | KeptPurpose::Reply | KeptPurpose::Message | KeptPurpose::Answer => {
            body.to_owned()
        }
    }
}

/// What is known of the rounds that texts were written about.
struct Places {
    sections: BTreeMap<SubmissionId, SectionId>,
    titles: BTreeMap<SectionId, Titles>,
    endings: BTreeMap<SubmissionId, Option<ClaimEnd>>,
}

impl Places {
    fn read(reader: &mut Reader) -> Result<Self, StoreError> {
        let sections = reader.rows(&SECTIONS, &[])?;
        let endings = reader.rows(&ENDINGS, &[])?;
        Ok(Self {
            sections: sections
                .iter()
                .map(|row| Ok((row.stored(0)?, row.stored(1)?)))
                .collect::<Result<_, StoreError>>()?,
            titles: titles(reader)?,
            endings: endings
                .iter()
                .map(|row| Ok((row.stored(0)?, row.stored(1)?)))
                .collect::<Result<_, StoreError>>()?,
        })
    }

    fn title(&self, submission: Option<SubmissionId>) -> String {
        let section = submission.and_then(|submission| self.sections.get(&submission));
        section
            .and_then(|section| self.titles.get(section))
            .map_or_else(String::new, |titles| titles.section.clone())
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
