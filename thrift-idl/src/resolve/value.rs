//! Values, each of its declared type, rows C2 to C16.

use std::collections::HashMap;

use super::lenient::last_of_each;
use super::scope::Named;
use super::{Pending, Resolver};
use crate::ast::{ConstKind, ConstValue, Definition, FieldValue, Name};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::parser::MAX_DEPTH;
use crate::program::{Item, ItemId, Struct, StructKind, Type, TypeKind, Value};
use crate::token::Span;

/// How many values may be copied by naming constants in others. A few lines can name each other
/// so that the result doubles with every line.
const MAX_COPIED: usize = 1 << 20;

/// So many bytes of a string count as one value.
const BYTES: usize = 64;

/// Evaluates values; types are final by now.
pub(super) struct Evaluator<'r, 'a> {
    pub(super) resolver: &'r Resolver<'a>,
    /// The constants known so far.
    known: HashMap<ItemId, Known>,
    /// Indices of enum values and fields by name.
    names: HashMap<(ItemId, &'r str), usize>,
    /// Indices of enum values by number, of several the first.
    numbers: HashMap<(ItemId, i32), usize>,
    /// The file whose value is being evaluated.
    pub(super) file: u32,
    /// Whether the type is behind a typedef, or part of one that is (row C16).
    pub(super) behind_typedef: bool,
    depth: u32,
    copied: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A field and its value in the braces of a struct's value.
struct GivenField<'a> {
    /// The name; `None` when something else than a string stands for it.
    name: Option<&'a str>,
    at: Span,
    value: &'a ConstValue,
}

impl<'a> GivenField<'a> {
    fn of_entry(key: &'a ConstValue, value: &'a ConstValue) -> Self {
        let name = match &key.kind {
            ConstKind::Literal(name) => Some(name.as_str()),
            _ => None,
        };
        Self { name, at: key.span, value }
    }

    fn of_field(FieldValue { name, value }: &'a FieldValue) -> Self {
        Self { name: Some(&name.text), at: name.span, value }
    }
}

struct Known {
    value: Value,
    size: usize,
    depth: u32,
}

impl<'r, 'a> Evaluator<'r, 'a> {
    pub(super) fn new(resolver: &'r Resolver<'a>) -> Self {
        let (mut names, mut numbers) = (HashMap::new(), HashMap::new());
        for id in resolver.ids() {
            match resolver.item(id) {
                Some(Item::Enum(item)) => {
                    for (index, value) in item.values.iter().enumerate() {
                        names.insert((id, value.name.text.as_str()), index);
                        numbers.entry((id, value.number)).or_insert(index);
                    }
                }
                Some(Item::Struct(item)) => {
                    let fields = item.fields.iter().enumerate();
                    names.extend(fields.map(|(index, f)| ((id, f.name.text.as_str()), index)));
                }
                _ => {}
            }
        }
        Self {
            resolver,
            known: HashMap::new(),
            names,
            numbers,
            file: 0,
            behind_typedef: false,
            depth: 0,
            copied: 0,
            diagnostics: Vec::new(),
        }
    }

    pub(super) fn definition(&self, id: ItemId) -> &'a Definition {
        self.resolver.definition(id)
    }

    /// Evaluates a constant, and remembers it for those that name it.
    pub(super) fn constant(
        &mut self,
        id: ItemId,
        written: &ConstValue,
        ty: &Type,
    ) -> Option<Value> {
        self.file = id.file;
        let value = self.value(written, ty)?;
        let (size, depth) = measure(&value);
        self.known.insert(id, Known { value: value.clone(), size, depth });
        Some(value)
    }

    pub(super) fn default(&mut self, pending: &Pending<'a>) -> Option<Value> {
        self.file = pending.item.file;
        let resolver = self.resolver;
        self.value(pending.value, &resolver.field_of(pending)?.ty)
    }

    /// Evaluates what is written as a value of the type.
    fn value(&mut self, written: &ConstValue, ty: &Type) -> Option<Value> {
        if self.depth == MAX_DEPTH {
            return self.error(Code::TooDeep, written.span, "this value is nested too deeply");
        }
        let outside = self.behind_typedef;
        self.behind_typedef |= matches!(ty.kind, TypeKind::Typedef(_));
        self.depth += 1;
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
                let fields = entries.iter().map(|(key, value)| GivenField::of_entry(key, value));
                self.structure(fields.collect(), *id, span)
            }
            (ConstKind::Struct(name, fields), TypeKind::Struct(id)) => {
                self.struct_named(name, *id)?;
                let fields = fields.iter().map(GivenField::of_field);
                self.structure(fields.collect(), *id, span)
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
        let error = self.resolver.error(self.file, code, span, message);
        self.diagnostics.push(error);
        None
    }

    pub(super) fn refuse<T>(&mut self, ty: &Type, found: &str, span: Span) -> Option<T> {
        let message = format!("expected {}, found {found}", self.describe(ty));
        self.error(Code::TypeMismatch, span, &message)
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
                let definition = self.resolver.definition(*id);
                return format!("{} `{}`", definition.keyword(), definition.name().text);
            }
        };
        name.to_owned()
    }

    fn elements(&mut self, items: &[ConstValue], ty: &Type) -> Option<Vec<Value>> {
        // All of them before giving up, so that each mistake is reported.
        let values: Vec<_> = items.iter().map(|item| self.value(item, ty)).collect();
        values.into_iter().collect()
    }

    fn entries(
        &mut self,
        entries: &[(ConstValue, ConstValue)],
        key: &Type,
        value: &Type,
    ) -> Option<Vec<(Value, Value)>> {
        let entries = last_of_each(entries).into_iter();
        let evaluated: Vec<_> =
            entries.map(|(k, v)| (self.value(k, key), self.value(v, value))).collect();
        evaluated.into_iter().map(|(k, v)| Some((k?, v?))).collect()
    }

    /// The type that a value names must be the one that is expected.
    fn struct_named(&mut self, name: &Name, expected: ItemId) -> Option<()> {
        let found = self.resolver.find_type(self.file, &name.text);
        let found = found.and_then(|id| match self.resolver.item(id) {
            Some(Item::Typedef(typedef)) => match self.alias(&typedef.ty).kind {
                TypeKind::Struct(id) => Some(id),
                _ => None,
            },
            _ => Some(id),
        });
        if found == Some(expected) {
            return Some(());
        }
        let expected = self.resolver.definition(expected);
        let message = format!(
            "expected {} `{}`, found a value of `{}`",
            expected.keyword(),
            expected.name().text,
            name.text
        );
        self.error(Code::TypeMismatch, name.span, &message)
    }

    /// `{"field": value, …}` (row C11)
    fn structure(&mut self, given: Vec<GivenField<'_>>, id: ItemId, span: Span) -> Option<Value> {
        let resolver = self.resolver;
        let Some(Item::Struct(item)) = resolver.item(id) else { return None };
        let given = self.last_given(given);
        let mut fields = Vec::new();
        let mut good = true;
        for GivenField { name, at, value } in given {
            let field = self.field_key(id, item, name, at);
            let value = field.and_then(|at| Some((at, self.value(value, &item.fields[at].ty)?)));
            good &= value.is_some();
            fields.extend(value);
        }
        if item.kind == StructKind::Union && good && fields.len() != 1 {
            let (name, count) = (&item.name.text, fields.len());
            let message = format!("union `{name}` has one member at a time, found {count}");
            let warning = self.resolver.warning(self.file, Code::UnionValue, span, message);
            self.diagnostics
                .push(warning.help("give one member a value; of several the last counts"));
            fields.drain(..count.saturating_sub(1));
        }
        good.then_some(Value::Struct { item: id, fields })
    }

    /// Leaves out values of fields that another one follows for.
    fn last_given<'w>(&mut self, given: Vec<GivenField<'w>>) -> Vec<GivenField<'w>> {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut last = Vec::with_capacity(given.len());
        for field in given.into_iter().rev() {
            let Some(name) = field.name else {
                last.push(field);
                continue;
            };
            let Some(later) = seen.get(name).copied() else {
                seen.insert(name, field.at);
                last.push(field);
                continue;
            };
            let message = format!("this value of field `{name}` is replaced by another one");
            let warning = self.resolver.warning(self.file, Code::DuplicateField, field.at, message);
            self.diagnostics.push(warning.label(later, "given here again"));
        }
        last.reverse();
        last
    }

    /// The index of the field that a key names.
    fn field_key(
        &mut self,
        id: ItemId,
        item: &Struct,
        name: Option<&str>,
        span: Span,
    ) -> Option<usize> {
        let Some(name) = name else {
            let message = "expected a field's name in quotes";
            return self.error(Code::UnknownField, span, message);
        };
        match self.names.get(&(id, name)) {
            Some(at) => Some(*at),
            None => self.unknown_field(id, item, name, span),
        }
    }

    fn unknown_field<T>(&mut self, id: ItemId, item: &Struct, name: &str, span: Span) -> Option<T> {
        // A field that was left out for a mistake of its own is not reported again.
        if let Definition::Struct(written) = self.resolver.definition(id)
            && written.fields.iter().any(|field| field.name.text == name)
        {
            return None;
        }
        let kind = item.kind.keyword();
        let message = format!("{kind} `{}` has no field `{name}`", item.name.text);
        let error = self.resolver.error(self.file, Code::UnknownField, span, message);
        let near = crate::suggest::nearest(name, item.fields.iter().map(|f| f.name.text.as_str()));
        self.diagnostics.push(match near {
            Some(near) => error.help(format!("did you mean `{near}`?")),
            None => error,
        });
        None
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
            (None, _) => self.unknown_value(name, None, span),
        }
    }

    fn constant_named(&mut self, id: ItemId, ty: &Type, span: Span) -> Option<Value> {
        // A constant that is wrong was reported where it is defined.
        let known = self.known.remove(&id)?;
        self.copied = self.copied.saturating_add(known.size);
        let value = if self.copied > MAX_COPIED {
            self.error(Code::TooLarge, span, "constants that name each other grow too large")
        } else if self.depth + known.depth > MAX_DEPTH {
            self.error(Code::TooDeep, span, "this value is nested too deeply")
        } else {
            self.convert(&known.value, ty, span)
        };
        self.known.insert(id, known);
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
            return self.unknown_value(name, Some(expected), span);
        };
        let declared = &self.resolver.definition(expected).name().text;
        let message = format!("`{name}` is taken to be `{declared}.{last}`");
        let warning = self.resolver.warning(self.file, Code::OtherEnum, span, message);
        self.diagnostics.push(warning.help(format!("write `{declared}.{last}`")));
        Some(value)
    }

    /// The value of an enum by its name.
    fn enum_value(&self, item: ItemId, name: &str) -> Option<Value> {
        self.enum_at(item, *self.names.get(&(item, name))?)
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
        let name = &self.resolver.definition(item).name().text;
        let message = format!("enum `{name}` has no value {number}");
        self.error(Code::UnknownEnumValue, span, &message)
    }

    /// The first value of an enum with that number, if there is one.
    pub(super) fn numbered(&self, item: ItemId, number: i32) -> Option<Value> {
        self.enum_at(item, *self.numbers.get(&(item, number))?)
    }

    pub(super) fn unknown_value<T>(
        &mut self,
        name: &str,
        expected: Option<ItemId>,
        span: Span,
    ) -> Option<T> {
        if self.resolver.is_missing(self.file, name) {
            return None;
        }
        let mut near = None;
        let (code, message) = match expected {
            Some(id) => {
                let declared = &self.resolver.definition(id).name().text;
                near = self.names.contains_key(&(id, name)).then(|| format!("{declared}.{name}"));
                (Code::UnknownEnumValue, format!("`{name}` is no value of enum `{declared}`"))
            }
            None => (Code::UnknownValue, format!("cannot find constant or enum value `{name}`")),
        };
        let near = near.or_else(|| self.resolver.near_value(self.file, name));
        let error = self.resolver.error(self.file, code, span, message);
        self.diagnostics.push(match near {
            Some(near) => error.help(format!("did you mean `{near}`?")),
            None => error,
        });
        None
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

/// How large a value is, for [`MAX_COPIED`], and how deep.
fn measure(value: &Value) -> (usize, u32) {
    let children: Vec<&Value> = match value {
        Value::String(text) => return (1 + text.len() / BYTES, 1),
        Value::Binary(bytes) => return (1 + bytes.len() / BYTES, 1),
        Value::List(items) | Value::Set(items) => items.iter().collect(),
        Value::Map(entries) => entries.iter().flat_map(|(k, v)| [k, v]).collect(),
        Value::Struct { fields, .. } => fields.iter().map(|(_, value)| value).collect(),
        _ => return (1, 1),
    };
    children.into_iter().map(measure).fold((1, 1), |(size, depth), (more, deep)| {
        (size.saturating_add(more), depth.max(deep + 1))
    })
}
