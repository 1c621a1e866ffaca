//! A field: the label, help and error around one control, tied to it for assistive technology.

use super::icon::Icon;
use crate::hooks::use_id;
use yew::prelude::*;

/// What ties a control to its field. A control that stands alone uses the default and is given a label itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Tied {
    /// The control's id.
    pub(crate) id: Option<AttrValue>,
    /// The id of the label, for controls that are no native inputs.
    pub(crate) labelled_by: Option<AttrValue>,
    /// The ids of what describes it.
    pub(crate) described_by: Option<AttrValue>,
    /// Whether what it holds cannot stay so.
    pub(crate) invalid: bool,
}

impl Tied {
    /// Returns the value of `aria-invalid`.
    pub(crate) fn aria_invalid(&self) -> Option<&'static str> {
        self.invalid.then_some("true")
    }
}

/// Props of [`Field`].
#[derive(Properties, PartialEq)]
pub(crate) struct FieldProps {
    /// What is asked.
    pub(crate) label: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub(crate) help: Option<AttrValue>,
    /// What cannot stay so, and what to do about it.
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    /// Whether it may be left out; says so beside the label.
    #[prop_or_default]
    pub(crate) optional: bool,
    /// What stands beside the label: badges.
    #[prop_or_default]
    pub(crate) beside: Option<Html>,
    /// Returns the control, which must take over what it is given.
    pub(crate) control: Callback<Tied, Html>,
}

/// A field around one control.
///
/// ```ignore
/// <Field label="Name" control={move |tied: Tied| html! { <TextInput {tied} value={..} on_input={..} /> }} />
/// ```
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let id = use_id("field");
    let ids = FieldIds::new(&id);
    let described: Vec<&str> =
        [props.help.as_ref().map(|_| &*ids.help), props.error.as_ref().map(|_| &*ids.error)]
            .into_iter()
            .flatten()
            .collect();
    let tied = Tied {
        id: Some(id.clone()),
        labelled_by: Some(ids.label.clone()),
        described_by: (!described.is_empty()).then(|| described.join(" ").into()),
        invalid: props.error.is_some(),
    };
    html! {
        <div class="field">
            <label id={ids.label} for={id}>
                { props.label.clone() }
                if props.optional { <span class="optional">{ "if you like" }</span> }
                { props.beside.clone() }
            </label>
            if let Some(help) = &props.help { <p id={ids.help} class="help">{ help.clone() }</p> }
            { props.control.emit(tied) }
            if let Some(error) = &props.error { { error_line(&ids.error, error) } }
        </div>
    }
}

struct FieldIds {
    label: AttrValue,
    help: AttrValue,
    error: AttrValue,
}

impl FieldIds {
    fn new(id: &AttrValue) -> Self {
        Self {
            label: format!("{id}-label").into(),
            help: format!("{id}-help").into(),
            error: format!("{id}-error").into(),
        }
    }
}

fn error_line(id: &AttrValue, error: &AttrValue) -> Html {
    html! { <p id={id.clone()} class="error" role="alert">{ Icon::CircleAlert }<span>{ error.clone() }</span></p> }
}

/// Props of [`FieldGroup`].
#[derive(Properties, PartialEq)]
pub(crate) struct FieldGroupProps {
    /// What is asked.
    pub(crate) label: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub(crate) help: Option<AttrValue>,
    /// What cannot stay so, and what to do about it.
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    /// Whether it may be left out.
    #[prop_or_default]
    pub(crate) optional: bool,
    /// What stands beside the label: badges.
    #[prop_or_default]
    pub(crate) beside: Option<Html>,
    /// The controls, each with its own label.
    pub(crate) children: Html,
}

/// A field around several controls that answer one question together.
#[component]
pub(crate) fn FieldGroup(props: &FieldGroupProps) -> Html {
    let ids = FieldIds::new(&use_id("group"));
    let described = props
        .error
        .as_ref()
        .map(|_| ids.error.clone())
        .or_else(|| props.help.as_ref().map(|_| ids.help.clone()));
    html! {
        <div class="field" role="group" aria-labelledby={ids.label.clone()} aria-describedby={described}>
            <span class="field-label" id={ids.label}>
                { props.label.clone() }
                if props.optional { <span class="optional">{ "if you like" }</span> }
                { props.beside.clone() }
            </span>
            if let Some(help) = &props.help { <p id={ids.help} class="help">{ help.clone() }</p> }
            { props.children.clone() }
            if let Some(error) = &props.error { { error_line(&ids.error, error) } }
        </div>
    }
}
