//! Structs and fields, rows S3 to S9, U1, U2, V6 and V7.

use super::declared::Declared;
use super::index::{Index, Key};
use super::{Pending, Place, Resolver};
use crate::ast::{self, Definition};
use crate::code::Code;
use crate::diagnostic::short;
use crate::program::{Field, Item, ItemId, Requiredness, Struct, StructKind, Type};
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
struct Fields<'w> {
    written: &'w [ast::Field],
    ids: Index<'w>,
    names: Index<'w>,
    /// The next id for a field without one.
    automatic: i32,
    /// The highest id that is written, once it is needed.
    highest: Option<i64>,
    default: Option<Span>,
}

/// What is known of a field that is right, beside what is written.
struct Checked {
    id: i16,
    requiredness: Requiredness,
    ty: Type,
    has_default: bool,
}

impl<'w> Fields<'w> {
    fn of(written: &'w [ast::Field]) -> Self {
        let (ids, names) = (Index::default(), Index::default());
        Self { written, ids, names, automatic: -1, highest: None, default: None }
    }

    /// An id behind all that are written, another one at each call.
    fn free_id(&mut self) -> Option<i16> {
        if self.highest.is_none() {
            for field in self.written {
                self.highest = self.highest.max(field.id.map(|(id, _)| id));
            }
        }
        let next = self.highest.unwrap_or(0).saturating_add(1);
        self.highest = Some(next);
        i16::try_from(next).ok().filter(|id| *id > 0)
    }
}

impl Resolver<'_> {
    /// Lowers structs and enums.
    pub(super) fn lower_types(&mut self) {
        for Declared { id, .. } in &self.declared.all {
            let id = *id;
            if !matches!(self.written(id), Some(Definition::Struct(_) | Definition::Enum(_))) {
                continue;
            }
            let item = match self.take_written(id) {
                Some(Definition::Struct(written)) => Item::Struct(self.structure(id, written)),
                Some(Definition::Enum(written)) => Item::Enum(self.enumeration(id.file, written)),
                _ => continue,
            };
            self.set_item(id, item);
        }
    }

    fn structure(&mut self, item: ItemId, written: ast::Struct) -> Struct {
        let ast::Struct { kind, name, fields, annotations, docs, span, .. } = written;
        let role = if kind == StructKind::Union { Role::Union } else { Role::Struct };
        let fields = self.fields(Owner { item, place: Place::Fields, role }, fields);
        self.check_annotations(item.file, &annotations);
        for field in &fields {
            if self.held_by_value(&field.ty).is_some() {
                let number = self.number(item);
                self.holders[number] = true;
            }
        }
        Struct { kind, name, fields, annotations, docs, span }
    }

    /// Lowers fields; those that are wrong are left out.
    pub(super) fn fields(&mut self, owner: Owner, written: Vec<ast::Field>) -> Vec<Field> {
        let mut checked = self.checked(owner, &written);
        let mut fields = Vec::with_capacity(written.len());
        for (place, field) in written.into_iter().enumerate() {
            let Some(Checked { id, requiredness, ty, has_default }) = checked[place].take() else {
                let name = Key::Member(self.number(owner.item), field.name.text.into());
                self.lost_fields.first(name, 0);
                continue;
            };
            if let Some(value) = field.default.filter(|_| has_default) {
                let Owner { item, place, .. } = owner;
                self.defaults.push(Pending { item, place, field: fields.len(), value: *value });
            }
            fields.push(Field {
                id,
                id_span: field.id.map(|(_, span)| span),
                name: field.name,
                requiredness,
                ty,
                reference: field.reference,
                boxed: false,
                default: None,
                annotations: field.annotations,
                docs: field.docs,
                span: field.span,
            });
        }
        fields
    }

    /// Checks each field against those before it; `None` for one that is wrong.
    fn checked(&mut self, owner: Owner, written: &[ast::Field]) -> Vec<Option<Checked>> {
        let mut seen = Fields::of(written);
        let mut checked = Vec::with_capacity(written.len());
        for (place, field) in written.iter().enumerate() {
            let id = self.field_id(owner, place, &mut seen);
            let unique = self.unique_name(owner, place, &mut seen);
            self.check_xsd(owner, field);
            self.check_annotations(owner.item.file, &field.annotations);
            let ty = self.type_of(owner.item.file, &field.ty);
            let (Some(id), Some(ty), true) = (id, ty, unique) else {
                checked.push(None);
                continue;
            };
            let requiredness = self.requiredness(owner, field);
            let has_default = self.has_default(owner, field, &mut seen);
            checked.push(Some(Checked { id, requiredness, ty, has_default }));
        }
        checked
    }

    /// The attributes of a field in XML must have ids and names of their own, and that is all that
    /// is looked at (row S12).
    fn check_xsd(&mut self, owner: Owner, field: &ast::Field) {
        let Some(attributes) = field.xsd.as_ref().and_then(|xsd| xsd.attributes.as_deref()) else {
            return;
        };
        let mut seen = Fields::of(attributes);
        for (place, attribute) in attributes.iter().enumerate() {
            self.field_id(owner, place, &mut seen);
            self.unique_name(owner, place, &mut seen);
            self.check_xsd(owner, attribute);
        }
    }

    fn field_id(&mut self, owner: Owner, place: usize, seen: &mut Fields<'_>) -> Option<i16> {
        let field = &seen.written[place];
        let (id, span) = match field.id {
            Some((id, span)) => (self.explicit_id(owner, id, span)?, span),
            None => (self.automatic_id(owner, field, seen)?, field.name.span),
        };
        if id < 0 {
            seen.automatic = seen.automatic.min(i32::from(id) - 1);
        }
        let first = seen.ids.first(Key::Number(id.into()), place);
        if first == place {
            return Some(id);
        }
        let first = &seen.written[first];
        let message = format!("field id {id} is already used by `{}`", short(&first.name.text));
        let error = self.error(owner.item.file, Code::DuplicateField, span, message);
        let first = first.id.map_or(first.name.span, |(_, span)| span);
        let error = error.label(first, "first used here");
        self.report(match seen.free_id() {
            Some(free) => error.help(format!("the next id that no field has is {free}")),
            None => error.help("use an id that no other field has"),
        });
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
            self.report(error.help("use an id from 1 to 32767 that no other field has"));
        }
        fits.filter(|_| legal)
    }

    fn automatic_id(&mut self, owner: Owner, field: &ast::Field, seen: &Fields<'_>) -> Option<i16> {
        let (file, span) = (owner.item.file, field.name.span);
        let Ok(id) = i16::try_from(seen.automatic) else {
            let error = self.error(file, Code::FieldId, span, "no id is left for this field");
            self.report(error.help("write an id from 1 to 32767 before it"));
            return None;
        };
        let name = &field.name.text;
        let diagnostic = if self.options.strict {
            self.error(file, Code::MissingId, span, format!("field `{name}` has no id"))
        } else {
            let message = format!("field `{name}` has no id and gets {id}");
            self.warning(file, Code::MissingId, span, message)
        };
        self.report(diagnostic.help("write an id before the field, as in `1:`"));
        Some(id)
    }

    fn unique_name(&mut self, owner: Owner, place: usize, seen: &mut Fields<'_>) -> bool {
        let name = &seen.written[place].name;
        let first = seen.names.first(Key::name(&name.text), place);
        if first == place {
            return true;
        }
        let message = format!("field name `{}` is already used", name.text);
        let error = self.error(owner.item.file, Code::DuplicateField, name.span, message);
        let error = error.label(seen.written[first].name.span, "first used here");
        self.report(error.help("give one of the fields another name"));
        false
    }

    /// Tells whether there is a default value, and one that may be there.
    fn has_default(&mut self, owner: Owner, field: &ast::Field, seen: &mut Fields<'_>) -> bool {
        let Some(value) = &field.default else { return false };
        if owner.role != Role::Union {
            return true;
        }
        let Some(first) = seen.default else {
            seen.default = Some(value.span);
            return true;
        };
        let message = "a union can have one default value only";
        let error = self.error(owner.item.file, Code::UnionDefault, value.span, message);
        self.report(error.label(first, "the first one is here").help("remove one of the two"));
        false
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
            let word = if written == Requiredness::Required { "required" } else { "optional" };
            self.report(warning.help(format!("remove `{word}`")));
        }
        real
    }
}
