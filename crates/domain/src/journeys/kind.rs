//! The kinds of field that a section can hold, and what an answer of each looks like in JSON.
//!
//! Two questions are kept apart. *May this be stored?* ([`FieldKind::accepts`]): shape and length
//! alone, so that autosave never refuses a half-typed address. *Is it right?*
//! ([`FieldKind::check`]): what a person should put right before asking for a review. An answer of
//! several parts is described in [`super::shape`].

use super::country::country_name;
use super::notation::{is_date, is_time, looks_like_email, looks_like_phone, looks_like_url, plain_date};
use super::shape::{AccountAnswer, AddressAnswer, FileNoteAnswer, MoneyAnswer, PersonAnswer};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// The most characters a text may have when its field does not say.
pub const DEFAULT_MAX_LENGTH: usize = 5_000;

/// What a field asks for. Each variant says how its answer is written in JSON; `null` always means
/// that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line: `"Ken"`.
    Text,
    /// As many lines as it takes, paragraphs parted by `\n`: `"First …\n\nSecond …"`.
    LongText,
    /// A number: `12` or `1.5`.
    Number,
    /// An amount, [`MoneyAnswer`]: `{"minor": 125000, "currency": "GBP"}`.
    Money,
    /// A day of the calendar: `"2026-11-24"`.
    Date,
    /// A time of day, without a zone: `"14:30"`.
    Time,
    /// `true` for yes, `false` for no.
    YesNo,
    /// The key of one option: `"burial"`.
    Choice,
    /// The keys of several options: `["organs", "tissue"]`.
    Choices,
    /// An e-mail address: `"ruth@example.org"`.
    Email,
    /// A telephone number as people write it: `"+44 20 7946 0018"`.
    Phone,
    /// A web address: `"https://example.org/list"`.
    Url,
    /// A postal address, [`AddressAnswer`]: `{"lines": "12 Harbour Row\nWhitby", "country": "GB"}`.
    Address,
    /// A person, [`PersonAnswer`]: `{"name": "Mei", "relation": "daughter", "reach": "…"}`.
    Person,
    /// A country, as its ISO 3166 code of two letters: `"NZ"`.
    Country,
    /// Where a paper is kept, [`FileNoteAnswer`]: `{"place": "desk, left drawer", "copy": "…"}`.
    FileNote,
    /// An account somewhere, [`AccountAnswer`]: `{"institution": "…", "reference": "…"}`.
    Account,
}

/// One of the answers a choice offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// What is stored. Never changes once people have chosen it.
    pub key: String,
    /// What people read.
    pub label: String,
}

/// What the field adds to the rules of its kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits<'a> {
    /// The most characters of each text part; [`DEFAULT_MAX_LENGTH`] when absent.
    pub max_length: Option<usize>,
    /// What a choice may be chosen from; anything when absent.
    pub options: Option<&'a [ChoiceOption]>,
}

impl FieldKind {
    /// All kinds, in the order of their documentation.
    pub const ALL: [Self; 17] = [
        Self::Text,
        Self::LongText,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::Time,
        Self::YesNo,
        Self::Choice,
        Self::Choices,
        Self::Email,
        Self::Phone,
        Self::Url,
        Self::Address,
        Self::Person,
        Self::Country,
        Self::FileNote,
        Self::Account,
    ];

    /// Says whether the kind is one or several of given options.
    #[must_use]
    pub const fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// Says whether the answer holds text that a person types, and so has a greatest length.
    #[must_use]
    pub const fn has_length(self) -> bool {
        matches!(
            self,
            Self::Text | Self::LongText | Self::Address | Self::Person | Self::FileNote | Self::Account
        )
    }

    /// Checks that `value` may be stored: its shape and its length, not whether it is finished.
    ///
    /// # Errors
    /// In plain words, what is wrong.
    pub fn accepts(self, value: &Json, limits: Limits<'_>) -> Result<(), String> {
        if value.is_null() {
            return Ok(());
        }
        match self {
            Self::Number => number(value),
            Self::YesNo => value.as_bool().map(drop).ok_or_else(|| "Answer yes or no.".to_owned()),
            Self::Money => part(value).and_then(|m: MoneyAnswer| all_within(&[&m.currency], limits)),
            Self::Choice => chosen(value, limits),
            Self::Choices => chosen_once_each(list(value)?, limits),
            Self::Text => single_line(text(value)?).and_then(|line| within(line, limits)),
            Self::LongText => within(text(value)?, limits),
            Self::Date | Self::Time | Self::Email | Self::Phone | Self::Url | Self::Country => {
                single_line(text(value)?).and_then(|line| within(line, limits))
            }
            Self::Address => {
                part(value).and_then(|a: AddressAnswer| all_within(&[&a.lines, &a.country], limits))
            }
            Self::Person => {
                part(value).and_then(|p: PersonAnswer| all_within(&[&p.name, &p.relation, &p.reach], limits))
            }
            Self::FileNote => {
                part(value).and_then(|note: FileNoteAnswer| all_within(&[&note.place, &note.copy], limits))
            }
            Self::Account => {
                part(value).and_then(|a: AccountAnswer| all_within(&[&a.institution, &a.reference], limits))
            }
        }
    }

    /// Checks that `value` is a finished answer by the rules of its kind alone.
    ///
    /// # Errors
    /// In plain words, what to put right.
    pub fn check(self, value: &Json) -> Result<(), String> {
        self.check_within(value, Limits::default())
    }

    /// Checks that `value` is a finished answer by the rules of its kind and of its field. No
    /// answer at all is no mistake here.
    ///
    /// # Errors
    /// In plain words, what to put right.
    pub fn check_within(self, value: &Json, limits: Limits<'_>) -> Result<(), String> {
        self.accepts(value, limits)?;
        if !is_filled(value) {
            return Ok(());
        }
        let line = value.as_str().unwrap_or_default().trim();
        match self {
            Self::Date => wrong_unless(is_date(line), "Write the date as year, month and day: 2026-11-24."),
            Self::Time => wrong_unless(is_time(line), "Write the time as hours and minutes: 14:30."),
            Self::Email => {
                wrong_unless(looks_like_email(line), "An e-mail address looks like name@example.org.")
            }
            Self::Phone => wrong_unless(
                looks_like_phone(line),
                "Use digits, spaces and signs only, with the country's number in front: +44 20 7946 0018.",
            ),
            Self::Url => wrong_unless(
                looks_like_url(line),
                "A web address starts with https:// and goes on with a name.",
            ),
            Self::Country => wrong_unless(country_name(line).is_some(), "Choose a country from the list."),
            Self::Money => part(value).and_then(|money: MoneyAnswer| check_currency(&money.currency)),
            Self::Address => part(value).and_then(|address: AddressAnswer| {
                wrong_unless(
                    address.country.is_empty() || country_name(&address.country).is_some(),
                    "Choose the country of the address from the list.",
                )
            }),
            Self::Person => part(value).and_then(|person: PersonAnswer| {
                wrong_unless(!person.name.trim().is_empty(), "Say who this is: the name is missing.")
            }),
            Self::FileNote => part(value).and_then(|note: FileNoteAnswer| {
                wrong_unless(!note.place.trim().is_empty(), "Say where the original is kept.")
            }),
            Self::Account => part(value).and_then(|account: AccountAnswer| {
                wrong_unless(
                    !account.institution.trim().is_empty(),
                    "Say which bank, company or office this is.",
                )
            }),
            Self::Text | Self::LongText | Self::Number | Self::YesNo | Self::Choice | Self::Choices => Ok(()),
        }
    }

    /// Says whether `value` answers anything: see [`is_filled`].
    #[must_use]
    pub fn is_filled(self, value: &Json) -> bool {
        is_filled(value)
    }

    /// Returns the answer as plain text, as a person would read it out; empty when there is none.
    /// An option reads as its label when `options` holds it.
    #[must_use]
    pub fn to_plain_text(self, value: &Json, options: &[ChoiceOption]) -> String {
        match self {
            Self::YesNo => match value.as_bool() {
                Some(true) => "Yes".to_owned(),
                Some(false) => "No".to_owned(),
                None => String::new(),
            },
            Self::Number => value.as_number().map(ToString::to_string).unwrap_or_default(),
            Self::Money => part(value).map(|money: MoneyAnswer| money.to_plain_text()).unwrap_or_default(),
            Self::Date => plain_date(value.as_str().unwrap_or_default()),
            Self::Choice => label(value, options),
            Self::Choices => {
                let labels = value.as_array().into_iter().flatten().map(|one| label(one, options));
                joined(labels, ", ")
            }
            Self::Country => plain_country(value.as_str().unwrap_or_default()),
            Self::Address => part(value)
                .map(|a: AddressAnswer| joined([a.lines, plain_country(&a.country)], "\n"))
                .unwrap_or_default(),
            Self::Person => part(value)
                .map(|p: PersonAnswer| joined([joined([p.name, p.relation], ", "), p.reach], "\n"))
                .unwrap_or_default(),
            Self::FileNote => part(value)
                .map(|note: FileNoteAnswer| joined([note.place, prefixed("Copy: ", &note.copy)], "\n"))
                .unwrap_or_default(),
            Self::Account => part(value)
                .map(|account: AccountAnswer| joined([account.institution, account.reference], ", "))
                .unwrap_or_default(),
            Self::Text | Self::LongText | Self::Time | Self::Email | Self::Phone | Self::Url => {
                value.as_str().unwrap_or_default().trim().to_owned()
            }
        }
    }
}

/// Says whether `value` answers anything. Blank text, an empty list and `null` do not; `false` and
/// `0` do. Of an answer with parts, one part has to be filled; a currency or a country alone does
/// not count, because a form offers those ready chosen.
#[must_use]
pub fn is_filled(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(_) | Json::Number(_) => true,
        Json::String(text) => !text.trim().is_empty(),
        Json::Array(items) => items.iter().any(is_filled),
        Json::Object(parts) => parts
            .iter()
            .any(|(name, part)| !matches!(name.as_str(), "currency" | "country") && is_filled(part)),
    }
}

fn wrong_unless(right: bool, message: &str) -> Result<(), String> {
    if right { Ok(()) } else { Err(message.to_owned()) }
}

fn text(value: &Json) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "This answer should be text.".to_owned())
}

fn list(value: &Json) -> Result<&Vec<Json>, String> {
    value.as_array().ok_or_else(|| "This answer should be a list of choices.".to_owned())
}

fn number(value: &Json) -> Result<(), String> {
    wrong_unless(value.is_number(), "Write a number, in digits.")
}

fn part<T: serde::de::DeserializeOwned>(value: &Json) -> Result<T, String> {
    const MISSHAPEN: &str = "This answer does not have the parts that its field asks for.";
    wrong_unless(value.is_object(), MISSHAPEN)?;
    T::deserialize(value).map_err(|_| MISSHAPEN.to_owned())
}

fn single_line(line: &str) -> Result<&str, String> {
    wrong_unless(!line.contains(['\n', '\r']), "This answer is one line; leave out the line breaks.")
        .map(|()| line)
}

fn within(text: &str, limits: Limits<'_>) -> Result<(), String> {
    let most = limits.max_length.unwrap_or(DEFAULT_MAX_LENGTH);
    let length = text.chars().count();
    if length <= most {
        return Ok(());
    }
    Err(format!("This is {length} characters long and may be {most}. Shorten it by {}.", length - most))
}

fn all_within(texts: &[&str], limits: Limits<'_>) -> Result<(), String> {
    texts.iter().try_for_each(|text| within(text, limits))
}

fn chosen(value: &Json, limits: Limits<'_>) -> Result<(), String> {
    let key = text(value)?;
    let offered = limits.options.is_none_or(|options| options.iter().any(|option| option.key == key));
    wrong_unless(offered, "This choice is no longer offered. Choose again.")
}

fn chosen_once_each(keys: &[Json], limits: Limits<'_>) -> Result<(), String> {
    keys.iter().try_for_each(|one| chosen(one, limits))?;
    let most = limits.options.map_or(usize::MAX, <[_]>::len);
    wrong_unless(keys.len() <= most, "This chooses something twice. Choose each once.")
}

fn check_currency(code: &str) -> Result<(), String> {
    let right = code.len() == 3 && code.chars().all(|letter| letter.is_ascii_uppercase());
    wrong_unless(right, "Choose the currency: three letters, such as GBP.")
}

fn plain_country(code: &str) -> String {
    country_name(code).unwrap_or(code).to_owned()
}

fn label(value: &Json, options: &[ChoiceOption]) -> String {
    let key = value.as_str().unwrap_or_default();
    options.iter().find(|option| option.key == key).map_or(key, |option| &option.label).to_owned()
}

fn prefixed(prefix: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{prefix}{}", text.trim()) }
}

fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> =
        parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
