//! What types have of a type parameter.

use core::ops::Range;

use proc_macro2::{Ident, TokenStream, TokenTree};

use super::extent::Angles;

/// What some types have of a type parameter.
#[derive(Default)]
pub(super) struct Mentions {
    /// Whether the parameter itself is there.
    pub(super) itself: bool,
    /// `T::Item` and `<T as Iterator>::Item`, each once: what is asked of these is not asked of `T`.
    pub(super) associated: Vec<TokenStream>,
}

impl Mentions {
    pub(super) fn of(name: &Ident, types: &TokenStream) -> Self {
        let mut mentions = Self::default();
        mentions.look(name, types.clone());
        mentions
    }

    fn look(&mut self, name: &Ident, types: TokenStream) {
        let trees: Vec<_> = types.into_iter().collect();
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            at += 1;
            match tree {
                TokenTree::Group(group) => self.look(name, group.stream()),
                TokenTree::Ident(ident) if ident == name => match associated(&trees, at - 1) {
                    Some(found) => {
                        at = found.end;
                        self.add(trees[found].iter().cloned().collect());
                    }
                    None => self.itself = true,
                },
                _ => {}
            }
        }
    }

    fn add(&mut self, found: TokenStream) {
        let written = found.to_string();
        if self.associated.iter().all(|other| other.to_string() != written) {
            self.associated.push(found);
        }
    }
}

/// Where the type is that is associated with the parameter at this place, if one is.
fn associated(trees: &[TokenTree], at: usize) -> Option<Range<usize>> {
    let before = at.checked_sub(1);
    if before.is_some_and(|before| is_mark(trees, before, ':')) {
        // The last part of another path.
        return None;
    }
    let of_trait = matches!(trees.get(at + 1), Some(TokenTree::Ident(word)) if word == "as");
    let (start, end) = if of_trait { (before?, closed(trees, at)?) } else { (at, at + 1) };
    let mut to = end;
    while is_mark(trees, to, ':')
        && is_mark(trees, to + 1, ':')
        && matches!(trees.get(to + 2), Some(TokenTree::Ident(_)))
    {
        to += 3;
        if is_mark(trees, to, '<') {
            to = closed(trees, to + 1)?;
        }
    }
    (to > end).then_some(start..to)
}

/// The place behind the bracket that closes the one before `from`.
fn closed(trees: &[TokenTree], from: usize) -> Option<usize> {
    let mut angles = Angles::of_type();
    angles.depth = 1;
    let inside = trees.get(from..)?.iter().position(|tree| {
        angles.follow(tree);
        angles.depth == 0
    })?;
    Some(from + inside + 1)
}

fn is_mark(trees: &[TokenTree], at: usize, mark: char) -> bool {
    matches!(trees.get(at), Some(TokenTree::Punct(found)) if found.as_char() == mark)
}
