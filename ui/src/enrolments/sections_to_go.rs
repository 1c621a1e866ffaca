//! The sections of an open journey as things that the palette can go to.

use crate::actions::Action;
use crate::kit::Icon;
use crate::routes::{Route, go_to};
use domain::enrolments::{ContentsView, EnrolmentId};
use domain::journeys::SectionId;
use yew::prelude::*;

/// Returns one action for each section but the one that is open.
pub(super) fn sections_to_go(contents: Option<&ContentsView>, open: Option<SectionId>) -> Vec<Action> {
    let Some(view) = contents else { return Vec::new() };
    let sections = view.categories.iter().flat_map(|category| &category.sections);
    let others = sections.filter(|section| Some(section.id) != open);
    others
        .map(|section| {
            let run = go_to_section(view.enrolment, Some(section.id));
            Action::new(format!("section.go.{}", section.id), section.title.clone(), run)
                .icon(Icon::FileText)
                .group(view.title.clone())
                .words("section")
        })
        .collect()
}

/// Returns what goes to a section, if there is one.
pub(super) fn go_to_section(enrolment: EnrolmentId, section: Option<SectionId>) -> Callback<()> {
    Callback::from(move |()| {
        if let Some(section) = section {
            go_to(&Route::JourneySection { enrolment: enrolment.0, section: section.0 });
        }
    })
}
