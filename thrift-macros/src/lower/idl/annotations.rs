//! Checks of annotations: those that are for Rust must be known, stand where they mean something,
//! and say what can be.

use core::fmt;

use proc_macro2::Span;
use thrift_idl::program::{Annotation, Field, Function, StructKind};
use thrift_idl::{Item, Type, TypeKind};

use super::Lowering;
use super::names::Scope;
use super::rust;
use crate::attr::{listed, listed_code};
use crate::join::list;
use crate::{case, suggest};

/// What annotations for Rust start with; those of other languages are none of our business.
const PREFIX: &str = "rust.";

/// What an annotation stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Struct,
    Union,
    Exception,
    Enum,
    Typedef,
    Service,
    Field,
    Member,
    EnumValue,
    Function,
    Argument,
    Thrown,
    Type,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Struct => "a struct",
            Self::Union => "a union",
            Self::Exception => "an exception",
            Self::Enum => "an enum",
            Self::Typedef => "a typedef",
            Self::Service => "a service",
            Self::Field => "a field",
            Self::Member => "a member of a union",
            Self::EnumValue => "a value of an enum",
            Self::Function => "a method",
            Self::Argument => "an argument",
            Self::Thrown => "an exception that is thrown",
            Self::Type => "a type",
        })
    }
}

/// What is wrong with a value; `None` if nothing is.
type Check = fn(&Annotation, Span) -> Option<String>;

/// A key, and all that is to be known of it.
pub(crate) struct Row {
    pub(crate) key: &'static str,
    /// As it is written.
    pub(crate) form: &'static str,
    pub(crate) places: &'static [Place],
    check: Check,
    pub(crate) meaning: &'static str,
}

impl Row {
    /// The row of a key, as the last line of a message.
    fn help(&self) -> impl fmt::Display {
        format!("\nhelp: `{}`: {}", self.form, self.meaning)
    }
}

/// Every key, where it may stand, and what its value may be.
pub(crate) const ROWS: &[Row] = &[
    Row {
        key: rust::ATTR,
        form: "rust.attr = \"serde(skip)\"",
        places: ATTRIBUTED,
        check: |it, span| wrong(rust::attribute(&it.value, span)),
        meaning: "adds an attribute, with or without `#[…]`",
    },
    Row {
        key: rust::BOX,
        form: "rust.box",
        places: &[Place::Field, Place::Member],
        check: flag,
        meaning: "puts the value on the heap, `Box<T>`",
    },
    Row {
        key: rust::CONTEXT,
        form: "rust.context",
        places: CALLED,
        check: flag,
        meaning: "`cx: &thrift::Context` behind `&self`, with what belongs to a call besides its \
                  arguments; on a service, of every method of its own",
    },
    Row {
        key: rust::DERIVE,
        form: "rust.derive = \"Eq, serde::Serialize\"",
        places: DECLARED,
        check: |it, span| wrong(rust::derive(&it.value, span)),
        meaning: "derives more traits, by their paths",
    },
    Row {
        key: rust::IDEMPOTENT,
        form: "rust.idempotent",
        places: CALLED,
        check: flag,
        meaning: "to call it again does no more than to call it once, so that a call may be \
                  repeated; on a service, every method of its own",
    },
    Row {
        key: rust::NAME,
        form: "rust.name = \"Account\"",
        places: NAMED,
        check: name,
        meaning: "the name in Rust, as it is written; that on the wire stays",
    },
    Row {
        key: rust::REDACT,
        form: "rust.redact",
        places: &[Place::Field],
        check: flag,
        meaning: "`Debug` shows `…` for the value",
    },
    Row {
        key: rust::TYPE,
        form: "rust.type = \"HashMap\"",
        places: TYPED,
        check: |it, span| wrong(rust::replacement(&it.value, span)),
        meaning: "another Rust type, known by its name or given by its path; what it borrows lives \
                  for `'a`",
    },
    Row {
        key: rust::UNKNOWN_FIELDS,
        form: "rust.unknown_fields = \"keep\"",
        places: &[Place::Struct, Place::Exception],
        check: keep,
        meaning: "keeps the fields that are not declared, in the field `unknown_fields`",
    },
    Row {
        key: rust::VISIBILITY,
        form: "rust.visibility = \"pub(crate)\"",
        places: VISIBLE,
        check: |it, span| wrong(rust::visibility(&it.value, span)),
        meaning: "less public than `pub`: `pub(crate)`, `pub(super)`, `pub(in path)` or `private`",
    },
    Row {
        key: rust::WITH,
        form: "rust.with = \"path\"",
        places: &[Place::Field],
        check: |it, span| wrong(rust::path(&it.value, span)),
        meaning: "the adapter that converts the field: an `Adapter`, or a module with `to_wire` \
                  and `from_wire`",
    },
];

const DECLARED: &[Place] = &[Place::Struct, Place::Union, Place::Exception, Place::Enum];

const ATTRIBUTED: &[Place] = &[
    Place::Struct,
    Place::Union,
    Place::Exception,
    Place::Enum,
    Place::Field,
    Place::Member,
    Place::EnumValue,
    Place::Service,
    Place::Function,
];

const CALLED: &[Place] = &[Place::Service, Place::Function];

const NAMED: &[Place] = &[
    Place::Struct,
    Place::Union,
    Place::Exception,
    Place::Enum,
    Place::Typedef,
    Place::Service,
    Place::Field,
    Place::Member,
    Place::EnumValue,
    Place::Function,
    Place::Argument,
    Place::Thrown,
];

const TYPED: &[Place] =
    &[Place::Type, Place::Field, Place::Member, Place::Typedef, Place::Argument];

const VISIBLE: &[Place] = &[
    Place::Struct,
    Place::Union,
    Place::Exception,
    Place::Enum,
    Place::Typedef,
    Place::Service,
    Place::Field,
];

fn wrong<T>(parsed: syn::Result<T>) -> Option<String> {
    parsed.err().map(|error| error.to_string())
}

/// A name must be one that Rust has.
fn name(annotation: &Annotation, span: Span) -> Option<String> {
    let name = &annotation.value;
    case::given(name, span).is_none().then(|| format!("`{name}` is no identifier of Rust"))
}

/// An annotation without a value has the value 1.
fn flag(annotation: &Annotation, _: Span) -> Option<String> {
    let Annotation { key, value, .. } = annotation;
    (value != "1").then(|| format!("`{key}` has no value"))
}

fn keep(annotation: &Annotation, _: Span) -> Option<String> {
    let Annotation { key, value, .. } = annotation;
    (value != "keep").then(|| format!("`{key}` is `keep` or absent, not `{value}`"))
}

/// A type that is known by its name may need a feature of the core crate.
fn missing_feature(annotation: &Annotation, span: Span) -> Option<String> {
    if annotation.key != rust::TYPE {
        return None;
    }
    let known = rust::replacement(&annotation.value, span).ok()?.known?;
    let feature = known.feature.as_ref().filter(|feature| !feature.is_on)?;
    let (name, feature) = (known.name, feature.name);
    Some(format!("the type `{name}` needs the feature `{feature}` of the crate `thrift-core`"))
}

impl Lowering<'_> {
    /// Checks all annotations of an item and of its parts.
    pub(super) fn check_annotations(&self, scope: Scope, item: &Item) {
        let Found { annotations, types } = found(item);
        for (place, annotation) in annotations {
            self.check_annotation(scope, place, annotation);
        }
        for (ty, annotations) in types {
            self.check_replacement(scope, ty, annotations);
        }
        if let Item::Struct(item) = item {
            for field in &item.fields {
                self.check_adapted(scope, field);
            }
        }
    }

    fn check_annotation(&self, scope: Scope, place: Place, annotation: &Annotation) {
        let Annotation { key, value_span, .. } = annotation;
        match row(key) {
            Some(row) if row.places.contains(&place) => {
                let span = self.span(scope, *value_span);
                let message = (row.check)(annotation, span)
                    .map(|message| format!("{message}{}", row.help()))
                    .or_else(|| missing_feature(annotation, span));
                if let Some(message) = message {
                    self.error(scope, *value_span, message);
                }
            }
            Some(row) => self.error(scope, annotation.span, misplaced(row, place)),
            // One that means nothing here would be taken for one that works.
            None if key.starts_with(PREFIX) => {
                self.error(scope, annotation.span, unknown(key, place));
            }
            None => {}
        }
    }

    /// A type that is known by its name is something certain on the wire.
    fn check_replacement(&self, scope: Scope, ty: &Type, annotations: &[Annotation]) {
        let Some(annotation) = rust::replacing(ty, annotations) else { return };
        let span = self.span(scope, annotation.value_span);
        let replacement = rust::replacement(&annotation.value, span).ok();
        let Some(known) = replacement.and_then(|by| by.known) else { return };
        let kind = &self.facts.resolve(ty).kind;
        if (known.fits)(kind) || rust::has(annotations, rust::WITH) {
            return;
        }
        let names = rust::fitting(kind);
        let others = match names.len() {
            0 => String::new(),
            1 => format!("; {} does", listed_code(&names, "and")),
            _ => format!("; {} do", listed_code(&names, "and")),
        };
        let (name, declared) = (known.name, rust::shown(kind));
        let message = format!("`{name}` does not stand for {declared}{others}");
        self.error(scope, annotation.value_span, message);
    }

    /// The default of an adapted field would be a value on the wire, whose conversion may fail.
    fn check_adapted(&self, scope: Scope, field: &Field) {
        if let Some(annotation) = rust::find(&field.annotations, rust::WITH)
            && field.default.is_some()
        {
            let message = "a field with `rust.with` has no default in the IDL: absent, it has the \
                           default of its Rust type";
            self.error(scope, annotation.span, message);
        }
    }
}

/// Whether an annotation means something where it stands; one that does not is reported.
pub(super) fn may_stand(key: &str, place: Place) -> bool {
    row(key).is_some_and(|row| row.places.contains(&place))
}

/// The row of an annotation. None is in two of them.
fn row(key: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.key == key)
}

fn unknown(key: &str, place: Place) -> String {
    let mut known = Vec::new();
    for row in ROWS {
        if row.places.contains(&place) {
            known.push(row.key);
        }
    }
    match suggest::nearest(key, &known).and_then(row) {
        Some(row) => {
            format!("unknown annotation `{key}`; did you mean `{}`?{}", row.key, row.help())
        }
        None => {
            format!("unknown annotation `{key}`; {place} has {}", listed_code(&known, "and"))
        }
    }
}

fn misplaced(row: &Row, place: Place) -> String {
    let places = listed(&list(row.places, &ToString::to_string), "or");
    format!("`{}` does not belong on {place}, but on {places}{}", row.key, row.help())
}

/// Every annotation with what it stands on, and every type with the annotations of what it is of.
fn found(item: &Item) -> Found<'_> {
    let mut found = Found::default();
    let place = match item {
        Item::Struct(item) => match item.kind {
            StructKind::Struct => Place::Struct,
            StructKind::Union => Place::Union,
            StructKind::Exception => Place::Exception,
        },
        Item::Enum(_) => Place::Enum,
        Item::Typedef(_) => Place::Typedef,
        Item::Service(_) => Place::Service,
        Item::Const(_) => Place::Type,
    };
    found.add(place, item.annotations());
    match item {
        Item::Struct(item) if item.kind == StructKind::Union => {
            found.fields(Place::Member, &item.fields);
        }
        Item::Struct(item) => found.fields(Place::Field, &item.fields),
        Item::Enum(item) => {
            for value in &item.values {
                found.add(Place::EnumValue, &value.annotations);
            }
        }
        Item::Typedef(item) => found.ty(&item.ty, &item.annotations),
        Item::Const(item) => found.ty(&item.ty, &[]),
        Item::Service(item) => {
            for function in &item.functions {
                found.function(function);
            }
        }
    }
    found
}

#[derive(Default)]
struct Found<'a> {
    annotations: Vec<(Place, &'a Annotation)>,
    types: Vec<(&'a Type, &'a [Annotation])>,
}

impl<'a> Found<'a> {
    fn add(&mut self, place: Place, annotations: &'a [Annotation]) {
        for annotation in annotations {
            self.annotations.push((place, annotation));
        }
    }

    fn function(&mut self, function: &'a Function) {
        self.add(Place::Function, &function.annotations);
        self.fields(Place::Argument, &function.args);
        self.fields(Place::Thrown, &function.throws);
        if let Some(ty) = &function.returns {
            self.ty(ty, &[]);
        }
    }

    fn fields(&mut self, place: Place, fields: &'a [Field]) {
        for field in fields {
            self.add(place, &field.annotations);
            self.ty(&field.ty, &field.annotations);
        }
    }

    /// The front end bounds how deeply types are nested.
    fn ty(&mut self, ty: &'a Type, annotations: &'a [Annotation]) {
        self.add(Place::Type, &ty.annotations);
        self.types.push((ty, annotations));
        match &ty.kind {
            TypeKind::List(item) | TypeKind::Set(item) => self.ty(item, &[]),
            TypeKind::Map(key, value) => {
                self.ty(key, &[]);
                self.ty(value, &[]);
            }
            _ => {}
        }
    }
}
