//! The Rust types of Thrift types.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{TokenStreamExt, format_ident, quote, quote_spanned};
use syn::Lifetime;
use thrift_idl::program::{Annotation, Field as IdlField};
use thrift_idl::{Item, ItemId, Type as IdlType, TypeKind};

use super::Lowering;
use super::home::Home;
use super::names::{Borrow, Scope};
use super::rust::{self, Replacement};
use crate::generate::paths;
use crate::model::{Adapter, Order, Replaced, Type};
use crate::syntax::Generics;

/// The types of one field, argument, result or typedef.
struct Types<'a> {
    lowering: &'a Lowering<'a>,
    scope: Scope,
    /// The types that annotations put in the place of others.
    replaced: Vec<Replaced>,
}

impl Lowering<'_> {
    /// The Rust type of a Thrift type.
    pub(super) fn ty(&self, scope: Scope, ty: &IdlType) -> Type {
        self.annotated_ty(scope, ty, &[])
    }

    /// The Rust type of something whose annotations may replace it.
    pub(super) fn annotated_ty(
        &self,
        scope: Scope,
        ty: &IdlType,
        annotations: &[Annotation],
    ) -> Type {
        let given = rust::replacing(ty, annotations).map(|annotation| annotation.value_span);
        let span = self.span(scope, given.unwrap_or(ty.span));
        let mut types = Types { lowering: self, scope, replaced: Vec::new() };
        let is_adapted = rust::has(annotations, rust::WITH);
        let rust = types.of(ty, annotations);
        if is_adapted {
            // What is on the wire is for the adapter to say.
            types.replaced.clear();
        }
        let order = if is_adapted { Order::Unknown } else { self.facts.order(ty, annotations) };
        // Any other type has an encoding: nothing of its codec needs its place, and what an editor
        // finds there should be the type.
        let is_given = order == Order::Unknown || !types.replaced.is_empty();
        let blamed = if is_given || self.is_elsewhere(ty) { span } else { Span::call_site() };
        Type { rust, span: blamed, order, replaced: types.replaced }
    }

    /// Whether a type has in it one that this expansion does not declare.
    fn is_elsewhere(&self, ty: &IdlType) -> bool {
        match &ty.kind {
            TypeKind::List(item) | TypeKind::Set(item) => self.is_elsewhere(item),
            TypeKind::Map(key, value) => self.is_elsewhere(key) || self.is_elsewhere(value),
            TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id) => {
                matches!(self.homes[id.file as usize], Home::Elsewhere(..))
            }
            _ => false,
        }
    }

    /// The generic parameters of an item: the lifetime of what it borrows.
    pub(super) fn generics(&self, id: ItemId) -> Generics {
        if !self.facts.item_borrows(id) {
            return Generics::default();
        }
        Generics::of_lifetime(Lifetime::new("'a", Span::call_site()))
    }

    /// What converts a field to and from the wire, if something does.
    pub(super) fn adapter(&self, scope: Scope, field: &IdlField) -> Option<Adapter> {
        let annotation = rust::find(&field.annotations, rust::WITH)?;
        let span = self.span(scope, annotation.value_span);
        let path = rust::path(&annotation.value, span).ok()?;
        let rust = self.annotated_ty(scope.owned(), &field.ty, &field.annotations).rust;
        let ttype = ttype(&self.facts.resolve(&field.ty).kind);
        Some(Adapter { path, span, rust, ttype: Some(ttype) })
    }

    fn uuid(&self, span: Span) -> TokenStream {
        if !cfg!(feature = "uuid") {
            self.cx
                .error(span, "the type `uuid` needs the feature `uuid` of the crate `thrift-core`");
        }
        self.krate.builtin("Uuid", span)
    }
}

impl Types<'_> {
    fn of(&mut self, ty: &IdlType, annotations: &[Annotation]) -> TokenStream {
        let replaced = rust::replacing(ty, annotations).and_then(|annotation| {
            let span = self.lowering.span(self.scope, annotation.value_span);
            let by = rust::replacement(&annotation.value, paths::at(span)).ok()?;
            // One that cannot be what the IDL says is reported, and left out. An adapter makes any
            // type what it says.
            let kind = &self.lowering.facts.resolve(ty).kind;
            let is_adapted = rust::has(annotations, rust::WITH);
            let fits = is_adapted || by.known.is_none_or(|known| (known.fits)(kind));
            fits.then_some((by, span))
        });
        match replaced {
            Some((by, span)) => self.replacement(ty, by, span),
            None => self.declared(ty, self.lowering.span(self.scope, ty.span)),
        }
    }

    fn declared(&mut self, ty: &IdlType, span: Span) -> TokenStream {
        let builtin = |name: &str| self.lowering.krate.builtin(name, span);
        match &ty.kind {
            TypeKind::Bool => builtin("bool"),
            TypeKind::I8 => builtin("i8"),
            TypeKind::I16 => builtin("i16"),
            TypeKind::I32 => builtin("i32"),
            TypeKind::I64 => builtin("i64"),
            TypeKind::Double => builtin("f64"),
            TypeKind::String => builtin("String"),
            TypeKind::Binary => builtin("Bytes"),
            TypeKind::Uuid => self.lowering.uuid(span),
            TypeKind::List(_) => self.container(&builtin("Vec"), ty),
            TypeKind::Set(_) => self.container(&builtin("BTreeSet"), ty),
            TypeKind::Map(..) => self.container(&builtin("BTreeMap"), ty),
            TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id) => {
                let path = self.lowering.mention(self.scope, *id, ty.span);
                let lifetime = self.lowering.facts.item_borrows(*id).then(|| {
                    let lifetime = self.scope.lifetime();
                    quote!(<#lifetime>)
                });
                quote!(#path #lifetime)
            }
        }
    }

    /// A container with the elements of what typedefs stand for. Its words are where the last of
    /// them is.
    fn container_behind(&mut self, container: &TokenStream, ty: &IdlType) -> TokenStream {
        let program = self.lowering.program;
        let (mut source, mut ty) = (self.scope.source, ty);
        while let TypeKind::Typedef(id) = ty.kind
            && let Item::Typedef(item) = program.item(id)
        {
            (source, ty) = (id.file, &item.ty);
        }
        let outside = core::mem::replace(&mut self.scope.source, source);
        let rust = self.container(container, ty);
        self.scope.source = outside;
        rust
    }

    /// A container with the elements of this type.
    fn container(&mut self, container: &TokenStream, ty: &IdlType) -> TokenStream {
        let span = paths::at(self.lowering.span(self.scope, ty.span));
        match &ty.kind {
            TypeKind::List(item) => {
                let item = self.of(item, &[]);
                quote_spanned!(span=> #container<#item>)
            }
            TypeKind::Set(item) => {
                let item = self.key(item);
                quote_spanned!(span=> #container<#item>)
            }
            TypeKind::Map(key, value) => {
                let (key, value) = (self.key(key), self.of(value, &[]));
                quote_spanned!(span=> #container<#key, #value>)
            }
            _ => container.clone(),
        }
    }

    /// An element of a set or a key of a map needs an order, and a `double` has none in Rust.
    fn key(&mut self, ty: &IdlType) -> TokenStream {
        let span = self.lowering.span(self.scope, ty.span);
        let rust = self.of(ty, &[]);
        if self.lowering.facts.order(ty, &[]) != Order::Partial {
            return rust;
        }
        let total = self.lowering.krate.builtin("Total", span);
        quote!(#total<#rust>)
    }

    fn replacement(&mut self, ty: &IdlType, by: Replacement, span: Span) -> TokenStream {
        let mut rust = match by.known {
            Some(known) => self.lowering.krate.builtin(known.name, span),
            None => by.rust,
        };
        if by.takes_elements {
            rust = self.container_behind(&rust, ty);
        }
        let fixed = with_lifetime(rust.clone(), &format_ident!("static"));
        let kind = &self.lowering.facts.resolve(ty).kind;
        self.replaced.push(Replaced { rust: fixed, ttype: ttype(kind), span: paths::at(span) });
        match self.scope.borrow {
            Borrow::Message => rust,
            Borrow::Nothing => with_lifetime(rust, &format_ident!("static")),
        }
    }
}

/// Spells the lifetime of what is borrowed differently.
fn with_lifetime(tokens: TokenStream, lifetime: &Ident) -> TokenStream {
    let mut after_quote = false;
    let mut spelled = TokenStream::new();
    for tree in tokens {
        let is_name = core::mem::replace(
            &mut after_quote,
            matches!(&tree, TokenTree::Punct(mark) if mark.as_char() == '\''),
        );
        let tree = match tree {
            TokenTree::Ident(ident) if is_name => {
                Ident::new(&lifetime.to_string(), ident.span()).into()
            }
            TokenTree::Group(group) => {
                let inside = with_lifetime(group.stream(), lifetime);
                let mut spelled = Group::new(group.delimiter(), inside);
                spelled.set_span(group.span());
                spelled.into()
            }
            other => other,
        };
        spelled.append(tree);
    }
    spelled
}

/// The type on the wire, as the core crate names it.
fn ttype(kind: &TypeKind) -> Ident {
    let name = match kind {
        TypeKind::Bool => "Bool",
        TypeKind::I8 => "I8",
        TypeKind::I16 => "I16",
        TypeKind::I32 | TypeKind::Enum(_) => "I32",
        TypeKind::I64 => "I64",
        TypeKind::Double => "Double",
        TypeKind::String | TypeKind::Binary => "String",
        TypeKind::Uuid => "Uuid",
        TypeKind::List(_) => "List",
        TypeKind::Set(_) => "Set",
        TypeKind::Map(..) => "Map",
        TypeKind::Struct(_) | TypeKind::Typedef(_) => "Struct",
    };
    format_ident!("{name}")
}
