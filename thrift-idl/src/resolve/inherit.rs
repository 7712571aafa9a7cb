//! Parents of services: circles, and functions that a parent has already (rows V2, V4).

use std::collections::HashMap;

use super::table::Table;
use super::{Resolver, graph};
use crate::code::Code;
use crate::diagnostic::short;
use crate::program::{Item, ItemId, Name, Service};
use crate::token::Span;

impl Resolver<'_> {
    pub(super) fn check_inheritance(&mut self) {
        let nodes = self.nodes(&|id| self.service_item(id).is_some());
        let parent = |id: &ItemId| self.service_item(*id).and_then(|service| service.extends);
        let edges: Vec<Vec<usize>> = nodes
            .ids
            .iter()
            .map(|id| parent(id).and_then(|parent| nodes.number(parent)).into_iter().collect())
            .collect();
        let ids = nodes.ids;
        let order = graph::order(&edges);
        for cycle in graph::cycles(&edges, &order.stuck) {
            self.extends_itself(&cycle.iter().map(|node| ids[*node]).collect::<Vec<_>>());
        }
        self.check_overrides(&ids);
    }

    fn service_item(&self, id: ItemId) -> Option<&Service> {
        match self.item(id) {
            Some(Item::Service(service)) => Some(service),
            _ => None,
        }
    }

    /// Reports a circle and cuts it at its first service.
    fn extends_itself(&mut self, cycle: &[ItemId]) {
        let Some(id) = cycle.iter().min().copied() else { return };
        let name = &self.declared(id).name;
        let span = self.service_item(id).and_then(|service| service.extends_span);
        let span = span.unwrap_or(name.span);
        let message = format!("service `{}` extends itself", name.text);
        let error = self.error(id.file, Code::ServiceCycle, span, message);
        let error = self.by_way_of(error, cycle);
        self.report(error.help("remove `extends` from one of the services"));
        if let Some(Item::Service(service)) = self.item_mut(id) {
            service.extends = None;
        }
    }

    /// Walks down from the services without a parent, knowing at each the functions above it.
    fn check_overrides(&mut self, ids: &[ItemId]) {
        let mut children: Table<Vec<ItemId>> = Table::default();
        let parent = |id: ItemId| self.service_item(id).and_then(|service| service.extends);
        for id in ids {
            if let Some(parent) = parent(*id) {
                children.place(parent).get_or_insert_default().push(*id);
            }
        }
        let mut above: HashMap<String, (ItemId, Span)> = HashMap::new();
        let roots = ids.iter().filter(|id| children.get(**id).is_some() && parent(**id).is_none());
        let mut steps: Vec<Step> = roots.map(|id| Step::Enter(*id)).collect();
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(names) => {
                    for name in &names {
                        above.remove(name);
                    }
                }
                Step::Enter(id) => {
                    steps.push(Step::Leave(self.enter(id, &mut above)));
                    let below = children.get(id).into_iter().flatten();
                    steps.extend(below.map(|id| Step::Enter(*id)));
                }
            }
        }
    }

    /// Reports functions that a parent has; the others are above what comes next.
    fn enter(&mut self, id: ItemId, above: &mut HashMap<String, (ItemId, Span)>) -> Vec<String> {
        let functions = self.service_item(id).map(|service| &service.functions);
        let names: Vec<_> = functions.into_iter().flatten().map(|f| f.name.clone()).collect();
        let (taken, new): (Vec<_>, Vec<_>) =
            names.into_iter().partition(|name| above.contains_key(&name.text));
        for name in taken {
            self.overridden(id, &name, above[&name.text]);
        }
        above.extend(new.iter().map(|name| (name.text.clone(), (id, name.span))));
        new.into_iter().map(|name| name.text).collect()
    }

    fn overridden(&mut self, id: ItemId, name: &Name, (owner, first): (ItemId, Span)) {
        let parent = short(&self.declared(owner).name.text);
        let message = format!("function `{}` is already defined in service `{parent}`", name.text);
        let error = self.error(id.file, Code::DuplicateFunction, name.span, message);
        let error = error.help("give it another name, or remove it if the inherited one will do");
        let source = self.files[owner.file as usize].source;
        self.report(error.label_in(source, first, "first defined here"));
        self.dropped.insert((id, name.text.clone()));
    }
}

enum Step {
    Enter(ItemId),
    /// Forget these functions, of a service whose descendants are all done.
    Leave(Vec<String>),
}
