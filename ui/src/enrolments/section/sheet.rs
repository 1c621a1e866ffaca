//! A section on the screen: heading, how the review stands, questions, history, and the lines above and below.

use super::super::words::progress_words;
use super::answering::{Answering, use_answering};
use super::ask::Asking;
use super::ask_dialog::AskDialog;
use super::comment_card::CommentCard;
use super::desk::Desk;
use super::entries::Entries;
use super::entry_fields::{EntryFields, Sheet};
use super::form::{Deed, Form, Kept};
use super::history::History;
use super::notes::{Notes, entries_with_comments, last_review};
use super::reach::{Place, reach};
use super::saves::Standing;
use super::section_actions::SectionActions;
use super::standing_note::StandingNote;
use crate::actions::{ActionButton, use_actions};
use crate::frame::{Crumb, Page, TopLine};
use crate::hooks::{Asked, new_id, now, use_dispatch, use_query};
use crate::kit::{ButtonKind, Icon, IconButton, Ring, SaveLine, SaveState, Toast, use_toaster};
use crate::routes::Route;
use domain::base::{Instant, Refusal, Span};
use domain::enrolments::{AnswerKey, ContentsView, ItemId, SectionView, Tier};
use domain::journeys::kind::is_filled;
use domain::journeys::{FieldId, SectionKind};
use domain::query::Query;
use domain::reviews::{ReviewsCommand, SubmissionId, SubmissionState};
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

/// How long after one announcement that all is saved the next one may come.
const QUIET: Span = Span::seconds(10);

/// Props of [`SectionSheet`].
#[derive(Properties, PartialEq)]
pub(super) struct SectionSheetProps {
    /// The section.
    pub(super) view: Rc<SectionView>,
}

/// A section on the screen. It is made anew for another section.
#[component]
pub(super) fn SectionSheet(props: &SectionSheetProps) -> Html {
    let view = &props.view;
    let form = use_reducer(|| Form::new(view, entries_with_comments(view)));
    let dispatch = use_dispatch();
    let (answering, standing) = use_answering(dispatch.clone(), view.enrolment);
    let desk = Desk {
        enrolment: view.enrolment,
        section: view.section.id,
        form: form.dispatcher(),
        answering: answering.clone(),
        dispatch,
        toaster: use_toaster(),
    };
    use_fresh(view, &desk, &answering);
    let form: Rc<Form> = use_memo((*form).clone(), Clone::clone);
    let notes = use_memo((view.clone(), form.clone()), |(view, form)| Notes::of(view, form));
    let open_comments = notes.open(&form);
    let contents: Asked<ContentsView> = use_query(Query::Contents { enrolment: view.enrolment });
    let asking = use_asking(view, &form, &desk);
    let actions = SectionActions::of(
        view,
        contents.view().map(AsRef::as_ref),
        &desk,
        &open_comments,
        first_empty(&form),
        use_navigator().as_ref(),
        asking.begin.clone(),
    );
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
                if !notes.above.is_empty() {
                    <div class="notes above">
                        { for notes.above.iter().map(|note| html! {
                            <CommentCard key={note.comment.id.to_string()} note={note.clone()} about={true} last_round={sheet.last_round} desk={desk.clone()} />
                        }) }
                    </div>
                }
                { questions(view, &form, sheet) }
                <History view={view.clone()} />
            </div>
            { asking.dialog }
        </Page>
    }
}

fn questions(view: &SectionView, form: &Form, sheet: Sheet) -> Html {
    match (view.section.kind, form.entries.first()) {
        (SectionKind::List, _) => {
            let called = view.section.item_label.clone().unwrap_or_else(|| "entry".to_owned());
            html! { <Entries {sheet} {called} /> }
        }
        (SectionKind::Form, Some(entry)) => html! { <EntryFields entry={entry.clone()} {sheet} /> },
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
    let (navigator, to) = (use_navigator(), props.to.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(navigator) = &navigator {
            navigator.push(&to);
        }
    });
    html! { <IconButton icon={Icon::ArrowLeft} label="Back to the contents" {onclick} /> }
}

/// Takes over what the store says, whenever it says something new.
#[hook]
fn use_fresh(view: &Rc<SectionView>, desk: &Desk, answering: &Answering) {
    let (form, answering) = (desk.form.clone(), answering.clone());
    use_effect_with(view.clone(), move |view| {
        let kept = match answering.standing() {
            Standing::Quiet | Standing::Saved => Kept::All,
            Standing::Saving | Standing::Failed(..) => Kept::Some,
        };
        form.dispatch(Deed::Read(view.clone(), kept));
    });
}

/// Returns the first question without an answer among what is open.
fn first_empty(form: &Form) -> Option<AnswerKey> {
    let open = form.entries.iter().filter(|entry| form.is_open(entry.item));
    open.take(20).find_map(|entry| {
        let asked = super::answer::asked(&form.fields, &entry.answers);
        let empty = asked.iter().find(|field| !entry.answers.get(&field.id).is_some_and(is_filled))?;
        Some(AnswerKey { item: entry.item, field: empty.id })
    })
}

/// What asking for a review needs of its section.
struct UseAsking {
    begin: Callback<()>,
    dialog: Html,
}

/// Asks for a review: checks first, then opens the dialog, sends, and goes to what a refusal names.
#[hook]
fn use_asking(view: &Rc<SectionView>, form: &Rc<Form>, desk: &Desk) -> UseAsking {
    let open = use_state(|| false);
    let busy = use_state(|| false);
    let refused = use_state(|| None::<Refusal>);
    let asking = use_state(Asking::default);
    let begin = {
        let (open, refused, form, desk, tier) =
            (open.setter(), refused.setter(), form.clone(), desk.clone(), view.tier);
        Callback::from(move |()| {
            desk.answering.flush();
            refused.set(None);
            match form.first_problem().filter(|_| tier != Tier::Essentials) {
                Some(key) => go_to(&desk, key),
                None => open.set(true),
            }
        })
    };
    let on_send = {
        let (open, busy, refused, desk) = (open.setter(), busy.clone(), refused.setter(), desk.clone());
        let said = asking.clone();
        Callback::from(move |()| {
            if *busy {
                return;
            }
            busy.set(true);
            let (open, busy, refused, said) = (open.clone(), busy.setter(), refused.clone(), said.clone());
            send(&desk, &said.clone(), move |desk, result| {
                busy.set(false);
                match result {
                    Ok(()) => {
                        open.set(false);
                        said.set(Asking::default());
                        desk.say(Toast::done("Sent. You can go on writing meanwhile."));
                        reach(Place::Standing);
                    }
                    Err(refusal) => match named(&refusal) {
                        Some(key) => {
                            open.set(false);
                            desk.dispatch.show(&refusal);
                            go_to(desk, key);
                        }
                        None => refused.set(Some(refusal)),
                    },
                }
            });
        })
    };
    let on_close = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let on_say = {
        let asking = asking.setter();
        Callback::from(move |said| asking.set(said))
    };
    let sent = if *open { form.to_send() } else { Default::default() };
    let dialog = html! {
        <AskDialog open={*open} view={view.clone()} asking={(*asking).clone()} {on_say} {sent} busy={*busy}
            refused={(*refused).clone()} {on_send} {on_close} />
    };
    UseAsking { begin, dialog }
}

/// Sends a request once everything that was written is saved.
fn send(desk: &Desk, asking: &Asking, then: impl FnOnce(&Desk, Result<(), Refusal>) + 'static) {
    let (this, asking) = (desk.clone(), asking.clone());
    desk.answering.settle(move |standing| {
        if let Standing::Failed(_, refusal) = standing {
            then(&this, Err(refusal));
            return;
        }
        let command = ReviewsCommand::Request {
            submission: SubmissionId(new_id()),
            enrolment: this.enrolment,
            section: this.section,
            message: asking.message.trim().to_owned(),
            priority: asking.priority,
            preferred: asking.preferred,
        };
        wasm_bindgen_futures::spawn_local(async move {
            let result = this.dispatch.send(command).await;
            then(&this, result);
        });
    });
}

/// Opens what hides an answer, shows what is wrong, and goes there.
fn go_to(desk: &Desk, key: AnswerKey) {
    desk.form.dispatch(Deed::Want);
    if let Some(item) = key.item {
        desk.unfold(vec![item], true);
    }
    reach(Place::Answer(key));
}

/// Returns the answer that a refusal names.
fn named(refusal: &Refusal) -> Option<AnswerKey> {
    let id = |name: &str| refusal.detail.get(name).and_then(Value::as_str);
    let field: FieldId = id("field")?.parse().ok()?;
    let item: Option<ItemId> = id("item").and_then(|item| item.parse().ok());
    Some(AnswerKey { item, field })
}

#[derive(Properties, PartialEq)]
struct FootProps {
    view: Rc<SectionView>,
    form: Rc<Form>,
    standing: Standing,
}

/// Where the words are, how far one is, and where to go on.
#[component]
fn Foot(props: &FootProps) -> Html {
    let view = &props.view;
    let (state, text) = save_line(&props.standing, &props.form);
    let (polite, loud) = use_announced(&props.standing, &text);
    let list = view.section.kind == SectionKind::List;
    let (done, of) = if list { (0, 0) } else { props.form.progress() };
    let route = |section: uuid::Uuid| Route::JourneySection { enrolment: view.enrolment.0, section };
    html! {
        <>
            <SaveLine {state} {text} />
            if list {
                <span class="how-far num">{ progress_words(props.form.entries.len(), view.section.item_label.as_deref()) }</span>
            } else {
                <span class="how-far num"><Ring label="Answered" {done} {of} />{ format!("{done} of {of} answered") }</span>
            }
            <span class="only-read-aloud" role="status">{ polite }</span>
            <span class="only-read-aloud" role="alert">{ loud }</span>
            <nav class="end" aria-label="Sections beside this one">
                if let Some((section, title)) = &view.previous {
                    <Link<Route> to={route(section.0)} classes="button quiet">{ Icon::ArrowLeft }<span>{ title.clone() }</span></Link<Route>>
                }
                if let Some((section, title)) = &view.next {
                    <Link<Route> to={route(section.0)} classes="button quiet"><span>{ title.clone() }</span>{ Icon::ArrowRight }</Link<Route>>
                }
            </nav>
        </>
    }
}

fn save_line(standing: &Standing, form: &Form) -> (SaveState, String) {
    match standing {
        Standing::Quiet | Standing::Saved => (SaveState::Safe, "Saved on this device".to_owned()),
        Standing::Saving => (SaveState::Working, "Saving".to_owned()),
        Standing::Failed(key, refusal) => {
            let field = form.fields.iter().find(|field| field.id == key.field);
            let label = field.map_or("An answer", |field| field.label.as_str());
            (SaveState::Attention, format!("“{label}” is not saved. {} {}", refusal.message, refusal.hint))
        }
    }
}

/// Returns what is announced: politely that all is saved, at most every ten seconds, and at once what is not.
#[hook]
fn use_announced(standing: &Standing, text: &str) -> (String, String) {
    let last = use_mut_ref(|| (Instant(0), String::new()));
    match standing {
        Standing::Failed(..) => (String::new(), text.to_owned()),
        Standing::Quiet | Standing::Saving => (String::new(), String::new()),
        Standing::Saved => {
            let mut last = last.borrow_mut();
            if now() - last.0 > QUIET {
                *last = (now(), text.to_owned());
            }
            (last.1.clone(), String::new())
        }
    }
}
