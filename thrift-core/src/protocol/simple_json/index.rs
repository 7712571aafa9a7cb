//! How many values there are in each container of a text: what the text does not say before them.

use crate::error::{Error, Kind, Result};
use crate::protocol::Limits;
use crate::protocol::allowance::{Allowance, invalid, too_deep};
use crate::protocol::json::space::is_space;

/// The numbers of values in everything that is in brackets, in the order of the first brackets.
///
/// A list has elements, and a struct or map pairs of name and value. Whether anything else stands
/// where it may is left to the reader.
#[derive(Debug)]
pub(super) struct Index {
    counts: Vec<usize>,
}

/// Brackets that are open.
struct Open {
    bracket: u8,
    /// Where they are in the text.
    at: usize,
    /// Their place among the counts.
    place: usize,
    commas: usize,
    empty: bool,
}

impl Index {
    /// Looks through a text, which must end all that it begins.
    pub(super) fn new(text: &[u8], allowance: &mut Allowance<'_>, limits: &Limits) -> Result<Self> {
        let mut counts = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut bytes = text.iter().enumerate();
        while let Some((at, byte)) = bytes.next() {
            if is_space(*byte) {
                continue;
            }
            if !matches!(byte, b']' | b'}')
                && let Some(around) = open.last_mut()
            {
                around.empty = false;
            }
            match byte {
                b'"' => {
                    let mut escaped = false;
                    // The quote that ends the string is looked at again by the reader.
                    bytes.by_ref().find(|(_, byte)| {
                        let ends = **byte == b'"' && !escaped;
                        escaped = **byte == b'\\' && !escaped;
                        ends
                    });
                }
                b'[' | b'{' => {
                    if open.len() >= limits.depth as usize {
                        return Err(placed(too_deep(limits.depth), at));
                    }
                    let place = counts.len();
                    let opened = Open { bracket: *byte, at, place, commas: 0, empty: true };
                    push(&mut counts, 0, allowance).map_err(|error| placed(error, at))?;
                    push(&mut open, opened, allowance).map_err(|error| placed(error, at))?;
                }
                b',' => {
                    if let Some(around) = open.last_mut() {
                        around.commas += 1;
                    }
                }
                b']' | b'}' => match open.pop() {
                    Some(closed) => close(&closed, *byte, at, &mut counts)?,
                    // It belongs to nothing: the reader finds it behind the value.
                    None => break,
                },
                _ => {}
            }
        }
        match open.pop() {
            None => Ok(Self { counts }),
            Some(Open { bracket, at, .. }) => {
                let bracket = char::from(bracket);
                let message = format!("input ended inside the `{bracket}` at byte {at}");
                let error = Error::new(Kind::Truncated { wanted: 1, left: 0 }, message);
                Err(placed(error, text.len()))
            }
        }
    }

    /// The number of values in the brackets that are the `place`th of the text.
    pub(super) fn count(&self, place: usize) -> usize {
        self.counts.get(place).copied().unwrap_or_default()
    }
}

/// Appends an item, and charges the room that the items move to when there is none left.
fn push<T>(items: &mut Vec<T>, item: T, allowance: &mut Allowance<'_>) -> Result<()> {
    if items.len() == items.capacity() {
        let places = items.len().saturating_mul(2).max(4);
        allowance.charge(places.saturating_mul(size_of::<T>()))?;
    }
    items.push(item);
    Ok(())
}

fn close(closed: &Open, byte: u8, at: usize, counts: &mut [usize]) -> Result<()> {
    if matches!((closed.bracket, byte), (b'[', b'}') | (b'{', b']')) {
        let [first, last] = [closed.bracket, byte].map(char::from);
        let from = closed.at;
        let message = format!("`{last}` at byte {at} does not close `{first}` at byte {from}");
        return Err(placed(invalid(message), at));
    }
    if let Some(count) = counts.get_mut(closed.place) {
        *count = if closed.empty { 0 } else { closed.commas + 1 };
    }
    Ok(())
}

/// A mistake at this byte, which the text names where it matters.
#[cold]
fn placed(error: Error, at: usize) -> Error {
    error.told_at(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &str, depth: u32) -> Result<Vec<usize>> {
        let limits = Limits::DEFAULT.with_depth(depth);
        let mut allowance = Allowance::new(text.len(), None, &limits)?;
        Index::new(text.as_bytes(), &mut allowance, &limits).map(|index| index.counts)
    }

    #[test]
    fn values_are_counted_in_the_order_of_brackets() {
        for (text, counts) in [
            ("", &[][..]),
            ("5, 6", &[]),
            ("[ ]", &[0]),
            ("[1]", &[1]),
            (r#"["a,]", "\"[", "\\"]"#, &[3]),
            (r#"{"a": [1, 2, {}], "b": [[], [3]]}"#, &[2, 3, 0, 2, 0, 1]),
            ("[1] ]", &[1]),
        ] {
            assert_eq!(index(text, 3).unwrap(), counts, "{text}");
        }
    }

    #[test]
    fn what_is_open_must_be_closed_and_not_deep() {
        for (text, message) in [
            ("[1, [", "input ended inside the `[` at byte 4"),
            (r#"{"a]}"#, "input ended inside the `{` at byte 0"),
            ("[1, {]", "`]` at byte 5 does not close `{` at byte 4"),
            ("[[[[", "more than 3 levels of nesting"),
        ] {
            assert_eq!(index(text, 3).unwrap_err().to_string(), message);
        }
    }
}
