//! The one error of the crate: what went wrong, where in the value, and why.

use core::fmt;
use core::str::Utf8Error;
use std::borrow::Cow;
use std::io;

use crate::application::ApplicationKind;

/// The result of everything that can fail here.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// What went wrong, where and why.
///
/// The text reads from the outside in: the path of the field, the byte of the input, the reason.
///
/// ```
/// # #[cfg(feature = "idl")] {
/// thrift::thrift! { struct User { 1: required i32 id } }
///
/// let error = thrift::binary::from_slice::<User>(&[8, 0, 1, 0, 0]).unwrap_err();
/// assert_eq!(error.to_string(), "id: byte 3: input ended: 4 bytes wanted, 2 left");
/// assert!(matches!(error.kind(), thrift::Kind::Truncated { wanted: 4, left: 2 }));
/// # }
/// ```
#[doc(alias = "TException")]
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    message: Cow<'static, str>,
    /// From the innermost step to the outermost: each level adds its own on the way out.
    path: Vec<Step>,
    place: Place,
    source: Option<Box<dyn core::error::Error + Send + Sync>>,
}

/// The reason of an [`Error`], for callers that act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The connection failed; the [source](core::error::Error::source) is the I/O error.
    Transport,
    /// The connection was closed before the call was answered.
    Closed,
    /// The time allowed for the call is over.
    Timeout,
    /// Too many calls are under way, and this one was refused before it was sent.
    Overloaded,
    /// A layer that the call went through failed; the [source](core::error::Error::source) is its
    /// error.
    Layer,
    /// The input ended inside a value.
    Truncated {
        /// Bytes that the value needs.
        wanted: usize,
        /// Bytes that are there.
        left: usize,
    },
    /// The input goes on after the value.
    Trailing {
        /// Bytes after the value.
        left: usize,
    },
    /// The bytes are those of a value, but not the ones that it is written with; only where the
    /// canonical encoding is asked for.
    NotCanonical {
        /// The offset of the first byte that differs.
        at: usize,
    },
    /// A length, a count, a tag or a text that no value can have.
    Invalid,
    /// A message header of another protocol, or of another version of it.
    Version,
    /// A `string` that is not UTF-8.
    Utf8,
    /// A container whose elements have another type than the declared one.
    ElementType,
    /// A `required` field that is absent.
    Missing,
    /// A union with no field, or with more than one.
    Union,
    /// More than the [limits](crate::Limits) allow, or more than the wire format can hold.
    Limit,
    /// The peer understood the bytes and answered with an application exception, or its answer
    /// does not fit the call.
    Application(ApplicationKind),
}

impl Kind {
    /// A word for it, as metrics and traces name it: `timeout`, `not_canonical`; for an application
    /// exception the [name](ApplicationKind::name) of its kind.
    ///
    /// ```
    /// assert_eq!(thrift::Kind::Closed.name(), "closed");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Transport => "transport",
            Self::Closed => "closed",
            Self::Timeout => "timeout",
            Self::Overloaded => "overloaded",
            Self::Layer => "layer",
            Self::Truncated { .. } => "truncated",
            Self::Trailing { .. } => "trailing",
            Self::NotCanonical { .. } => "not_canonical",
            Self::Invalid => "invalid",
            Self::Version => "version",
            Self::Utf8 => "utf8",
            Self::ElementType => "element_type",
            Self::Missing => "missing",
            Self::Union => "union",
            Self::Limit => "limit",
            Self::Application(kind) => kind.name(),
        }
    }
}

/// Where in the input the mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Not in an input; or where the reader is, or so many bytes from there. Whoever began to read
    /// knows where that is.
    Near(isize),
    /// At this byte.
    At(usize),
    /// At this byte, and the message says so.
    Told(usize),
}

/// One step from a value to the part of it that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Field(&'static str),
    /// A field of a value that knows no names.
    Id(i16),
    Item(usize),
    Key(usize),
}

impl Error {
    /// Makes an error from its reason and the text that explains it.
    ///
    /// Texts are lower case, without a full stop.
    #[cold]
    pub fn new(kind: Kind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            path: Vec::new(),
            place: Place::Near(0),
            source: None,
        }))
    }

    /// An application exception, as a peer sends it and as a handler may answer with it.
    ///
    /// ```
    /// use thrift::{ApplicationKind, Error, Kind};
    ///
    /// let error = Error::application(ApplicationKind::InternalError, "the disk is full");
    /// assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
    /// ```
    #[cold]
    pub fn application(kind: ApplicationKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Application(kind), message)
    }

    /// The reason.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The text without the path.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The path of the wrong part inside the decoded value, `users[3].id`; empty when the value
    /// itself is wrong.
    #[must_use]
    pub fn path(&self) -> String {
        PathDisplay(&self.0.path).to_string()
    }

    /// The byte of the input at which the mistake is, counted from 0; `None` for an error that did
    /// not arise in decoding, or that is one of the message as a whole.
    ///
    /// Where a value was read and then found wrong, it is the byte after that value: after a number
    /// that an enum does not have, or after a struct without a required field.
    ///
    /// ```
    /// let error = thrift::compact::from_slice::<Vec<bool>>(&[0x31, 1, 2, 9]).unwrap_err();
    /// assert_eq!(error.offset(), Some(4));
    /// assert_eq!(error.to_string(), "[2]: byte 4: no `bool` is written as 9");
    /// ```
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        match self.0.place {
            Place::At(offset) | Place::Told(offset) => Some(offset),
            Place::Near(_) => None,
        }
    }

    /// Says that the mistake is not where the reader is, but so many bytes from there.
    #[cold]
    pub(crate) fn away(mut self, bytes: isize) -> Self {
        if let Place::Near(away) = &mut self.0.place {
            *away += bytes;
        }
        self
    }

    /// Counts the place from the start of an input of `length` bytes, of which `left` were not read.
    #[cold]
    pub(crate) fn in_input(self, length: usize, left: usize) -> Self {
        self.at_byte(length.saturating_sub(left))
    }

    /// Says that the reader was at this byte of the input.
    #[cold]
    pub(crate) fn at_byte(mut self, offset: usize) -> Self {
        if let Place::Near(away) = self.0.place {
            self.0.place = Place::At(offset.saturating_add_signed(away));
        }
        self
    }

    /// Says that the mistake is at this byte, as the message does.
    #[cold]
    pub(crate) fn told_at(mut self, offset: usize) -> Self {
        self.0.place = Place::Told(offset);
        self
    }

    /// The input ended inside of something that has a length.
    #[cold]
    pub(crate) fn truncated_within(what: &str, wanted: usize, left: usize) -> Self {
        let message = format!("input ended: {what} wanted, {left} left");
        Self::new(Kind::Truncated { wanted, left }, message)
    }

    #[cold]
    pub(crate) fn truncated(wanted: usize, left: usize) -> Self {
        let unit = if wanted == 1 { "byte" } else { "bytes" };
        Self::truncated_within(&format!("{wanted} {unit}"), wanted, left)
    }

    #[cold]
    pub(crate) fn limit(what: &'static str, found: u64, most: u64) -> Self {
        Self::new(Kind::Limit, format!("{what} of {found} is over the limit of {most}"))
    }

    #[cold]
    /// The bytes of a string are not UTF-8; they were the last ones that were read.
    pub(crate) fn utf8(error: Utf8Error, length: usize) -> Self {
        let at = error.valid_up_to();
        Self::new(Kind::Utf8, format!("the string is not UTF-8 from its byte {at} on"))
            .with_source(error)
            .away(-(length.saturating_sub(at).cast_signed()))
    }

    /// Adds the field that the error came from; called on the way out, innermost first.
    #[cold]
    #[must_use]
    pub(crate) fn in_field(self, name: &'static str) -> Self {
        self.inside(Step::Field(name))
    }

    #[cold]
    pub(crate) fn in_id(self, id: i16) -> Self {
        self.inside(Step::Id(id))
    }

    #[cold]
    pub(crate) fn in_item(self, index: usize) -> Self {
        self.inside(Step::Item(index))
    }

    #[cold]
    pub(crate) fn in_key(self, index: usize) -> Self {
        self.inside(Step::Key(index))
    }

    fn inside(mut self, step: Step) -> Self {
        self.0.path.push(step);
        self
    }

    #[cold]
    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn core::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }
}

impl From<io::Error> for Error {
    #[cold]
    fn from(error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::TimedOut => Kind::Timeout,
            io::ErrorKind::UnexpectedEof => Kind::Closed,
            _ => Kind::Transport,
        };
        Self::new(kind, format!("connection failed: {error}")).with_source(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", PathDisplay(&self.0.path))?;
        }
        if let Place::At(offset) = self.0.place {
            write!(f, "byte {offset}: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.0.kind).field("message", &self.0.message);
        if !self.0.path.is_empty() {
            shown.field("path", &self.path());
        }
        if let Some(offset) = self.offset() {
            shown.field("offset", &offset);
        }
        if let Some(source) = &self.0.source {
            shown.field("source", source);
        }
        shown.finish()
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

struct PathDisplay<'a>(&'a [Step]);

impl fmt::Display for PathDisplay<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.iter().rev().enumerate() {
            match step {
                Step::Field(name) if depth == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Id(id) if depth == 0 => write!(f, "{id}")?,
                Step::Id(id) => write!(f, ".{id}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
                Step::Key(index) => write!(f, "[{index}].key")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_reads_from_the_outside_in() {
        let error = Error::truncated(4, 2).in_field("id").in_item(3).in_field("users");
        assert_eq!(error.to_string(), "users[3].id: input ended: 4 bytes wanted, 2 left");
        assert_eq!(error.path(), "users[3].id");
        assert_eq!(error.kind(), Kind::Truncated { wanted: 4, left: 2 });
    }

    #[test]
    fn a_map_key_is_told_from_its_value() {
        let error = Error::new(Kind::Utf8, "not UTF-8").in_key(1).in_field("names");
        assert_eq!(error.to_string(), "names[1].key: not UTF-8");
    }

    #[test]
    fn an_io_error_is_the_source() {
        let error = Error::from(io::Error::new(io::ErrorKind::ConnectionRefused, "refused"));
        assert_eq!(error.kind(), Kind::Transport);
        assert_eq!(core::error::Error::source(&error).unwrap().to_string(), "refused");
    }

    #[test]
    fn an_error_is_one_word_wide() {
        assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
    }
}
