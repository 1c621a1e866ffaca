//! A page: the top line, the middle, the foot; and what a screen reader needs when the page changes.

use crate::hooks::{document, once_no_modal};
use crate::routes::{Link, Route, use_route};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Props of [`Page`].
#[derive(Properties, PartialEq)]
pub(crate) struct PageProps {
    /// The title of the window: "Final days". The application's name follows it.
    pub(crate) title: AttrValue,
    /// The slim line above, usually a [`TopLine`]. Calm pages do without.
    #[prop_or_default]
    pub(crate) top: Option<Html>,
    /// The bar below, for save state and decisions. Its buttons go into `<div class="end">`.
    #[prop_or_default]
    pub(crate) foot: Option<Html>,
    /// Whether the middle consists of panes that scroll by themselves.
    #[prop_or_default]
    pub(crate) panes: bool,
    /// When this changes, focus goes to the page's `h1` again, as it does when the page appears and when the
    /// address changes. For pages that stay while what they show changes.
    #[prop_or_default]
    pub(crate) focus_on: AttrValue,
    /// Whether focus is left alone (a list beside the room keeps it).
    #[prop_or_default]
    pub(crate) keep_focus: bool,
    /// The middle. It has one `h1`.
    pub(crate) children: Html,
}

/// A page. Put `<h1>` into its children: focus goes there when it appears, also when it appears late.
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    use_effect_with(props.title.clone(), |title| {
        if let Some(document) = document() {
            document.set_title(&format!("{title} · Wrap It Up"));
        }
    });
    let waiting = use_mut_ref(|| false);
    {
        let waiting = waiting.clone();
        let keep = props.keep_focus;
        let here = use_route();
        use_effect_with((here, props.focus_on.clone()), move |_| *waiting.borrow_mut() = !keep);
    }
    use_effect(move || {
        if !*waiting.borrow() {
            return;
        }
        // Whoever is writing or choosing in a dialog keeps focus until they are done.
        once_no_modal(move || {
            if waiting.take() {
                waiting.replace(!focus_heading());
            }
        });
    });
    html! {
        <div class="page">
            { props.top.clone() }
            <main id="main" tabindex="-1" class={classes!("page-body", props.panes.then_some("panes"))}>
                { props.children.clone() }
            </main>
            if let Some(foot) = &props.foot { <footer class="page-foot">{ foot.clone() }</footer> }
        </div>
    }
}

/// Focuses the page's heading, or until there is one the page itself. Returns whether there is one.
fn focus_heading() -> bool {
    let Some(document) = document() else { return true };
    let find = |what: &str| {
        document.query_selector(what).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok())
    };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(heading) = find("main h1") {
        drop(heading.set_attribute("tabindex", "-1"));
        drop(heading.focus_with_options(&options));
        return true;
    }
    if let Some(main) = find("main") {
        drop(main.focus_with_options(&options));
    }
    false
}

/// Where a page stands: a name, and where it leads unless it is the last.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Crumb {
    /// The name.
    pub(crate) label: AttrValue,
    /// Where it leads.
    pub(crate) route: Option<Route>,
}

impl Crumb {
    /// Returns a name that leads nowhere: where one is.
    pub(crate) fn here(label: impl Into<AttrValue>) -> Self {
        Self { label: label.into(), route: None }
    }

    /// Returns a name that leads somewhere.
    pub(crate) fn to(label: impl Into<AttrValue>, route: Route) -> Self {
        Self { label: label.into(), route: Some(route) }
    }
}

/// Props of [`TopLine`].
#[derive(Properties, PartialEq)]
pub(crate) struct TopLineProps {
    /// Where one is, the page itself last.
    pub(crate) crumbs: Vec<Crumb>,
    /// What comes before them: a way back.
    #[prop_or_default]
    pub(crate) back: Option<Html>,
    /// What comes after them: badges.
    #[prop_or_default]
    pub(crate) facts: Option<Html>,
    /// What stands at the end: the page's one primary action, and what moves within it.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// The slim line above a page.
#[component]
pub(crate) fn TopLine(props: &TopLineProps) -> Html {
    let last = props.crumbs.len().saturating_sub(1);
    html! {
        <header class="top-line">
            { props.back.clone() }
            <nav class="where" aria-label="Where you are">
                { for props.crumbs.iter().enumerate().map(|(at, crumb)| html! {
                    <>
                        if at > 0 { <span aria-hidden="true">{ "/" }</span> }
                        { crumb_view(crumb, at == last) }
                    </>
                }) }
            </nav>
            if let Some(facts) = &props.facts { <div class="facts">{ facts.clone() }</div> }
            <div class="end">{ props.children.clone() }</div>
        </header>
    }
}

fn crumb_view(crumb: &Crumb, last: bool) -> Html {
    match &crumb.route {
        Some(route) if !last => {
            html! { <Link to={route.clone()}>{ crumb.label.clone() }</Link> }
        }
        _ if last => html! { <b aria-current="page">{ crumb.label.clone() }</b> },
        _ => html! { <span>{ crumb.label.clone() }</span> },
    }
}
