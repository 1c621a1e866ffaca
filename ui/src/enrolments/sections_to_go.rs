//! The sections of an open journey as things that the palette can go to.

use crate::actions::Action;
use crate::kit::Icon;
use crate::routes::{Navigator, Route};
use domain::enrolments::{ContentsView, EnrolmentId};
use domain::journeys::SectionId;
use yew::prelude::*;

/// Returns one action for each section but the one that is open.
pub(super) fn sections_to_go(
    contents: Option<&ContentsView>,
    open: Option<SectionId>,
    navigator: Option<&Navigator>,
) -> Vec<Action> {
    let Some(view) = contents else { return Vec::new() };
    let sections = view.categories.iter().flat_map(|category| &category.sections);
    let others = sections.filter(|section| Some(section.id) != open);
    others
        .map(|section| {
            let run = go_to_section(navigator, view.enrolment, Some(section.id));
            Action::new(format!("section.go.{}", section.id), section.title.clone(), run)
                .icon(Icon::FileText)
                .group(view.title.clone())
                .words("section")
        })
        .collect()
}

/// Returns what goes to a section, if there is one.
pub(super) fn go_to_section(
    navigator: Option<&Navigator>,
    enrolment: EnrolmentId,
    section: Option<SectionId>,
) -> Callback<()> {
    let navigator = navigator.cloned();
    Callback::from(move |()| {
        if let (Some(navigator), Some(section)) = (&navigator, section) {
            navigator.push(&Route::JourneySection { enrolment: enrolment.0, section: section.0 });
        }
    })
}
