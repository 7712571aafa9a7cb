//! Generic parameters.

use proc_macro2::{Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Lifetime, Token, token};

use super::Attribute;
use super::extent::up_to;
use super::mentions::Mentions;
use crate::join::{append, each, separated};

/// The generic parameters of an item, and what is required of them.
#[derive(Clone, Default)]
pub(crate) struct Generics {
    params: Vec<Param>,
    /// What stands behind `where`.
    predicates: TokenStream,
}

#[derive(Clone)]
pub(crate) struct Param {
    attrs: TokenStream,
    name: Name,
    /// What stands behind the colon.
    bounds: TokenStream,
    default: TokenStream,
}

#[derive(Clone)]
enum Name {
    Lifetime(Lifetime),
    Type(Ident),
    /// With the word `const`.
    Const(Ident, Ident),
}

impl Generics {
    /// One lifetime.
    #[cfg(feature = "idl")]
    pub(crate) fn of_lifetime(lifetime: Lifetime) -> Self {
        Self { params: vec![Param::lifetime(lifetime)], predicates: TokenStream::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.params.is_empty()
    }

    pub(crate) fn first(&self) -> Option<&Param> {
        self.params.first()
    }

    pub(crate) fn has_types(&self) -> bool {
        self.params.iter().any(|param| matches!(param.name, Name::Type(_)))
    }

    /// Reads a `where` and what follows it, if it is here.
    pub(super) fn parse_where(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.parse::<Option<Token![where]>>()?.is_some() {
            let ends = |input: ParseStream<'_>| input.peek(token::Brace) || input.peek(Token![;]);
            self.predicates = up_to(input, ends)?;
        }
        Ok(())
    }

    /// Adds a lifetime that outlives all others.
    pub(crate) fn add_longest(&mut self, lifetime: Lifetime) {
        let mut longest = Param::lifetime(lifetime);
        for param in &self.params {
            if let Name::Lifetime(other) = &param.name {
                add_to(&mut longest.bounds, '+', &other.to_token_stream());
            }
        }
        self.params.insert(0, longest);
    }

    /// Adds a bound to each type parameter inside some types, or to what is associated with it.
    pub(crate) fn add_bound(&mut self, types: &TokenStream, bound: &TokenStream) {
        for Param { name, bounds, .. } in &mut self.params {
            let Name::Type(ident) = name else { continue };
            let mentions = Mentions::of(ident, types);
            if mentions.itself {
                add_to(bounds, '+', bound);
            }
            for associated in mentions.associated {
                add_to(&mut self.predicates, ',', &quote!(#associated: #bound));
            }
        }
    }

    pub(crate) fn add_predicate(&mut self, predicate: &TokenStream) {
        add_to(&mut self.predicates, ',', predicate);
    }

    // <'a, T: Clone, const N: usize>, as it stands behind `impl`
    pub(crate) fn of_impl(&self) -> TokenStream {
        self.each(Param::without_default)
    }

    // <'a, T, { N }>
    pub(crate) fn arguments(&self) -> TokenStream {
        self.each(|param| match &param.name {
            // Bare, it would be the type of this name, where there is one.
            Name::Const(_, ident) => quote!({ #ident }),
            name => name.to_token_stream(),
        })
    }

    // where T: Clone
    pub(crate) fn where_clause(&self) -> TokenStream {
        let predicates = &self.predicates;
        if predicates.is_empty() { TokenStream::new() } else { quote!(where #predicates) }
    }

    fn each(&self, shown: fn(&Param) -> TokenStream) -> TokenStream {
        if self.params.is_empty() {
            return TokenStream::new();
        }
        let params = separated(&self.params, &quote!(,), &shown);
        quote!(<#params>)
    }
}

/// Adds to a list, which may end with a separator.
fn add_to(list: &mut TokenStream, separator: char, item: &TokenStream) {
    let end = list.clone().into_iter().last();
    let is_open = matches!(&end, Some(TokenTree::Punct(mark)) if mark.as_char() == separator);
    if end.is_some() && !is_open {
        list.append(TokenTree::Punct(Punct::new(separator, Spacing::Alone)));
    }
    append(list, item.clone());
}

fn behind(mark: char, tokens: &TokenStream) -> TokenStream {
    if tokens.is_empty() {
        return TokenStream::new();
    }
    let mark = Punct::new(mark, Spacing::Alone);
    quote!(#mark #tokens)
}

impl Parse for Generics {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut generics = Self::default();
        if !input.peek(Token![<]) {
            return Ok(generics);
        }
        input.parse::<Token![<]>()?;
        while !input.peek(Token![>]) {
            generics.params.push(input.parse()?);
            if !input.peek(Token![>]) {
                input.parse::<Token![,]>()?;
            }
        }
        input.parse::<Token![>]>()?;
        Ok(generics)
    }
}

impl Parse for Param {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let name = if input.peek(Lifetime) {
            Name::Lifetime(input.parse()?)
        } else if input.peek(Token![const]) {
            Name::Const(input.call(Ident::parse_any)?, input.parse()?)
        } else {
            Name::Type(input.parse()?)
        };
        let mut param =
            Self { attrs: each(&attrs, &Attribute::to_token_stream), ..Self::new(name) };
        if input.parse::<Option<Token![:]>>()?.is_some() {
            param.bounds = up_to(input, |input| ends(input) || input.peek(Token![=]))?;
        }
        if input.parse::<Option<Token![=]>>()?.is_some() {
            param.default = up_to(input, ends)?;
        }
        Ok(param)
    }
}

fn ends(input: ParseStream<'_>) -> bool {
    input.peek(Token![,]) || input.peek(Token![>])
}

impl Param {
    fn new(name: Name) -> Self {
        let attrs = TokenStream::new();
        Self { attrs, name, bounds: TokenStream::new(), default: TokenStream::new() }
    }

    fn lifetime(lifetime: Lifetime) -> Self {
        Self::new(Name::Lifetime(lifetime))
    }

    fn without_default(&self) -> TokenStream {
        let Self { attrs, name, bounds, .. } = self;
        let word = if let Name::Const(word, _) = name { Some(word) } else { None };
        let bounds = behind(':', bounds);
        quote!(#attrs #word #name #bounds)
    }
}

// As they are declared, without what stands behind `where`.
impl ToTokens for Generics {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.each(Param::to_token_stream));
    }
}

impl ToTokens for Param {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.without_default());
        tokens.extend(behind('=', &self.default));
    }
}

// As it is declared, without the word `const`.
impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Lifetime(lifetime) => lifetime.to_tokens(tokens),
            Self::Type(ident) | Self::Const(_, ident) => ident.to_tokens(tokens),
        }
    }
}
