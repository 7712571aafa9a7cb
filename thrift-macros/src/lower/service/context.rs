//! The parameter of a method that is none of its arguments: the context of its calls.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::spanned::Spanned;

use super::is_conditional;
use super::written::WrittenArgument;
use crate::ctxt::Ctxt;
use crate::model::Context;
use crate::syntax::{Shape, Type as RustType};

/// Takes the context off the arguments; all other references are reported.
pub(super) fn split<'a>(
    cx: &Ctxt,
    arguments: &'a [WrittenArgument],
) -> (Option<Context>, &'a [WrittenArgument]) {
    let (context, arguments) = match arguments {
        [first, rest @ ..] if is_context(&first.ty) => (Some(read(cx, first)), rest),
        _ => (None, arguments),
    };
    for argument in arguments {
        if matches!(argument.ty.shape(), Shape::Reference) {
            let message = wrong_reference(argument, context.as_ref());
            cx.syn_error(syn::Error::new_spanned(&argument.ty, message));
        }
    }
    (context, arguments)
}

// `cx: &thrift::Context`
fn read(cx: &Ctxt, WrittenArgument { attrs, ident, ty }: &WrittenArgument) -> Context {
    for attribute in attrs {
        if attribute.is("thrift") || is_conditional(attribute) {
            let message =
                "the context of a call is not on the wire, and always there: it has no keys";
            cx.syn_error(syn::Error::new_spanned(attribute, message));
        }
    }
    // At its name, which is what is wrong if it is another type.
    let name = ty.referent().and_then(|ty| ty.last_segment());
    let span = name.map_or_else(|| ty.span(), |name| name.ident.span());
    Context { ident: ident.clone(), rust: ty.to_token_stream(), span }
}

/// Whether a type is a reference to what is named `Context`. An alias would hide one from the macro.
fn is_context(ty: &RustType) -> bool {
    let last = ty.referent().and_then(|ty| ty.last_segment());
    last.is_some_and(|last| last.ident == "Context" && last.arguments.is_empty())
}

fn wrong_reference(argument: &WrittenArgument, context: Option<&Context>) -> String {
    match context {
        Some(Context { ident, .. }) if is_context(&argument.ty) => {
            format!("the method has the context of its calls already: `{ident}`")
        }
        None if is_context(&argument.ty) => {
            "the context of a call stands right behind `&self`, before all arguments".to_owned()
        }
        _ => {
            let help = if may_mean_context(argument) { HELP } else { "" };
            format!(
                "arguments are owned: the handler reads them from a message that is gone when the \
                 method returns{help}"
            )
        }
    }
}

const HELP: &str = "\nhelp: the context of a call is `cx: &thrift::Context`, right behind `&self`";

fn may_mean_context(WrittenArgument { ident, ty, .. }: &WrittenArgument) -> bool {
    let last = ty.to_token_stream().into_iter().last();
    let ends_so = matches!(last, Some(TokenTree::Ident(it)) if it.to_string().ends_with("Context"));
    ends_so || ["cx", "ctx", "context"].iter().any(|name| ident == name)
}
