//! A journey's table of contents: every section with how far it is and where it stands.

use super::sections_to_go::sections_to_go;
use super::words::{done_words, section_state, tier_name};
use crate::actions::use_actions;
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::{Asked, QueryState, use_query};
use crate::kit::{Badge, ErrorState, List, Ring, Skeleton, SkeletonShape};
use crate::routes::{Route, go_to};
use domain::enrolments::{ContentsCategory, ContentsSection, ContentsView, EnrolmentId};
use domain::journeys::SectionId;
use domain::query::Query;
use domain::reviews::SubmissionState;
use domain::today::TodayView;
use std::collections::BTreeMap;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;

/// Props of [`JourneyPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct JourneyPageProps {
    /// The enrolment.
    pub(crate) enrolment: Uuid,
}

/// Who has which section.
type Mentors = BTreeMap<SectionId, String>;

/// The page of one journey.
#[component]
pub(crate) fn JourneyPage(props: &JourneyPageProps) -> Html {
    let enrolment = EnrolmentId(props.enrolment);
    let asked: Asked<ContentsView> = use_query(Query::Contents { enrolment });
    let today: Asked<TodayView> = use_query(Query::Today);
    let mentors: Rc<Mentors> =
        use_memo(today.view().cloned(), |today| mentors_of(today.as_deref(), enrolment));
    use_actions(sections_to_go(asked.view().map(AsRef::as_ref), None));
    let title = asked.view().map_or_else(|| "Journey".to_owned(), |view| view.title.clone());
    let crumbs = vec![Crumb::to("Journeys", Route::Journeys), Crumb::here(title.clone())];
    let body = match &asked.state {
        QueryState::Pending => html! { <Skeleton shape={SkeletonShape::Page} /> },
        QueryState::Failed(refusal) => html! {
            <>
                <h1 class="only-read-aloud">{ "Journey" }</h1>
                <ErrorState message={refusal.message.clone()} hint={refusal.hint.clone()} on_retry={asked.again.clone()} />
            </>
        },
        QueryState::Ready(view) => html! { <Contents view={view.clone()} {mentors} /> },
    };
    html! {
        <Page {title} top={Some(html! { <TopLine {crumbs} /> })}><div class="column contents">{ body }</div></Page>
    }
}

fn mentors_of(today: Option<&TodayView>, enrolment: EnrolmentId) -> Mentors {
    let sections = today.into_iter().flat_map(|today| &today.sections);
    let own = sections.filter(|section| section.enrolment == enrolment);
    own.filter_map(|section| Some((section.section, section.mentor.clone()?))).collect()
}

fn route_of(view: &ContentsView, section: &ContentsSection) -> Route {
    Route::JourneySection { enrolment: view.enrolment.0, section: section.id.0 }
}

#[derive(Properties, PartialEq)]
struct ContentsProps {
    view: Rc<ContentsView>,
    mentors: Rc<Mentors>,
}

/// The categories with their sections.
#[component]
fn Contents(props: &ContentsProps) -> Html {
    let view = &props.view;
    let sections = view.categories.iter().flat_map(|category| &category.sections);
    let (done, all) =
        sections.fold((0, 0), |(done, all), section| (done + i64::from(is_done(view, section)), all + 1));
    html! {
        <>
            <h1 class="title">{ view.title.clone() }</h1>
            <p class="lede">{ view.summary.clone() }</p>
            <p class="contents-facts muted">{ format!("{} · {}", done_words(done, all), tier_name(view.tier)) }</p>
            <div>{ for (0..view.categories.len()).map(|at| html! { <Category key={at} view={view.clone()} mentors={props.mentors.clone()} {at} /> }) }</div>
        </>
    }
}

/// Whether nothing is left to do: approved, or without reviews all answered.
fn is_done(view: &ContentsView, section: &ContentsSection) -> bool {
    let alone = view.tier == domain::enrolments::Tier::Essentials;
    section.review == Some(SubmissionState::Approved) || alone && section.score == 100
}

#[derive(Properties, PartialEq)]
struct CategoryProps {
    view: Rc<ContentsView>,
    mentors: Rc<Mentors>,
    at: usize,
}

/// One category.
#[component]
fn Category(props: &CategoryProps) -> Html {
    let (view, at) = (props.view.clone(), props.at);
    let find = move |place: usize| -> Option<(Route, ContentsSection)> {
        let section = view.categories.get(at)?.sections.get(place)?;
        Some((route_of(&view, section), section.clone()))
    };
    let href = {
        let find = find.clone();
        Callback::from(move |place: usize| {
            AttrValue::from(find(place).map(|(route, _)| route.to_path()).unwrap_or_default())
        })
    };
    let on_open = {
        let find = find.clone();
        Callback::from(move |place: usize| {
            if let Some((route, _)) = find(place) {
                go_to(&route);
            }
        })
    };
    let mentors = props.mentors.clone();
    let row = Callback::from(move |place: usize| {
        find(place).map(|(_, section)| section_row(&section, &mentors)).unwrap_or_default()
    });
    let Some(ContentsCategory { title, sections }) = props.view.categories.get(at) else { return html! {} };
    html! {
        <section>
            <h2 class="section-title">{ title.clone() }</h2>
            <List label={title.clone()} class="contents-list" len={sections.len()} {row} {href} {on_open} />
        </section>
    }
}

fn section_row(section: &ContentsSection, mentors: &Mentors) -> Html {
    let (words, badge) = section_state(section, mentors.get(&section.id).map(String::as_str));
    let score = u32::try_from(section.score).unwrap_or_default();
    html! {
        <>
            <Ring label="Answered" done={score} of={100} text={format!("{score} %")} />
            <b class="row-text" dir="auto">{ section.title.clone() }</b>
            if let Some(kind) = badge { <Badge {kind}>{ words }</Badge> } else { <span class="due">{ words }</span> }
        </>
    }
}
