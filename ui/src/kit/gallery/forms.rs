//! Fields and what can be filled in.

use crate::kit::{
    CheckGroup, Checkbox, Choice, Combobox, Field, FieldGroup, Icon, InputKind, RadioGroup, Select, Switch,
    TextArea, TextInput, Tied,
};
use yew::prelude::*;

fn choices() -> Vec<Choice> {
    vec![
        Choice::new("home", "At home"),
        Choice::new("hospice", "In a hospice").detail("someone is there day and night"),
        Choice::new("unsure", "I am not sure yet"),
    ]
}

fn countries() -> Vec<Choice> {
    [
        "Argentina",
        "Germany",
        "Ireland",
        "Japan",
        "Poland",
        "Portugal",
        "Singapore",
        "Türkiye",
        "Україна",
        "中国",
    ]
    .map(|name| Choice::new(name, name))
    .to_vec()
}

/// Fields and what can be filled in.
#[component]
pub(super) fn Forms() -> Html {
    let text = use_state(|| "Amara Okafor".to_owned());
    let long = use_state(|| "At home, in the back room with the window onto the garden.".to_owned());
    let one = use_state(|| AttrValue::from("hospice"));
    let country = use_state(|| AttrValue::from("Japan"));
    let some = use_state(|| vec![AttrValue::from("home")]);
    let on = use_state(|| true);
    let (text_now, long_now, one_now, country_now) =
        ((*text).clone(), (*long).clone(), (*one).clone(), (*country).clone());
    let on_text = setter(&text);
    let on_long = setter(&long);
    let on_one = setter(&one);
    let on_country = setter(&country);
    let name = {
        let on_text = on_text.clone();
        move |tied: Tied| html! { <TextInput {tied} value={text_now.clone()} on_input={on_text.clone()} /> }
    };
    let mail = |tied: Tied| html! { <TextInput {tied} kind={InputKind::Email} value="ken@nowhere" /> };
    let day = |tied: Tied| html! { <TextInput {tied} kind={InputKind::Date} value="2026-11-24" /> };
    let long = move |tied: Tied| html! { <TextArea {tied} class="reading" value={long_now.clone()} on_input={on_long.clone()} /> };
    let select = {
        let (one, on_one) = (one_now.clone(), on_one.clone());
        move |tied: Tied| html! { <Select {tied} choices={choices()} value={one.clone()} none="Choose" on_change={on_one.clone()} /> }
    };
    let combobox = move |tied: Tied| {
        html! {
            <Combobox {tied} choices={countries()} value={country_now.clone()} on_change={on_country.clone()} placeholder="Type a few letters" />
        }
    };
    html! {
        <section>
            <h2>{ "Fields" }</h2>
            <div class="cells">
                <Field label="Name" control={name} />
                <Field label="E-mail address" help="Only your mentor sees it." error="An address has a dot after the @: ken@example.org" control={mail} />
                <Field label="Since when" optional=true control={day} />
                <Field label="Where would you like to be?" help="Write as you would say it." control={long} />
                <Field label="Which of these" control={select} />
                <Field label="Country" control={combobox} />
                <FieldGroup label="One of a few">
                    <RadioGroup label="One of a few" choices={choices()} value={one_now} on_change={on_one} />
                </FieldGroup>
                <FieldGroup label="Some of a few" optional=true error="Choose at least two.">
                    <CheckGroup choices={choices()} values={(*some).clone()} on_change={setter(&some)} />
                </FieldGroup>
                <div class="choices">
                    <Checkbox label="One thing that is good, named" checked={*on} on_change={setter(&on)} />
                    <Checkbox label="Not possible now" checked=true disabled=true help="It needs a round first." />
                    <Switch label="Single letters act" checked={*on} on_change={setter(&on)} help="Such as j and k." />
                    <Switch label="Off" checked=false />
                </div>
                <TextInput label="Search" icon={Icon::Search} kind={InputKind::Search} value="" placeholder="Search reviews" />
                <TextInput label="Read only" value="Cannot be changed" read_only=true />
                <TextInput label="Not possible" value="Not now" disabled=true />
            </div>
        </section>
    }
}

fn setter<T: 'static, U: Into<T> + 'static>(state: &UseStateHandle<T>) -> Callback<U> {
    let state = state.setter();
    Callback::from(move |to: U| state.set(to.into()))
}
