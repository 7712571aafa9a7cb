//! Values, each of its declared type, rows C2 to C16.

use core::fmt::Write;

use super::index::{Index, Key};
use super::lenient::last_of_each;
use super::scope::Named;
use super::structure::GivenField;
use super::{Pending, Resolver, unknown};
use crate::ast::{ConstKind, ConstValue};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, short};
use crate::keyword;
use crate::parser::MAX_DEPTH;
use crate::program::{Item, ItemId, Type, TypeKind, Value};
use crate::token::Span;

/// How many values may be copied by naming constants in others, for each one that is written. A few
/// lines can name each other so that the result doubles with every line.
const COPIES: usize = 16;

/// How many values may be copied however few are written.
const FREE_COPIES: usize = 1 << 16;

/// More names than this are not listed in a hint.
pub(super) const FEW: usize = 8;

/// So many bytes of a string count as one value.
const BYTES: usize = 64;

/// Evaluates values; types are final by now.
pub(super) struct Evaluator<'r, 'a> {
    pub(super) resolver: &'r Resolver<'a>,
    /// The constants known so far.
    known: Vec<Option<Known>>,
    /// The values of enums by number, of several the first, for the enums that were asked.
    numbers: Vec<Option<Index<'static>>>,
    /// The constant whose value is being evaluated.
    current: Option<ItemId>,
    /// The file whose value is being evaluated.
    pub(super) file: u32,
    /// Whether the type is behind a typedef, or part of one that is (row C16).
    pub(super) behind_typedef: bool,
    depth: u32,
    /// How many values were written so far, and how many copied.
    written: usize,
    copied: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

pub(super) struct Known {
    pub(super) value: Value,
    size: usize,
    depth: u32,
}

impl<'r, 'a> Evaluator<'r, 'a> {
    pub(super) fn new(resolver: &'r Resolver<'a>) -> Self {
        let count = resolver.declared.all.len();
        Self {
            resolver,
            known: unknown(count),
            numbers: unknown(count),
            current: None,
            file: 0,
            behind_typedef: false,
            depth: 0,
            written: 0,
            copied: 0,
            diagnostics: Vec::new(),
        }
    }

    /// Evaluates a constant, and remembers it for those that name it.
    pub(super) fn constant(&mut self, number: usize, ty: &Type) {
        let id = self.resolver.declared.all[number].id;
        let Some(written) = self.resolver.constant(id) else { return };
        self.file = id.file;
        self.current = Some(id);
        if let Some(value) = self.value(&written.value, ty) {
            let (size, depth) = measure(&value);
            self.known[number] = Some(Known { value, size, depth });
        }
    }

    /// Hands out the values of the constants, by their numbers, and what was wrong.
    pub(super) fn finish(self) -> (Vec<Option<Known>>, Vec<Diagnostic>) {
        (self.known, self.diagnostics)
    }

    pub(super) fn default(&mut self, pending: &Pending) -> Option<Value> {
        self.file = pending.item.file;
        self.current = None;
        let resolver = self.resolver;
        self.value(&pending.value, &resolver.field_of(pending)?.ty)
    }

    /// Evaluates what is written as a value of the type.
    pub(super) fn value(&mut self, written: &ConstValue, ty: &Type) -> Option<Value> {
        if self.depth == MAX_DEPTH {
            return self.error(Code::TooDeep, written.span, "this value is nested too deeply");
        }
        let outside = self.behind_typedef;
        self.behind_typedef |= matches!(ty.kind, TypeKind::Typedef(_));
        self.depth += 1;
        self.written += 1;
        let value = self.shallow(written, ty);
        self.depth -= 1;
        self.behind_typedef = outside;
        value
    }

    fn shallow(&mut self, written: &ConstValue, ty: &Type) -> Option<Value> {
        let ty = self.alias(ty);
        let span = written.span;
        match (&written.kind, &ty.kind) {
            (ConstKind::Ident(name), _) => self.named(name, ty, span),
            (ConstKind::List(items), TypeKind::List(element)) => {
                self.elements(items, element).map(Value::List)
            }
            (ConstKind::List(items), TypeKind::Set(element)) => {
                self.elements(items, element).map(Value::Set)
            }
            (ConstKind::Map(entries), TypeKind::Map(key, value)) => {
                self.entries(entries, key, value).map(Value::Map)
            }
            (
                ConstKind::Int(_)
                | ConstKind::Bool(_)
                | ConstKind::Double(_)
                | ConstKind::Literal(_)
                | ConstKind::List(_)
                | ConstKind::Map(_),
                TypeKind::List(_) | TypeKind::Set(_) | TypeKind::Map(..),
            ) => self.empty(written, ty),
            (ConstKind::Int(number), _) => self.int(*number, ty, span),
            (ConstKind::Bool(value), TypeKind::Bool) => Some(Value::Bool(*value)),
            (ConstKind::Bool(value), _) => self.int(i64::from(*value), ty, span),
            (ConstKind::Double(value), TypeKind::Double) => Some(Value::Double(*value)),
            (ConstKind::Literal(text), _) => self.text(text, ty, span),
            (ConstKind::Map(entries), TypeKind::Struct(id)) => {
                let mut given = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    given.push(GivenField::of_entry(key, value));
                }
                self.structure(&given, *id, span)
            }
            (ConstKind::Struct(name, fields), TypeKind::Struct(id)) => {
                self.struct_named(name, *id)?;
                let mut given = Vec::with_capacity(fields.len());
                for field in fields {
                    given.push(GivenField::of_field(field));
                }
                self.structure(&given, *id, span)
            }
            (ConstKind::Struct(..), _) => self.refuse(ty, "a struct", span),
            (ConstKind::Double(_) | ConstKind::List(_) | ConstKind::Map(_), _) => {
                self.unfit(written, ty)
            }
        }
    }

    /// Follows typedefs. The result does not borrow the evaluator, which goes on to change.
    pub(super) fn alias<'t>(&self, ty: &'t Type) -> &'t Type
    where
        'r: 't,
    {
        self.resolver.alias(ty)
    }

    pub(super) fn error<T>(&mut self, code: Code, span: Span, message: &str) -> Option<T> {
        let error = self.begin(code, span, message);
        self.diagnostics.push(error);
        None
    }

    /// Begins an error in the file that is evaluated.
    pub(super) fn begin(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        self.resolver.error(self.file, code, span, message)
    }

    pub(super) fn refuse<T>(&mut self, ty: &Type, found: &str, span: Span) -> Option<T> {
        let message = format!("expected {}, found {found}", self.describe(ty));
        let error = self.begin(Code::TypeMismatch, span, message).help(how_to_write(&ty.kind));
        self.diagnostics.push(error);
        None
    }

    /// The type as diagnostics name it.
    pub(super) fn describe(&self, ty: &Type) -> String {
        let name = match &ty.kind {
            TypeKind::Bool => "`bool`",
            TypeKind::I8 => "`i8`",
            TypeKind::I16 => "`i16`",
            TypeKind::I32 => "`i32`",
            TypeKind::I64 => "`i64`",
            TypeKind::Double => "`double`",
            TypeKind::String => "`string`",
            TypeKind::Binary => "`binary`",
            TypeKind::Uuid => "`uuid`",
            TypeKind::List(_) => "a list",
            TypeKind::Set(_) => "a set",
            TypeKind::Map(..) => "a map",
            TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id) => {
                let definition = self.resolver.declared(*id);
                return format!("{} `{}`", definition.keyword(), short(&definition.name.text));
            }
        };
        name.to_owned()
    }

    fn elements(&mut self, items: &[ConstValue], ty: &Type) -> Option<Vec<Value>> {
        let mut values = Some(Vec::with_capacity(items.len()));
        for item in items {
            // All of them before giving up, so that each mistake is reported.
            add(&mut values, self.value(item, ty));
        }
        values
    }

    fn entries(
        &mut self,
        entries: &[(ConstValue, ConstValue)],
        key: &Type,
        value: &Type,
    ) -> Option<Vec<(Value, Value)>> {
        let mut evaluated = Some(Vec::with_capacity(entries.len()));
        for place in &last_of_each(entries) {
            let (written_key, written_value) = &entries[*place];
            let entry = match (self.value(written_key, key), self.value(written_value, value)) {
                (Some(key), Some(value)) => Some((key, value)),
                _ => None,
            };
            add(&mut evaluated, entry);
        }
        evaluated
    }

    /// The name of a constant or an enum value.
    fn named(&mut self, name: &str, ty: &Type, span: Span) -> Option<Value> {
        let found = self.resolver.find_value(self.file, name);
        match (found, &ty.kind) {
            (Some(Named::Const(id)), _) => self.constant_named(id, ty, span),
            (found, TypeKind::Enum(expected)) => self.enum_named(name, *expected, found, span),
            (Some(Named::EnumValue(id, name)), _) => {
                let value = self.enum_value(id, name)?;
                self.convert(&value, ty, span)
            }
            (None, _) => {
                self.unknown_value(name, Some(ty), span);
                None
            }
        }
    }

    fn constant_named(&mut self, id: ItemId, ty: &Type, span: Span) -> Option<Value> {
        // A constant that is wrong was reported where it is defined.
        let number = self.resolver.number(id);
        let known = self.known[number].take()?;
        self.copied = self.copied.saturating_add(known.size);
        let value = if self.copied > FREE_COPIES.saturating_add(COPIES * self.written) {
            self.error(Code::TooLarge, span, "constants that name each other grow too large")
        } else if self.depth + known.depth > MAX_DEPTH {
            self.error(Code::TooDeep, span, "this value is nested too deeply")
        } else {
            self.convert(&known.value, ty, span)
        };
        self.known[number] = Some(known);
        value
    }

    /// A value of the declared enum.
    fn enum_named(
        &mut self,
        name: &str,
        expected: ItemId,
        found: Option<Named<'_>>,
        span: Span,
    ) -> Option<Value> {
        if let Some(Named::EnumValue(id, value)) = found
            && id == expected
        {
            return self.enum_value(id, value);
        }
        let guessed =
            last_part(name).and_then(|last| Some((last, self.enum_value(expected, last)?)));
        let Some((last, value)) = guessed else {
            self.unknown_enum_value(name, expected, span);
            return None;
        };
        let declared = short(&self.resolver.declared(expected).name.text);
        let message = format!("`{name}` is taken to be `{declared}.{last}`");
        let warning = self.resolver.warning(self.file, Code::OtherEnum, span, message);
        self.diagnostics.push(warning.help(format!("write `{declared}.{last}`")));
        Some(value)
    }

    /// The value of an enum by its name.
    fn enum_value(&self, item: ItemId, name: &str) -> Option<Value> {
        self.enum_at(item, self.resolver.member(item, name)?)
    }

    fn enum_at(&self, item: ItemId, index: usize) -> Option<Value> {
        let Some(Item::Enum(definition)) = self.resolver.item(item) else { return None };
        Some(Value::Enum { item, number: definition.values.get(index)?.number, index })
    }

    /// The first value of an enum with that number (row C12).
    pub(super) fn enum_numbered(&mut self, item: ItemId, number: i64, span: Span) -> Option<Value> {
        if let Some(value) = i32::try_from(number).ok().and_then(|it| self.numbered(item, it)) {
            return Some(value);
        }
        let name = short(&self.resolver.declared(item).name.text);
        let message = format!("enum `{name}` has no value {number}");
        let error = self.begin(Code::UnknownEnumValue, span, message);
        self.diagnostics.push(match self.some_values(item) {
            Some(values) => error.help(values),
            None => error,
        });
        None
    }

    /// Lists the values of an enum, if they are few.
    fn some_values(&self, item: ItemId) -> Option<String> {
        let Some(Item::Enum(item)) = self.resolver.item(item) else { return None };
        let name = short(&item.name.text);
        if item.values.is_empty() || item.values.len() > FEW {
            return None;
        }
        let mut list = String::new();
        for value in &item.values {
            let and = if list.is_empty() { "the values are" } else { "," };
            // Writing to a string cannot fail.
            let _ = write!(list, "{and} `{name}.{}` ({})", short(&value.name.text), value.number);
        }
        Some(list)
    }

    /// The first value of an enum with that number, if there is one.
    pub(super) fn numbered(&mut self, item: ItemId, number: i32) -> Option<Value> {
        let known = self.resolver.number(item);
        if self.numbers[known].is_none() {
            self.numbers[known] = Some(self.index_of_numbers(item));
        }
        let index = self.numbers[known].as_ref()?.get(&Key::Number(number.into()))?;
        self.enum_at(item, index)
    }

    /// The values of an enum by their numbers.
    fn index_of_numbers(&self, item: ItemId) -> Index<'static> {
        let mut numbers = Index::default();
        if let Some(Item::Enum(definition)) = self.resolver.item(item) {
            for (index, value) in definition.values.iter().enumerate() {
                numbers.first(Key::Number(value.number.into()), index);
            }
        }
        numbers
    }

    pub(super) fn unknown_value(&mut self, name: &str, ty: Option<&Type>, span: Span) {
        if self.resolver.is_missing(self.file, name) {
            return;
        }
        let message = format!("cannot find constant or enum value `{name}`");
        let error = self.begin(Code::UnknownValue, span, message);
        let is_text = ty.is_some_and(|ty| matches!(ty.kind, TypeKind::String | TypeKind::Binary));
        let near = self.resolver.near_value(self.file, name);
        // To name itself would be the next mistake.
        let own = self.current.map(|id| self.resolver.declared(id).name.text.as_str());
        self.diagnostics.push(match near.filter(|near| Some(near.as_str()) != own) {
            _ if matches!(name, "True" | "TRUE") => error.help("write `true`"),
            _ if matches!(name, "False" | "FALSE") => error.help("write `false`"),
            _ if matches!(name, "null" | "None" | "nil" | "NULL") => {
                error.help("there is no such value; leave it out where it may be missing")
            }
            None if is_text => error.help("write it in quotes if it is a text"),
            None if keyword::is_dotted(name) => error.help("define it, or write a value"),
            None => error.help("define it, or write a value; those of enums begin with the enum"),
            near => error.did_you_mean(near.as_deref()),
        });
    }

    fn unknown_enum_value(&mut self, name: &str, id: ItemId, span: Span) {
        if self.resolver.is_missing(self.file, name) {
            return;
        }
        let declared = short(&self.resolver.declared(id).name.text);
        let message = format!("`{name}` is no value of enum `{declared}`");
        let error = self.begin(Code::UnknownEnumValue, span, message);
        let error = match self.near_enum_value(id, name) {
            Some(near) => error.did_you_mean(Some(&format!("{declared}.{near}"))),
            None => match self.some_values(id) {
                Some(values) => error.help(values),
                None => error,
            },
        };
        self.diagnostics.push(error);
    }

    /// The value of an enum that the last part of a name is, or nearly is.
    fn near_enum_value(&self, id: ItemId, name: &str) -> Option<&'r str> {
        let last = name.rsplit_once('.').map_or(name, |(_, last)| last);
        let Some(Item::Enum(item)) = self.resolver.item(id) else { return None };
        let values = &item.values;
        if let Some(index) = self.resolver.member(id, last) {
            return Some(&values.get(index)?.name.text);
        }
        let mut search = self.resolver.hints.search(last)?;
        for value in values {
            search.look_at(&value.name.text)?;
        }
        search.nearest()
    }
}

/// Adds one more to what was read, or forgets all when it could not be read.
fn add<T>(read: &mut Option<Vec<T>>, one: Option<T>) {
    match (read.as_mut(), one) {
        (Some(read), Some(one)) => read.push(one),
        _ => *read = None,
    }
}

/// How a value of the type is written.
fn how_to_write(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Bool => "write `true` or `false`",
        TypeKind::I8 | TypeKind::I16 | TypeKind::I32 | TypeKind::I64 => {
            "write a number without quotes and without a point"
        }
        TypeKind::Double => "write a number without quotes",
        TypeKind::String | TypeKind::Binary => "write it in quotes",
        TypeKind::Uuid => "write the UUID in quotes",
        TypeKind::List(_) | TypeKind::Set(_) => "write the elements in brackets, as in `[1, 2]`",
        TypeKind::Map(..) => "write entries in braces, as in `{1: 2}`",
        TypeKind::Struct(_) => "write the fields in braces, as in `{\"name\": value}`",
        TypeKind::Enum(_) => "write the name of a value, as in `Color.RED`",
        // Types are followed to what they stand for before values are compared with them.
        TypeKind::Typedef(_) => "write a value of the type that it stands for",
    }
}

/// The part of a name that Apache's compiler looks for in the declared enum, whatever stands before
/// it, which files rely on (row C13): all behind the second dot, or the first if there is one only.
fn last_part(name: &str) -> Option<&str> {
    let (_, rest) = name.split_once('.')?;
    Some(rest.split_once('.').map_or(rest, |(_, last)| last))
}

/// What is written, as diagnostics name it.
pub(super) fn kind_of(kind: &ConstKind) -> &'static str {
    match kind {
        ConstKind::Int(_) => "an integer",
        ConstKind::Bool(_) => "a boolean",
        ConstKind::Double(_) => "a floating-point number",
        ConstKind::Literal(_) => "a string",
        ConstKind::Ident(_) => "a name",
        ConstKind::List(_) => "a list",
        ConstKind::Map(_) => "a map",
        ConstKind::Struct(..) => "a struct",
    }
}

/// How large a value is, for [`COPIES`], and how deep.
fn measure(value: &Value) -> (usize, u32) {
    let (mut size, mut depth) = (1_usize, 1);
    let mut add = |part: &Value| {
        let (more, deep) = measure(part);
        size = size.saturating_add(more);
        depth = depth.max(deep + 1);
    };
    match value {
        Value::String(text) => size += text.len() / BYTES,
        Value::Binary(bytes) => size += bytes.len() / BYTES,
        Value::List(items) | Value::Set(items) => {
            for item in items {
                add(item);
            }
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                add(key);
                add(value);
            }
        }
        Value::Struct { fields, .. } => {
            for (_, value) in fields {
                add(value);
            }
        }
        _ => {}
    }
    (size, depth)
}
