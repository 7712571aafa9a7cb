//! Order and cycles among things that depend on each other, without recursion.

use crate::graph::reversed;

/// The nodes, each behind those it depends on, and those that depend on a cycle or are in one.
pub(super) struct Order {
    pub(super) ordered: Vec<usize>,
    pub(super) stuck: Vec<usize>,
}

/// Orders nodes; `edges[n]` are those that `n` depends on.
pub(super) fn order(edges: &[Vec<usize>]) -> Order {
    let mut waiting: Vec<usize> = edges.iter().map(Vec::len).collect();
    let dependents = reversed(edges);
    let mut ordered: Vec<usize> = (0..edges.len()).filter(|node| waiting[*node] == 0).collect();
    let mut next = 0;
    while let Some(done) = ordered.get(next).copied() {
        next += 1;
        for node in &dependents[done] {
            waiting[*node] -= 1;
            if waiting[*node] == 0 {
                ordered.push(*node);
            }
        }
    }
    let stuck = (0..edges.len()).filter(|node| waiting[*node] > 0).collect();
    Order { ordered, stuck }
}

/// Finds cycles among stuck nodes, each node in one at most; every stuck node leads to one.
pub(super) fn cycles(edges: &[Vec<usize>], stuck: &[usize]) -> Vec<Vec<usize>> {
    let mut is_stuck = vec![false; edges.len()];
    for node in stuck {
        is_stuck[*node] = true;
    }
    let mut walk_of = vec![0; edges.len()];
    let mut found = Vec::new();
    for (walk, start) in (1..).zip(stuck) {
        let mut path = Vec::new();
        let mut node = Some(*start);
        while let Some(here) = node.filter(|here| walk_of[*here] == 0) {
            walk_of[here] = walk;
            path.push(here);
            node = edges[here].iter().copied().find(|need| is_stuck[*need]);
        }
        // A walk that runs into itself has found a cycle; into an earlier one, nothing new.
        let Some(again) = node.filter(|again| walk_of[*again] == walk) else { continue };
        let first = path.iter().position(|here| *here == again).unwrap_or(0);
        found.push(path.split_off(first));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_and_finds_cycles() {
        let edges = vec![vec![1], vec![], vec![3], vec![2], vec![2, 1], vec![5]];
        let order = order(&edges);
        assert_eq!(order.ordered, [1, 0]);
        assert_eq!(order.stuck, [2, 3, 4, 5]);
        assert_eq!(cycles(&edges, &order.stuck), [vec![2, 3], vec![5]]);
    }
}
