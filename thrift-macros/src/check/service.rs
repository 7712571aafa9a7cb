//! Rules of services, and of the errors of their methods.

use super::{Names, Spelt, names_unique, structure, variants};
use crate::ctxt::Ctxt;
use crate::model::{Method, MethodErrors, Reserved, Service};
use crate::taken::Taken;

/// Rules of the errors of a method.
pub(crate) fn errors(cx: &Ctxt, item: &mut MethodErrors) {
    let other = (&item.other, "the variant that takes all other errors");
    variants(cx, &mut item.exceptions, &Reserved::default(), Some(other));
}

/// Rules of services.
pub(crate) fn service(cx: &Ctxt, item: &mut Service) {
    methods(cx, &mut item.methods);
    // What is wrong with inherited methods is reported where they are declared, and left out here.
    let reported = Ctxt::new();
    if let Some(parent) = &mut item.parent {
        for ancestor in &mut parent.ancestors {
            methods(&reported, &mut ancestor.methods);
        }
    }
    reported.finish();
}

fn methods(cx: &Ctxt, methods: &mut Vec<Method>) {
    let mut seen = Names::new(cx);
    methods.retain(|method| seen.add(&method.ident, &method.name));
    let mut names = Vec::new();
    for method in methods.iter() {
        names.push(Spelt::ident(&method.name, &method.ident));
    }
    names_unique(cx, &names);
    let mut structs = Taken::default();
    for Method { arguments, .. } in methods.iter_mut() {
        // `get_it` and `getIt` may be two methods; nobody sees the names of their arguments.
        arguments.ident = structs.lengthened(arguments.ident.clone());
    }
    for method in methods {
        structure(cx, &mut method.arguments);
        if let Some(errors) = &mut method.errors {
            self::errors(cx, errors);
        }
    }
}
