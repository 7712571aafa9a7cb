//! The fields of structs.

use core::fmt;

use super::{Value, levels_around};
use crate::error::Result;
use crate::protocol::Reader;

/// The fields of a struct, a union or an exception, in the order of the wire.
///
/// ```
/// use thrift::value::Struct;
/// use thrift::Value;
///
/// let mut user = Struct::new().with(1, 7_i32)?.with(2, "Ada")?;
/// user.set(1, 8_i32)?;
/// assert_eq!(user.get(1), Some(&Value::I32(8)));
/// assert_eq!(user.get(3), None);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Struct {
    fields: Vec<(i16, Value)>,
    levels: u32,
}

impl Struct {
    /// No fields.
    #[must_use]
    pub const fn new() -> Self {
        Self { fields: Vec::new(), levels: 1 }
    }

    /// Sets a field; for building a struct in one expression.
    ///
    /// # Errors
    ///
    /// As [`set`](Self::set).
    pub fn with(mut self, id: i16, value: impl Into<Value>) -> Result<Self> {
        self.set(id, value)?;
        Ok(self)
    }

    /// Sets a field: where it is if it is there, and at the end otherwise.
    ///
    /// # Errors
    ///
    /// Fails when the struct would have more than [`Value::MAX_LEVELS`].
    pub fn set(&mut self, id: i16, value: impl Into<Value>) -> Result<()> {
        let value = value.into();
        let Some(index) = self.fields.iter().rposition(|(found, _)| *found == id) else {
            return self.push(id, value);
        };
        levels_around(1, &value)?;
        self.fields[index].1 = value;
        self.count_levels();
        Ok(())
    }

    /// Takes a field out.
    pub fn remove(&mut self, id: i16) -> Option<Value> {
        let index = self.fields.iter().rposition(|(found, _)| *found == id)?;
        let (_, value) = self.fields.remove(index);
        self.count_levels();
        Some(value)
    }

    /// The value of a field; of several with one id the last counts.
    #[must_use]
    pub fn get(&self, id: i16) -> Option<&Value> {
        self.fields.iter().rfind(|(found, _)| *found == id).map(|(_, value)| value)
    }

    /// The fields: ids and values.
    #[must_use]
    pub fn fields(&self) -> &[(i16, Value)] {
        &self.fields
    }

    /// The number of fields.
    #[must_use]
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there are no fields.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The fields, one after the other.
    pub fn iter(&self) -> core::slice::Iter<'_, (i16, Value)> {
        self.fields.iter()
    }

    /// Adds a field as the wire has it, whatever is there already.
    pub(super) fn push(&mut self, id: i16, value: Value) -> Result<()> {
        self.levels = levels_around(self.levels, &value)?;
        self.fields.push((id, value));
        Ok(())
    }

    /// Makes room for a field that is read, if there is none.
    pub(super) fn grow<'de, R: Reader<'de>>(&mut self, input: &mut R) -> Result<()> {
        let there = self.fields.len();
        if there < self.fields.capacity() {
            return Ok(());
        }
        // A field of two bytes takes as much memory as it may. That leaves no room for doubling.
        let more = there / 4 + 1;
        // The fields are in two places while they move.
        let size = size_of::<(i16, Value)>();
        input.charge((there + more).saturating_mul(size))?;
        self.fields.reserve_exact(more);
        input.refund(there.saturating_mul(size));
        Ok(())
    }

    fn count_levels(&mut self) {
        self.levels = 1;
        for (_, value) in &self.fields {
            self.levels = self.levels.max(value.levels() + 1);
        }
    }

    pub(super) fn levels(&self) -> u32 {
        self.levels
    }
}

impl Default for Struct {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Struct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.fields.iter().map(|(id, value)| (id, value))).finish()
    }
}

impl IntoIterator for Struct {
    type Item = (i16, Value);
    type IntoIter = std::vec::IntoIter<(i16, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.fields.into_iter()
    }
}

impl<'a> IntoIterator for &'a Struct {
    type Item = &'a (i16, Value);
    type IntoIter = core::slice::Iter<'a, (i16, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
