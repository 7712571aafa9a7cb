//! Types, rows T1 to T10.

use super::Resolver;
use super::declared::Kind;
use crate::ast::{self, Base};
use crate::code::Code;
use crate::diagnostic::short;
use crate::keyword;
use crate::program::{ItemId, Type, TypeKind};
use crate::token::Span;

impl Resolver<'_> {
    /// Looks the names in a type up. What is wrong is reported; what uses something broken is not.
    pub(super) fn type_of(&mut self, file: u32, written: &ast::Type) -> Option<Type> {
        self.check_annotations(file, &written.annotations);
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
            return if self.broken[self.number(id)] { None } else { Some(id) };
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
        let error = self.error(file, Code::UnknownType, span, place);
        self.report(match (keyword::unsupported_type(name), self.near_type(file, name)) {
            (Some(why), _) => error.help(why),
            (None, None) => error.help(self.where_to_define(file, name)),
            (None, near) => error.did_you_mean(near.as_deref()),
        });
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

    /// What to do about a name that is like no other.
    fn where_to_define(&self, file: u32, name: &str) -> String {
        let Some((prefix, last)) = name.rsplit_once('.') else {
            return format!("define it, or use that of an included file, as in `shared.{name}`");
        };
        let loaded = &self.files[file as usize];
        if self.is_prefix(file, prefix) {
            format!("define it in the file of `{prefix}`")
        } else if loaded.stem == prefix {
            format!("write `{last}`")
        } else {
            format!("add `include \"{prefix}.thrift\"`")
        }
    }

    fn named_kind(&mut self, file: u32, id: ItemId, span: Span) -> Option<TypeKind> {
        let declared = self.declared(id);
        match declared.kind {
            Kind::Struct(_) => Some(TypeKind::Struct(id)),
            Kind::Enum => Some(TypeKind::Enum(id)),
            Kind::Typedef => Some(TypeKind::Typedef(id)),
            Kind::Const | Kind::Service => {
                let name = &declared.name.text;
                let message = format!("`{}` is a {}, not a type", short(name), declared.keyword());
                let error = self.error(file, Code::NotAType, span, message);
                let source = self.files[id.file as usize].source;
                self.report(error.label_in(source, declared.name.span, "defined here"));
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
