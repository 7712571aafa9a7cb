//! Services and functions, rows V1 to V9.

use super::declared::{Declared, Kind};
use super::field::{Owner, Role};
use super::index::{Index, Key};
use super::{Place, Resolver};
use crate::ast::{self, Definition};
use crate::code::Code;
use crate::program::{Field, Function, Item, ItemId, Service, StructKind, Type, TypeKind};

impl Resolver<'_> {
    /// Lowers services; their parents are checked later, when all are known.
    pub(super) fn lower_services(&mut self) {
        for Declared { id, .. } in &self.declared.all {
            if !matches!(self.written(*id), Some(Definition::Service(_))) {
                continue;
            }
            if let Some(Definition::Service(written)) = self.take_written(*id) {
                let item = self.service(*id, written);
                self.set_item(*id, Item::Service(item));
            }
        }
    }

    fn service(&mut self, id: ItemId, written: ast::Service) -> Service {
        let ast::Service { name, extends, functions, annotations, docs, span, .. } = written;
        self.check_annotations(id.file, &annotations);
        let extends_span = extends.as_ref().map(|parent| parent.span);
        let extends = extends.as_ref().and_then(|name| self.parent(id.file, name));
        let unique = self.unique_functions(id.file, &functions);
        let mut lowered = Vec::with_capacity(functions.len());
        for (place, function) in functions.into_iter().enumerate() {
            if unique[place]
                && let Some(function) = self.function(id, lowered.len(), function)
            {
                lowered.push(function);
            }
        }
        Service { name, extends, extends_span, functions: lowered, annotations, docs, span }
    }

    /// Tells for each function whether it is the first of its name, and reports the others.
    fn unique_functions(&mut self, file: u32, functions: &[ast::Function]) -> Vec<bool> {
        let mut names = Index::default();
        let mut unique = Vec::with_capacity(functions.len());
        for (place, ast::Function { name, .. }) in functions.iter().enumerate() {
            let first = names.first(Key::name(&name.text), place);
            unique.push(first == place);
            if first < place {
                let message = format!("function `{}` is already defined", name.text);
                let error = self.error(file, Code::DuplicateFunction, name.span, message);
                let error = error.label(functions[first].name.span, "first defined here");
                self.report(error.help("give one of them another name"));
            }
        }
        unique
    }

    fn parent(&mut self, file: u32, name: &ast::Name) -> Option<ItemId> {
        let found = self.find_type(file, &name.text);
        if let Some(id) = found
            && self.declared(id).kind == Kind::Service
        {
            self.check_ambiguous(file, &name.text, id);
            return Some(id);
        }
        if found.is_none() && self.is_missing(file, &name.text) {
            return None;
        }
        let code = Code::UnknownService;
        let error = match found {
            Some(id) => {
                let keyword = self.declared(id).keyword();
                let message = format!("`{}` is a {keyword}, not a service", name.text);
                self.error(file, code, name.span, message).help("only services can be extended")
            }
            None => {
                let near = self.near_service(file, &name.text);
                let message = format!("cannot find service `{}`", name.text);
                self.error(file, code, name.span, message).did_you_mean(near.as_deref())
            }
        };
        self.report(error);
        None
    }

    fn function(&mut self, item: ItemId, index: usize, written: ast::Function) -> Option<Function> {
        let returns = match &written.returns {
            Some(ty) => self.type_of(item.file, ty).map(Some),
            None => Some(None),
        };
        self.check_annotations(item.file, &written.annotations);
        let waiting = self.defaults.len();
        let args = Owner { item, place: Place::Args(index), role: Role::Args };
        let oneway = self.check_oneway(item.file, &written);
        let args = self.fields(args, written.args);
        let throws = Owner { item, place: Place::Throws(index), role: Role::Throws };
        let behind_args = self.defaults.len();
        let throws = self.fields(throws, written.throws);
        let throws = self.exceptions(item.file, throws, behind_args);
        let Some(returns) = returns else {
            // Without its result the function is left out, and its defaults with it.
            self.defaults.truncate(waiting);
            return None;
        };
        Some(Function {
            oneway,
            qualifier: written.qualifier.map(|(qualifier, _)| qualifier),
            returns: returns.filter(|_| !oneway),
            name: written.name,
            args,
            throws,
            annotations: written.annotations,
            docs: written.docs,
            span: written.span,
        })
    }

    /// A oneway function has no answer, so neither a result nor exceptions (row V5). A result is
    /// ignored, since nobody gets it; one that throws goes on as a function that answers.
    fn check_oneway(&mut self, file: u32, written: &ast::Function) -> bool {
        let Some(oneway) = written.oneway else { return false };
        let name = &written.name.text;
        if let Some(span) = written.throws_span.filter(|_| !written.throws.is_empty()) {
            let message = format!("oneway function `{name}` cannot throw exceptions");
            let error = self.error(file, Code::Oneway, span, message);
            let error = error.label(oneway, "declared oneway here");
            self.report(error.help("remove `oneway`, so that the caller waits for the answer"));
            return false;
        }
        if let Some(ty) = &written.returns {
            let message = format!("oneway function `{name}` cannot return something");
            let warning = self.warning(file, Code::Oneway, ty.span, message);
            let warning = warning.label(oneway, "declared oneway here");
            self.report(warning.help("write `void`, which it is taken to be"));
        }
        true
    }

    /// Keeps what is an exception among the fields of `throws` (row V7), whose defaults are those
    /// from `waiting` on.
    fn exceptions(&mut self, file: u32, fields: Vec<Field>, waiting: usize) -> Vec<Field> {
        let mut kept = Vec::new();
        // Where each field went, for the defaults that wait for it.
        let mut moved = Vec::new();
        for field in fields {
            if self.is_exception(&field.ty) {
                moved.push(Some(kept.len()));
                kept.push(field);
                continue;
            }
            moved.push(None);
            let message = format!("`{}` throws something that is no exception", field.name.text);
            let error = self.error(file, Code::NotAnException, field.ty.span, message);
            self.report(error.help("define the type with `exception`"));
        }
        for mut pending in self.defaults.split_off(waiting) {
            if let Some(Some(target)) = moved.get(pending.field) {
                pending.field = *target;
                self.defaults.push(pending);
            }
        }
        kept
    }

    fn is_exception(&self, ty: &Type) -> bool {
        let TypeKind::Struct(id) = self.alias(ty).kind else { return false };
        matches!(self.item(id), Some(Item::Struct(item)) if item.kind == StructKind::Exception)
    }
}
