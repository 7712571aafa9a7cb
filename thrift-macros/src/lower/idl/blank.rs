//! Which structs have a value before anything of them is read.
//!
//! What is on the heap has none, since it would be allocated for nothing, and neither has what an
//! adapter makes. All other types of an IDL have one; those of the user may.

use thrift_idl::program::{Field as IdlField, StructKind};
use thrift_idl::{Item, ItemId, TypeKind};

use super::Lowering;
use super::graph::{Graph, mark};
use super::home::Home;
use super::item::Shape;
use super::rust;
use crate::model::{Blank, Presence};

/// What a struct needs for one of its fields to have a blank.
enum Need {
    Nothing,
    /// A blank of another struct.
    Of(ItemId),
    /// One that is there, or is not, whatever the IDL says.
    Known(Blank),
}

/// Whether each item of the program has a blank; of one that is no struct, this says nothing.
pub(super) fn all(lowering: &Lowering<'_>) -> Vec<Blank> {
    let items = &lowering.facts.items;
    let mut graph = Graph::new(items.all.len());
    let (mut never, mut perhaps) = (Vec::new(), Vec::new());
    for (number, item) in items.all.iter().enumerate() {
        let Item::Struct(item) = item else { continue };
        if item.kind == StructKind::Union {
            continue;
        }
        if rust::has(&item.annotations, rust::UNKNOWN_FIELDS) {
            never.push(number);
        }
        for field in &item.fields {
            match lowering.need(lowering.shape(field), field) {
                Need::Of(held) => graph.edge(number, items.number(held)),
                Need::Known(Blank::Never) => never.push(number),
                Need::Known(Blank::Perhaps) => perhaps.push(number),
                Need::Known(Blank::Always) | Need::Nothing => {}
            }
        }
    }
    let mut blanks = vec![Blank::Always; items.all.len()];
    mark(&mut blanks, &graph.reaching(&perhaps), Blank::Perhaps);
    mark(&mut blanks, &graph.reaching(&never), Blank::Never);
    blanks
}

impl Lowering<'_> {
    /// Whether a struct has a blank.
    pub(super) fn blank(&self, id: ItemId) -> Blank {
        self.blanks[self.facts.items.number(id)]
    }

    /// Whether the arguments of a method have a blank.
    pub(super) fn arguments_blank(&self, arguments: &[IdlField]) -> Blank {
        let mut least = Blank::Always;
        for field in arguments {
            let blank = match self.need(self.argument_shape(field), field) {
                Need::Nothing => Blank::Always,
                Need::Of(id) => self.blank(id),
                Need::Known(blank) => blank,
            };
            least = least.min(blank);
        }
        least
    }

    fn need(&self, shape: Shape, field: &IdlField) -> Need {
        if shape.presence == Presence::Optional {
            return Need::Nothing;
        }
        if shape.boxed || rust::has(&field.annotations, rust::WITH) {
            return Need::Known(Blank::Never);
        }
        let (mut ty, mut annotations) = (&field.ty, &field.annotations[..]);
        loop {
            if let Some(by) = rust::replaces(ty, annotations) {
                return match by.known {
                    Some(_) => Need::Nothing,
                    None => Need::Known(Blank::Perhaps),
                };
            }
            let (TypeKind::Struct(id) | TypeKind::Enum(id) | TypeKind::Typedef(id)) = ty.kind
            else {
                return Need::Nothing;
            };
            if matches!(self.homes[id.file as usize], Home::Elsewhere(..)) {
                return Need::Known(Blank::Perhaps);
            }
            match self.program.item(id) {
                Item::Typedef(item) => (ty, annotations) = (&item.ty, &item.annotations),
                Item::Struct(item) if item.kind != StructKind::Union => return Need::Of(id),
                _ => return Need::Nothing,
            }
        }
    }
}
