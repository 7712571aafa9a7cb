//! Annotations: those that are for Rust must be known, and say what can be.

use thrift_idl::program::{Annotation, Field, Function};
use thrift_idl::{Item, Type, TypeKind};

use super::Lowering;
use super::names::{RENAMING, Scope};
use crate::case;

/// What annotations for Rust start with; those of other languages are none of our business.
const PREFIX: &str = "rust.";

impl Lowering<'_> {
    /// Checks all annotations of an item and of its parts.
    pub(super) fn check_annotations(&self, scope: Scope, item: &Item) {
        let (named, types) = annotations(item);
        for annotation in named {
            if annotation.key == RENAMING {
                self.check_renaming(scope, annotation);
            } else {
                self.check_unknown(scope, annotation);
            }
        }
        for annotation in types {
            self.check_unknown(scope, annotation);
        }
    }

    /// A name that an annotation gives must be one that Rust has.
    fn check_renaming(&self, scope: Scope, annotation: &Annotation) {
        let span = self.span(scope, annotation.span);
        if case::given(&annotation.value, span).is_none() {
            let name = &annotation.value;
            self.cx.error(span, format_args!("`{name}` is no identifier of Rust"));
        }
    }

    /// One that means nothing here would be taken for one that works.
    fn check_unknown(&self, scope: Scope, annotation: &Annotation) {
        let key = &annotation.key;
        if key.starts_with(PREFIX) {
            let message = format!(
                "the annotation `{key}` is not known here; `{RENAMING}` is, on \
                                   what has a name"
            );
            self.cx.error(self.span(scope, annotation.span), message);
        }
    }
}

/// The annotations of what has a name, and those of types.
fn annotations(item: &Item) -> (Vec<&Annotation>, Vec<&Annotation>) {
    let mut found = (item.annotations().iter().collect(), Vec::new());
    match item {
        Item::Struct(item) => of_fields(&item.fields, &mut found),
        Item::Enum(item) => found.0.extend(item.values.iter().flat_map(|it| &it.annotations)),
        Item::Typedef(item) => of_type(&item.ty, &mut found.1),
        Item::Const(item) => of_type(&item.ty, &mut found.1),
        Item::Service(item) => {
            for function in &item.functions {
                of_function(function, &mut found);
            }
        }
    }
    found
}

fn of_function<'a>(function: &'a Function, found: &mut (Vec<&'a Annotation>, Vec<&'a Annotation>)) {
    found.0.extend(&function.annotations);
    of_fields(&function.args, found);
    of_fields(&function.throws, found);
    if let Some(ty) = &function.returns {
        of_type(ty, &mut found.1);
    }
}

fn of_fields<'a>(fields: &'a [Field], found: &mut (Vec<&'a Annotation>, Vec<&'a Annotation>)) {
    for field in fields {
        found.0.extend(&field.annotations);
        of_type(&field.ty, &mut found.1);
    }
}

/// The front end bounds how deeply types are nested.
fn of_type<'a>(ty: &'a Type, found: &mut Vec<&'a Annotation>) {
    found.extend(&ty.annotations);
    match &ty.kind {
        TypeKind::List(item) | TypeKind::Set(item) => of_type(item, found),
        TypeKind::Map(key, value) => {
            of_type(key, found);
            of_type(value, found);
        }
        _ => {}
    }
}
