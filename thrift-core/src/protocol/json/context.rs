//! What stands before a value: a comma, a colon or nothing.

/// The place of the next value inside what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// The value of a field, or the outermost one: nothing is before it.
    Alone,
    /// An element: the type and the number of elements are before it.
    Item,
    /// The first key of a map.
    FirstKey,
    /// Another key.
    Key,
    /// The value of a key.
    Value,
}

/// What stands before a value, and how it is written itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The comma or colon before it.
    pub(super) separator: Option<u8>,
    /// Whether it is a key: keys of all types but structs and containers have quotes.
    pub(super) key: bool,
}

/// The contexts of all that is open.
#[derive(Debug)]
pub(super) struct Contexts {
    innermost: Context,
    outer: Vec<Context>,
}

impl Contexts {
    pub(super) fn new() -> Self {
        Self { innermost: Context::Alone, outer: Vec::new() }
    }

    /// The place of the next value, which is then taken.
    #[inline]
    pub(super) fn next(&mut self) -> Place {
        let (separator, key, next) = match self.innermost {
            Context::Alone => (None, false, Context::Alone),
            Context::Item => (Some(b','), false, Context::Item),
            Context::FirstKey => (None, true, Context::Value),
            Context::Key => (Some(b','), true, Context::Value),
            Context::Value => (Some(b':'), false, Context::Key),
        };
        self.innermost = next;
        Place { separator, key }
    }

    /// Opens a struct or container whose values have this context.
    #[inline]
    pub(super) fn open(&mut self, context: Context) {
        self.outer.push(self.innermost);
        self.innermost = context;
    }

    /// Closes what was opened last.
    #[inline]
    pub(super) fn close(&mut self) {
        self.innermost = self.outer.pop().unwrap_or(Context::Alone);
    }

    /// The place reached, while what is open there stays open.
    pub(super) fn mark(&self) -> Mark {
        Mark { innermost: self.innermost, outer: self.outer.len() }
    }

    /// Returns to a place reached before.
    pub(super) fn rewind(&mut self, mark: Mark) {
        self.innermost = mark.innermost;
        self.outer.truncate(mark.outer);
    }
}

/// A place in the contexts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    innermost: Context,
    outer: usize,
}
