//! Which things lead back to themselves: strongly connected components.

/// Numbers the strongly connected components of a graph: two nodes have the same number if each
/// can be reached from the other.
///
/// `edges[n]` are the successors of the node `n`. Takes time and memory linear in nodes and
/// edges, and no stack.
///
/// # Panics
///
/// When an edge leads to a node that is not there.
///
/// ```
/// use thrift_idl::graph::components;
///
/// let component = components(&[vec![1], vec![0, 2], vec![]]);
/// assert_eq!(component[0], component[1]);
/// assert_ne!(component[1], component[2]);
/// ```
#[must_use]
pub fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    // Kosaraju's algorithm: against the edges, in the opposite of the order of leaving.
    let reversed = reversed(edges);
    let mut component = vec![usize::MAX; edges.len()];
    let mut order = leaving_order(edges);
    while let Some(root) = order.pop() {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if component[node] == usize::MAX {
                component[node] = order.len();
                open.extend_from_slice(&reversed[node]);
            }
        }
    }
    component
}

/// The same graph with every edge turned around.
///
/// # Panics
///
/// When an edge leads to a node that is not there.
///
/// ```
/// use thrift_idl::graph::reversed;
///
/// assert_eq!(reversed(&[vec![1], vec![1]]), [vec![], vec![0, 1]]);
/// ```
#[must_use]
pub fn reversed(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, successors) in edges.iter().enumerate() {
        for to in successors {
            reversed[*to].push(from);
        }
    }
    reversed
}

/// All nodes, each behind those that are reached from it, cycles aside.
fn leaving_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut visited = vec![false; edges.len()];
    let mut order = Vec::with_capacity(edges.len());
    for root in 0..edges.len() {
        let mut open = vec![(root, false)];
        while let Some((node, leaving)) = open.pop() {
            if leaving {
                order.push(node);
            } else if !visited[node] {
                visited[node] = true;
                open.push((node, true));
                for next in &edges[node] {
                    open.push((*next, false));
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_components() {
        let component = components(&[vec![1], vec![2], vec![0, 3], vec![4], vec![]]);
        assert!(component[0] == component[1] && component[1] == component[2]);
        assert_ne!(component[2], component[3]);
        assert_ne!(component[3], component[4]);
    }

    #[test]
    fn two_ways_that_meet_are_no_cycle() {
        let component = components(&[vec![1, 2], vec![3], vec![3], vec![]]);
        let distinct: std::collections::HashSet<_> = component.iter().collect();
        assert_eq!(distinct.len(), 4);
    }

    #[test]
    fn long_chains_need_no_stack() {
        let mut edges: Vec<_> = (1..=200_000).map(|next| vec![next]).collect();
        edges.push(Vec::new());
        let open = components(&edges);
        assert_ne!(open[0], open[200_000]);
        edges[200_000].push(0);
        let closed = components(&edges);
        assert_eq!(closed[0], closed[200_000]);
    }
}
