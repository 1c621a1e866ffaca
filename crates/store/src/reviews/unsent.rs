//! What somebody was writing in a box and has not sent.

use crate::StoreError;
use crate::ask::Reader;
use domain::reviews::{UnsentPlace, UnsentText, UnsentView};

/// Returns what the viewer was writing at a place.
pub(crate) fn unsent(reader: &mut Reader, place: UnsentPlace) -> Result<UnsentView, StoreError> {
    let text = reader.find::<UnsentText>(UnsentText::id_of(reader.viewer, place))?;
    let rev = text.as_ref().map(|text| text.stamp.rev);
    Ok(UnsentView { body: text.map_or_else(String::new, |text| text.body), rev })
}
