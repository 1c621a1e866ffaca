//! One line of text: names, addresses, numbers, searches, days.

use super::field::Tied;
use super::icon::Icon;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the line holds, which decides the keyboard on a phone and what the browser offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum InputKind {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// An address in the web.
    Url,
    /// A number.
    Number,
    /// Something to look for.
    Search,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// Something that nobody may read over a shoulder.
    Password,
}

impl InputKind {
    fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text => ("text", None),
            Self::Email => ("email", None),
            Self::Phone => ("tel", None),
            Self::Url => ("url", None),
            // Native number fields change when they are scrolled over, and hide what they cannot read.
            Self::Number => ("text", Some("decimal")),
            Self::Search => ("search", None),
            Self::Date => ("date", None),
            Self::Password => ("password", None),
        }
    }
}

/// Props of [`TextInput`].
#[derive(Properties, PartialEq)]
pub(crate) struct TextInputProps {
    /// Its field, if it stands in one.
    #[prop_or_default]
    pub(crate) tied: Tied,
    /// Its name, if it stands alone.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// What it holds.
    pub(crate) value: AttrValue,
    /// What kind of text that is.
    #[prop_or_default]
    pub(crate) kind: InputKind,
    /// It was written in.
    #[prop_or_default]
    pub(crate) on_input: Callback<String>,
    /// Writing ended: focus left it.
    #[prop_or_default]
    pub(crate) on_leave: Callback<()>,
    /// A key was pressed in it.
    #[prop_or_default]
    pub(crate) onkeydown: Callback<KeyboardEvent>,
    /// An example, shown while it is empty. Not a label.
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    /// What the browser may fill in by itself, by the name that browsers have for it.
    #[prop_or("off")]
    pub(crate) autocomplete: &'static str,
    /// A picture in front.
    #[prop_or_default]
    pub(crate) icon: Option<Icon>,
    /// The most characters it takes.
    #[prop_or_default]
    pub(crate) max_length: Option<u32>,
    /// The earliest day, for [`InputKind::Date`].
    #[prop_or_default]
    pub(crate) min: Option<AttrValue>,
    /// The latest day, for [`InputKind::Date`].
    #[prop_or_default]
    pub(crate) max: Option<AttrValue>,
    /// Whether it can be read but not changed.
    #[prop_or_default]
    pub(crate) read_only: bool,
    /// Not possible now.
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// More classes, such as `reading` for what clients write.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Where to find it in the page.
    #[prop_or_default]
    pub(crate) node_ref: NodeRef,
}

/// One line of text.
#[component]
pub(crate) fn TextInput(props: &TextInputProps) -> Html {
    let (kind, mode) = props.kind.attributes();
    let oninput = {
        let on_input = props.on_input.clone();
        Callback::from(move |event: InputEvent| {
            on_input.emit(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let input = html! {
        <input ref={props.node_ref.clone()} type={kind} inputmode={mode} class={classes!("input", props.class.clone())}
            id={props.tied.id.clone()} aria-label={props.label.clone()} aria-describedby={props.tied.described_by.clone()}
            aria-invalid={props.tied.aria_invalid()} value={props.value.clone()} placeholder={props.placeholder.clone()}
            maxlength={props.max_length.map(|most| most.to_string())} min={props.min.clone()} max={props.max.clone()}
            readonly={props.read_only} disabled={props.disabled} dir="auto" autocomplete={props.autocomplete}
            {oninput} onblur={props.on_leave.reform(|_: FocusEvent| ())} onkeydown={props.onkeydown.clone()} />
    };
    match props.icon {
        Some(icon) => html! { <div class="with-icon">{ icon }{ input }</div> },
        None => input,
    }
}
