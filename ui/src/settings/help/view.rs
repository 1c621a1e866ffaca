//! Shows what was read of the guide.

use super::guide::{Block, Run};
use yew::prelude::*;

/// Shows a block.
pub(super) fn block(block: &Block) -> Html {
    match block {
        Block::Paragraph(text) => html! { <p>{ runs(text) }</p> },
        Block::Items(items) => {
            html! { <ul>{ for items.iter().map(|item| html! { <li>{ runs(item) }</li> }) }</ul> }
        }
        Block::Table(rows) => table(rows),
    }
}

fn table(rows: &[Vec<Vec<Run>>]) -> Html {
    let (head, body) = rows.split_first().map_or((&[][..], &[][..]), |(head, body)| (head.as_slice(), body));
    html! {
        <table>
            <thead><tr>{ for head.iter().map(|cell| html! { <th scope="col">{ runs(cell) }</th> }) }</tr></thead>
            <tbody>
                { for body.iter().map(|row| html! { <tr>{ for row.iter().map(|cell| html! { <td>{ runs(cell) }</td> }) }</tr> }) }
            </tbody>
        </table>
    }
}

fn runs(runs: &[Run]) -> Html {
    runs.iter()
        .map(|run| match run {
            Run::Plain(text) => html! { { text.clone() } },
            Run::Strong(text) => html! { <b>{ text.clone() }</b> },
            Run::Name(text) => html! { <em>{ text.clone() }</em> },
            Run::Code(text) => html! { <kbd>{ text.clone() }</kbd> },
        })
        .collect()
}
