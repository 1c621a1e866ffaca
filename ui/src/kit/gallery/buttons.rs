//! Buttons, icons, badges, people.

use crate::actions::{Action, ActionButton, Keys};
use crate::kit::{
    Avatar, Badge, BadgeKind, Button, ButtonKind, Icon, IconButton, KeyCaps, Menu, MenuItem, MenuLine,
    SaveLine, SaveState,
};
use yew::prelude::*;

/// Buttons, icons, badges, people.
#[component]
pub(super) fn Buttons() -> Html {
    let action = Action::new("kit.try", "An action", Callback::noop()).keys("Mod+Enter").icon(Icon::Check);
    let kinds = [
        ("Primary", ButtonKind::Primary),
        ("Default", ButtonKind::Default),
        ("Quiet", ButtonKind::Quiet),
        ("Danger", ButtonKind::Danger),
    ];
    let badges = [
        ("Round 2", BadgeKind::Neutral),
        ("Changed", BadgeKind::Changed),
        ("Needed", BadgeKind::Required),
        ("Praise", BadgeKind::Praise),
        ("Question", BadgeKind::Question),
        ("Matched to you", BadgeKind::Accent),
        ("Approved", BadgeKind::Good),
        ("Due today", BadgeKind::Warn),
        ("Failed", BadgeKind::Bad),
    ];
    let people = [
        "Amara Okafor",
        "Ruth Nakamura",
        "Tomasz Zieliński",
        "Leïla Haddad",
        "Graham Whitlock",
        "王秀英",
        "Мария Иванова",
        "فاطمة الزهراء",
    ];
    let lines: Vec<MenuLine> = vec![
        MenuLine::Heading("Sort by".into()),
        MenuItem::new("Deadline", Callback::noop()).checked(true).into(),
        MenuItem::new("Name", Callback::noop()).checked(false).into(),
        MenuLine::Rule,
        MenuItem::new("Export", Callback::noop()).icon(Icon::Download).into(),
        MenuLine::from(&action),
    ];
    html! {
        <>
            <section>
                <h2>{ "Buttons" }</h2>
                <div class="line">
                    { for kinds.iter().map(|(name, kind)| html! { <Button kind={*kind}>{ *name }</Button> }) }
                    <Button icon={Icon::TextQuote} kind={ButtonKind::Quiet} keys={Keys::new("t")}>{ "Template" }</Button>
                    <Button kind={ButtonKind::Primary} keys={Keys::new("Mod+Enter")}>{ "Approve" }</Button>
                    <IconButton icon={Icon::ChevronUp} label="Previous" keys={Keys::new("k")} />
                    <IconButton icon={Icon::Star} label="Keep" kind={ButtonKind::Default} pressed={true} />
                </div>
                <div class="line">
                    { for kinds.iter().map(|(name, kind)| html! { <Button kind={*kind} disabled=true>{ format!("{name}, not now") }</Button> }) }
                    <Button kind={ButtonKind::Primary} busy=true>{ "Sending" }</Button>
                    <Button pressed={true}>{ "Stays in" }</Button>
                    <ActionButton action={action.clone()} />
                    <ActionButton {action} icon_only=true kind={ButtonKind::Quiet} />
                    <Menu {lines}>{ Icon::ListChecks }<span>{ "Menu" }</span>{ Icon::ChevronDown }</Menu>
                    <KeyCaps keys={Keys::new("g r")} />
                </div>
            </section>
            <section>
                <h2>{ "Badges, people, save line" }</h2>
                <div class="line">{ for badges.iter().map(|(name, kind)| html! { <Badge kind={*kind}>{ *name }</Badge> }) }
                    <Badge kind={BadgeKind::Neutral} icon={Icon::Lock}>{ "Private" }</Badge>
                </div>
                <div class="line">{ for people.iter().map(|name| html! { <Avatar name={*name} alone=true /> }) }</div>
                <div class="line">
                    <SaveLine text="Saved on this device" />
                    <SaveLine state={SaveState::Working} text="Saving" />
                    <SaveLine state={SaveState::Waiting} text="Offline. 4 changes are saved here" />
                    <SaveLine state={SaveState::Attention} text="1 needs attention" />
                </div>
            </section>
            <section>
                <h2>{ "Icons" }</h2>
                <div class="line">{ for Icon::ALL.iter().map(|icon| html! { <span title={icon.name()}>{ *icon }</span> }) }</div>
            </section>
        </>
    }
}
