//! Declared defaults.

use proc_macro2::TokenStream;

#[cfg(feature = "idl")]
use super::constant;
use crate::model::DefaultValue;

/// A declared default, inside an anonymous constant.
pub(crate) fn value(default: &DefaultValue) -> TokenStream {
    match default {
        #[cfg(feature = "idl")]
        DefaultValue::Value(value) => constant::value(value),
        DefaultValue::Expr(expr) => expr.clone(),
    }
}
