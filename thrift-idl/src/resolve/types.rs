//! Types, rows T1 to T10.

use super::Resolver;
use crate::ast::{self, Base, Definition};
use crate::code::Code;
use crate::keyword;
use crate::program::{ItemId, Type, TypeKind};
use crate::token::Span;

impl Resolver<'_> {
    /// Looks the names in a type up. What is wrong is reported; what uses something broken is not.
    pub(super) fn type_of(&mut self, file: u32, written: &ast::Type) -> Option<Type> {
        let kind = match &written.kind {
            ast::TypeKind::Base(base) => base_kind(*base),
            ast::TypeKind::List(element) => {
                self.check_bytes(file, written.span, element);
                TypeKind::List(Box::new(self.type_of(file, element)?))
            }
            ast::TypeKind::Set(element) => TypeKind::Set(Box::new(self.type_of(file, element)?)),
            ast::TypeKind::Map(key, value) => {
                let (key, value) = (self.type_of(file, key), self.type_of(file, value));
                TypeKind::Map(Box::new(key?), Box::new(value?))
            }
            ast::TypeKind::Named(name) => {
                let id = self.expect_type(file, name, written.span)?;
                self.named_kind(file, id, written.span)?
            }
        };
        Some(Type { kind, annotations: written.annotations.clone(), span: written.span })
    }

    /// A list of bytes has a better type (row T4).
    fn check_bytes(&mut self, file: u32, span: Span, element: &ast::Type) {
        if matches!(element.kind, ast::TypeKind::Base(Base::I8 | Base::Byte)) {
            let message = "a list of bytes takes more room and time than `binary`";
            let warning = self.warning(file, Code::Deprecated, span, message);
            self.report(warning.help("write `binary` if the numbers are raw data"));
        }
    }

    /// Finds a type or service by name, or reports that there is none.
    pub(super) fn expect_type(&mut self, file: u32, name: &str, span: Span) -> Option<ItemId> {
        if let Some(id) = self.find_type(file, name) {
            self.check_ambiguous(file, name, id);
            return (!self.broken.contains(&id)).then_some(id);
        }
        if self.is_missing(file, name) {
            return None;
        }
        let place = match name.rsplit_once('.') {
            Some((prefix, _)) => {
                format!("cannot find type `{name}`: {}", self.prefix(file, prefix))
            }
            None => format!("cannot find type `{name}` in this file"),
        };
        let mut error = self.error(file, Code::UnknownType, span, place);
        if let Some(why) = keyword::unsupported_type(name) {
            error = error.help(why);
        } else if let Some(near) = self.near_type(file, name) {
            error = error.help(format!("did you mean `{near}`?"));
        }
        self.report(error);
        None
    }

    /// Says what is wrong with a name that has a prefix.
    fn prefix(&self, file: u32, prefix: &str) -> String {
        let loaded = &self.files[file as usize];
        if self.is_prefix(file, prefix) {
            format!("`{prefix}` does not define it")
        } else if loaded.stem == prefix {
            "names of this file are used without a prefix".to_owned()
        } else if let Some(renamed) = self.renamed_prefix(file, prefix) {
            format!("this file includes `{prefix}` as `{renamed}`")
        } else {
            format!("this file does not include `{prefix}`")
        }
    }

    fn named_kind(&mut self, file: u32, id: ItemId, span: Span) -> Option<TypeKind> {
        match self.definition(id) {
            Definition::Struct(_) => Some(TypeKind::Struct(id)),
            Definition::Enum(_) => Some(TypeKind::Enum(id)),
            Definition::Typedef(_) => Some(TypeKind::Typedef(id)),
            other @ (Definition::Const(_) | Definition::Service(_)) => {
                let name = &other.name().text;
                let message = format!("`{name}` is a {}, not a type", other.keyword());
                let error = self.error(file, Code::NotAType, span, message);
                self.report(error);
                None
            }
        }
    }
}

fn base_kind(base: Base) -> TypeKind {
    match base {
        Base::Bool => TypeKind::Bool,
        Base::Byte | Base::I8 => TypeKind::I8,
        Base::I16 => TypeKind::I16,
        Base::I32 => TypeKind::I32,
        Base::I64 => TypeKind::I64,
        Base::Double => TypeKind::Double,
        Base::String => TypeKind::String,
        Base::Binary => TypeKind::Binary,
        Base::Uuid => TypeKind::Uuid,
    }
}
