//! Numbers as people type them, and back: "1,250.50", "1 250,50", "1250". Plain functions.

use crate::text::number;
use domain::journeys::shape::MoneyAnswer;
use serde_json::{Number, Value};

/// The currencies that are offered; one that was stored before is offered too.
pub(crate) const CURRENCIES: [&str; 34] = [
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR",
    "JPY", "KES", "KRW", "KWD", "MXN", "MYR", "NGN", "NOK", "NZD", "PHP", "PKR", "PLN", "RON", "SAR", "SEK",
    "SGD", "TRY", "USD", "ZAR",
];

/// Returns what someone typed as plain digits with a point, if it is a number.
fn plain(text: &str) -> Option<String> {
    let text: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '\u{2019}' && *c != '\'').collect();
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    // Whichever sign stands last parts the fraction, unless it parts thousands: "1,250" or "1,250,000".
    let digits = match (digits.rfind(','), digits.rfind('.')) {
        (Some(comma), Some(point)) if comma > point && commas == 1 => {
            digits.replace('.', "").replace(',', ".")
        }
        (Some(comma), Some(point)) if point > comma && points == 1 => digits.replace(',', ""),
        (Some(comma), None) if commas > 1 || digits.len() - comma == 4 => digits.replace(',', ""),
        (Some(_), None) => digits.replace(',', "."),
        (None, Some(_)) if points > 1 => digits.replace('.', ""),
        (None, _) => digits.to_owned(),
        (Some(_), Some(_)) => return None,
    };
    let well =
        digits.chars().all(|c| c.is_ascii_digit() || c == '.') && digits.chars().any(|c| c.is_ascii_digit());
    well.then(|| format!("{sign}{digits}"))
}

/// Returns a number that someone typed as JSON: null when it is blank, the text itself when it is no number.
pub(crate) fn number_of(text: &str) -> Value {
    if text.trim().is_empty() {
        return Value::Null;
    }
    let Some(digits) = plain(text) else { return text.into() };
    if let Ok(whole) = digits.parse::<i64>() {
        return whole.into();
    }
    number(&digits).and_then(Number::from_f64).map_or_else(|| text.into(), Value::Number)
}

/// Returns an amount that someone typed in a currency's smallest unit; nothing when it is no amount.
pub(crate) fn minor_of(text: &str, currency: &str) -> Option<i64> {
    let decimals = MoneyAnswer::decimals(currency) as usize;
    let digits = plain(text)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    if fraction.len() > decimals {
        return None;
    }
    format!("{whole}{fraction:0<decimals$}").parse().ok()
}

/// Returns an amount as one would type it, with thousands apart: "1,250.00".
pub(crate) fn amount_text(minor: i64, currency: &str) -> String {
    let money = MoneyAnswer { minor: Some(minor), currency: currency.to_owned() };
    let text = money.to_plain_text();
    text.strip_prefix(currency).unwrap_or(&text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let cases = [
            ("1250", 125_000),
            ("1,250", 125_000),
            ("1,250.50", 125_050),
            ("1.250,50", 125_050),
            ("1 250,5", 125_050),
            ("1'250.00", 125_000),
            ("1,250,000", 125_000_000),
            ("0,05", 5),
            ("-12.5", -1_250),
        ];
        for (text, minor) in cases {
            assert_eq!(minor_of(text, "GBP"), Some(minor), "{text}");
        }
        assert_eq!(minor_of("1,250", "JPY"), Some(1_250));
        assert_eq!(minor_of("1.5", "KWD"), Some(1_500));
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in ["", "about 50", "1,2.3,4", "12.345", "£50", "."] {
            assert_eq!(minor_of(text, "GBP"), None, "{text}");
        }
    }

    #[test]
    fn an_amount_reads_back_as_it_was_typed() {
        assert_eq!(amount_text(125_000, "GBP"), "1,250.00");
        assert_eq!(minor_of(&amount_text(-5, "EUR"), "EUR"), Some(-5));
        assert_eq!(amount_text(1_250, "JPY"), "1,250");
    }

    #[test]
    fn a_number_is_a_number_blank_is_nothing_and_the_rest_stays_text() {
        assert_eq!(number_of("12"), json!(12));
        assert_eq!(number_of("1,5"), json!(1.5));
        assert_eq!(number_of(" "), Value::Null);
        assert_eq!(number_of("twelve"), json!("twelve"));
        assert_eq!(number_of("12."), json!(12.0));
    }
}
