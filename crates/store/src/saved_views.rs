//! The views that a person saved. Their rows are read by the index that the rules use too.

use crate::StoreError;
use crate::ask::Reader;
use domain::base::Stored;
use domain::saved_views::{SavedView, SavedViewsView};

/// Returns the views of the viewer, by name.
pub(crate) fn saved_views(reader: &mut Reader) -> Result<SavedViewsView, StoreError> {
    let me = reader.viewer.to_value();
    Ok(SavedViewsView::of(reader.list(SavedView::BY_PERSON, &[me])?))
}
