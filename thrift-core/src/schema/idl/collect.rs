//! What a file must define, and in which order.

use core::hash::Hash;
use core::ptr;
use std::collections::{HashMap, HashSet};

use super::{Item, print};
use crate::TType;
use crate::error::{Error, Kind, Result};
use crate::schema::{Enum, Field, MOST_LEVELS, Method, Service, Struct, Type};

/// A definition, printed.
pub(super) struct Definition {
    pub(super) text: String,
}

/// What has a definition; the same one may be at several addresses.
#[derive(Clone, Copy)]
pub(super) enum Named {
    Enum(&'static Enum),
    Struct(&'static Struct),
    Service(&'static Service),
}

impl Named {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Enum(item) => item.name,
            Self::Struct(item) => item.name,
            Self::Service(item) => item.name,
        }
    }

    fn address(self) -> (u8, usize) {
        match self {
            Self::Enum(item) => (0, ptr::from_ref(item).addr()),
            Self::Struct(item) => (1, ptr::from_ref(item).addr()),
            Self::Service(item) => (2, ptr::from_ref(item).addr()),
        }
    }

    /// Everything with a definition that this one mentions.
    fn mentions(self) -> Result<Vec<Self>> {
        let mut found = Vec::new();
        let all = match self {
            Self::Enum(_) => Ok(()),
            Self::Struct(item) => of_fields(item.fields, &mut found),
            Self::Service(item) => {
                found.extend(item.parent().map(Self::Service));
                item.methods.iter().try_for_each(|method| of_method(method, &mut found))
            }
        };
        all.map_err(|error| error.in_field(self.name()))?;
        Ok(found)
    }

    /// What the types of fields with a default mention.
    fn mentioned_beside_values(self) -> Result<Vec<Self>> {
        let mut found = Vec::new();
        if let Self::Struct(item) = self {
            for field in item.fields.iter().filter(|field| field.has_default()) {
                of_type(field.ty(), MOST_LEVELS, &mut found)?;
            }
        }
        Ok(found)
    }
}

fn of_method(method: &Method, found: &mut Vec<Named>) -> Result<()> {
    let returned = method.returns().map_or(Ok(()), |ty| of_type(ty, MOST_LEVELS, found));
    returned
        .and_then(|()| of_fields(method.arguments, found))
        .and_then(|()| of_fields(method.exceptions(), found))
        .map_err(|error| error.in_field(method.name))
}

fn of_fields(fields: &'static [Field], found: &mut Vec<Named>) -> Result<()> {
    fields.iter().try_for_each(|field| {
        of_type(field.ty(), MOST_LEVELS, found).map_err(|error| error.in_field(field.name))
    })
}

fn of_type(ty: Type, levels: u32, found: &mut Vec<Named>) -> Result<()> {
    let Some(levels) = levels.checked_sub(1) else {
        return Err(Error::new(Kind::Limit, "the type is nested too deeply"));
    };
    match ty {
        Type::List(item) | Type::Set(item) => of_type(item(), levels, found),
        Type::Map(key, value) => {
            of_type(key(), levels, found)?;
            of_type(value(), levels, found)
        }
        Type::Enum(item) => {
            found.push(Named::Enum(item));
            Ok(())
        }
        Type::Struct(item) => {
            found.push(Named::Struct(item));
            Ok(())
        }
        Type::Opaque(ttype) => Err(undescribed(ttype)),
        _ => Ok(()),
    }
}

#[cold]
fn undescribed(ttype: TType) -> Error {
    let message = format!(
        "the type is a `{ttype}` that does not describe itself; override `Encode::schema` for it"
    );
    Error::new(Kind::Invalid, message)
}

/// Everything that the items mention: first what others need.
pub(super) fn definitions(items: &[Item]) -> Result<Vec<Definition>> {
    let mut roots = Vec::new();
    for item in items {
        match *item {
            Item::Type(ty) => of_type(ty, MOST_LEVELS, &mut roots)?,
            Item::Service(service) => roots.push(Named::Service(service)),
        }
    }
    let mut file = File::default();
    for named in post_order(roots, Named::address, Named::mentions)? {
        file.add(named)?;
    }
    file.ordered()
}

/// The definitions, one for each name.
#[derive(Default)]
struct File {
    all: Vec<Named>,
    texts: Vec<String>,
    by_name: HashMap<&'static str, usize>,
}

impl File {
    fn add(&mut self, named: Named) -> Result<()> {
        let name = named.name();
        let text = print::definition(named).map_err(|error| error.in_field(name))?;
        match self.by_name.get(name) {
            None => {
                self.by_name.insert(name, self.all.len());
                self.all.push(named);
                self.texts.push(text);
                Ok(())
            }
            Some(&index) if self.texts[index] == text => Ok(()),
            Some(_) => {
                let message = format!("two different definitions are named `{name}`");
                Err(Error::new(Kind::Invalid, message))
            }
        }
    }

    /// Apache's compiler knows of a type that stands further below, but not when it reads a value
    /// of it. Then all that the value can have in it must stand above.
    fn ordered(mut self) -> Result<Vec<Definition>> {
        let indices = (0..self.all.len()).collect();
        let order = post_order(indices, |index| index, |index| self.needs(index))?;
        let texts = order.into_iter().map(|index| core::mem::take(&mut self.texts[index]));
        Ok(texts.map(|text| Definition { text }).collect())
    }

    fn needs(&self, index: usize) -> Result<Vec<usize>> {
        let direct = self.all[index].mentioned_beside_values()?;
        let all = post_order(direct, Named::address, Named::mentions)?;
        Ok(all.iter().filter_map(|named| self.by_name.get(named.name()).copied()).collect())
    }
}

/// Everything that can be reached, each once: after what it leads to, unless they lead to each
/// other. It has a stack of its own, since it may be a long way.
fn post_order<N: Copy, K: Eq + Hash>(
    roots: Vec<N>,
    key: impl Fn(N) -> K,
    leads_to: impl Fn(N) -> Result<Vec<N>>,
) -> Result<Vec<N>> {
    let mut seen = HashSet::new();
    let mut done = Vec::new();
    let mut open = vec![(None, roots.into_iter())];
    while let Some((node, rest)) = open.last_mut() {
        let Some(next) = rest.next() else {
            done.extend(*node);
            open.pop();
            continue;
        };
        if seen.insert(key(next)) {
            open.push((Some(next), leads_to(next)?.into_iter()));
        }
    }
    Ok(done)
}
