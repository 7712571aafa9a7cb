//! Facts about types that follow from the types inside them.

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
        let reversed = self.reversed();
        let mut reached = vec![false; self.successors.len()];
        let mut open = marked.to_vec();
        while let Some(node) = open.pop() {
            if !reached[node] {
                reached[node] = true;
                open.extend(&reversed.successors[node]);
            }
        }
        reached
    }

    /// The nodes that can be reached from themselves.
    pub(super) fn on_cycles(&self) -> Vec<bool> {
        let component = self.components();
        let within = |node: usize| {
            self.successors[node].iter().any(|next| component[*next] == component[node])
        };
        (0..self.successors.len()).map(within).collect()
    }

    /// For each node the number of its strongly connected component: two nodes have the same if
    /// each can be reached from the other (Kosaraju's algorithm, without recursion).
    pub(super) fn components(&self) -> Vec<usize> {
        let reversed = self.reversed();
        let mut component = vec![usize::MAX; self.successors.len()];
        for (number, root) in self.finishing_order().into_iter().rev().enumerate() {
            let mut open = vec![root];
            while let Some(node) = open.pop() {
                if component[node] == usize::MAX {
                    component[node] = number;
                    open.extend(&reversed.successors[node]);
                }
            }
        }
        component
    }

    /// All nodes, each after those that are reached from it, cycles aside.
    fn finishing_order(&self) -> Vec<usize> {
        let mut visited = vec![false; self.successors.len()];
        let mut order = Vec::with_capacity(self.successors.len());
        for root in 0..self.successors.len() {
            let mut open = vec![(root, false)];
            while let Some((node, finished)) = open.pop() {
                if finished {
                    order.push(node);
                } else if !visited[node] {
                    visited[node] = true;
                    open.push((node, true));
                    open.extend(self.successors[node].iter().map(|next| (*next, false)));
                }
            }
        }
        order
    }

    fn reversed(&self) -> Self {
        let mut reversed = Self::new(self.successors.len());
        for (from, successors) in self.successors.iter().enumerate() {
            for to in successors {
                reversed.edge(*to, from);
            }
        }
        reversed
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
    fn cycles_are_components() {
        let component = graph(5, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]).components();
        assert!(component[0] == component[1] && component[1] == component[2]);
        assert_ne!(component[2], component[3]);
        assert_ne!(component[3], component[4]);
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

    #[test]
    fn long_chains_need_no_stack() {
        let edges: Vec<_> = (0..200_000).map(|node| (node, node + 1)).collect();
        let component = graph(200_001, &edges).components();
        assert_ne!(component[0], component[200_000]);
    }
}
