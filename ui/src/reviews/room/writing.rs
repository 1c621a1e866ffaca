//! The room of the mentor who holds the review: answers on one side, feedback on the other, and how it ends.

use super::answers::Answers;
use super::checklist::{Checklist, line_id};
use super::comment_card::words_of;
use super::comments::Comments;
use super::foot::Foot;
use super::guidance::Guidance;
use super::kept_here::{KeptHere, NoteHandle, kept_here, lost_here};
use super::layout::{Layout, Side};
use super::left_over::{desk_of, note_of};
use super::lost_notice::LostNotice;
use super::lost_texts::LostTexts;
use super::neighbours::{neighbours, use_moves};
use super::note::{Note, NoteEditor, Noted};
use super::offers_here::OffersHere;
use super::open_comments::OpenComments;
use super::places::focus;
use super::readiness::sensible;
use super::round_panel::RoundPanel;
use super::sending::{Parcel, focus_note, use_sender};
use super::sending_panel::SendingPanel;
use super::settling::use_settle;
use super::top::top;
use super::wish::use_wished_note;
use super::writing_actions::{Commands, use_writing_actions};
use super::writing_deeds::{Deeds, Workplace, use_deeds};
use crate::actions::use_actions;
use crate::backend::here;
use crate::frame::Page;
use crate::hooks::{Asked, use_dispatch, use_query, use_session};
use crate::kit::{Tab, Tabs, Toast, use_toaster};
use crate::reviews::words::first_name;
use crate::routes::{Route, go_to};
use crate::saving::{Slot, Standing, use_reach_unsaved, use_saver};
use domain::query::Query;
use domain::reviews::{Anchor, ClaimView, Outcome, ReviewList, ReviewsView, RoomView};
use gloo_timers::callback::Timeout;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`WritingRoom`].
#[derive(Properties, PartialEq)]
pub(super) struct WritingRoomProps {
    /// The room.
    pub(super) view: Rc<RoomView>,
    /// The claim under which is written.
    pub(super) claim: ClaimView,
    /// Whether the claim was lost while this was open.
    pub(super) lost: bool,
    /// The mentor sent the review, or gave it back.
    pub(super) on_left: Callback<()>,
}

/// The room of the mentor who holds the review.
#[component]
pub(super) fn WritingRoom(props: &WritingRoomProps) -> Html {
    let view = &props.view;
    let dispatch = use_dispatch();
    let (drafts, standing) = use_saver(dispatch);
    let left = use_memo((), |()| drafts.unsaved());
    let lost = props.lost || matches!(standing, Standing::Lost(_));
    let desk = use_reducer(|| desk_of(&left));
    let tab = use_state(|| AttrValue::from("feedback"));
    let side = use_state(Side::default);
    let marks = use_state(|| true);
    let note_text = use_memo((), |()| note_of(&left).unwrap_or_else(|| view.draft.note.clone()));
    let note_rev = use_memo((), |()| view.draft.note_rev);
    let note = use_state(|| Noted::of(&note_text));
    let editor: NoteEditor = use_mut_ref(|| None);
    use_wished_note(view.submission, &editor);
    let mine: Asked<ReviewsView> = use_query(Query::Reviews { list: ReviewList::Mine });
    let neighbours = neighbours(&mine, view.submission);
    let moves = use_moves(neighbours);
    let settle = use_settle(&desk);
    let viewer = use_session().me.id;

    let comments = Rc::new(desk.comments(&view.draft));
    let checklist = desk.checklist(&view.draft);
    let client: AttrValue =
        view.client.as_ref().map_or("the client", |client| first_name(&client.name)).to_owned().into();
    let parcel = Parcel { held: props.claim.held, comments: comments.clone(), note_empty: note.empty };
    let on_sent = use_sent(&props.on_left, &client, neighbours.next.map(|id| id.0));
    let sender = use_sender(parcel, &drafts, &editor, on_sent);
    let deeds = use_deeds(&Workplace {
        view: view.clone(),
        held: props.claim.held,
        comments: comments.clone(),
        note_rev: *note_rev,
        desk: desk.clone(),
        drafts: drafts.clone(),
        tab: tab.clone(),
        side: side.clone(),
    });
    use_reach_unsaved(&drafts, reach_unsaved(&deeds, &editor));
    let commands = Commands {
        view: view.clone(),
        claim: props.claim.clone(),
        sensible: sensible(&comments),
        sender: sender.clone(),
        editor: editor.clone(),
        possible: !lost && !here().only_looks(),
    };
    let toggle_marks = {
        let marks = marks.clone();
        Callback::from(move |()| marks.set(!*marks))
    };
    let release = use_release(props);
    let ways = use_writing_actions(&commands, &deeds, &checklist, desk.active, &toggle_marks, &release);
    use_actions(ways.all(&moves));

    let counts = Rc::new(comments.iter().fold(BTreeMap::new(), |mut counts, comment| {
        *counts.entry(Anchor { field: comment.field, item: comment.item }).or_insert(0) += 1;
        counts
    }));
    let answers = html! {
        <Answers view={view.clone()} active={desk.active} {counts} marks={*marks} on_marks={toggle_marks}
            on_reach={deeds.reach.clone()} on_pin={(!here().only_looks()).then(|| deeds.pin.clone())} />
    };
    let tabs: Vec<Tab> = tabs(view);
    let on_select = {
        let tab = tab.setter();
        Callback::from(move |to| tab.set(to))
    };
    let on_note = {
        let (note, write) = (note.setter(), deeds.note.clone());
        Callback::from(move |(noted, text)| {
            note.set(noted);
            write.emit(text);
        })
    };
    let on_ready = {
        let editor = editor.clone();
        Callback::from(move |handle| drop(editor.replace(Some(handle))))
    };
    let round = view.rounds.iter().find(|round| *tab == round_name(round.round));
    let feedback = html! {
        <Tabs label="Feedback and what helps" {tabs} selected={(*tab).clone()} {on_select} panel_class="room-panel">
            // The feedback stays in the page behind the other tabs: an editor is never taken from under the hands.
            <div class="pane-sections" id="feedback" tabindex="-1" hidden={*tab != "feedback"}>
                <fieldset class="written" role="none" disabled={here().only_looks()}>
                    <Note id={view.submission.to_string()} initial={(*note_text).clone()} client={client.clone()}
                        characters={note.characters} on_change={on_note} on_leave={deeds.flush.clone()} {on_ready} />
                    if lost {
                        <LostTexts kept={lost_here(mine.view().map(AsRef::as_ref), view.submission)} />
                    } else {
                        <OffersHere view={view.clone()} held={props.claim.held} editor={NoteHandle(editor.clone())} drafts={drafts.clone()} />
                        <KeptHere kept={kept_here(mine.view().map(AsRef::as_ref), view.submission)} editor={NoteHandle(editor.clone())} drafts={drafts.clone()} />
                    }
                    <Comments view={view.clone()} comments={comments.clone()} active={desk.active}
                        begin={(ways.comment.clone(), ways.comment_section.clone())} on_deed={deeds.comment.clone()} />
                    <OpenComments view={view.clone()} desk={Rc::new((*desk).clone())} on_settle={settle.clone()} />
                    <Checklist lines={checklist.clone()} on_tick={deeds.tick.clone()} />
                </fieldset>
            </div>
            if *tab == "guidance" { <Guidance section={view.section.clone()} /> }
            if let Some(round) = round {
                <RoundPanel round={round.clone()} {viewer} desk={Rc::new((*desk).clone())} on_settle={settle} />
            }
        </Tabs>
    };
    let on_side = {
        let side = side.setter();
        Callback::from(move |to| side.set(to))
    };
    let second_name =
        if comments.is_empty() { "Feedback".to_owned() } else { format!("Feedback ({})", comments.len()) };
    let foot = html! {
        <>
            <SendingPanel sender={sender} {client} comments={comments.clone()} note_empty={note.empty} {checklist} />
            <Foot {standing} {lost} has_words={view.draft.saved_at.is_some() || !view.draft.comments.is_empty()}
                claim={props.claim.clone()} sensible={commands.sensible} on_retry={deeds.flush.clone()}
                ask_for_changes={ways.ask_for_changes} approve={ways.approve} extend={ways.extend} release={ways.release} />
        </>
    };
    html! {
        <Page title={view.section.title.clone()} top={top(view, ReviewList::Mine, neighbours, &moves)} {foot} panes=true>
            <Layout title={view.section.title.clone()} side={*side} {on_side} {second_name} notice={lost.then(|| html! { <LostNotice /> })} {answers} {feedback} />
        </Page>
    }
}

/// Returns what brings a text of the feedback's side into sight and focus.
fn reach_unsaved(deeds: &Deeds, editor: &NoteEditor) -> Callback<Slot> {
    let (show, editor) = (deeds.show.clone(), editor.clone());
    Callback::from(move |slot: Slot| {
        show.emit("feedback".into());
        let editor = editor.clone();
        // The tab is shown with the next drawing.
        Timeout::new(0, move || match slot {
            Slot::Note => focus_note(&editor),
            Slot::Comment(comment) => focus(&words_of(comment)),
            Slot::Line(line) => focus(&line_id(line)),
            Slot::Answer(_) | Slot::Unsent(_) => {}
        })
        .forget();
    })
}

/// Returns the name of a round's tab.
pub(super) fn round_name(round: i64) -> String {
    format!("round-{round}")
}

fn tabs(view: &RoomView) -> Vec<Tab> {
    let rounds = view.rounds.iter().filter(|round| round.round < view.round);
    let rounds = rounds.map(|round| Tab::new(round_name(round.round), format!("Round {}", round.round)));
    let mut tabs = vec![Tab::new("feedback", "Feedback")];
    tabs.extend(rounds);
    tabs.push(Tab::new("guidance", "Guidance"));
    tabs
}

/// Returns what happens after the review was sent: it is shown as sent, and the next one is offered.
#[hook]
fn use_sent(on_left: &Callback<()>, client: &AttrValue, next: Option<uuid::Uuid>) -> Callback<Outcome> {
    let toaster = use_toaster();
    let (on_left, client) = (on_left.clone(), client.clone());
    Callback::from(move |outcome: Outcome| {
        on_left.emit(());
        let text = match outcome {
            Outcome::Approved => format!("Approved, and sent to {client}."),
            Outcome::ChangesRequested => format!("Sent to {client}, who comes back to you with the changes."),
        };
        let toast = Toast::done(text);
        let toast = match next {
            Some(submission) => toast
                .way_back("Next review", Callback::from(move |()| go_to(&Route::ReviewRoom { submission }))),
            _ => toast,
        };
        toaster.iter().for_each(|toaster| toaster.show(toast.clone()));
    })
}

/// Returns what gives the review back, with a way to take it again.
#[hook]
fn use_release(props: &WritingRoomProps) -> Callback<()> {
    let (dispatch, toaster) = (use_dispatch(), use_toaster());
    let (held, on_left) = (props.claim.held, props.on_left.clone());
    super::releasing::release(held, dispatch, toaster, on_left)
}
