//! Reads views from JSON, and nothing that our own side never writes.
//!
//! `serde_json` also reads structs from lists and names from bytes, so that every view carries code for that. This
//! reader knows objects, lists, words and figures; it makes the module noticeably smaller.

use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use serde_json::{Map, Value};
use std::fmt;

/// Reads a view.
///
/// # Errors
/// When the JSON says something else than the view can hold.
pub(crate) fn read<V: DeserializeOwned>(value: Value) -> Result<V, Unreadable> {
    V::deserialize(Read(value))
}

/// The JSON says something else than was expected.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

fn expected<T>(what: &str) -> Result<T, Unreadable> {
    Err(Unreadable(format!("expected {what}")))
}

struct Read(Value);

impl Read {
    fn text(self) -> Result<String, Unreadable> {
        match self.0 {
            Value::String(text) => Ok(text),
            _ => expected("text"),
        }
    }

    fn list(self) -> Result<List, Unreadable> {
        match self.0 {
            Value::Array(values) => Ok(List(values.into_iter())),
            _ => expected("a list"),
        }
    }

    fn object(self) -> Result<Entries, Unreadable> {
        match self.0 {
            Value::Object(entries) => Ok(Entries::of(entries)),
            _ => expected("an object"),
        }
    }
}

/// Reads whole numbers of several widths through the one that holds them all.
macro_rules! whole_numbers {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            self.deserialize_i64(visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for Read {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(truth),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => visitor.visit_i64(whole),
                None => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(values) => visitor.visit_seq(List(values.into_iter())),
            Value::Object(entries) => visitor.visit_map(Entries::of(entries)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Bool(truth) => visitor.visit_bool(truth),
            _ => expected("true or false"),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0.as_i64() {
            Some(whole) => visitor.visit_i64(whole),
            None => expected("a whole number"),
        }
    }

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0.as_f64() {
            Some(number) => visitor.visit_f64(number),
            None => expected("a number"),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unreadable> {
        expected("anything but bytes")
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unreadable> {
        expected("anything but bytes")
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_unit() } else { expected("nothing") }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.list()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_map(self.object()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(self.object()?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Variant { name, content: Value::Null }),
            Value::Object(entries) => match entries.into_iter().next() {
                Some((name, content)) => visitor.visit_enum(Variant { name, content }),
                None => expected("a variant"),
            },
            _ => expected("a variant"),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }
}

struct List(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for List {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.0.next().map(|value| seed.deserialize(Read(value))).transpose()
    }
}

struct Entries {
    entries: serde_json::map::IntoIter,
    value: Value,
}

impl Entries {
    fn of(entries: Map<String, Value>) -> Self {
        Self { entries: entries.into_iter(), value: Value::Null }
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unreadable> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Read(Value::String(key))).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(Read(self.value.take()))
    }
}

struct Variant {
    name: String,
    content: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Content;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Content), Unreadable> {
        let name: StringDeserializer<Unreadable> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, Content(self.content)))
    }
}

struct Content(Value);

impl<'de> VariantAccess<'de> for Content {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.0.is_null() { Ok(()) } else { expected("a variant without content") }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(Read(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(Read(self.0).list()?)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(Read(self.0).object()?)
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde::{Deserialize, Serialize};
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Id(uuid::Uuid);

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Plain,
        Wrapped(Id),
        Pair(i64, String),
        Named { count: u32 },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "ask", rename_all = "snake_case")]
    enum Tagged {
        Nothing,
        Number { value: f64 },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct View {
        id: Id,
        name: String,
        at: Option<i64>,
        gone: Option<String>,
        kinds: Vec<Kind>,
        tagged: Vec<Tagged>,
        place: (i64, bool),
        by_name: BTreeMap<String, u8>,
        free: Value,
        #[serde(default)]
        left_out: Vec<String>,
    }

    fn view() -> View {
        View {
            id: Id(uuid::Uuid::from_u128(7)),
            name: "Leïla".to_owned(),
            at: Some(-3),
            gone: None,
            kinds: vec![
                Kind::Plain,
                Kind::Wrapped(Id(uuid::Uuid::nil())),
                Kind::Pair(1, "two".to_owned()),
                Kind::Named { count: 4 },
            ],
            tagged: vec![Tagged::Nothing, Tagged::Number { value: 1.5 }],
            place: (9, true),
            by_name: BTreeMap::from([("a".to_owned(), 1)]),
            free: json!({ "any": [1, 2.5, null, "text"] }),
            left_out: Vec::new(),
        }
    }

    #[test]
    fn what_serde_json_writes_is_read_back() {
        assert_eq!(read::<View>(serde_json::to_value(view()).unwrap()).unwrap(), view());
    }

    #[test]
    fn what_a_view_does_not_know_is_passed_over_and_what_it_may_lack_is_filled_in() {
        let mut json = serde_json::to_value(view()).unwrap();
        json["new"] = json!({ "from": ["a", "newer", "version"] });
        json.as_object_mut().unwrap().remove("left_out");
        json.as_object_mut().unwrap().remove("gone");
        assert_eq!(read::<View>(json).unwrap(), view());
    }

    #[test]
    fn what_does_not_fit_is_an_error_and_not_a_guess() {
        for (field, wrong) in
            [("name", json!(1)), ("at", json!("x")), ("kinds", json!({})), ("place", json!([1]))]
        {
            let mut json = serde_json::to_value(view()).unwrap();
            json[field] = wrong;
            assert!(read::<View>(json).is_err(), "{field}");
        }
        assert!(read::<u8>(json!(300)).is_err());
        assert!(read::<Kind>(json!("unheard_of")).is_err());
    }
}
