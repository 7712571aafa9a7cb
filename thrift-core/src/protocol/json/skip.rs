//! Walking over values.
//!
//! What is skipped is read as strictly as what is decoded, but with a stack of its own: depth costs
//! no stack of the thread.

use super::Reader;
use crate::TType;
use crate::error::Result;
use crate::protocol::Reader as _;

/// What is open at some point of a walk, innermost last.
enum Open {
    /// The fields of a struct, and whether there was one.
    Fields(bool),
    /// The elements of a list or set that are still to come.
    Items { ttype: TType, left: usize },
    /// The keys and values of a map that are still to come.
    Pairs { key: TType, value: TType, left: usize },
}

/// Skips a value.
pub(super) fn skip(input: &mut Reader<'_>, ttype: TType) -> Result<()> {
    let mut open = Vec::new();
    begin(input, ttype, &mut open)?;
    while let Some(innermost) = open.last_mut() {
        match inside(input, innermost)? {
            Some(ttype) => begin(input, ttype, &mut open)?,
            None => drop(open.pop()),
        }
    }
    input.whole()
}

/// The type of the next value inside what is open; `None` if it ended.
fn inside(input: &mut Reader<'_>, open: &mut Open) -> Result<Option<TType>> {
    match open {
        Open::Fields(any) => {
            let header = input.field(any)?;
            if header.is_none() {
                input.struct_end(*any);
            }
            Ok(header.map(|(ttype, _)| ttype))
        }
        Open::Items { ttype, left } => {
            let next = left.checked_sub(1);
            *left = next.unwrap_or_default();
            if next.is_none() {
                input.list_end();
            }
            Ok(next.map(|_| *ttype))
        }
        Open::Pairs { key, value, left } => {
            let next = left.checked_sub(1);
            *left = next.unwrap_or_default();
            if next.is_none() {
                input.map_end();
            }
            // Keys come first, and so many values are left as keys then.
            Ok(next.map(|left| if left % 2 == 1 { *key } else { *value }))
        }
    }
}

/// Skips a value with nothing inside, or opens any other.
fn begin(input: &mut Reader<'_>, ttype: TType, open: &mut Vec<Open>) -> Result<()> {
    match ttype {
        TType::Bool => input.bool().map(drop),
        TType::I8 => input.i8().map(drop),
        TType::I16 => input.i16().map(drop),
        TType::I32 => input.i32().map(drop),
        TType::I64 => input.i64().map(drop),
        TType::Double => input.double().map(drop),
        TType::String => input.skip_text(),
        TType::Uuid => input.uuid().map(drop),
        TType::Struct => {
            let any = input.struct_begin()?;
            open.push(Open::Fields(any));
            Ok(())
        }
        TType::List | TType::Set => {
            let (ttype, left) = input.list_begin()?;
            // An empty container may say anything of its elements.
            open.push(Open::Items { ttype: ttype.unwrap_or(TType::Bool), left });
            Ok(())
        }
        TType::Map => {
            let (types, count) = input.map_begin()?;
            let (key, value) = types.unwrap_or((TType::Bool, TType::Bool));
            open.push(Open::Pairs { key, value, left: count.saturating_mul(2) });
            Ok(())
        }
    }
}
