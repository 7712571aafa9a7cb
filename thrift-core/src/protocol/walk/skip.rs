//! A walk over a value that is all there.

use super::{Header, Layout, Part, is_leaf};
use crate::TType;
use crate::error::{Error, Result};
use crate::protocol::allowance::Bounds;

/// The length of the value at the start of `input`.
pub(in crate::protocol) fn skip<L: Layout>(
    ttype: TType,
    input: &[u8],
    bounds: Bounds,
) -> Result<usize> {
    let mut skip = Skip { rest: input, bounds };
    let result = skip.value::<L>(ttype);
    let length = input.len() - skip.rest.len();
    match result {
        Ok(()) => Ok(length),
        Err(error) => Err(error.away(length.cast_signed())),
    }
}

struct Skip<'a> {
    rest: &'a [u8],
    bounds: Bounds,
}

/// A value that was begun, as far as it is still to come.
#[derive(Clone, Copy, Debug)]
enum Open {
    Fields,
    Items { ttype: TType, left: usize },
    Pairs(Pairs),
}

#[derive(Clone, Copy, Debug)]
struct Pairs {
    key: TType,
    value: TType,
    left: usize,
    /// Whether the value of the last key is still to come.
    at_value: bool,
}

impl Skip<'_> {
    fn value<L: Layout>(&mut self, ttype: TType) -> Result<()> {
        if is_leaf(ttype) {
            return self.leaf::<L>(ttype);
        }
        // Takes no heap before something is nested.
        let mut around = Vec::new();
        let mut next = ttype;
        loop {
            let mut open = self.begin::<L>(next)?;
            next = loop {
                if let Some(nested) = self.inside::<L>(&mut open)? {
                    around.push(open);
                    break nested;
                }
                self.bounds.leave();
                match around.pop() {
                    Some(outer) => open = outer,
                    None => return Ok(()),
                }
            };
        }
    }

    /// Skips what has nothing inside, up to something that has: its type, or `None` at the end.
    fn inside<L: Layout>(&mut self, open: &mut Open) -> Result<Option<TType>> {
        match open {
            Open::Fields => self.fields::<L>(),
            Open::Items { ttype, left } => self.items::<L>(*ttype, left),
            Open::Pairs(pairs) => self.pairs::<L>(pairs),
        }
    }

    fn fields<L: Layout>(&mut self) -> Result<Option<TType>> {
        loop {
            self.rest = L::plain_fields(self.rest, &self.bounds);
            match self.take(L::field(self.rest)?)? {
                Header::Stop => return Ok(None),
                Header::Whole => {}
                Header::Field(ttype) if is_leaf(ttype) => self.leaf::<L>(ttype)?,
                Header::Field(ttype) => return Ok(Some(ttype)),
            }
        }
    }

    fn items<L: Layout>(&mut self, ttype: TType, left: &mut usize) -> Result<Option<TType>> {
        if let Some(size) = L::fixed(ttype) {
            return self.bytes(size.saturating_mul(*left)).map(|()| None);
        }
        if !is_leaf(ttype) && *left > 0 {
            *left -= 1;
            return Ok(Some(ttype));
        }
        while *left > 0 {
            self.rest = L::plain_items(ttype, left, self.rest, &self.bounds);
            if let Some(less) = left.checked_sub(1) {
                self.leaf::<L>(ttype)?;
                *left = less;
            }
        }
        Ok(None)
    }

    fn pairs<L: Layout>(&mut self, pairs: &mut Pairs) -> Result<Option<TType>> {
        let Pairs { key, value, .. } = *pairs;
        if let (Some(key), Some(value)) = (L::fixed(key), L::fixed(value)) {
            return self.bytes((key + value).saturating_mul(pairs.left)).map(|()| None);
        }
        loop {
            let next = if pairs.at_value { value } else { key };
            if !pairs.at_value {
                let Some(left) = pairs.left.checked_sub(1) else { return Ok(None) };
                pairs.left = left;
            }
            pairs.at_value = !pairs.at_value;
            if !is_leaf(next) {
                return Ok(Some(next));
            }
            self.leaf::<L>(next)?;
        }
    }

    /// Skips the header of a value that has something inside.
    fn begin<L: Layout>(&mut self, ttype: TType) -> Result<Open> {
        let open = match ttype {
            TType::Struct => Open::Fields,
            TType::Map => {
                let (key, value, left) = self.take(L::pairs(self.rest)?)?;
                self.bounds.container(left)?;
                Open::Pairs(Pairs { key, value, left, at_value: false })
            }
            _ => {
                let (ttype, left) = self.take(L::elements(self.rest)?)?;
                self.bounds.container(left)?;
                Open::Items { ttype, left }
            }
        };
        self.bounds.enter()?;
        Ok(open)
    }

    // In line where the fields of a struct are skipped, so that the rest stays in registers.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured: a call for each field costs a third")]
    fn leaf<L: Layout>(&mut self, ttype: TType) -> Result<()> {
        let leaf = L::leaf(ttype, self.rest)?;
        if let Part::Takes(_, Some(length)) = leaf {
            self.bounds.string(length)?;
        }
        self.take(leaf).map(drop)
    }

    /// What a part says, if all of it is there.
    #[inline]
    fn take<T>(&mut self, part: Part<T>) -> Result<T> {
        match part {
            Part::Takes(size, value) => self.bytes(size).map(|()| value),
            Part::Wants(wanted) => Err(Error::truncated(wanted, self.rest.len())),
        }
    }

    #[inline]
    fn bytes(&mut self, size: usize) -> Result<()> {
        match self.rest.get(size..) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(Error::truncated(size, self.rest.len())),
        }
    }
}
