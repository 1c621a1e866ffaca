//! What is kept of a secret that is only ever compared.

use domain::base::{BadValue, ColumnKind, Stored, Value, bad_value};
use std::fmt;

/// What is kept of a token, or of another secret that is compared: its SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl fmt::Display for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Stored for TokenHash {
    const KIND: ColumnKind = ColumnKind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(value: Value) -> Result<Self, BadValue> {
        let Value::Text(text) = &value else { return Err(bad_value("64 hexadecimal digits", &value)) };
        let mut bytes = [0; 32];
        let pairs = text
            .as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()));
        if text.len() != 64 {
            return Err(bad_value("64 hexadecimal digits", &value));
        }
        for (place, byte) in bytes.iter_mut().zip(pairs) {
            *place = byte.ok_or_else(|| bad_value("64 hexadecimal digits", &value))?;
        }
        Ok(Self(bytes))
    }
}
