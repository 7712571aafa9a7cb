//! Names without places in the user's source.
//!
//! An editor takes every token of an expansion that has the place of a token of the user's for what
//! that stands for. So only declarations have the places of a block: in implementations the same
//! names are mentioned many times more, between names of the core crate, and none of that is what
//! the user wants to see behind a field. The compiler has no use for those places either, since
//! what is generated from an IDL compiles. Where the types come from elsewhere it may not; their
//! spans are left alone.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

use crate::model::{Field, Item, Member, Method, MethodErrors, Service, Variant};

/// Takes the places from an item that has been declared.
pub(crate) fn item(item: &mut Item) {
    match item {
        Item::Struct(item) => {
            unplace(&mut item.ident);
            item.fields.iter_mut().for_each(field);
            item.keeper.iter_mut().for_each(member);
        }
        Item::Union(item) => {
            unplace(&mut item.ident);
            item.variants.iter_mut().for_each(variant);
            item.unknown.iter_mut().for_each(unplace);
        }
        Item::Enum(item) => {
            unplace(&mut item.ident);
            item.values.iter_mut().for_each(|value| unplace(&mut value.ident));
        }
        Item::Service(item) => service(item),
        Item::Alias(_) | Item::Const(_) => {}
    }
}

fn service(item: &mut Service) {
    unplace(&mut item.ident);
    item.methods.iter_mut().for_each(method);
    let ancestors = item.parent.iter_mut().flat_map(|parent| &mut parent.ancestors);
    ancestors.flat_map(|ancestor| &mut ancestor.methods).for_each(method);
}

/// The name is left where it is: a call of the client finds the client's own method there.
fn method(method: &mut Method) {
    unplace_all(&mut method.output.rust);
    for argument in &mut method.arguments.fields {
        field(argument);
        unplace_all(&mut argument.ty.rust);
    }
}

/// The errors of a method, for their implementations.
pub(crate) fn errors(item: &MethodErrors) -> MethodErrors {
    let mut item = item.clone();
    unplace(&mut item.ident);
    unplace(&mut item.other);
    for exception in &mut item.exceptions {
        variant(exception);
        unplace_all(&mut exception.ty.rust);
    }
    item
}

fn field(field: &mut Field) {
    member(&mut field.member);
}

fn member(member: &mut Member) {
    if let Member::Named(ident) = member {
        unplace(ident);
    }
}

fn variant(variant: &mut Variant) {
    unplace(&mut variant.ident);
}

/// A name for an implementation that stands among declarations.
pub(crate) fn ident(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    unplace(&mut ident);
    ident
}

/// What the name resolves to stays the same, whatever `macro_rules!` macro it came out of.
fn unplace(ident: &mut Ident) {
    ident.set_span(unplaced(ident.span()));
}

fn unplaced(span: Span) -> Span {
    span.located_at(Span::call_site())
}

/// Types are nested no deeper than the parser reads them.
fn unplace_all(tokens: &mut TokenStream) {
    let trees = core::mem::take(tokens).into_iter().map(|mut tree| {
        if let TokenTree::Group(group) = &mut tree {
            let mut inner = group.stream();
            unplace_all(&mut inner);
            let span = group.span();
            *group = Group::new(group.delimiter(), inner);
            group.set_span(span);
        }
        tree.set_span(unplaced(tree.span()));
        tree
    });
    *tokens = trees.collect();
}
