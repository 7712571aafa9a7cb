//! The pairs of maps.

use core::fmt;

use super::{Value, levels_around, other_type};
use crate::TType;
use crate::error::Result;

/// The pairs of a map in the order of the wire; all keys have one type, and all values another.
///
/// ```
/// use thrift::value::Map;
/// use thrift::Value;
///
/// let mut ages = Map::new();
/// ages.push("Ada", 36_i32)?;
/// assert_eq!(ages.get(&"Ada".into()), Some(&Value::I32(36)));
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Map {
    types: Option<(TType, TType)>,
    pairs: Vec<(Value, Value)>,
    levels: u32,
}

impl Map {
    /// No pairs, of types that are not known yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { types: None, pairs: Vec::new(), levels: 1 }
    }

    /// No pairs, of these types.
    #[must_use]
    pub const fn of(key: TType, value: TType) -> Self {
        Self { types: Some((key, value)), pairs: Vec::new(), levels: 1 }
    }

    /// These pairs.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn from_pairs<K: Into<Value>, V: Into<Value>>(
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Self> {
        let mut map = Self::new();
        for (key, value) in pairs {
            map.push(key, value)?;
        }
        Ok(map)
    }

    /// Adds a pair at the end; of pairs with equal keys the last counts.
    ///
    /// # Errors
    ///
    /// Fails when the key or the value has another type than the others, or when the map would
    /// have more than [`Value::MAX_LEVELS`].
    pub fn push(&mut self, key: impl Into<Value>, value: impl Into<Value>) -> Result<()> {
        let (key, value) = (key.into(), value.into());
        let found = (key.ttype(), value.ttype());
        let types = *self.types.get_or_insert(found);
        if types.0 != found.0 {
            return Err(other_type("a key", types.0, found.0));
        }
        if types.1 != found.1 {
            return Err(other_type("a value", types.1, found.1));
        }
        self.levels = levels_around(levels_around(self.levels, &key)?, &value)?;
        self.pairs.push((key, value));
        Ok(())
    }

    /// The value of a key, for which all pairs are looked at.
    #[must_use]
    pub fn get(&self, key: &Value) -> Option<&Value> {
        self.pairs.iter().rfind(|(found, _)| found == key).map(|(_, value)| value)
    }

    /// The types of keys and values; `None` when there are none, and nothing says of which types.
    #[must_use]
    pub fn types(&self) -> Option<(TType, TType)> {
        self.types
    }

    /// The pairs.
    #[must_use]
    pub fn pairs(&self) -> &[(Value, Value)] {
        &self.pairs
    }

    /// The number of pairs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are no pairs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The pairs, one after the other.
    pub fn iter(&self) -> core::slice::Iter<'_, (Value, Value)> {
        self.pairs.iter()
    }

    pub(super) fn reserve(&mut self, count: usize) {
        self.pairs.reserve_exact(count);
    }

    pub(super) fn levels(&self) -> u32 {
        self.levels
    }
}

impl Default for Map {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.types {
            Some((key, value)) if self.is_empty() => write!(f, "{{; {key}, {value}}}"),
            _ => f.debug_map().entries(self.pairs.iter().map(|(key, value)| (key, value))).finish(),
        }
    }
}

impl IntoIterator for Map {
    type Item = (Value, Value);
    type IntoIter = std::vec::IntoIter<(Value, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = &'a (Value, Value);
    type IntoIter = core::slice::Iter<'a, (Value, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
