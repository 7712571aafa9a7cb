//! Fields that a value needs, where they cannot be seen.
//!
//! An expression for a struct names all fields of it, or takes the rest from its default, and either
//! needs to see all of them. In a file that includes that of the struct, private ones are not seen.

use thrift_idl::program::{Field as IdlField, Name, Struct as IdlStruct, StructKind};
use thrift_idl::{Item, ItemId, Value as IdlValue};

use super::Lowering;
use super::home::Home;
use super::names::Scope;
use super::rust;

impl Lowering<'_> {
    /// Reports a constant of this name, or the default of a field, that needs what it cannot see.
    pub(super) fn check_visible(&self, scope: Scope, name: &Name, value: &IdlValue) {
        let Some((id, item, field)) = self.hidden_in(scope, value) else { return };
        let file = &self.program.files[id.file as usize].stem;
        let (value, ty, field) = (&name.text, &item.name.text, &field.name.text);
        self.error(
            scope,
            name.span,
            format_args!(
                "the value of `{value}` needs the field `{field}` of `{file}.{ty}`, which is \
                 private to its file; write the value there, or make the field `pub(super)`"
            ),
        );
    }

    /// The first field that some part of a value needs and cannot see.
    fn hidden_in(&self, scope: Scope, value: &IdlValue) -> Option<(ItemId, &IdlStruct, &IdlField)> {
        match value {
            IdlValue::List(items) | IdlValue::Set(items) => {
                items.iter().find_map(|item| self.hidden_in(scope, item))
            }
            IdlValue::Map(pairs) => pairs.iter().find_map(|(key, item)| {
                self.hidden_in(scope, key).or_else(|| self.hidden_in(scope, item))
            }),
            IdlValue::Struct { item: id, fields } => {
                let Item::Struct(item) = self.program.item(*id) else { return None };
                match self.hidden_field(scope, *id, item) {
                    Some(field) => Some((*id, item, field)),
                    None => fields.iter().find_map(|(_, value)| self.hidden_in(scope, value)),
                }
            }
            _ => None,
        }
    }

    /// The first field of a struct that is private to the module of another file.
    ///
    /// Modules see what is private to those around them, as that of the first file is; of a module
    /// that was there before nobody knows where it is.
    pub(super) fn hidden_field<'i>(
        &self,
        scope: Scope,
        id: ItemId,
        item: &'i IdlStruct,
    ) -> Option<&'i IdlField> {
        let is_beside =
            scope.file != id.file && matches!(self.homes[id.file as usize], Home::Module(_));
        if !is_beside || item.kind == StructKind::Union {
            return None;
        }
        item.fields.iter().find(|field| {
            let visibility = rust::find(&field.annotations, rust::VISIBILITY);
            let span = self.span(scope, field.name.span);
            let visibility = visibility.and_then(|it| rust::visibility(&it.value, span).ok());
            visibility.is_some_and(|visibility| visibility.is_empty())
        })
    }
}
