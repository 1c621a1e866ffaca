//! A section on the screen: heading, how the review stands, questions, history, and the lines above and below.

use super::answer::asked;
use super::asking::use_asking;
use super::comment_card::CommentCard;
use super::desk::Desk;
use super::entries::Entries;
use super::entry_fields::{EntryFields, Sheet};
use super::foot::Foot;
use super::form::{Deed, Form};
use super::history::History;
use super::notes::{Note, Notes, entries_with_comments, last_review};
use super::reach::{Place, reach};
use super::section_actions::{Around, SectionActions};
use super::standing_note::StandingNote;
use crate::actions::{ActionButton, use_actions};
use crate::backend::here;
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::{Asked, use_dispatch, use_query};
use crate::kit::{ButtonKind, Icon, IconButton, use_toaster};
use crate::routes::{Route, go_to};
use crate::saving::{Saver, Slot, Standing, use_reach_unsaved, use_saver};
use domain::command::Command;
use domain::enrolments::{AnswerKey, ContentsView, EnrolmentsCommand, SectionView, Tier};
use domain::journeys::SectionKind;
use domain::journeys::kind::is_filled;
use domain::query::Query;
use domain::reviews::SubmissionState;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`SectionSheet`].
#[derive(Properties, PartialEq)]
pub(super) struct SectionSheetProps {
    /// The section.
    pub(super) view: Rc<SectionView>,
    /// Asks for it again.
    pub(super) again: Callback<()>,
}

/// A section on the screen. It is made anew for another section.
#[component]
pub(super) fn SectionSheet(props: &SectionSheetProps) -> Html {
    let view = &props.view;
    let (form, desk, standing) = use_desk(view, &props.again);
    let notes = use_memo((view.clone(), form.clone()), |(view, form)| Notes::of(view, form));
    let open_comments = notes.open(&form);
    let contents: Asked<ContentsView> = use_query(Query::Contents { enrolment: view.enrolment });
    let asking = use_asking(view, &form, &desk);
    let around = Around {
        contents: contents.view().map(AsRef::as_ref),
        open_comments: &open_comments,
        first_empty: first_empty(&form),
    };
    let actions = SectionActions::of(view, &around, &desk, asking.begin.clone());
    use_actions(actions.all());
    let sheet = Sheet {
        last_round: last_review(view).map_or(0, |(round, _)| round),
        reviewed: view.tier != Tier::Essentials,
        form: form.clone(),
        notes: notes.clone(),
        desk: desk.clone(),
    };
    let top = top_line(view, &actions);
    let foot = html! { <Foot view={view.clone()} form={form.clone()} standing={standing} /> };
    html! {
        <Page title={view.section.title.clone()} top={Some(top)} foot={Some(foot)}>
            <div class={classes!("column", "section-sheet", (!notes.beside.is_empty()).then_some("noted"))}>
                <h1 class="title">{ view.section.title.clone() }</h1>
                if !view.section.intro.is_empty() { <p class="lede">{ view.section.intro.clone() }</p> }
                <StandingNote view={view.clone()} open_comments={open_comments.len()} desk={desk.clone()} />
                <fieldset class="written" role="none" disabled={here().only_looks()}>
                    { comments_above(&sheet) }
                    { questions(view, sheet) }
                </fieldset>
                <History view={view.clone()} />
            </div>
            { asking.dialog }
        </Page>
    }
}

/// Returns the comments on the section as a whole.
fn comments_above(sheet: &Sheet) -> Html {
    if sheet.notes.above.is_empty() {
        return html! {};
    }
    let card = |note: &Note| {
        html! {
            <CommentCard key={note.comment.id.to_string()} note={note.clone()} about={true} last_round={sheet.last_round}
                desk={sheet.desk.clone()} />
        }
    };
    html! { <div class="notes above">{ for sheet.notes.above.iter().map(card) }</div> }
}

fn questions(view: &SectionView, sheet: Sheet) -> Html {
    let first = sheet.form.entries.first().cloned();
    match (view.section.kind, first) {
        (SectionKind::List, _) => {
            let called = view.section.item_label.clone().unwrap_or_else(|| "entry".to_owned());
            html! { <Entries {sheet} {called} /> }
        }
        (SectionKind::Form, Some(entry)) => html! { <EntryFields {entry} {sheet} /> },
        (SectionKind::Form, None) => html! {},
    }
}

fn top_line(view: &SectionView, actions: &SectionActions) -> Html {
    let journey = Route::Journey { enrolment: view.enrolment.0 };
    let crumbs =
        vec![Crumb::to(view.journey_title.clone(), journey.clone()), Crumb::here(view.section.title.clone())];
    let open = view.current.as_ref().is_some_and(|current| current.state == SubmissionState::Open);
    let settled = view
        .current
        .as_ref()
        .is_some_and(|current| current.state == SubmissionState::Approved && !current.changed_since);
    // The page is for writing then; asking again is possible, but not what comes next.
    let calm = settled || view.tier == Tier::Essentials;
    let kind = if calm { ButtonKind::Default } else { ButtonKind::Primary };
    html! {
        <TopLine {crumbs} back={html! { <Back to={journey} /> }}>
            <ActionButton action={actions.previous.clone()} kind={ButtonKind::Quiet} icon_only={true} />
            <ActionButton action={actions.next.clone()} kind={ButtonKind::Quiet} icon_only={true} />
            if !open { <ActionButton action={actions.ask.clone()} {kind} /> }
        </TopLine>
    }
}

#[derive(Properties, PartialEq)]
struct BackProps {
    to: Route,
}

/// The way back to the table of contents.
#[component]
fn Back(props: &BackProps) -> Html {
    let to = props.to.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        go_to(&to);
    });
    html! { <IconButton icon={Icon::ArrowLeft} label="Back to the contents" {onclick} /> }
}

/// Returns the form, what can be done with it, and where its words are. Whenever the store says something new, the
/// form takes it over.
#[hook]
fn use_desk(view: &Rc<SectionView>, again: &Callback<()>) -> (Rc<Form>, Desk, Standing) {
    let dispatch = use_dispatch();
    let (saver, standing) = use_saver(dispatch.clone());
    let form = use_reducer(|| left_over(&saver, Form::new(view, entries_with_comments(view))));
    let (enrolment, section) = (view.enrolment, view.section.id);
    let toaster = use_toaster();
    let (again, reviewed) = (again.clone(), view.current.is_some());
    let desk =
        Desk { enrolment, section, form: form.dispatcher(), saver, dispatch, toaster, again, reviewed };
    use_reach_unsaved(&desk.saver, reach_unsaved(&desk));
    {
        let desk = desk.clone();
        use_effect_with(view.clone(), move |view| {
            desk.read(view);
        });
    }
    (use_memo((*form).clone(), Clone::clone), desk, standing)
}

/// Returns a form with what an earlier visit could not save on top.
fn left_over(saver: &Saver, form: Form) -> Form {
    let written = saver.unsaved().into_iter().filter_map(|(slot, command)| {
        let (Slot::Answer(key), Command::Enrolments(EnrolmentsCommand::SaveAnswer { value, .. })) =
            (slot, &*command)
        else {
            return None;
        };
        Some(Deed::Write(key, value.clone()))
    });
    Rc::unwrap_or_clone(written.fold(Rc::new(form), Form::reduce))
}

/// Returns what brings an answer into sight and focus.
fn reach_unsaved(desk: &Desk) -> Callback<Slot> {
    let desk = desk.clone();
    Callback::from(move |slot: Slot| {
        let Slot::Answer(key) = slot else { return };
        if let Some(item) = key.item {
            desk.unfold(vec![item], true);
        }
        reach(Place::Answer(key));
    })
}

/// Returns the first question without an answer among what is open.
fn first_empty(form: &Form) -> Option<AnswerKey> {
    let open = form.entries.iter().filter(|entry| form.is_open(entry.item));
    open.take(20).find_map(|entry| {
        let asked = asked(&form.fields, &entry.answers);
        let empty = asked.iter().find(|field| !entry.answers.get(&field.id).is_some_and(is_filled))?;
        Some(AnswerKey { item: entry.item, field: empty.id })
    })
}
