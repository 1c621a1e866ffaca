//! The answers that have several parts (an amount, an address, a person), as they travel in JSON.
//!
//! Every part may be left out while someone is still writing; [`super::FieldKind::check`] says
//! what is missing. What a single-part answer looks like is told at [`super::FieldKind`].

use serde::{Deserialize, Serialize};

/// An amount: `{"minor": 125000, "currency": "GBP"}` is 1,250.00 pounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MoneyAnswer {
    /// The amount in the currency's smallest unit.
    pub minor: Option<i64>,
    /// The currency, as its ISO 4217 code.
    pub currency: String,
}

impl MoneyAnswer {
    /// Returns how many digits of `currency` stand behind the decimal point (ISO 4217).
    #[must_use]
    pub fn decimals(currency: &str) -> u32 {
        match currency {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
            | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// Returns the amount as people write it, such as `GBP 1,250.00`; empty without an amount.
    #[must_use]
    pub fn to_plain_text(&self) -> String {
        let Some(minor) = self.minor else { return String::new() };
        let decimals = Self::decimals(&self.currency);
        let unit = 10_u64.pow(decimals);
        let size = minor.unsigned_abs();
        let sign = if minor < 0 { "-" } else { "" };
        let whole = grouped(size / unit);
        let amount = match decimals {
            0 => format!("{sign}{whole}"),
            width => format!("{sign}{whole}.{:0width$}", size % unit, width = width as usize),
        };
        format!("{} {amount}", self.currency).trim().to_owned()
    }
}

/// A postal address: `{"lines": "12 Harbour Row\nWhitby", "country": "GB"}`. The lines are free,
/// because no two countries order theirs alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AddressAnswer {
    /// Everything above the country, as it would stand on an envelope.
    pub lines: String,
    /// The country, as its ISO 3166 code of two letters.
    pub country: String,
}

/// A person and the way to them: `{"name": "Mei", "relation": "daughter", "reach": "…"}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonAnswer {
    /// The name they are called by.
    pub name: String,
    /// Who they are to the writer.
    pub relation: String,
    /// A number, an address, or words that lead to them.
    pub reach: String,
}

/// Where a paper is kept: `{"place": "desk, left drawer", "copy": "the solicitor has one"}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FileNoteAnswer {
    /// Where the original lies.
    pub place: String,
    /// Who holds a copy, or where it lies.
    pub copy: String,
}

/// An account somewhere: `{"institution": "Harbour Building Society", "reference": "ends 4471"}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountAnswer {
    /// The bank, insurer, office or company.
    pub institution: String,
    /// The number or name it is found by.
    pub reference: String,
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(minor: i64, currency: &str) -> String {
        MoneyAnswer { minor: Some(minor), currency: currency.to_owned() }.to_plain_text()
    }

    #[test]
    fn an_amount_reads_as_people_write_it() {
        assert_eq!(money(125_000, "GBP"), "GBP 1,250.00");
        assert_eq!(money(1_234_567, "JPY"), "JPY 1,234,567");
        assert_eq!(money(-5, "EUR"), "EUR -0.05");
        assert_eq!(money(1_500, "KWD"), "KWD 1.500");
        assert_eq!(money(i64::MIN, "GBP"), "GBP -92,233,720,368,547,758.08");
        assert_eq!(MoneyAnswer::default().to_plain_text(), "");
    }
}
