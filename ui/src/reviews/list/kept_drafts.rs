//! Words that wait for their author: drafts of reviews that were lost, and texts that could not be saved.

use crate::hooks::{Dispatch, use_dispatch};
use crate::kit::{Badge, Button, Saying, Toaster, When, use_toaster};
use crate::reviews::passing_on::PassingOn;
use crate::reviews::putting_away::put_away;
use crate::routes::{Link, Route};
use domain::reviews::{KeptPurpose, KeptView};
use yew::prelude::*;

/// Props of [`KeptDrafts`].
#[derive(Properties, PartialEq)]
pub(super) struct KeptDraftsProps {
    /// The texts.
    pub(super) kept: Vec<KeptView>,
}

/// Words that wait for their author.
#[component]
pub(super) fn KeptDrafts(props: &KeptDraftsProps) -> Html {
    let (dispatch, toaster) = (use_dispatch(), use_toaster());
    html! {
        <div class="kept-drafts">
            <p class="muted">{ "Nothing that you wrote is thrown away. To go on with a text, open its review and claim it again. If another mentor has it, you can send them the text as a suggestion." }</p>
            { for props.kept.iter().enumerate().map(|(place, kept)| draft(place, kept, &dispatch, toaster.as_ref())) }
        </div>
    }
}

fn draft(place: usize, kept: &KeptView, dispatch: &Dispatch, toaster: Option<&Toaster>) -> Html {
    let id = format!("kept-{place}");
    let title = if kept.section_title.is_empty() { "A review" } else { &kept.section_title };
    let away = kept.kept.map(|id| {
        html! { <Button onclick={put_away(dispatch, toaster, id)}>{ "Put away" }</Button> }
    });
    let open = kept.submission.map(|submission| {
        let to = Route::ReviewRoom { submission: submission.0 };
        html! { <Link classes="button default" {to}>{ "Open the review" }</Link> }
    });
    html! {
        <article class="kept-draft" id={id.clone()} tabindex="-1" aria-label={format!("{} for {title}", purpose(kept.purpose))}>
            <header>
                <h2>{ title }</h2>
                <Badge>{ purpose(kept.purpose) }</Badge>
                <span class="small muted"><When at={kept.at} say={Saying::Moment} /></span>
            </header>
            <p class="small muted">{ kept.reason.clone() }</p>
            <div class="reading" dir="auto">{ for kept.text.lines().map(|line| html! { <p>{ line }</p> }) }</div>
            <div class="kept-actions"><PassingOn kept={kept.clone()} shown_in={id} />{ open }{ away }</div>
        </article>
    }
}

fn purpose(purpose: KeptPurpose) -> &'static str {
    match purpose {
        KeptPurpose::Note => "Overall note",
        KeptPurpose::Comment => "Comment",
        KeptPurpose::Amendment => "Addition",
        KeptPurpose::Reply => "Reply",
        KeptPurpose::Message => "Message",
        KeptPurpose::Answer => "Answer",
    }
}
