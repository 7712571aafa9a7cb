//! Services and the errors of their methods, for their implementations.

#[cfg(feature = "idl")]
use super::item::field;
use super::{unplace, unplace_all, variant};
use crate::model::MethodErrors;
#[cfg(feature = "idl")]
use crate::model::{Method, Service};

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

#[cfg(feature = "idl")]
pub(super) fn service(item: &mut Service) {
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
#[cfg(feature = "idl")]
fn method(method: &mut Method) {
    unplace_all(&mut method.output.rust);
    for argument in &mut method.arguments.fields {
        field(argument);
        unplace_all(&mut argument.ty.rust);
    }
}
