//! The titles of sections and their journeys, read once for a whole list.

use crate::StoreError;
use crate::ask::Reader;
use crate::engine::Stmt;
use crate::visible;
use domain::journeys::SectionId;
use std::collections::BTreeMap;

pub(super) const TITLES: Stmt = Stmt::new(
    "reviews.titles",
    concat!(
        "SELECT t.id, t.title, j.title
         FROM sections t
         JOIN journeys j ON j.id = t.journey_id
         WHERE ",
        visible!("t", "sections"),
        " AND ",
        visible!("j", "journeys"),
        " ORDER BY t.id"
    ),
);

/// What a section and its journey are called.
#[derive(Clone, Default)]
pub(crate) struct Titles {
    /// The section's title.
    pub(crate) section: String,
    /// The journey's title.
    pub(crate) journey: String,
}

/// Returns the titles of every section that the viewer may know of, removed ones too.
pub(crate) fn titles(reader: &mut Reader) -> Result<BTreeMap<SectionId, Titles>, StoreError> {
    let rows = reader.rows(&TITLES, &[])?;
    let title = |row: &crate::engine::Record| {
        let titles = Titles { section: row.text(1)?.to_owned(), journey: row.text(2)?.to_owned() };
        Ok((row.stored(0)?, titles))
    };
    rows.iter().map(title).collect()
}
