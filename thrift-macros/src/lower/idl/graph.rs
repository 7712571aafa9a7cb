//! Facts about types that follow from the types inside them.

use thrift_idl::graph::{components, reversed};

/// A graph over the items of a program, by their numbers.
pub(super) struct Graph {
    successors: Vec<Vec<usize>>,
}

impl Graph {
    pub(super) fn new(nodes: usize) -> Self {
        Self { successors: vec![Vec::new(); nodes] }
    }

    pub(super) fn edge(&mut self, from: usize, to: usize) {
        self.successors[from].push(to);
    }

    /// The nodes from which one of the `marked` ones can be reached, those included.
    pub(super) fn reaching(&self, marked: &[usize]) -> Vec<bool> {
        let reversed = reversed(&self.successors);
        let mut reached = vec![false; self.successors.len()];
        let mut open = marked.to_vec();
        while let Some(node) = open.pop() {
            if !reached[node] {
                reached[node] = true;
                open.extend(&reversed[node]);
            }
        }
        reached
    }

    /// The nodes that can be reached from themselves.
    pub(super) fn on_cycles(&self) -> Vec<bool> {
        let component = components(&self.successors);
        let mut on_cycles = Vec::new();
        for (node, successors) in self.successors.iter().enumerate() {
            on_cycles.push(successors.iter().any(|next| component[*next] == component[node]));
        }
        on_cycles
    }
}

/// Gives a fact to the nodes that it holds for.
pub(super) fn mark<T: Copy>(facts: &mut [T], nodes: &[bool], fact: T) {
    for (number, holds) in nodes.iter().enumerate() {
        if *holds {
            facts[number] = fact;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: usize, edges: &[(usize, usize)]) -> Graph {
        let mut graph = Graph::new(nodes);
        for (from, to) in edges {
            graph.edge(*from, *to);
        }
        graph
    }

    #[test]
    fn marks_travel_against_the_edges() {
        let reaching = graph(4, &[(0, 1), (1, 2), (3, 0)]).reaching(&[1]);
        assert_eq!(reaching, [true, true, false, true]);
    }

    #[test]
    fn a_node_may_be_its_own_cycle() {
        let on_cycles = graph(4, &[(0, 0), (0, 1), (1, 2), (2, 1), (2, 3)]).on_cycles();
        assert_eq!(on_cycles, [true, true, true, false]);
    }
}
