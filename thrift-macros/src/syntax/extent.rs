//! How far something reaches of which only its end is to be found.

use proc_macro2::{TokenStream, TokenTree};
use quote::TokenStreamExt;
use syn::Token;
use syn::parse::ParseStream;

/// Takes all of a type, of bounds or the like: up to something that ends it, unless that stands in
/// angle brackets.
pub(super) fn up_to(
    input: ParseStream<'_>,
    ends: fn(ParseStream<'_>) -> bool,
) -> syn::Result<TokenStream> {
    take(input, Angles::of_type(), ends)
}

/// Takes an expression: all up to the next comma.
pub(crate) fn expression(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    take(input, Angles::of_expression(), |input| input.peek(Token![,]))
}

fn take(
    input: ParseStream<'_>,
    mut angles: Angles,
    ends: fn(ParseStream<'_>) -> bool,
) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && (angles.depth > 0 || !ends(input)) {
        let tree = input.parse()?;
        angles.follow(&tree);
        tokens.append(tree);
    }
    Ok(tokens)
}

/// The generic arguments that something stands in: the commas of `HashMap::<i32, i32>::new()` and
/// `<i32 as Into<i64>>::into(1)` do not end an expression.
pub(super) struct Angles {
    pub(super) depth: usize,
    /// The last two marks.
    before: [char; 2],
    /// Whether one opens wherever it stands: in a type, nothing is compared.
    is_type: bool,
}

impl Angles {
    pub(super) fn of_type() -> Self {
        Self { depth: 0, before: [' ', ' '], is_type: true }
    }

    fn of_expression() -> Self {
        Self { depth: 0, before: [':', ':'], is_type: false }
    }

    pub(super) fn follow(&mut self, tree: &TokenTree) {
        let mark = if let TokenTree::Punct(mark) = tree { mark.as_char() } else { ' ' };
        match mark {
            '<' if self.is_type || self.depth > 0 || self.before == [':', ':'] => self.depth += 1,
            '>' if self.before[1] != '-' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.before = [self.before[1], mark];
    }
}
