//! Structs and fields, rows S3 to S9, U1, U2, V6 and V7.

use std::collections::HashMap;

use super::{Pending, Place, Resolver};
use crate::ast::{self, Definition};
use crate::code::Code;
use crate::program::{Field, Item, ItemId, Requiredness, Struct, StructKind};
use crate::token::Span;

/// Whose fields they are.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    pub(super) item: ItemId,
    pub(super) place: Place,
    pub(super) role: Role,
}

/// What fields are for, which decides what may be said of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Struct,
    Union,
    Args,
    Throws,
}

/// What has been seen of the fields before.
struct Seen<'a> {
    ids: HashMap<i16, (Span, &'a str)>,
    names: HashMap<&'a str, Span>,
    /// The next id for a field without one.
    automatic: i32,
    default: Option<Span>,
}

impl<'a> Resolver<'a> {
    /// Lowers structs and enums.
    pub(super) fn lower_types(&mut self) {
        for id in self.ids() {
            match self.definition(id) {
                Definition::Struct(written) => {
                    let item = self.structure(id, written);
                    self.set_item(id, Item::Struct(item));
                }
                Definition::Enum(written) => {
                    let item = self.enumeration(id.file, written);
                    self.set_item(id, Item::Enum(item));
                }
                Definition::Typedef(_) | Definition::Const(_) | Definition::Service(_) => {}
            }
        }
    }

    fn structure(&mut self, item: ItemId, written: &'a ast::Struct) -> Struct {
        let role = if written.kind == StructKind::Union { Role::Union } else { Role::Struct };
        let fields = self.fields(Owner { item, place: Place::Fields, role }, &written.fields);
        Struct {
            kind: written.kind,
            name: written.name.clone(),
            fields,
            annotations: written.annotations.clone(),
            docs: written.docs.clone(),
            span: written.span,
        }
    }

    /// Lowers fields; those that are wrong are left out.
    pub(super) fn fields(&mut self, owner: Owner, written: &'a [ast::Field]) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut seen =
            Seen { ids: HashMap::new(), names: HashMap::new(), automatic: -1, default: None };
        for field in written {
            let id = self.field_id(owner, field, &mut seen);
            let unique = self.unique_name(owner, field, &mut seen);
            self.check_xsd(owner, field);
            let ty = self.type_of(owner.item.file, &field.ty);
            let (Some(id), true, Some(ty)) = (id, unique, ty) else { continue };
            if let Some(value) = self.default_of(owner, field, &mut seen) {
                let Owner { item, place, .. } = owner;
                self.defaults.push(Pending { item, place, field: fields.len(), value });
            }
            fields.push(Field {
                id,
                id_span: field.id.map(|(_, span)| span),
                name: field.name.clone(),
                requiredness: self.requiredness(owner, field),
                ty,
                reference: field.reference,
                default: None,
                annotations: field.annotations.clone(),
                docs: field.docs.clone(),
                span: field.span,
            });
        }
        fields
    }

    /// The attributes of a field in XML must have ids and names of their own, and that is all that
    /// is looked at (row S12).
    fn check_xsd(&mut self, owner: Owner, field: &'a ast::Field) {
        let mut seen =
            Seen { ids: HashMap::new(), names: HashMap::new(), automatic: -1, default: None };
        for attribute in field.xsd.attributes.iter().flatten() {
            self.field_id(owner, attribute, &mut seen);
            self.unique_name(owner, attribute, &mut seen);
            self.check_xsd(owner, attribute);
        }
    }

    fn field_id(
        &mut self,
        owner: Owner,
        field: &'a ast::Field,
        seen: &mut Seen<'a>,
    ) -> Option<i16> {
        let (id, span) = match field.id {
            Some((id, span)) => (self.explicit_id(owner, id, span)?, span),
            None => (self.automatic_id(owner, field, seen)?, field.name.span),
        };
        if id < 0 {
            seen.automatic = seen.automatic.min(i32::from(id) - 1);
        }
        let Some((first, name)) = seen.ids.get(&id) else {
            seen.ids.insert(id, (span, &field.name.text));
            return Some(id);
        };
        let message = format!("field id {id} is already used by `{name}`");
        let error = self.error(owner.item.file, Code::DuplicateField, span, message);
        self.report(error.label(*first, "first used here"));
        None
    }

    fn explicit_id(&mut self, owner: Owner, id: i64, span: Span) -> Option<i16> {
        let fits = i16::try_from(id).ok();
        let legal = match fits {
            Some(id) if id > 0 => true,
            // Id 0 among exceptions is the result itself.
            Some(0) => self.options.allow_negative_ids && owner.role != Role::Throws,
            Some(_) => self.options.allow_negative_ids,
            None => false,
        };
        if !legal {
            let message = if id == 0 && owner.role == Role::Throws {
                "field id 0 is the result of the function".to_owned()
            } else {
                format!("field id {id} is not between 1 and 32767")
            };
            let error = self.error(owner.item.file, Code::FieldId, span, message);
            self.report(error);
        }
        fits.filter(|_| legal)
    }

    fn automatic_id(&mut self, owner: Owner, field: &ast::Field, seen: &Seen<'_>) -> Option<i16> {
        let (file, span) = (owner.item.file, field.name.span);
        let Ok(id) = i16::try_from(seen.automatic) else {
            let error = self.error(file, Code::FieldId, span, "no id is left for this field");
            self.report(error);
            return None;
        };
        let name = &field.name.text;
        let diagnostic = if self.options.strict {
            self.error(file, Code::MissingId, span, format!("field `{name}` has no id"))
        } else {
            let message =
                format!("field `{name}` has no id; {id} is used, which changes with the order");
            self.warning(file, Code::MissingId, span, message)
        };
        self.report(diagnostic.help("write the id before the field, as in `1:`"));
        Some(id)
    }

    fn unique_name(&mut self, owner: Owner, field: &'a ast::Field, seen: &mut Seen<'a>) -> bool {
        let name = &field.name;
        let Some(first) = seen.names.get(name.text.as_str()) else {
            seen.names.insert(&name.text, name.span);
            return true;
        };
        let message = format!("field name `{}` is already used", name.text);
        let error = self.error(owner.item.file, Code::DuplicateField, name.span, message);
        self.report(error.label(*first, "first used here"));
        false
    }

    fn default_of(
        &mut self,
        owner: Owner,
        field: &'a ast::Field,
        seen: &mut Seen<'_>,
    ) -> Option<&'a ast::ConstValue> {
        let value = field.default.as_ref()?;
        if owner.role != Role::Union {
            return Some(value);
        }
        let Some(first) = seen.default else {
            seen.default = Some(value.span);
            return Some(value);
        };
        let message = "a union can have one default value only";
        let error = self.error(owner.item.file, Code::UnionDefault, value.span, message);
        self.report(error.label(first, "the first one is here"));
        None
    }

    /// Members of unions and exceptions thrown are optional, whatever is written.
    fn requiredness(&mut self, owner: Owner, field: &ast::Field) -> Requiredness {
        let (written, span) = match field.requiredness {
            Some((requiredness, span)) => (requiredness, span),
            None => (Requiredness::Default, field.name.span),
        };
        let (real, ignored) = match (owner.role, written) {
            (Role::Union, Requiredness::Required) => (
                Requiredness::Optional,
                Some("`required` is ignored: members of unions are optional"),
            ),
            (Role::Throws, Requiredness::Required) => (
                Requiredness::Optional,
                Some("`required` is ignored: at most one exception is thrown"),
            ),
            (Role::Union | Role::Throws, _) => (Requiredness::Optional, None),
            (Role::Args, Requiredness::Optional) => {
                (Requiredness::Default, Some("`optional` is ignored: arguments are always passed"))
            }
            (Role::Struct | Role::Args, written) => (written, None),
        };
        if let Some(message) = ignored {
            let warning = self.warning(owner.item.file, Code::Requiredness, span, message);
            self.report(warning);
        }
        real
    }
}
