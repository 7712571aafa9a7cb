//! Finding the end of values without reading them.
//!
//! One state machine serves two purposes: skipping a value that is all there, and finding the end
//! of an unframed message whose bytes are still arriving. It keeps its own stack, so depth costs
//! no stack of the thread, and it never looks at a byte twice, however the input is split.

use super::reader::no_type;
use super::{STOP, fixed};
use crate::TType;
use crate::error::{Error, Kind, Result};

/// How far a walk came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// The value ends before this offset.
    Done(usize),
    /// The input must have at least this many bytes before the walk can go on.
    Wants(usize),
}

/// What is open at some point of a walk, innermost last.
#[derive(Clone, Copy, Debug)]
enum Open {
    /// The fields of a struct.
    Fields,
    /// The elements of a list or set that are still to come.
    Items { ttype: TType, left: usize },
    /// The pairs of a map that are still to come.
    Pairs { key: TType, value: TType, left: usize },
    /// A value whose key was just walked over.
    Value { ttype: TType },
}

/// A walk over a value, resumable at every byte.
#[derive(Debug)]
pub(super) struct Walk {
    /// The offset up to which all is walked over; it may lie behind the end of the input.
    at: usize,
    /// The offset that nothing may lie behind.
    most: usize,
    levels_left: u32,
    /// The limit that the levels left are left of.
    depth: u32,
    open: Vec<Open>,
}

impl Walk {
    /// A walk over one value of at most `most` bytes, inside none of the levels of `depth`.
    pub(super) fn value(ttype: TType, depth: u32, most: usize) -> Self {
        Self { at: 0, most, levels_left: depth, depth, open: vec![Open::Value { ttype }] }
    }

    /// The same walk inside other levels.
    pub(super) fn inside(self, levels_left: u32) -> Self {
        Self { levels_left, ..self }
    }

    /// Goes on with `input`, which starts where the value does and may have grown since.
    pub(super) fn advance(&mut self, input: &[u8]) -> Result<Progress> {
        while let Some(open) = self.open.pop() {
            let wants = match open {
                Open::Fields => self.field(input)?,
                Open::Items { ttype, left } => self.items(ttype, left)?,
                Open::Pairs { key, value, left } => self.pair(key, value, left)?,
                Open::Value { ttype } => self.value_begin(ttype, input)?,
            };
            if let Some(wanted) = wants {
                self.open.push(open);
                return Ok(Progress::Wants(wanted));
            }
        }
        let done = self.at <= input.len();
        Ok(if done { Progress::Done(self.at) } else { Progress::Wants(self.at) })
    }

    /// Walks over the header of a field, or over the end of the struct.
    fn field(&mut self, input: &[u8]) -> Result<Option<usize>> {
        let Some(&ttype) = input.get(self.at) else { return Ok(Some(self.at + 1)) };
        if ttype == STOP {
            self.close();
            return self.forward(1);
        }
        let Some(ttype) = TType::from_byte(ttype) else { return Err(no_type(ttype)) };
        self.open.push(Open::Fields);
        self.open.push(Open::Value { ttype });
        self.forward(3)
    }

    /// Walks over all elements of fixed size at once, and over others one by one.
    fn items(&mut self, ttype: TType, left: usize) -> Result<Option<usize>> {
        if left == 0 {
            self.close();
            return Ok(None);
        }
        if let Some(size) = fixed(ttype) {
            self.close();
            return self.forward(size.saturating_mul(left));
        }
        self.open.push(Open::Items { ttype, left: left - 1 });
        self.open.push(Open::Value { ttype });
        Ok(None)
    }

    fn pair(&mut self, key: TType, value: TType, left: usize) -> Result<Option<usize>> {
        if left == 0 {
            self.close();
            return Ok(None);
        }
        if let (Some(key), Some(value)) = (fixed(key), fixed(value)) {
            self.close();
            return self.forward((key + value).saturating_mul(left));
        }
        self.open.push(Open::Pairs { key, value, left: left - 1 });
        self.open.push(Open::Value { ttype: value });
        self.open.push(Open::Value { ttype: key });
        Ok(None)
    }

    /// Walks over a value of fixed size, or over the header of any other.
    fn value_begin(&mut self, ttype: TType, input: &[u8]) -> Result<Option<usize>> {
        if let Some(size) = fixed(ttype) {
            return self.forward(size);
        }
        match ttype {
            TType::Struct => {
                self.enter(Open::Fields)?;
                Ok(None)
            }
            TType::String => self.string(input),
            TType::Map => self.map_begin(input),
            _ => self.elements_begin(input),
        }
    }

    fn string(&mut self, input: &[u8]) -> Result<Option<usize>> {
        let Some(length) = word(input, self.at) else { return Ok(Some(self.at + 4)) };
        let Ok(length) = usize::try_from(length) else {
            return Err(negative("string length", length));
        };
        self.forward(4 + length)
    }

    fn elements_begin(&mut self, input: &[u8]) -> Result<Option<usize>> {
        let Some(count) = word(input, self.at + 1) else { return Ok(Some(self.at + 5)) };
        let left = count_of(count)?;
        let element = input[self.at];
        // An empty container may say anything of its elements, and some writers do.
        let ttype = TType::from_byte(element).unwrap_or(TType::Bool);
        if left > 0 && TType::from_byte(element).is_none() {
            return Err(no_type(element));
        }
        self.enter(Open::Items { ttype, left })?;
        self.forward(5)
    }

    fn map_begin(&mut self, input: &[u8]) -> Result<Option<usize>> {
        let Some(count) = word(input, self.at + 2) else { return Ok(Some(self.at + 6)) };
        let left = count_of(count)?;
        for byte in [input[self.at], input[self.at + 1]] {
            if left > 0 && TType::from_byte(byte).is_none() {
                return Err(no_type(byte));
            }
        }
        let key = TType::from_byte(input[self.at]).unwrap_or(TType::Bool);
        let value = TType::from_byte(input[self.at + 1]).unwrap_or(TType::Bool);
        self.enter(Open::Pairs { key, value, left })?;
        self.forward(6)
    }

    fn enter(&mut self, open: Open) -> Result<()> {
        let Some(left) = self.levels_left.checked_sub(1) else {
            return Err(too_deep(self.depth));
        };
        self.levels_left = left;
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self) {
        self.levels_left += 1;
    }

    /// Moves over bytes that may not have arrived yet.
    fn forward(&mut self, bytes: usize) -> Result<Option<usize>> {
        self.at = self.at.saturating_add(bytes);
        if self.at > self.most {
            return Err(Error::truncated(bytes, self.most.saturating_sub(self.at - bytes)));
        }
        Ok(None)
    }
}

fn word(input: &[u8], at: usize) -> Option<i32> {
    input.get(at..)?.first_chunk().copied().map(i32::from_be_bytes)
}

fn count_of(count: i32) -> Result<usize> {
    usize::try_from(count).map_err(|_| negative("element count", count))
}

#[cold]
fn negative(what: &str, found: i32) -> Error {
    Error::new(Kind::Invalid, format!("{what} {found} is negative"))
}

#[cold]
pub(super) fn too_deep(levels: u32) -> Error {
    Error::new(Kind::Limit, format!("more than {levels} levels of nesting"))
}
