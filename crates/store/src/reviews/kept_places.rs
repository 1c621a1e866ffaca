//! Where the reviews are now that kept texts were written about: what they are called, how the author lost them,
//! and who has them.

use super::titles::{Titles, titles};
use crate::StoreError;
use crate::ask::Reader;
use crate::people::names::Names;
use domain::base::{PersonId, Stored};
use domain::journeys::SectionId;
use domain::reviews::{
    Claim, ClaimEnd, DraftOffer, Held, Offered, PersonName, QueueItem, ReviewNow, Submission, SubmissionId,
};
use std::collections::BTreeMap;

/// The places asked for so far, so that each is looked up once for each answer.
pub(super) struct Places {
    titles: BTreeMap<SectionId, Titles>,
    names: Names,
    known: BTreeMap<Option<SubmissionId>, Place>,
}

/// What the author of a kept text may know of its review.
#[derive(Default)]
pub(super) struct Place {
    /// The section's title, where it is known.
    pub(super) section_title: String,
    /// How the author's last claim ended.
    pub(super) ending: Option<ClaimEnd>,
    open: bool,
    holder: Option<(PersonName, Held)>,
    offers: Vec<DraftOffer>,
}

impl Places {
    /// Returns a reader of places.
    pub(super) fn read(reader: &mut Reader) -> Result<Self, StoreError> {
        Ok(Self { titles: titles(reader)?, names: Names::default(), known: BTreeMap::new() })
    }

    /// Returns where a review is now.
    pub(super) fn of(
        &mut self,
        reader: &mut Reader,
        submission: Option<SubmissionId>,
    ) -> Result<&Place, StoreError> {
        if !self.known.contains_key(&submission) {
            let place = match submission {
                Some(submission) => self.look(reader, submission)?,
                None => Place::default(),
            };
            self.known.insert(submission, place);
        }
        Ok(self.known.entry(submission).or_default())
    }

    fn look(&mut self, reader: &mut Reader, submission: SubmissionId) -> Result<Place, StoreError> {
        let mut claims: Vec<Claim> = reader.list(Claim::BY_SUBMISSION, &[submission.to_value()])?;
        claims.sort_by_key(|claim| claim.token);
        let own = claims.iter().rfind(|claim| claim.mentor_id == reader.viewer);
        let item = reader.find::<QueueItem>(submission)?;
        let holder = match claims.last().filter(|claim| claim.ended_at.is_none()) {
            Some(claim) => {
                let name = self.names.mentor(reader, claim.mentor_id)?;
                Some((name, Held { submission, claim: claim.id }))
            }
            None => None,
        };
        let section = match own.map(|claim| claim.section_id) {
            Some(section) => Some(section),
            None => reader.find::<Submission>(submission)?.map(|round| round.section_id),
        };
        let offers: Vec<DraftOffer> = reader.list(DraftOffer::BY_SUBMISSION, &[submission.to_value()])?;
        let titles = section.and_then(|section| self.titles.get(&section));
        Ok(Place {
            section_title: titles.map_or_else(String::new, |titles| titles.section.clone()),
            ending: own.and_then(|claim| claim.ending),
            open: item.is_some(),
            holder,
            offers,
        })
    }
}

impl Place {
    /// Returns where the review is now, with what became of one text of its author.
    pub(super) fn now(&self, author: PersonId, text: Option<Offered>) -> ReviewNow {
        let sent = |text: Offered| {
            let own = |offer: &&DraftOffer| offer.author_id == author && offer.text.0 == text;
            self.offers.iter().find(own).map(|offer| offer.answer.into())
        };
        match &self.holder {
            Some((mentor, held)) if mentor.id == author => ReviewNow::Yours { held: *held },
            Some((mentor, held)) => {
                ReviewNow::With { mentor: mentor.clone(), claim: held.claim, text, sent: text.and_then(sent) }
            }
            None if self.open => ReviewNow::Free,
            None => ReviewNow::Over,
        }
    }
}
