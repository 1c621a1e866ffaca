//! A person's initials in a quiet circle.

use crate::text::upper;
use yew::prelude::*;

const TINTS: [&str; 5] = ["tint-1", "tint-2", "tint-3", "tint-4", "tint-5"];

/// Props of [`Avatar`].
#[derive(Properties, PartialEq)]
pub(crate) struct AvatarProps {
    /// The person's name.
    pub(crate) name: AttrValue,
    /// Whether the name is not written beside it, so that it has to be read aloud.
    #[prop_or_default]
    pub(crate) alone: bool,
}

/// A person's initials. The same name always has the same tint.
#[component]
pub(crate) fn Avatar(props: &AvatarProps) -> Html {
    let class = classes!("face", tint(&props.name));
    if props.alone {
        return html! {
            <span {class} role="img" aria-label={props.name.clone()} title={props.name.clone()}>{ initials(&props.name) }</span>
        };
    }
    html! { <span {class} aria-hidden="true">{ initials(&props.name) }</span> }
}

/// Returns the first letters of the first and last word of a name.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words.last().filter(|_| words.len() > 1).and_then(|word| word.chars().next());
    upper(&first.into_iter().chain(last).collect::<String>())
}

fn tint(name: &str) -> &'static str {
    let sum = name.bytes().fold(7_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    TINTS.get(sum % TINTS.len()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_and_last_words() {
        assert_eq!(initials("Amara Okafor"), "AO");
        assert_eq!(initials("Ana María de la Cruz"), "AC");
        assert_eq!(initials("王秀英"), "王");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn a_name_keeps_its_tint() {
        assert_eq!(tint("Ruth Nakamura"), tint("Ruth Nakamura"));
        let different = ["Ruth", "Tomasz", "Leïla", "Graham", "Priya", "Mei"].map(tint);
        assert!(different.iter().any(|tint| *tint != different[0]));
    }
}
