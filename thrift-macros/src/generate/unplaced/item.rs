//! Items that have been declared, for their implementations.

use proc_macro2::Ident;

#[cfg(feature = "service")]
use super::service::service;
use super::{unplace, variant};
use crate::model::{Field, Item, Member};

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
        #[cfg(feature = "service")]
        Item::Service(item) => service(item),
        #[cfg(not(feature = "service"))]
        Item::Service(_) => {}
        Item::Alias(_) | Item::Const(_) => {}
    }
}

pub(super) fn field(field: &mut Field) {
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
