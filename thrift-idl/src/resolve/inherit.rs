//! Parents of services: circles, and functions that a parent has already (rows V2, V4).

use super::index::{Index, Key};
use super::{Resolver, graph};
use crate::code::Code;
use crate::diagnostic::short;
use crate::program::{Function, Item, ItemId, Name, Service};

/// A function that a parent has already.
struct Override {
    id: ItemId,
    /// The index among the functions of the service.
    function: usize,
    name: Name,
    /// The service that has it too, and its name there.
    owner: ItemId,
    first: Name,
}

/// The functions of the services on the way from one without a parent to one below it.
#[derive(Default)]
struct Above<'s> {
    /// Where in `functions` the last one of a name is.
    names: Index<'s>,
    functions: Vec<(ItemId, &'s Name)>,
}

impl Resolver<'_> {
    pub(super) fn check_inheritance(&mut self) {
        let edges = self.graph(&Self::parent_of);
        let order = graph::order(&edges);
        for cycle in &graph::cycles(&edges, &order.stuck) {
            self.extends_itself(cycle);
        }
        for found in &self.overrides() {
            self.overridden(found);
        }
    }

    fn service_item(&self, id: ItemId) -> Option<&Service> {
        match self.item(id) {
            Some(Item::Service(service)) => Some(service),
            _ => None,
        }
    }

    fn parent_of(&self, id: ItemId) -> Vec<usize> {
        let mut parents = Vec::new();
        if let Some(parent) = self.service_item(id).and_then(|service| service.extends)
            && self.service_item(parent).is_some()
        {
            parents.push(self.number(parent));
        }
        parents
    }

    /// Reports a circle and cuts it at its first service.
    fn extends_itself(&mut self, cycle: &[usize]) {
        let Some(first) = self.first_of(cycle) else { return };
        let span = self.service_item(first.id).and_then(|service| service.extends_span);
        let span = span.unwrap_or(first.name.span);
        let message = format!("service `{}` extends itself", first.name.text);
        let error = self.error(first.id.file, Code::ServiceCycle, span, message);
        let error = self.by_way_of(error, first, cycle);
        self.report(error.help("remove `extends` from one of the services"));
        if let Some(Item::Service(service)) = self.item_mut(first.id) {
            service.extends = None;
        }
    }

    /// Walks down from the services without a parent, knowing at each the functions above it.
    fn overrides(&self) -> Vec<Override> {
        let parents = self.graph(&Self::parent_of);
        let children = crate::graph::reversed(&parents);
        let mut found = Vec::new();
        let mut above = Above::default();
        let mut is_above = vec![false; parents.len()];
        let mut steps = Vec::new();
        for number in 0..parents.len() {
            if parents[number].is_empty() && !children[number].is_empty() {
                steps.push(Step::Enter(number));
            }
        }
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(number) => is_above[number] = false,
                Step::Enter(number) => {
                    self.enter(self.declared.all[number].id, &is_above, &mut above, &mut found);
                    is_above[number] = true;
                    steps.push(Step::Leave(number));
                    for child in &children[number] {
                        steps.push(Step::Enter(*child));
                    }
                }
            }
        }
        found
    }

    /// Finds functions that a parent has; the others are above what comes next.
    fn enter<'s>(
        &'s self,
        id: ItemId,
        is_above: &[bool],
        above: &mut Above<'s>,
        found: &mut Vec<Override>,
    ) {
        let Some(service) = self.service_item(id) else { return };
        for (function, Function { name, .. }) in service.functions.iter().enumerate() {
            // Of those that are not above any more the names are free again.
            let known = above.names.named(&name.text).map(|place| above.functions[place]);
            match known {
                Some((owner, first)) if is_above[self.number(owner)] => {
                    let (name, first) = (name.clone(), first.clone());
                    found.push(Override { id, function, name, owner, first });
                }
                _ => {
                    above.names.last(Key::name(&name.text), above.functions.len());
                    above.functions.push((id, name));
                }
            }
        }
    }

    fn overridden(&mut self, found: &Override) {
        let Override { id, function, name, owner, first } = found;
        let parent = short(&self.declared(*owner).name.text);
        let message = format!("function `{}` is already defined in service `{parent}`", name.text);
        let error = self.error(id.file, Code::DuplicateFunction, name.span, message);
        let error = error.help("give it another name, or remove it if the inherited one will do");
        let source = self.files[owner.file as usize].source;
        self.report(error.label_in(source, first.span, "first defined here"));
        let number = self.number(*id);
        self.dropped[number].push(*function);
    }
}

/// A step of a walk, by the number of the service.
enum Step {
    Enter(usize),
    /// All below it are done.
    Leave(usize),
}
