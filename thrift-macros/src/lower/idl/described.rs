//! What an IDL says of types that annotations replace in Rust.
//!
//! A type of the user's may know no more of itself than its type on the wire; the IDL knows all.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use thrift_idl::program::Annotation;
use thrift_idl::{Type, TypeKind};

use super::Lowering;
use super::names::Scope;
use crate::generate::optional::{Optional, Schema};
use crate::model::Docs;

impl Lowering<'_> {
    /// The docs of a field or a method with what describes its type, unless that is as it is in
    /// Rust.
    pub(super) fn typed(
        &self,
        scope: Scope,
        ty: &Type,
        annotations: &[Annotation],
        mut docs: Docs,
    ) -> Docs {
        // Nobody asks for it otherwise, and it is much to make.
        if Schema::IS_BUILT && self.has_replaced(ty, annotations) {
            docs.description.ty = Some(self.described(scope, ty));
        }
        docs
    }

    /// Whether annotations replace the type or one inside it.
    fn has_replaced(&self, ty: &Type, annotations: &[Annotation]) -> bool {
        let inside = |ty: &Type| self.has_replaced(ty, &[]);
        self.is_replaced(ty, annotations)
            || match &self.facts.resolve(ty).kind {
                TypeKind::List(item) | TypeKind::Set(item) => inside(item),
                TypeKind::Map(key, value) => inside(key) || inside(value),
                _ => false,
            }
    }

    // For `map<string, list<User>>`:
    //
    //     || __thrift::schema::Type::Map(
    //         || __thrift::schema::Type::String,
    //         || __thrift::schema::Type::List(<User as __thrift::Encode>::schema),
    //     )
    fn described(&self, scope: Scope, ty: &Type) -> TokenStream {
        let ty = self.facts.resolve(ty);
        let described = match &ty.kind {
            TypeKind::Bool => quote!(Bool),
            TypeKind::I8 => quote!(I8),
            TypeKind::I16 => quote!(I16),
            TypeKind::I32 => quote!(I32),
            TypeKind::I64 => quote!(I64),
            TypeKind::Double => quote!(Double),
            TypeKind::String => quote!(String),
            TypeKind::Binary => quote!(Binary),
            TypeKind::Uuid => quote!(Uuid),
            TypeKind::List(item) => {
                let item = self.described(scope, item);
                quote!(List(#item))
            }
            TypeKind::Set(item) => {
                let item = self.described(scope, item);
                quote!(Set(#item))
            }
            TypeKind::Map(key, value) => {
                let (key, value) = (self.described(scope, key), self.described(scope, value));
                quote!(Map(#key, #value))
            }
            TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id) => {
                let path = self.path(scope, *id, Span::call_site());
                let lifetime = self.facts.item_borrows(*id).then(|| quote!(<'static>));
                return quote!(<#path #lifetime as __thrift::Encode>::schema);
            }
        };
        quote!(|| __thrift::schema::Type::#described)
    }
}
