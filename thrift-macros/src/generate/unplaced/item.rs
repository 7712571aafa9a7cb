//! Items that have been declared, for their implementations.

use proc_macro2::Ident;

use super::{unplace, unplace_all, variant};
use crate::model::{Field, Item, Member, Method, Service};

/// Takes the places from an item that has been declared.
pub(crate) fn item(item: &mut Item) {
    match item {
        Item::Struct(item) => {
            unplace(&mut item.ident);
            for it in &mut item.fields {
                field(it);
            }
            if let Some(keeper) = &mut item.keeper {
                member(keeper);
            }
        }
        Item::Union(item) => {
            unplace(&mut item.ident);
            for it in &mut item.variants {
                variant(it);
            }
            if let Some(unknown) = &mut item.unknown {
                unplace(unknown);
            }
        }
        Item::Enum(item) => {
            unplace(&mut item.ident);
            for value in &mut item.values {
                unplace(&mut value.ident);
            }
        }
        Item::Service(item) => service(item),
        Item::Alias(_) | Item::Const(_) => {}
    }
}

fn service(item: &mut Service) {
    unplace(&mut item.ident);
    for it in &mut item.methods {
        method(it);
    }
    if let Some(parent) = &mut item.parent {
        for ancestor in &mut parent.ancestors {
            for it in &mut ancestor.methods {
                method(it);
            }
        }
    }
}

/// The name is left where it is: a call of the client finds the client's own method there.
fn method(method: &mut Method) {
    unplace_all(&mut method.output.rust);
    for argument in &mut method.arguments.fields {
        field(argument);
        unplace_all(&mut argument.ty.rust);
    }
}

fn field(field: &mut Field) {
    member(&mut field.member);
}

fn member(member: &mut Member) {
    if let Member::Named(ident) = member {
        unplace(ident);
    }
}

/// A name for an implementation that stands among declarations.
pub(crate) fn ident(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    unplace(&mut ident);
    ident
}
