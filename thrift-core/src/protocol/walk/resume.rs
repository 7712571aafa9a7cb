//! A walk over a value whose bytes are still arriving.
//!
//! However the input is split, it looks again at no more than one field or pair.

use super::{Header, Layout, Part, is_leaf};
use crate::TType;
use crate::error::{Error, Result};
use crate::protocol::allowance::Bounds;

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
pub(super) struct Walk<L> {
    /// The offset up to which all is walked over; it may lie behind the end of the input.
    at: usize,
    /// The offset that nothing may lie behind.
    most: usize,
    bounds: Bounds,
    open: Vec<Open>,
    layout: core::marker::PhantomData<L>,
}

impl<L: Layout> Walk<L> {
    /// A walk over one value of at most `most` bytes.
    pub(super) fn value(ttype: TType, bounds: Bounds, most: usize) -> Self {
        let layout = core::marker::PhantomData;
        Self { at: 0, most, bounds, open: vec![Open::Value { ttype }], layout }
    }

    /// Goes on with `input`, which starts where the value does and may have grown since.
    pub(super) fn advance(&mut self, input: &[u8]) -> Result<Progress> {
        while let Some(mut open) = self.open.pop() {
            let wants = match &mut open {
                Open::Fields => self.fields(input)?,
                Open::Items { ttype, left } => self.items(*ttype, left, input)?,
                Open::Pairs { key, value, left } => self.pairs((*key, *value), left, input)?,
                Open::Value { ttype } => self.value_begin(*ttype, input)?,
            };
            if let Some(wanted) = wants {
                self.open.push(open);
                return Ok(Progress::Wants(wanted));
            }
        }
        let done = self.at <= input.len();
        Ok(if done { Progress::Done(self.at) } else { Progress::Wants(self.at) })
    }

    /// Walks over the fields that have nothing inside in a row, up to one that does or to the end.
    fn fields(&mut self, input: &[u8]) -> Result<Option<usize>> {
        loop {
            let rest = self.rest(input);
            let (size, header) = match L::field(rest)? {
                Part::Takes(size, header) => (size, header),
                Part::Wants(wanted) => return Ok(Some(self.wants(wanted))),
            };
            match header {
                Header::Stop => {
                    self.close();
                    return self.forward(size);
                }
                Header::Whole => {
                    self.forward(size)?;
                }
                Header::Field(ttype) if is_leaf(ttype) => {
                    match self.leaf_size(ttype, rest.get(size..).unwrap_or_default())? {
                        Part::Takes(more, ()) => self.forward(size.saturating_add(more))?,
                        Part::Wants(wanted) => return Ok(Some(self.wants(size + wanted))),
                    };
                }
                Header::Field(ttype) => {
                    self.open.push(Open::Fields);
                    self.open.push(Open::Value { ttype });
                    return self.forward(size);
                }
            }
        }
    }

    /// Walks over all elements of fixed size at once, over those with nothing inside in a row, and
    /// over others one by one.
    fn items(&mut self, ttype: TType, left: &mut usize, input: &[u8]) -> Result<Option<usize>> {
        if let Some(size) = L::fixed(ttype) {
            self.close();
            return self.forward(size.saturating_mul(*left));
        }
        if is_leaf(ttype) {
            while *left > 0 {
                if let Some(wanted) = self.leaf(ttype, input)? {
                    return Ok(Some(wanted));
                }
                *left -= 1;
            }
        }
        if *left == 0 {
            self.close();
            return Ok(None);
        }
        self.open.push(Open::Items { ttype, left: *left - 1 });
        self.open.push(Open::Value { ttype });
        Ok(None)
    }

    /// As [`items`](Self::items).
    fn pairs(
        &mut self,
        (key, value): (TType, TType),
        left: &mut usize,
        input: &[u8],
    ) -> Result<Option<usize>> {
        if let (Some(key), Some(value)) = (L::fixed(key), L::fixed(value)) {
            self.close();
            return self.forward((key + value).saturating_mul(*left));
        }
        if is_leaf(key) && is_leaf(value) {
            while *left > 0 {
                if let Some(wanted) = self.pair(key, value, input)? {
                    return Ok(Some(wanted));
                }
                *left -= 1;
            }
        }
        if *left == 0 {
            self.close();
            return Ok(None);
        }
        self.open.push(Open::Pairs { key, value, left: *left - 1 });
        self.open.push(Open::Value { ttype: value });
        self.open.push(Open::Value { ttype: key });
        Ok(None)
    }

    /// Walks over a key and a value with nothing inside, or over neither.
    #[inline]
    fn pair(&mut self, key: TType, value: TType, input: &[u8]) -> Result<Option<usize>> {
        let start = self.at;
        let mut wants = self.leaf(key, input)?;
        if wants.is_none() {
            wants = self.leaf(value, input)?;
        }
        if wants.is_some() {
            self.at = start;
        }
        Ok(wants)
    }

    /// Walks over a value with nothing inside, or over the header of any other.
    fn value_begin(&mut self, ttype: TType, input: &[u8]) -> Result<Option<usize>> {
        match ttype {
            TType::Struct => {
                self.enter(Open::Fields)?;
                Ok(None)
            }
            TType::Map => self.map_begin(input),
            TType::List | TType::Set => self.elements_begin(input),
            _ => self.leaf(ttype, input),
        }
    }

    #[inline]
    fn leaf(&mut self, ttype: TType, input: &[u8]) -> Result<Option<usize>> {
        match self.leaf_size(ttype, self.rest(input))? {
            Part::Takes(size, ()) => self.forward(size),
            Part::Wants(wanted) => Ok(Some(self.wants(wanted))),
        }
    }

    #[inline]
    fn leaf_size(&self, ttype: TType, rest: &[u8]) -> Result<Part<()>> {
        Ok(match L::leaf(ttype, rest)? {
            Part::Takes(size, None) => Part::Takes(size, ()),
            Part::Takes(size, Some(length)) => {
                self.bounds.string(length)?;
                Part::Takes(size, ())
            }
            Part::Wants(wanted) => Part::Wants(wanted),
        })
    }

    fn elements_begin(&mut self, input: &[u8]) -> Result<Option<usize>> {
        match L::elements(self.rest(input))? {
            Part::Takes(size, (ttype, left)) => {
                self.bounds.container(left)?;
                self.enter(Open::Items { ttype, left })?;
                self.forward(size)
            }
            Part::Wants(wanted) => Ok(Some(self.wants(wanted))),
        }
    }

    fn map_begin(&mut self, input: &[u8]) -> Result<Option<usize>> {
        match L::pairs(self.rest(input))? {
            Part::Takes(size, (key, value, left)) => {
                self.bounds.container(left)?;
                self.enter(Open::Pairs { key, value, left })?;
                self.forward(size)
            }
            Part::Wants(wanted) => Ok(Some(self.wants(wanted))),
        }
    }

    fn enter(&mut self, open: Open) -> Result<()> {
        self.bounds.enter()?;
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self) {
        self.bounds.leave();
    }

    #[inline]
    fn rest<'a>(&self, input: &'a [u8]) -> &'a [u8] {
        input.get(self.at..).unwrap_or_default()
    }

    fn wants(&self, bytes: usize) -> usize {
        self.at.saturating_add(bytes)
    }

    /// Moves over bytes that may not have arrived yet.
    #[inline]
    fn forward(&mut self, bytes: usize) -> Result<Option<usize>> {
        let end = self.at.saturating_add(bytes);
        if end > self.most {
            return Err(Error::truncated(bytes, self.most.saturating_sub(self.at)));
        }
        self.at = end;
        Ok(None)
    }
}
