//! Drafts that other mentors offer to the one who holds a review.

use super::kept::plain_text;
use crate::StoreError;
use crate::ask::Reader;
use crate::people::names::Names;
use domain::base::Stored;
use domain::reviews::{DraftOffer, OfferView, SubmissionId};

/// Returns the offers that wait for the viewer, oldest first.
pub(super) fn offers(
    reader: &mut Reader,
    names: &mut Names,
    submission: SubmissionId,
) -> Result<Vec<OfferView>, StoreError> {
    let mut offers: Vec<DraftOffer> = reader.list(DraftOffer::BY_SUBMISSION, &[submission.to_value()])?;
    offers.retain(|offer| offer.holder_id == reader.viewer && offer.answer.is_none());
    offers.sort_by_key(|offer| (offer.offered_at, offer.id));
    let mut views = Vec::new();
    for offer in offers {
        views.push(OfferView {
            id: offer.id,
            from: names.mentor(reader, offer.author_id)?,
            purpose: offer.purpose,
            field: offer.field_id,
            item: offer.item_id,
            text: plain_text(offer.purpose, &offer.body),
            body: offer.body,
            at: offer.offered_at,
        });
    }
    Ok(views)
}
