use super::*;

const CARE: &str = include_str!("../../../../content/journeys/care.json");

#[test]
fn the_care_journey_is_sound() {
    JourneyFile::parse(CARE).map_err(|problems| format!("{problems:#?}")).unwrap();
}
