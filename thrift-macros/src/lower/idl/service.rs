//! Services.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use thrift_idl::program::{Field, Function, Service as IdlService};
use thrift_idl::{Item, ItemId, Type as IdlType};

use super::Lowering;
use super::annotations::{self, Place};
use super::docs::{docs, named};
use super::names::{self, Scope};
use super::rust;
use crate::case;
use crate::join::list;
use crate::model::{
    Ancestor, Context, Docs, Field as ModelField, Member, Method, MethodErrors, Order, Parent,
    Presence, Service, Struct, Type,
};
use crate::syntax::Generics;

use super::item::Shape;

impl Lowering<'_> {
    pub(super) fn service(&self, scope: Scope, id: ItemId, item: &IdlService) -> Service {
        let span = self.span(scope, item.name.span);
        let scope = scope.owned();
        let ident = names::name(case::ty, &item.name, &item.annotations, span);
        let declaration = self.declaration(scope, Place::Service, &item.annotations);
        for function in &item.functions {
            self.check_owned(scope, function);
        }
        let methods = list(&item.functions, &|function| self.method(scope, id, function, true));
        let throws = methods.iter().any(|method| method.errors.is_some());
        Service {
            docs: named(&item.name, docs(item.docs.as_deref(), &item.annotations)),
            attrs: declaration.attrs,
            visibility: declaration.visibility,
            supertraits: self.supertraits(scope, item),
            parent: item.extends.map(|parent| self.parent(scope, parent)),
            methods,
            module: throws.then(|| case::service_module(&ident)),
            is_mistaken: self.borrows(id),
            ident,
        }
    }

    // `: shared::SharedService + Send + Sync`
    fn supertraits(&self, scope: Scope, item: &IdlService) -> TokenStream {
        let send = self.krate.builtin("Send", Span::call_site());
        let sync = self.krate.builtin("Sync", Span::call_site());
        let parent = item.extends.zip(item.extends_span).map(|(parent, written)| {
            let path = self.mention(scope, parent, written);
            quote!(#path +)
        });
        quote!(: #parent #send + #sync)
    }

    fn parent(&self, scope: Scope, id: ItemId) -> Parent {
        let server = case::server(&names::item(self.program.item(id), Span::call_site()));
        let prefix = self.prefix(scope, id.file);
        Parent { server: quote!(#prefix #server), ancestors: self.ancestors(scope, id) }
    }

    /// The services that are extended, nearest first. The front end refuses cycles.
    fn ancestors(&self, scope: Scope, first: ItemId) -> Vec<Ancestor> {
        let mut ancestors = Vec::new();
        let mut next = Some(first);
        while let Some(id) = next {
            let Item::Service(item) = self.program.item(id) else { break };
            let service = self.path(scope, id, Span::call_site());
            let methods =
                list(&item.functions, &|function| self.method(scope, id, function, false));
            ancestors.push(Ancestor { service, methods });
            next = item.extends;
        }
        ancestors
    }

    /// A method of the service `of`; an inherited one has its errors declared elsewhere.
    fn method(&self, scope: Scope, of: ItemId, function: &Function, own: bool) -> Method {
        let scope = Scope { source: of.file, ..scope };
        let span = self.span(scope, function.name.span);
        let ident = names::name(case::snake, &function.name, &function.annotations, span);
        let arguments =
            list(&function.args, &|field| self.field(scope, self.argument_shape(field), field));
        Method {
            name: function.name.text.clone(),
            docs: self.method_docs(scope, function),
            attrs: self.attributes(scope, Place::Function, &function.annotations),
            cfgs: TokenStream::new(),
            oneway: function.oneway,
            idempotent: self.says(of, function, rust::IDEMPOTENT),
            context: self.says(of, function, rust::CONTEXT).then(|| self.context(&arguments)),
            arguments: Struct {
                blank: self.arguments_blank(&function.args),
                ..Struct::undeclared(case::arguments(&ident), Generics::default(), arguments)
            },
            output: self.output(scope, of, function, &ident),
            errors: (own && !function.throws.is_empty())
                .then(|| self.errors(scope, function, &ident)),
            ident,
        }
    }

    /// Whether an annotation stands on a method, or on the service that declares it.
    fn says(&self, of: ItemId, function: &Function, key: &str) -> bool {
        rust::has(&function.annotations, key) || rust::has(self.program.item(of).annotations(), key)
    }

    // `cx: &::thrift::Context`
    //
    // By a name that no argument has.
    fn context(&self, arguments: &[ModelField]) -> Context {
        let mut name = "cx".to_owned();
        let has = |name: &str| {
            arguments.iter().any(|it| matches!(&it.member, Member::Named(ident) if ident == name))
        };
        while has(&name) {
            name.push('_');
        }
        let span = Span::call_site();
        let context = self.krate.builtin("Context", span);
        Context { ident: Ident::new(&name, span), rust: quote!(&#context), span }
    }

    fn method_docs(&self, scope: Scope, function: &Function) -> Docs {
        let docs = docs(function.docs.as_deref(), &function.annotations);
        match &function.returns {
            Some(ty) => self.typed(scope, ty, &[], docs),
            None => docs,
        }
    }

    // `Result<User, user_service::GetUserError>`
    fn output(&self, scope: Scope, of: ItemId, function: &Function, method: &Ident) -> Type {
        let span = Span::call_site();
        let result = self.krate.builtin("Result", span);
        let (ok, replaced) = match &function.returns {
            Some(ty) => {
                let Type { rust, replaced, .. } = self.ty(scope, ty);
                (rust, replaced)
            }
            None => (quote!(()), Vec::new()),
        };
        let error = if function.throws.is_empty() {
            self.krate.builtin("Error", span)
        } else {
            let service = names::item(self.program.item(of), span);
            let (prefix, module) = (self.prefix(scope, of.file), case::service_module(&service));
            let error = case::error(method);
            quote!(#prefix #module::#error)
        };
        let rust = quote!(#result<#ok, #error>);
        Type { rust, span, order: Order::Unknown, replaced }
    }

    /// A handler reads its arguments from a message that is gone when it returns, and a client its
    /// result.
    fn check_owned(&self, scope: Scope, function: &Function) {
        for ty in self.borrowed(function) {
            let message = "this type borrows from the message that it is read from, which is gone \
                           when the method returns";
            self.error(scope, ty.span, message);
        }
    }

    /// The types in a signature that borrow.
    fn borrowed<'f>(&self, function: &'f Function) -> Vec<&'f IdlType> {
        let mut borrowed = Vec::new();
        for fields in [&function.args, &function.throws] {
            for field in fields {
                if self.facts.borrows(&field.ty, &field.annotations) {
                    borrowed.push(&field.ty);
                }
            }
        }
        if let Some(ty) = &function.returns
            && self.facts.borrows(ty, &[])
        {
            borrowed.push(ty);
        }
        borrowed
    }

    /// Whether a method borrows, an inherited one included. The front end refuses cycles.
    fn borrows(&self, id: ItemId) -> bool {
        let mut next = Some(id);
        while let Some(Item::Service(item)) = next.map(|id| self.program.item(id)) {
            if item.functions.iter().any(|function| !self.borrowed(function).is_empty()) {
                return true;
            }
            next = item.extends;
        }
        false
    }

    fn errors(&self, scope: Scope, function: &Function, method: &Ident) -> MethodErrors {
        let nested = Scope { nested: true, ..scope };
        let shape = Shape { presence: Presence::Required, boxed: false };
        // An exception has one `From`, whatever typedefs name it.
        let exceptions = list(&function.throws, &|field| {
            let ty = IdlType { span: field.ty.span, ..self.facts.resolve(&field.ty).clone() };
            let mut field = Field { ty, ..field.clone() };
            field.annotations.retain(|it| annotations::may_stand(&it.key, Place::Thrown));
            self.variant(nested, shape, &field)
        });
        let text = format!("Why `{}` failed.", function.name.text);
        MethodErrors {
            ident: case::error(method),
            docs: Docs { lines: vec![text], ..Docs::default() },
            exceptions,
            other: Ident::new("Thrift", Span::call_site()),
        }
    }
}
