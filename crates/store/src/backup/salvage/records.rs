//! The rows in one page of a table, as SQLite's file format lays them out (sqlite.org/fileformat2.html, sections 1.6 and
//! 2.1). Whatever makes no sense is passed over: this reads what is damaged.

use super::pages::Pages;
use domain::base::Value;

/// The kind of page that holds a table's rows.
const LEAF: u8 = 0x0D;
/// More than any row that a person writes.
const LONGEST: usize = 64 * 1024 * 1024;

/// Returns the rows in a page; none when it is no page of rows.
pub(super) fn in_leaf(pages: &Pages, number: u32) -> Vec<Vec<Value>> {
    let Some(page) = pages.page(number) else { return Vec::new() };
    let header = if number == 1 { 100 } else { 0 };
    if page.get(header) != Some(&LEAF) {
        return Vec::new();
    }
    let cells = short(page, header + 3).unwrap_or_default();
    let pointers = (0..cells).filter_map(|cell| short(page, header + 8 + 2 * cell));
    pointers.filter_map(|at| record(&payload(pages, page, at)?)).collect()
}

/// Returns the bytes of a row, those on further pages too.
fn payload(pages: &Pages, page: &[u8], at: usize) -> Option<Vec<u8>> {
    let mut at = at;
    let length = usize::try_from(varint(page, &mut at)?).ok().filter(|length| *length <= LONGEST)?;
    // The row's number means nothing to us.
    varint(page, &mut at)?;
    let usable = pages.usable();
    let most = usable - 35;
    if length <= most {
        return page.get(at..at + length).map(<[u8]>::to_vec);
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let fitting = least + (length - least) % (usable - 4);
    let here = if fitting <= most { fitting } else { least };
    let mut bytes = page.get(at..at + here)?.to_vec();
    let mut next = number(page, at + here)?;
    while bytes.len() < length {
        let page = pages.page(next)?;
        let part = (length - bytes.len()).min(usable - 4);
        bytes.extend_from_slice(page.get(4..4 + part)?);
        next = number(page, 0)?;
    }
    Some(bytes)
}

/// Reads the values of a row; none when one is neither text nor a number.
fn record(bytes: &[u8]) -> Option<Vec<Value>> {
    let mut at = 0;
    let header = usize::try_from(varint(bytes, &mut at)?).ok()?;
    let mut from = header;
    let mut values = Vec::new();
    while at < header {
        let kind = varint(bytes, &mut at)?;
        let (length, is_text) = match kind {
            0 | 8 | 9 => (0, false),
            1..=4 => (usize::try_from(kind).ok()?, false),
            5 => (6, false),
            6 | 7 => (8, false),
            text if text >= 13 && text % 2 == 1 => (usize::try_from((text - 13) / 2).ok()?, true),
            _ => return None,
        };
        let data = bytes.get(from..from.checked_add(length)?)?;
        from += length;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Int(0),
            9 => Value::Int(1),
            7 => Value::Real(f64::from_be_bytes(data.try_into().ok()?)),
            _ if is_text => Value::Text(std::str::from_utf8(data).ok()?.to_owned()),
            _ => Value::Int(integer(data)),
        });
    }
    Some(values)
}

/// Reads a whole number of up to eight bytes, the first of which has the sign.
fn integer(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|first| first & 0x80 != 0);
    bytes.iter().fold(if negative { -1 } else { 0 }, |number, byte| (number << 8) | i64::from(*byte))
}

/// Reads a number of one to nine bytes, and moves behind it.
fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = 0_u64;
    for place in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if place == 8 {
            return Some((number << 8) | u64::from(byte));
        }
        number = (number << 7) | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?)))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
