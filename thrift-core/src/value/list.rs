//! The elements of lists and sets.

use core::fmt;

use super::{Value, levels_around, other_type};
use crate::TType;
use crate::error::Result;

/// The elements of a list or set, which have one type.
///
/// ```
/// use thrift::value::List;
/// use thrift::{TType, Value};
///
/// let mut list = List::new();
/// list.push(1_i32)?;
/// list.push(2_i32)?;
/// assert_eq!(list.element(), Some(TType::I32));
/// assert_eq!(list.items(), [Value::I32(1), Value::I32(2)]);
///
/// let error = list.push("three").unwrap_err();
/// assert_eq!(error.to_string(), "an element of type `i32` expected, found `string`");
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct List {
    element: Option<TType>,
    items: Vec<Value>,
    levels: u32,
}

impl List {
    /// No elements, of a type that is not known yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { element: None, items: Vec::new(), levels: 1 }
    }

    /// No elements, of this type.
    #[must_use]
    pub const fn of(element: TType) -> Self {
        Self { element: Some(element), items: Vec::new(), levels: 1 }
    }

    /// These elements.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn from_items<V: Into<Value>>(items: impl IntoIterator<Item = V>) -> Result<Self> {
        let mut list = Self::new();
        for item in items {
            list.push(item)?;
        }
        Ok(list)
    }

    /// Adds an element.
    ///
    /// # Errors
    ///
    /// Fails when the element has another type than the others, or when the list would have more
    /// than [`Value::MAX_LEVELS`].
    pub fn push(&mut self, item: impl Into<Value>) -> Result<()> {
        let item = item.into();
        let found = item.ttype();
        let element = *self.element.get_or_insert(found);
        if element != found {
            return Err(other_type("an element", element, found));
        }
        self.levels = levels_around(self.levels, &item)?;
        self.items.push(item);
        Ok(())
    }

    /// The type of the elements; `None` when there are none, and nothing says of which type.
    #[must_use]
    pub fn element(&self) -> Option<TType> {
        self.element
    }

    /// The elements.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        &self.items
    }

    /// The number of elements.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are no elements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The elements, one after the other.
    pub fn iter(&self) -> core::slice::Iter<'_, Value> {
        self.items.iter()
    }

    pub(super) fn reserve(&mut self, count: usize) {
        self.items.reserve_exact(count);
    }

    pub(super) fn levels(&self) -> u32 {
        self.levels
    }
}

impl Default for List {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.element {
            Some(element) if self.is_empty() => write!(f, "[; {element}]"),
            _ => f.debug_list().entries(&self.items).finish(),
        }
    }
}

impl IntoIterator for List {
    type Item = Value;
    type IntoIter = std::vec::IntoIter<Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a> IntoIterator for &'a List {
    type Item = &'a Value;
    type IntoIter = core::slice::Iter<'a, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
