//! The traits of the types that an IDL declares.
//!
//! They are implemented and not derived: an editor completes nothing in what a derive reads, and a
//! field may be hidden from `Debug`. As those of a derive, their functions are inline: what nobody
//! calls is never compiled to machine code.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::debug::{debug_impl, shown, variant_arm};
use super::default;
use super::header::Header;
use super::structure::plain_header;
use crate::join::{append, each, separated};
use crate::model::{Field, Member, Order, Presence, Struct, Union};

/// All traits of a struct but its codec.
pub(crate) fn structure(item: &Struct) -> TokenStream {
    let header = plain_header(&item.ident, &item.generics);
    let members = members(item);
    let default = item.declared.traits.default.then(|| default(item, &header));
    let clone = clone(&members, &header);
    let debug = debug(item, &header);
    let equal = match &members[..] {
        [] => quote!(true),
        members => {
            separated(members, &quote!(&&), &|(member, _)| quote!(self.#member == __other.#member))
        }
    };
    let eq = eq(&header, &equal);
    let order = structure_order(item, &members, &header);
    quote!(#default #clone #debug #eq #order)
}

fn structure_order(item: &Struct, members: &[(&Member, Order)], header: &Header) -> TokenStream {
    match item.declared.traits.order {
        Order::Unknown => TokenStream::new(),
        Order::Partial => {
            let partial = partial_ord(header, &partially_compare_members(members));
            let total = total_ord(header, &compare_members(members), &hash_members(members));
            quote!(#partial #total)
        }
        Order::Total => {
            let ord = ord(header, &compare_members(members));
            let hash = hash(header, &hash_members(members));
            quote!(#ord #hash)
        }
    }
}

/// The members with the order of their values.
fn members(item: &Struct) -> Vec<(&Member, Order)> {
    let mut members = Vec::new();
    for field in &item.fields {
        members.push((&field.member, field.ty.order));
    }
    if let Some(keeper) = &item.keeper {
        members.push((keeper, Order::Total));
    }
    members
}

// impl Default for User {
//     fn default() -> Self { Self { id: Default::default(), retries: 3i32, email: None } }
// }
fn default(item: &Struct, header: &Header) -> TokenStream {
    let values = each(&item.fields, &|field| {
        let (member, value) = (&field.member, default_value(field));
        quote!(#member: #value,)
    });
    let kept = item.keeper.as_ref().map(|keeper| quote!(#keeper: __thrift::Default::default(),));
    let signature = quote!(fn default() -> Self);
    header.implement_function(&quote!(Default), &signature, &quote!(Self { #values #kept }))
}

fn default_value(field: &Field) -> TokenStream {
    match (&field.default, field.presence) {
        (Some(default), Presence::Optional) => {
            let value = default::value(default);
            quote!(__thrift::Some(#value))
        }
        (Some(default), _) => default::value(default),
        (None, _) => quote!(__thrift::Default::default()),
    }
}

// impl Clone for User {
//     fn clone(&self) -> Self { Self { id: Clone::clone(&self.id), … } }
// }
fn clone(members: &[(&Member, Order)], header: &Header) -> TokenStream {
    let members =
        each(members, &|(member, _)| quote!(#member: __thrift::Clone::clone(&self.#member),));
    clone_impl(header, &quote!(Self { #members }))
}

fn clone_impl(header: &Header, body: &TokenStream) -> TokenStream {
    header.implement_function(&quote!(Clone), &quote!(fn clone(&self) -> Self), body)
}

// impl Debug for User {
//     fn fmt(&self, f: …) -> … { f.debug_struct("User").field("id", &self.id)….finish() }
// }
fn debug(item: &Struct, header: &Header) -> TokenStream {
    let name = shown(&item.ident);
    let fields = each(&item.fields, &|field| shown_member(&field.member, field.redacted));
    let kept = item.keeper.as_ref().map(|keeper| shown_member(keeper, false));
    debug_impl(header, &quote!(__f.debug_struct(#name) #fields #kept.finish()))
}

fn shown_member(member: &Member, redacted: bool) -> TokenStream {
    let label = label(member);
    if redacted {
        quote!(.field(#label, &__thrift::format_args!("…")))
    } else {
        quote!(.field(#label, &self.#member))
    }
}

fn label(member: &Member) -> String {
    match member {
        Member::Named(ident) => shown(ident),
        Member::Unnamed(index) => index.to_string(),
    }
}

fn eq(header: &Header, body: &TokenStream) -> TokenStream {
    let signature = quote!(fn eq(&self, __other: &Self) -> __thrift::bool);
    header.implement_function(&quote!(PartialEq), &signature, body)
}

fn partial_ord(header: &Header, body: &TokenStream) -> TokenStream {
    let signature = quote! {
        fn partial_cmp(&self, __other: &Self) -> __thrift::Option<__thrift::Ordering>
    };
    header.implement_function(&quote!(PartialOrd), &signature, body)
}

/// `Eq`, `Ord`, and `PartialOrd` by way of it.
fn ord(header: &Header, body: &TokenStream) -> TokenStream {
    let eq = header.implement(&quote!(Eq), &TokenStream::new());
    let partial = partial_ord(header, &quote!(__thrift::Some(__thrift::Ord::cmp(self, __other))));
    let signature = quote!(fn cmp(&self, __other: &Self) -> __thrift::Ordering);
    let ord = header.implement_function(&quote!(Ord), &signature, body);
    quote!(#eq #partial #ord)
}

fn hash(header: &Header, body: &TokenStream) -> TokenStream {
    let signature = quote!(fn hash<__H: __thrift::Hasher>(&self, __state: &mut __H));
    header.implement_function(&quote!(Hash), &signature, body)
}

// What makes a type with doubles inside an element of a set or a key of a map.
fn total_ord(header: &Header, compare: &TokenStream, hash: &TokenStream) -> TokenStream {
    let functions = quote! {
        #[inline]
        fn total_cmp(&self, __other: &Self) -> __thrift::Ordering {
            #compare
        }

        #[inline]
        fn total_hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
            #hash
        }
    };
    header.implement(&quote!(TotalOrd), &functions)
}

// match Ord::cmp(&self.id, &other.id) {
//     Ordering::Equal => {}
//     unequal => return unequal,
// }
// …
// Ordering::Equal
fn compare_members(members: &[(&Member, Order)]) -> TokenStream {
    let equal = quote!(__thrift::Ordering::Equal);
    let steps = each(members, &|(member, order)| {
        let compare = total_cmp(*order, &quote!(&self.#member), &quote!(&__other.#member));
        unless_equal(&compare, &equal)
    });
    quote!(#steps #equal)
}

fn partially_compare_members(members: &[(&Member, Order)]) -> TokenStream {
    let equal = quote!(__thrift::Some(__thrift::Ordering::Equal));
    let steps = each(members, &|(member, _)| {
        let compare = quote!(__thrift::PartialOrd::partial_cmp(&self.#member, &__other.#member));
        unless_equal(&compare, &equal)
    });
    quote!(#steps #equal)
}

fn unless_equal(compare: &TokenStream, equal: &TokenStream) -> TokenStream {
    quote! {
        match #compare {
            #equal => {}
            __unequal => return __unequal,
        }
    }
}

fn hash_members(members: &[(&Member, Order)]) -> TokenStream {
    each(members, &|(member, order)| {
        let hash = total_hash(*order, &quote!(&self.#member));
        quote!(#hash;)
    })
}

fn total_cmp(order: Order, left: &TokenStream, right: &TokenStream) -> TokenStream {
    match order {
        Order::Total => quote!(__thrift::Ord::cmp(#left, #right)),
        Order::Partial | Order::Unknown => quote!(__thrift::TotalOrd::total_cmp(#left, #right)),
    }
}

fn total_hash(order: Order, value: &TokenStream) -> TokenStream {
    match order {
        Order::Total => quote!(__thrift::Hash::hash(#value, __state)),
        Order::Partial | Order::Unknown => {
            quote!(__thrift::TotalOrd::total_hash(#value, __state))
        }
    }
}

/// All traits of a union but its codec.
pub(crate) fn union(item: &Union) -> TokenStream {
    let header = plain_header(&item.ident, &item.generics);
    let variants = variants(item);
    let cloned = each(
        &variants,
        &|(ident, _)| quote!(Self::#ident(__value) => Self::#ident(__thrift::Clone::clone(__value)),),
    );
    let clone = clone_impl(&header, &quote!(match self { #cloned }));
    let shown = each(&variants, &|(ident, _)| variant_arm(ident));
    let debug = debug_impl(&header, &quote!(match self { #shown }));
    let equal = each(
        &variants,
        &|(ident, _)| quote!((Self::#ident(__left), Self::#ident(__right)) => __left == __right,),
    );
    let eq = eq(&header, &quote!(match (self, __other) { #equal _ => false, }));
    let order = union_order(item.declared.traits.order, &variants, &header);
    quote!(#clone #debug #eq #order)
}

fn union_order(order: Order, variants: &[(&Ident, Order)], header: &Header) -> TokenStream {
    let total = |order| total_cmp(order, &quote!(__left), &quote!(__right));
    let ranks = quote!(__thrift::Ord::cmp(&__rank(self), &__rank(__other)));
    match order {
        Order::Unknown => TokenStream::new(),
        Order::Partial => {
            let compare = |_| quote!(__thrift::PartialOrd::partial_cmp(__left, __right));
            let partial =
                quote!(__thrift::PartialOrd::partial_cmp(&__rank(self), &__rank(__other)));
            let partial = partial_ord(header, &by_rank(variants, &compare, &partial));
            let compare = by_rank(variants, &total, &ranks);
            let total = total_ord(header, &compare, &union_hash(variants));
            quote!(#partial #total)
        }
        Order::Total => {
            let ord = ord(header, &by_rank(variants, &total, &ranks));
            let hash = hash(header, &union_hash(variants));
            quote!(#ord #hash)
        }
    }
}

/// The variants with the order of their values, in their own order.
fn variants(item: &Union) -> Vec<(&Ident, Order)> {
    let mut variants = Vec::new();
    for variant in &item.variants {
        variants.push((&variant.ident, variant.ty.order));
    }
    if let Some(unknown) = &item.unknown {
        variants.push((unknown, Order::Total));
    }
    variants
}

// let __rank = |value: &Self| match value { Self::Number(_) => 0usize, … };
// match (self, __other) {
//     (Self::Number(__left), Self::Number(__right)) => …,
//     _ => … of the ranks
// }
fn by_rank(
    variants: &[(&Ident, Order)],
    compare: &dyn Fn(Order) -> TokenStream,
    ranks: &TokenStream,
) -> TokenStream {
    let mut ranks_of = TokenStream::new();
    for (rank, (ident, _)) in variants.iter().enumerate() {
        append(&mut ranks_of, quote!(Self::#ident(_) => #rank,));
    }
    let arms = each(variants, &|(ident, order)| {
        let compare = compare(*order);
        quote!((Self::#ident(__left), Self::#ident(__right)) => #compare,)
    });
    quote! {
        let __rank = |__value: &Self| match __value { #ranks_of };
        match (self, __other) {
            #arms
            _ => #ranks,
        }
    }
}

// Hash::hash(&discriminant(self), state);
// match self { Self::Number(value) => Hash::hash(value, state), … }
fn union_hash(variants: &[(&Ident, Order)]) -> TokenStream {
    let arms = each(variants, &|(ident, order)| {
        let hash = total_hash(*order, &quote!(__value));
        quote!(Self::#ident(__value) => #hash,)
    });
    quote! {
        __thrift::Hash::hash(&__thrift::discriminant(self), __state);
        match self { #arms }
    }
}
