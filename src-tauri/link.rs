//! A link into the application, as another program may give it: which page it leads to, if any.
//!
//! Whoever makes a link is not to be trusted. Only what is listed here is understood; it opens a page and changes nothing.

use domain::reviews::SubmissionId;

/// How a link begins.
const SCHEME: &str = "wrapitup://";

/// Returns the address of the page that the first link of a command line leads to.
pub(crate) fn first(arguments: &[String]) -> Option<String> {
    arguments.iter().find_map(|argument| page(argument))
}

fn page(link: &str) -> Option<String> {
    let path = link.strip_prefix(SCHEME)?;
    let path = path.strip_suffix('/').unwrap_or(path);
    match path.split_once('/') {
        None => match path {
            "today" => Some("/".to_owned()),
            "reviews" | "journeys" | "notifications" => Some(format!("/{path}")),
            _ => None,
        },
        Some(("reviews", id)) => id.parse().ok().map(|id: SubmissionId| format!("/reviews/{id}")),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn a_link_leads_to_a_page_that_there_is_and_to_no_other() {
        let id = "018f0000-0000-7000-8000-000000000001";
        for (link, leads_to) in [
            ("wrapitup://reviews", Some("/reviews")),
            ("wrapitup://reviews/", Some("/reviews")),
            ("wrapitup://today", Some("/")),
            (
                "wrapitup://reviews/018f0000-0000-7000-8000-000000000001",
                Some("/reviews/018f0000-0000-7000-8000-000000000001"),
            ),
            ("wrapitup://reviews/018f0000-0000-7000-8000-000000000001/x", None),
            ("wrapitup://reviews/../today", None),
            ("wrapitup://reviews/');alert(1)", None),
            ("wrapitup://settings", None),
            ("wrapitup://", None),
            ("WRAPITUP://today", None),
            ("https://example.org", None),
            ("--help", None),
            (id, None),
        ] {
            assert_eq!(first(&[link.to_owned()]).as_deref(), leads_to, "{link}");
        }
        assert_eq!(first(&["x".to_owned(), "wrapitup://today".to_owned()]).as_deref(), Some("/"));
    }
}
