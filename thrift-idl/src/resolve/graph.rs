//! Order and cycles among things that depend on each other, without recursion.

use super::unknown;
use crate::graph::reversed;

/// The nodes, each behind those it depends on, and those that depend on a cycle or are in one.
pub(super) struct Order {
    pub(super) ordered: Vec<usize>,
    pub(super) stuck: Vec<usize>,
}

/// Orders nodes; `edges[n]` are those that `n` depends on.
pub(super) fn order(edges: &[Vec<usize>]) -> Order {
    let mut waiting = Vec::with_capacity(edges.len());
    let mut ordered = Vec::with_capacity(edges.len());
    for (node, needs) in edges.iter().enumerate() {
        waiting.push(needs.len());
        if needs.is_empty() {
            ordered.push(node);
        }
    }
    let dependents = reversed(edges);
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
    Order { ordered, stuck: left(&waiting) }
}

/// The nodes that still wait for others.
pub(super) fn left(waiting: &[usize]) -> Vec<usize> {
    let mut left = Vec::new();
    for (node, count) in waiting.iter().enumerate() {
        if *count > 0 {
            left.push(node);
        }
    }
    left
}

/// Finds cycles among stuck nodes, each node in one at most; every stuck node leads to one.
pub(super) fn cycles(edges: &[Vec<usize>], stuck: &[usize]) -> Vec<Vec<usize>> {
    let mut is_stuck = vec![false; edges.len()];
    for node in stuck {
        is_stuck[*node] = true;
    }
    // The start of the walk that came by.
    let mut walk_of = unknown(edges.len());
    let mut found = Vec::new();
    for start in stuck {
        let mut path = Vec::new();
        let mut node = Some(*start);
        while let Some(here) = node
            && walk_of[here].is_none()
        {
            walk_of[here] = Some(*start);
            path.push(here);
            node = first_stuck(&edges[here], &is_stuck);
        }
        // A walk that runs into itself has found a cycle; into an earlier one, nothing new.
        if let Some(again) = node
            && walk_of[again] == Some(*start)
        {
            let first = path.iter().position(|here| *here == again).unwrap_or(0);
            found.push(path.split_off(first));
        }
    }
    found
}

fn first_stuck(nodes: &[usize], is_stuck: &[bool]) -> Option<usize> {
    for node in nodes {
        if is_stuck[*node] {
            return Some(*node);
        }
    }
    None
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
