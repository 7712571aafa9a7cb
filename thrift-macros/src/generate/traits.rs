//! The traits of the types that an IDL declares.
//!
//! They are implemented and not derived: an editor completes nothing in what a derive reads, and a
//! field may be hidden from `Debug`. As those of a derive, their functions are inline: what nobody
//! calls is never compiled to machine code.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::debug::{debug_impl, shown};
use super::default;
use super::paths::Header;
use super::structure::plain_header;
use crate::model::{Field, Member, Order, Presence, Struct, Union, Variant};

/// All traits of a struct but its codec.
pub(crate) fn structure(item: &Struct) -> TokenStream {
    let header = plain_header(&item.ident, &item.generics);
    let default = item.declared.traits.default.then(|| default(item, &header));
    let clone = clone(item, &header);
    let debug = debug(item, &header);
    let members: Vec<_> = members(item).collect();
    let eq = match &members[..] {
        [] => quote!(true),
        members => quote!(#(self.#members == __other.#members)&&*),
    };
    let eq = self::eq(&header, &eq);
    let order = structure_order(item, &header);
    quote!(#default #clone #debug #eq #order)
}

fn structure_order(item: &Struct, header: &Header) -> TokenStream {
    let (compare, hash_all) = (compare_members(item), hash_members(item));
    match item.declared.traits.order {
        Order::Unknown => TokenStream::new(),
        Order::Partial => {
            let partial = partial_ord(header, &partially_compare_members(item));
            let total = total_ord(header, &compare, &hash_all);
            quote!(#partial #total)
        }
        Order::Total => {
            let ord = ord(header, &compare);
            let hash = hash(header, &hash_all);
            quote!(#ord #hash)
        }
    }
}

fn members(item: &Struct) -> impl Iterator<Item = &Member> {
    item.fields.iter().map(|field| &field.member).chain(&item.keeper)
}

// impl Default for User {
//     fn default() -> Self { Self { id: Default::default(), retries: 3i32, email: None } }
// }
fn default(item: &Struct, header: &Header) -> TokenStream {
    let Header { generics, ty, bounds } = header;
    let members = members(item);
    let kept = item.keeper.iter().map(|_| quote!(__thrift::Default::default()));
    let values = item.fields.iter().map(default_value).chain(kept);
    quote! {
        #[automatically_derived]
        impl #generics __thrift::Default for #ty #bounds {
            #[inline]
            fn default() -> Self {
                Self { #(#members: #values,)* }
            }
        }
    }
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
fn clone(item: &Struct, header: &Header) -> TokenStream {
    let members: Vec<_> = members(item).collect();
    clone_impl(header, &quote!(Self { #(#members: __thrift::Clone::clone(&self.#members),)* }))
}

fn clone_impl(header: &Header, body: &TokenStream) -> TokenStream {
    let Header { generics, ty, bounds } = header;
    quote! {
        #[automatically_derived]
        impl #generics __thrift::Clone for #ty #bounds {
            #[inline]
            fn clone(&self) -> Self {
                #body
            }
        }
    }
}

// impl Debug for User {
//     fn fmt(&self, f: …) -> … { f.debug_struct("User").field("id", &self.id)….finish() }
// }
fn debug(item: &Struct, header: &Header) -> TokenStream {
    let name = shown(&item.ident);
    let fields = item.fields.iter().map(|field| {
        let member = &field.member;
        let label = label(member);
        if field.redacted {
            quote!(.field(#label, &__thrift::format_args!("…")))
        } else {
            quote!(.field(#label, &self.#member))
        }
    });
    let kept = item.keeper.iter().map(|member| {
        let label = label(member);
        quote!(.field(#label, &self.#member))
    });
    debug_impl(header, &quote!(__f.debug_struct(#name)#(#fields)*#(#kept)*.finish()))
}

fn label(member: &Member) -> String {
    match member {
        Member::Named(ident) => shown(ident),
        Member::Unnamed(index) => index.to_string(),
    }
}

fn eq(header: &Header, body: &TokenStream) -> TokenStream {
    let Header { generics, ty, bounds } = header;
    quote! {
        #[automatically_derived]
        impl #generics __thrift::PartialEq for #ty #bounds {
            #[inline]
            fn eq(&self, __other: &Self) -> __thrift::bool {
                #body
            }
        }
    }
}

fn partial_ord(header: &Header, body: &TokenStream) -> TokenStream {
    let Header { generics, ty, bounds } = header;
    quote! {
        #[automatically_derived]
        impl #generics __thrift::PartialOrd for #ty #bounds {
            #[inline]
            fn partial_cmp(&self, __other: &Self) -> __thrift::Option<__thrift::Ordering> {
                #body
            }
        }
    }
}

/// `Eq`, `Ord`, and `PartialOrd` by way of it.
fn ord(header: &Header, body: &TokenStream) -> TokenStream {
    let Header { generics, ty, bounds } = header;
    let partial = partial_ord(header, &quote!(__thrift::Some(__thrift::Ord::cmp(self, __other))));
    quote! {
        #[automatically_derived]
        impl #generics __thrift::Eq for #ty #bounds {}

        #partial

        #[automatically_derived]
        impl #generics __thrift::Ord for #ty #bounds {
            #[inline]
            fn cmp(&self, __other: &Self) -> __thrift::Ordering {
                #body
            }
        }
    }
}

fn hash(header: &Header, body: &TokenStream) -> TokenStream {
    let Header { generics, ty, bounds } = header;
    quote! {
        #[automatically_derived]
        impl #generics __thrift::Hash for #ty #bounds {
            #[inline]
            fn hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
                #body
            }
        }
    }
}

// What makes a type with doubles inside an element of a set or a key of a map.
fn total_ord(header: &Header, compare: &TokenStream, hash: &TokenStream) -> TokenStream {
    let Header { generics, ty, bounds } = header;
    quote! {
        #[automatically_derived]
        impl #generics __thrift::TotalOrd for #ty #bounds {
            #[inline]
            fn total_cmp(&self, __other: &Self) -> __thrift::Ordering {
                #compare
            }

            #[inline]
            fn total_hash<__H: __thrift::Hasher>(&self, __state: &mut __H) {
                #hash
            }
        }
    }
}

/// The members with the order of their values.
fn ordered_members(item: &Struct) -> impl Iterator<Item = (&Member, Order)> {
    let fields = item.fields.iter().map(|field| (&field.member, field.ty.order));
    fields.chain(item.keeper.iter().map(|member| (member, Order::Total)))
}

// match Ord::cmp(&self.id, &other.id) {
//     Ordering::Equal => {}
//     unequal => return unequal,
// }
// …
// Ordering::Equal
fn compare_members(item: &Struct) -> TokenStream {
    let steps = ordered_members(item).map(|(member, order)| {
        let compare = total_cmp(order, &quote!(&self.#member), &quote!(&__other.#member));
        unless_equal(&compare, &quote!(__thrift::Ordering::Equal))
    });
    quote!(#(#steps)* __thrift::Ordering::Equal)
}

fn partially_compare_members(item: &Struct) -> TokenStream {
    let equal = quote!(__thrift::Some(__thrift::Ordering::Equal));
    let steps = members(item).map(|member| {
        let compare = quote!(__thrift::PartialOrd::partial_cmp(&self.#member, &__other.#member));
        unless_equal(&compare, &equal)
    });
    quote!(#(#steps)* #equal)
}

fn unless_equal(compare: &TokenStream, equal: &TokenStream) -> TokenStream {
    quote! {
        match #compare {
            #equal => {}
            __unequal => return __unequal,
        }
    }
}

fn hash_members(item: &Struct) -> TokenStream {
    let steps =
        ordered_members(item).map(|(member, order)| total_hash(order, &quote!(&self.#member)));
    quote!(#(#steps;)*)
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
    let variants: Vec<_> = item.variants.iter().map(|variant| &variant.ident).collect();
    let all: Vec<_> = variants.iter().copied().chain(&item.unknown).collect();
    let clone = clone_impl(
        &header,
        &quote! {
            match self {
                #(Self::#all(__value) => Self::#all(__thrift::Clone::clone(__value)),)*
            }
        },
    );
    let names = all.iter().map(|ident| shown(ident));
    let debug = debug_impl(
        &header,
        &quote! {
            match self {
                #(Self::#all(__value) => __f.debug_tuple(#names).field(__value).finish(),)*
            }
        },
    );
    let eq = eq(
        &header,
        &quote! {
            match (self, __other) {
                #((Self::#all(__left), Self::#all(__right)) => __left == __right,)*
                _ => false,
            }
        },
    );
    let order = union_order(item, &header);
    quote!(#clone #debug #eq #order)
}

fn union_order(item: &Union, header: &Header) -> TokenStream {
    let left = quote!(__left);
    let right = quote!(__right);
    let value = quote!(__value);
    match item.declared.traits.order {
        Order::Unknown => TokenStream::new(),
        Order::Partial => {
            let compare = |_: Order| quote!(__thrift::PartialOrd::partial_cmp(__left, __right));
            let ranks = quote!(__thrift::PartialOrd::partial_cmp(&__rank(self), &__rank(__other)));
            let partial = partial_ord(header, &by_rank(item, &compare, &ranks));
            let ranks = quote!(__thrift::Ord::cmp(&__rank(self), &__rank(__other)));
            let compare = by_rank(item, &|order| total_cmp(order, &left, &right), &ranks);
            let hash = union_hash(item, &|order| total_hash(order, &value));
            let total = total_ord(header, &compare, &hash);
            quote!(#partial #total)
        }
        Order::Total => {
            let ranks = quote!(__thrift::Ord::cmp(&__rank(self), &__rank(__other)));
            let ord =
                ord(header, &by_rank(item, &|_| total_cmp(Order::Total, &left, &right), &ranks));
            let hash = hash(header, &union_hash(item, &|_| total_hash(Order::Total, &value)));
            quote!(#ord #hash)
        }
    }
}

/// The variants with the order of their values, in their own order.
fn ranked(item: &Union) -> impl Iterator<Item = (&Ident, Order)> {
    let known = item.variants.iter().map(|Variant { ident, ty, .. }| (ident, ty.order));
    known.chain(item.unknown.iter().map(|ident| (ident, Order::Total)))
}

// let __rank = |value: &Self| match value { Self::Number(_) => 0usize, … };
// match (self, __other) {
//     (Self::Number(__left), Self::Number(__right)) => …,
//     _ => … of the ranks
// }
fn by_rank(
    item: &Union,
    compare: &dyn Fn(Order) -> TokenStream,
    ranks: &TokenStream,
) -> TokenStream {
    let ranks_of =
        ranked(item).enumerate().map(|(rank, (ident, _))| quote!(Self::#ident(_) => #rank,));
    let arms = ranked(item).map(|(ident, order)| {
        let compare = compare(order);
        quote!((Self::#ident(__left), Self::#ident(__right)) => #compare,)
    });
    quote! {
        let __rank = |__value: &Self| match __value { #(#ranks_of)* };
        match (self, __other) {
            #(#arms)*
            _ => #ranks,
        }
    }
}

// Hash::hash(&discriminant(self), state);
// match self { Self::Number(value) => Hash::hash(value, state), … }
fn union_hash(item: &Union, hash: &dyn Fn(Order) -> TokenStream) -> TokenStream {
    let arms = ranked(item).map(|(ident, order)| {
        let hash = hash(order);
        quote!(Self::#ident(__value) => #hash)
    });
    quote! {
        __thrift::Hash::hash(&__thrift::discriminant(self), __state);
        match self { #(#arms,)* }
    }
}
