//! The page "About".

use super::facts::Facts;
use super::licences::Licences;
use super::mistakes::Mistakes;
use super::updates::Updates;
use yew::prelude::*;

/// The page "About".
#[component]
pub(in crate::settings) fn AboutPage() -> Html {
    html! {
        <>
            <Mistakes />
            <Facts />
            <Updates />
            <Licences />
        </>
    }
}
