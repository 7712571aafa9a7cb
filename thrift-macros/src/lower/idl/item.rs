//! Structs, unions, exceptions, enums, typedefs and constants.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use thrift_idl::program::{
    Const as IdlConst, Enum as IdlEnum, Field as IdlField, Requiredness, Struct as IdlStruct,
    StructKind, Typedef,
};
use thrift_idl::{ItemId, TypeKind, Value as IdlValue};

use super::Lowering;
use super::annotations::Place;
use super::docs::{docs, named};
use super::names::{self, Scope};
use super::rust::{self, Replacement};
use crate::case;
use crate::generate::paths;
use crate::join::list;
use crate::model::{
    Alias, Const, Declaration, Declared, DefaultValue, Docs, Enum, EnumForm, EnumValue, Field, Id,
    Item, Member, Number, Order, Presence, Reserved, Struct, Text, Traits, Type, Union, Value,
    Variant,
};

/// The shape of a field in Rust.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) presence: Presence,
    pub(super) boxed: bool,
}

impl Lowering<'_> {
    pub(super) fn structure_or_union(&self, scope: Scope, id: ItemId, item: &IdlStruct) -> Item {
        match item.kind {
            StructKind::Union => Item::Union(self.union(scope, id, item)),
            StructKind::Struct | StructKind::Exception => {
                Item::Struct(self.structure(scope, id, item))
            }
        }
    }

    fn structure(&self, scope: Scope, id: ItemId, item: &IdlStruct) -> Struct {
        let span = self.span(scope, item.name.span);
        if self.facts.has_endless_default(id) {
            let message = "the default of this struct holds itself without end; leave out a \
                           default, or give more fields in it";
            self.error(scope, item.name.span, message);
        }
        let keeper = rust::has(&item.annotations, rust::UNKNOWN_FIELDS)
            .then(|| Member::Named(case::verbatim(rust::KEEPER, paths::at(span))));
        Struct {
            ident: names::name(case::ty, &item.name, &item.annotations, span),
            generics: self.generics(id),
            exception: (item.kind == StructKind::Exception).then(|| self.text(item)),
            docs: named(&item.name, docs(item.docs.as_deref(), &item.annotations)),
            declared: Declared {
                declaration: self.declaration(scope, struct_place(item), &item.annotations),
                traits: self.traits(id),
            },
            fields: list(&item.fields, &|field| self.field(scope, self.shape(field), field)),
            skipped: Vec::new(),
            keeper,
            reserved: Reserved::default(),
            blank: self.blank(id),
        }
    }

    /// A binary, container or struct named `message` has no text; one that is to be hidden has
    /// none to show.
    fn text(&self, item: &IdlStruct) -> Text {
        let message = item.fields.iter().find(|field| field.name.text == "message");
        let is_hidden = |field: &&IdlField| {
            let replaced = self.replaced_by(&field.ty, &field.annotations);
            let is_text = |by: Replacement| by.known.is_some_and(|known| known.is_text);
            rust::has(&field.annotations, rust::REDACT)
                || rust::has(&field.annotations, rust::WITH)
                || replaced.is_some_and(|by| !is_text(by))
        };
        if message.as_ref().is_some_and(is_hidden) {
            return Text::Fields;
        }
        match message.map(|field| &self.facts.resolve(&field.ty).kind) {
            Some(
                TypeKind::Binary
                | TypeKind::List(_)
                | TypeKind::Set(_)
                | TypeKind::Map(..)
                | TypeKind::Struct(_),
            ) => Text::Fields,
            _ => Text::Message,
        }
    }

    fn traits(&self, id: ItemId) -> Traits {
        Traits { order: self.facts.struct_order(id), default: self.facts.struct_has_default(id) }
    }

    /// An unqualified field is an `Option` where its type has no default of its own, and where it
    /// closes a cycle, since the default of a struct cannot hold itself.
    pub(super) fn shape(&self, field: &IdlField) -> Shape {
        let needs_option =
            is_boxed(field) || !self.facts.has_default(&field.ty, &field.annotations);
        let boxed = is_boxed(field) || rust::has(&field.annotations, rust::BOX);
        let presence = match field.requiredness {
            Requiredness::Required if field.reference => Presence::Optional,
            Requiredness::Required => Presence::Required,
            Requiredness::Optional => Presence::Optional,
            Requiredness::Default if needs_option && field.default.is_none() => Presence::Optional,
            Requiredness::Default => Presence::Unqualified,
        };
        Shape { presence, boxed }
    }

    /// An argument is always of its own type; one without a default must be there. The front end
    /// has warned of `optional`, which means nothing here.
    pub(super) fn argument_shape(&self, field: &IdlField) -> Shape {
        let has_default =
            field.default.is_some() || self.facts.has_default(&field.ty, &field.annotations);
        let needs_no_value = has_default && field.requiredness != Requiredness::Required;
        let presence = if needs_no_value { Presence::Unqualified } else { Presence::Required };
        Shape { presence, boxed: false }
    }

    pub(super) fn field(&self, scope: Scope, shape: Shape, field: &IdlField) -> Field {
        let span = self.span(scope, field.name.span);
        // One that an adapter forbids is reported where annotations are checked.
        let default = field.default.as_ref().filter(|_| !rust::has(&field.annotations, rust::WITH));
        if let Some(value) = default {
            self.check_visible(scope, &field.name, value);
        }
        Field {
            id: self.id(scope, field),
            member: Member::Named(names::name(case::snake, &field.name, &field.annotations, span)),
            name: field.name.text.clone(),
            docs: self.field_docs(scope, field),
            declaration: self.field_declaration(scope, field),
            ty: self.field_type(scope, shape, field),
            presence: shape.presence,
            default: default
                .map(|value| DefaultValue::Value(self.boxed_value(scope, shape, field, value))),
            adapter: self.adapter(scope, field),
            deprecated_ids: Vec::new(),
            redacted: rust::has(&field.annotations, rust::REDACT),
        }
    }

    /// What a derive of the user asks of a field is underlined from the visibility to the type.
    fn field_declaration(&self, scope: Scope, field: &IdlField) -> Declaration {
        let mut declaration = self.declaration(scope, Place::Field, &field.annotations);
        if !rust::has(&field.annotations, rust::VISIBILITY) {
            let span = paths::at(self.span(scope, field.ty.span));
            declaration.visibility = quote_spanned!(span=> pub);
        }
        declaration
    }

    fn field_docs(&self, scope: Scope, field: &IdlField) -> Docs {
        let docs = docs(field.docs.as_deref(), &field.annotations);
        self.typed(scope, &field.ty, &field.annotations, docs)
    }

    fn id(&self, scope: Scope, field: &IdlField) -> Id {
        let span = self.span(scope, field.id_span.unwrap_or(field.name.span));
        Id { value: field.id, span }
    }

    fn field_type(&self, scope: Scope, shape: Shape, field: &IdlField) -> Type {
        let Type { mut rust, span, order, replaced } =
            self.annotated_ty(scope, &field.ty, &field.annotations);
        let here = self.span(scope, field.ty.span);
        if shape.boxed {
            rust = self.wrapped("Box", here, &rust);
        }
        if shape.presence == Presence::Optional {
            rust = self.wrapped("Option", here, &rust);
        }
        Type { rust, span, order, replaced }
    }

    /// A type around another one, underlined where that is. Its name has no place: what an editor
    /// finds there should be the type inside.
    fn wrapped(&self, name: &str, span: Span, inside: &TokenStream) -> TokenStream {
        let wrapper = paths::begun(span, &self.krate.builtin(name, Span::call_site()));
        quote_spanned!(paths::at(span)=> #wrapper<#inside>)
    }

    fn union(&self, scope: Scope, id: ItemId, item: &IdlStruct) -> Union {
        let span = self.span(scope, item.name.span);
        let variants = list(&item.fields, &|field| self.variant(scope, member_shape(field), field));
        // Real unions have members of this name: Parquet's `LogicalType` does.
        let is_taken = variants.iter().any(|variant| variant.ident == "Unknown");
        let unknown = if is_taken { "UnknownField" } else { "Unknown" };
        Union {
            ident: names::name(case::ty, &item.name, &item.annotations, span),
            generics: self.generics(id),
            docs: named(&item.name, docs(item.docs.as_deref(), &item.annotations)),
            declared: Declared {
                declaration: self.declaration(scope, Place::Union, &item.annotations),
                traits: Traits { default: false, ..self.traits(id) },
            },
            variants,
            unknown: Some(case::verbatim(unknown, Span::call_site())),
            reserved: Reserved::default(),
        }
    }

    pub(super) fn variant(&self, scope: Scope, shape: Shape, field: &IdlField) -> Variant {
        let span = self.span(scope, field.name.span);
        Variant {
            id: self.id(scope, field),
            ident: names::name(case::ty, &field.name, &field.annotations, span),
            name: field.name.text.clone(),
            docs: self.field_docs(scope, field),
            attrs: self.attributes(scope, Place::Member, &field.annotations),
            ty: self.field_type(scope, shape, field),
        }
    }

    pub(super) fn enumeration(&self, scope: Scope, item: &IdlEnum) -> Enum {
        let span = self.span(scope, item.name.span);
        let values = list(&item.values, &|value| {
            let span = self.span(scope, value.name.span);
            EnumValue {
                ident: names::name(case::verbatim, &value.name, &value.annotations, span),
                name: value.name.text.clone(),
                docs: docs(value.docs.as_deref(), &value.annotations),
                attrs: self.attributes(scope, Place::EnumValue, &value.annotations),
                number: Number::Literal(value.number),
            }
        });
        Enum {
            ident: names::name(case::ty, &item.name, &item.annotations, span),
            docs: named(&item.name, docs(item.docs.as_deref(), &item.annotations)),
            declaration: self.declaration(scope, Place::Enum, &item.annotations),
            values,
            form: EnumForm::Newtype,
            reserved: Reserved::default(),
        }
    }

    pub(super) fn alias(&self, scope: Scope, id: ItemId, item: &Typedef) -> Alias {
        let span = self.span(scope, item.name.span);
        Alias {
            ident: names::name(case::ty, &item.name, &item.annotations, span),
            generics: self.generics(id),
            docs: named(&item.name, docs(item.docs.as_deref(), &item.annotations)),
            declaration: self.declaration(scope, Place::Typedef, &item.annotations),
            ty: self.annotated_ty(scope, &item.ty, &item.annotations),
        }
    }

    /// A constant text or binary is borrowed: it has no use for an allocation.
    pub(super) fn constant(&self, scope: Scope, item: &IdlConst) -> Const {
        self.check_visible(scope, &item.name, &item.value);
        let span = self.span(scope, item.name.span);
        let scope = scope.owned();
        let place = self.span(scope, item.ty.span);
        let borrowed = |rust| Type { rust, span: place, order: Order::Total, replaced: Vec::new() };
        let (ty, value) = match &item.value {
            IdlValue::String(text) => {
                let ty = self.krate.builtin("str", place);
                (borrowed(quote!(&'static #ty)), Value::String(text.clone()))
            }
            IdlValue::Binary(bytes) => {
                let byte = self.krate.builtin("u8", place);
                (borrowed(quote!(&'static [#byte])), Value::Binary(bytes.clone()))
            }
            value => (self.ty(scope, &item.ty), self.value(scope, &item.ty, &[], value)),
        };
        Const {
            ident: names::name(case::shouty, &item.name, &[], span),
            docs: named(&item.name, docs(item.docs.as_deref(), &[])),
            ty,
            value,
        }
    }
}

fn struct_place(item: &IdlStruct) -> Place {
    match item.kind {
        StructKind::Struct => Place::Struct,
        StructKind::Union => Place::Union,
        StructKind::Exception => Place::Exception,
    }
}

/// A member of a union is there.
pub(super) fn member_shape(field: &IdlField) -> Shape {
    let boxed = is_boxed(field) || rust::has(&field.annotations, rust::BOX);
    Shape { presence: Presence::Required, boxed }
}

/// A reference is on the heap, and so is what closes a cycle.
fn is_boxed(field: &IdlField) -> bool {
    field.reference || field.boxed
}
