//! Checks of annotations: those that are for Rust must be known, stand where they mean something,
//! and say what can be.

use core::fmt;

use proc_macro2::Span;
use thrift_idl::program::{Annotation, Field, Function, StructKind};
use thrift_idl::{Item, Type, TypeKind, nearest};

use super::Lowering;
use super::names::Scope;
use super::rust;
use crate::case;

/// What annotations for Rust start with; those of other languages are none of our business.
const PREFIX: &str = "rust.";

/// What an annotation stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
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

/// Every key, where it may stand, and what its value may be.
const KEYS: &[(&str, &[Place], Check)] = &[
    (rust::ATTR, ATTRIBUTED, |it, span| wrong(rust::attribute(&it.value, span))),
    (rust::BOX, &[Place::Field, Place::Member], flag),
    (rust::DERIVE, DECLARED, |it, span| wrong(rust::derive(&it.value, span))),
    (rust::NAME, NAMED, name),
    (rust::REDACT, &[Place::Field], flag),
    (rust::TYPE, TYPED, replacement),
    (rust::UNKNOWN_FIELDS, &[Place::Struct, Place::Exception], keep),
    (rust::VISIBILITY, VISIBLE, |it, span| wrong(rust::visibility(&it.value, span))),
    (rust::WITH, &[Place::Field], |it, span| wrong(rust::path(&it.value, span))),
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

fn replacement(annotation: &Annotation, span: Span) -> Option<String> {
    let replacement = match rust::replacement(&annotation.value, span) {
        Ok(replacement) => replacement,
        Err(error) => return Some(error.to_string()),
    };
    let known = replacement.known?;
    let feature = known.feature.as_ref().filter(|feature| !feature.is_on)?;
    let (name, feature) = (known.name, feature.name);
    Some(format!("the type `{name}` needs the feature `{feature}` of the crate `thrift-core`"))
}

impl Lowering<'_> {
    /// Checks all annotations of an item and of its parts.
    pub(super) fn check_annotations(&self, scope: Scope, item: &Item) {
        for (place, annotation) in annotations(item) {
            self.check_annotation(scope, place, annotation);
        }
        if let Item::Struct(item) = item {
            item.fields.iter().for_each(|field| self.check_adapted(scope, field));
        }
    }

    fn check_annotation(&self, scope: Scope, place: Place, annotation: &Annotation) {
        let key = annotation.key.as_str();
        let span = self.span(scope, annotation.span);
        let message = match KEYS.iter().find(|(known, ..)| *known == key) {
            Some((_, places, check)) if places.contains(&place) => check(annotation, span),
            Some((_, places, _)) => Some(misplaced(key, place, places)),
            // One that means nothing here would be taken for one that works.
            None if key.starts_with(PREFIX) => Some(unknown(key, place)),
            None => None,
        };
        if let Some(message) = message {
            self.cx.error(span, message);
        }
    }

    /// The default of an adapted field would be a value on the wire, whose conversion may fail.
    fn check_adapted(&self, scope: Scope, field: &Field) {
        if let Some(annotation) = rust::find(&field.annotations, rust::WITH)
            && field.default.is_some()
        {
            let message = "a field with `rust.with` has no default in the IDL: absent, it has the \
                           default of its Rust type";
            self.cx.error(self.span(scope, annotation.span), message);
        }
    }
}

fn unknown(key: &str, place: Place) -> String {
    let here = || KEYS.iter().filter(|(_, places, _)| places.contains(&place));
    match nearest(key, here().map(|(known, ..)| *known)) {
        Some(near) => format!("unknown annotation `{key}`; did you mean `{near}`?"),
        None => {
            let known: Vec<_> = here().map(|(known, ..)| format!("`{known}`")).collect();
            format!("unknown annotation `{key}`; {place} has {}", known.join(", "))
        }
    }
}

fn misplaced(key: &str, place: Place, places: &[Place]) -> String {
    let places: Vec<_> = places.iter().map(ToString::to_string).collect();
    format!("`{key}` does not belong on {place}, but on {}", places.join(" or "))
}

/// Every annotation with what it stands on.
fn annotations(item: &Item) -> Vec<(Place, &Annotation)> {
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
            item.values.iter().for_each(|it| found.add(Place::EnumValue, &it.annotations));
        }
        Item::Typedef(item) => found.ty(&item.ty),
        Item::Const(item) => found.ty(&item.ty),
        Item::Service(item) => item.functions.iter().for_each(|it| found.function(it)),
    }
    found.0
}

#[derive(Default)]
struct Found<'a>(Vec<(Place, &'a Annotation)>);

impl<'a> Found<'a> {
    fn add(&mut self, place: Place, annotations: &'a [Annotation]) {
        self.0.extend(annotations.iter().map(|annotation| (place, annotation)));
    }

    fn function(&mut self, function: &'a Function) {
        self.add(Place::Function, &function.annotations);
        self.fields(Place::Argument, &function.args);
        self.fields(Place::Thrown, &function.throws);
        if let Some(ty) = &function.returns {
            self.ty(ty);
        }
    }

    fn fields(&mut self, place: Place, fields: &'a [Field]) {
        for field in fields {
            self.add(place, &field.annotations);
            self.ty(&field.ty);
        }
    }

    /// The front end bounds how deeply types are nested.
    fn ty(&mut self, ty: &'a Type) {
        self.add(Place::Type, &ty.annotations);
        match &ty.kind {
            TypeKind::List(item) | TypeKind::Set(item) => self.ty(item),
            TypeKind::Map(key, value) => {
                self.ty(key);
                self.ty(value);
            }
            _ => {}
        }
    }
}
