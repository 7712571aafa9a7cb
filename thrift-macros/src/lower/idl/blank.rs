//! Which structs have a value before anything of them is read.
//!
//! What is on the heap has none, since it would be allocated for nothing, and neither has what an
//! adapter makes. All other types of an IDL have one; those of the user may.

use std::collections::HashMap;

use thrift_idl::program::{Field as IdlField, StructKind};
use thrift_idl::{Item, ItemId, TypeKind};

use super::Lowering;
use super::graph::Graph;
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

/// Whether each struct of the program has a blank.
pub(super) fn all(lowering: &Lowering<'_>) -> HashMap<ItemId, Blank> {
    let structs = lowering.program.items().filter_map(|(id, item)| match item {
        Item::Struct(item) if item.kind != StructKind::Union => Some((id, item)),
        _ => None,
    });
    let structs: Vec<_> = structs.collect();
    let numbers: HashMap<_, _> =
        (0..).zip(&structs).map(|(number, (id, _))| (*id, number)).collect();
    let mut graph = Graph::new(structs.len());
    let (mut never, mut perhaps) = (Vec::new(), Vec::new());
    for (number, (_, item)) in structs.iter().enumerate() {
        if rust::has(&item.annotations, rust::UNKNOWN_FIELDS) {
            never.push(number);
        }
        for field in &item.fields {
            match lowering.need(lowering.shape(field), field) {
                Need::Of(held) => graph.edge(number, numbers[&held]),
                Need::Known(Blank::Never) => never.push(number),
                Need::Known(Blank::Perhaps) => perhaps.push(number),
                Need::Known(Blank::Always) | Need::Nothing => {}
            }
        }
    }
    let (never, perhaps) = (graph.reaching(&never), graph.reaching(&perhaps));
    let blank = |number: usize| match (never[number], perhaps[number]) {
        (true, _) => Blank::Never,
        (false, true) => Blank::Perhaps,
        (false, false) => Blank::Always,
    };
    numbers.into_iter().map(|(id, number)| (id, blank(number))).collect()
}

impl Lowering<'_> {
    /// Whether the arguments of a method have a blank.
    pub(super) fn arguments_blank(&self, arguments: &[IdlField]) -> Blank {
        let needs = arguments.iter().map(|field| self.need(self.argument_shape(field), field));
        let blanks = needs.map(|need| match need {
            Need::Nothing => Blank::Always,
            Need::Of(id) => self.blanks[&id],
            Need::Known(blank) => blank,
        });
        blanks.min().unwrap_or(Blank::Always)
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
