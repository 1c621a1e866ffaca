//! The page of a section: asking for it, and what is shown while it comes or cannot be had.

use super::sheet::SectionSheet;
use crate::frame::Page;
use crate::hooks::{Asked, QueryState, use_query};
use crate::kit::{ErrorState, Skeleton, SkeletonShape};
use domain::enrolments::{EnrolmentId, SectionView};
use domain::journeys::SectionId;
use domain::query::Query;
use uuid::Uuid;
use yew::prelude::*;

/// Props of [`SectionPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct SectionPageProps {
    /// The enrolment.
    pub(crate) enrolment: Uuid,
    /// The section.
    pub(crate) section: Uuid,
}

/// A section of a journey, to write in.
#[component]
pub(crate) fn SectionPage(props: &SectionPageProps) -> Html {
    let query = Query::Section { enrolment: EnrolmentId(props.enrolment), section: SectionId(props.section) };
    let asked: Asked<SectionView> = use_query(query);
    match &asked.state {
        QueryState::Ready(view) => {
            html! { <SectionSheet key={format!("{}/{}", props.enrolment, props.section)} view={view.clone()} again={asked.again.clone()} /> }
        }
        QueryState::Pending => html! {
            <Page title="Section"><div class="column"><Skeleton shape={SkeletonShape::Page} /></div></Page>
        },
        QueryState::Failed(refusal) => html! {
            <Page title="Not found"><div class="column">
                <h1 class="only-read-aloud">{ "Section" }</h1>
                <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={asked.again.clone()} />
            </div></Page>
        },
    }
}
