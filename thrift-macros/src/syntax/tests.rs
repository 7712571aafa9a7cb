//! What is read here is what syn reads, which has all of Rust where tests are built.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::parse_quote;

use super::*;

/// Without blanks: whether two marks are one is kept as the user wrote it.
fn shown(tokens: impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

/// What a `$ty:ty` of a `macro_rules!` macro stands for.
fn captured(tokens: TokenStream) -> Group {
    Group::new(Delimiter::None, tokens)
}

#[track_caller]
fn same(item: TokenStream) {
    let expected: syn::DeriveInput = syn::parse2(item.clone()).expect("syn reads it");
    let found: Item = syn::parse2(item).expect("it is read here");
    assert_eq!(found.ident, expected.ident);
    same_attributes(&found.attrs, &expected.attrs);
    let (of_impl, arguments, where_clause) = expected.generics.split_for_impl();
    assert_eq!(shown(&found.generics), shown(&expected.generics));
    assert_eq!(shown(found.generics.of_impl()), shown(of_impl));
    // A constant has braces here, which it does not need where there is no type of its name.
    assert_eq!(shown(found.generics.arguments()).replace(['{', '}'], ""), shown(arguments));
    assert_eq!(shown(found.generics.where_clause()), shown(where_clause));
    assert_eq!(found.generics.has_types(), expected.generics.type_params().next().is_some());
    match (&found.data, &expected.data) {
        (Data::Struct(found), syn::Data::Struct(expected)) => same_fields(found, &expected.fields),
        (Data::Union(_), syn::Data::Union(_)) => {}
        (Data::Enum(_, found), syn::Data::Enum(expected)) => {
            assert_eq!(found.len(), expected.variants.len());
            for (found, expected) in found.iter().zip(&expected.variants) {
                assert_eq!(found.ident, expected.ident);
                same_attributes(&found.attrs, &expected.attrs);
                same_fields(&found.fields, &expected.fields);
            }
        }
        _ => panic!("another kind of item"),
    }
}

#[track_caller]
fn same_attributes(found: &[Attribute], expected: &[syn::Attribute]) {
    assert_eq!(shown(quote!(#(#found)*)), shown(quote!(#(#expected)*)));
    for (found, expected) in found.iter().zip(expected) {
        for name in ["doc", "thrift", "cfg", "unsafe", "serde"] {
            assert_eq!(found.is(name), expected.path().is_ident(name), "{name}");
        }
    }
}

#[track_caller]
fn same_fields(found: &Fields, expected: &syn::Fields) {
    let kinds = match found {
        Fields::Named(_) => matches!(expected, syn::Fields::Named(_)),
        Fields::Unnamed(_) => matches!(expected, syn::Fields::Unnamed(_)),
        Fields::Unit => matches!(expected, syn::Fields::Unit),
    };
    assert!(kinds && found.all().len() == expected.len());
    for (found, expected) in found.all().iter().zip(expected) {
        assert_eq!(found.ident, expected.ident);
        assert_eq!(shown(&found.ty), shown(&expected.ty));
        same_attributes(&found.attrs, &expected.attrs);
    }
}

#[test]
fn structs() {
    same(quote!(
        struct Unit;
    ));
    same(quote!(
        pub(crate) struct Empty {}
    ));
    same(quote! {
        /// Docs.
        #[derive(Debug)]
        #[serde::with(a, b)]
        #[serde(rename_all = "camelCase")]
        #[unsafe(no_mangle)]
        pub(in crate::a::b) struct Named {
            #[thrift(id = 1, default = HashMap::<i32, i32>::new())]
            pub map: HashMap<i32, Vec<Vec<i32>>>,
            #[cfg(any(unix, windows))]
            pub(super) r#type: Option<<Vec<i32> as IntoIterator>::Item>,
            function: fn(i32, i32) -> Box<dyn Fn(i32) -> i32 + Send>,
            array: [u8; { 3 + 4 }],
            constant: Wrapper<{ 1 > 2 }, -3, 'c'>,
            tuple: (i32, &'static mut str),
            never: !,
            made: made!(a, b),
        }
    });
    same(quote! {
        struct Tuple<T>(pub T, pub(crate) (i32, i64), pub (crate::A, crate::B), #[x] Vec<T>) where T: Copy;
    });
}

#[test]
fn enums_and_unions() {
    same(quote!(
        enum Nothing {}
    ));
    same(quote! {
        enum Values {
            A = 1,
            B = -(1 << 3),
            C = size_of::<(i32, Vec<i32>)>() as isize,
            D = <u8 as Number<1, 2>>::VALUE,
            #[thrift(unknown)]
            E(i32),
            F { a: Vec<i32>, b: i32 } = { 3 },
            G(),
        }
    });
    same(quote!(
        union Bits {
            a: u32,
            b: f32,
        }
    ));
}

#[test]
fn generics() {
    same(quote! {
        struct S<'a, 'b: 'a, T, U: Clone + Into<Vec<u8>> + ?Sized = Vec<Vec<u8>>, const N: usize = 3>
        where
            T: for<'c> Fn(&'c str) -> Result<U, [u8; N]>,
            <T as Iterator>::Item: PartialOrd<{ 3 }>,
        {
            of: PhantomData<&'a &'b (T, U)>,
        }
    });
    same(quote!(
        enum E<#[cfg(all())] T: Iterator<Item = Vec<u8>>, const B: bool = { 1 > 2 }>
        where
            T: Copy,
        {
            A(T),
        }
    ));
    same(quote!(
        struct S<T: Clone, U>(T, U);
    ));
    same(quote!(
        struct S();
    ));
}

#[test]
fn bounds_are_added() {
    let mut generics: Generics = parse_quote!(<'a, 'b, T: Copy + , U, V, const T2: usize>);
    generics.add_bound(&quote!(a::T < T2, [(U, X)] > Y), &quote!(Encode));
    generics.add_longest(syn::Lifetime::new("'de", proc_macro2::Span::call_site()));
    assert_eq!(
        shown(generics.of_impl()),
        shown(quote!(<'de: 'a + 'b, 'a, 'b, T: Copy + Encode, U: Encode, V, const T2: usize>))
    );
    generics.add_predicate(&quote!(Self: Debug));
    generics.add_predicate(&quote!(U: Debug));
    assert_eq!(shown(generics.where_clause()), shown(quote!(where Self: Debug, U: Debug)));
}

#[test]
fn bounds_are_added_to_associated_types() {
    let mut generics: Generics = parse_quote!(<T: Iterator, U, V>);
    let types =
        quote!(Vec<T::Item> <U as Into<Vec<fn() -> V>>>::Output<i32>::More, [T::Item; 3] a::V);
    generics.add_bound(&types, &quote!(Encode));
    assert_eq!(shown(generics.of_impl()), shown(quote!(<T: Iterator, U, V: Encode>)));
    assert_eq!(
        shown(generics.where_clause()),
        shown(quote!(
            where
                T::Item: Encode,
                <U as Into<Vec<fn() -> V>>>::Output<i32>::More: Encode
        ))
    );
}

#[test]
fn what_macros_captured() {
    let ty = captured(quote!(Option<Vec<i32>>));
    let (nothing, public) = (captured(TokenStream::new()), captured(quote!(pub(crate))));
    let nested = captured(ty.to_token_stream());
    same(quote!(#public struct S { #nothing a: #ty, #public b: #nested }));
    same(quote!(#nothing struct S(#nothing #ty, #public #ty);));
    let item: Item = parse_quote!(struct S(#nothing #nested, (#ty), #ty::Name, Vec<#ty>););
    let Data::Struct(fields) = item.data else { panic!("a struct") };
    let last = |field: &Field| field.ty.last_segment().map(|last| last.ident.to_string());
    let names: Vec<_> = fields.all().iter().filter_map(last).collect();
    assert_eq!(names, ["Option", "Option", "Name", "Vec"]);
}

fn shape(ty: &Type) -> String {
    match ty.shape() {
        Shape::Path(last) => {
            let first = last.first_type().map(shown).unwrap_or_default();
            format!("{}: {first}", last.ident)
        }
        Shape::Reference => "reference".to_owned(),
        Shape::Tuple(inside) => format!("tuple {}", shown(inside)),
        Shape::Array => "array".to_owned(),
        Shape::Never => "never".to_owned(),
        Shape::Other => "other".to_owned(),
    }
}

#[test]
fn shapes() {
    assert_eq!(shape(&parse_quote!(i32)), "i32: ");
    assert_eq!(shape(&parse_quote!((i32))), "i32: ");
    assert_eq!(shape(&parse_quote!(::a::Option<Map<i32, i64>, E>)), "Option: Map<i32,i64>");
    assert_eq!(shape(&parse_quote!(<Vec<T> as Trait<i32>>::Output<'a, i32>)), "Output: ");
    assert_eq!(shape(&parse_quote!(Option<fn(A, B) -> C>)), "Option: fn(A,B)->C");
    assert_eq!(shape(&parse_quote!(Array<3>)), "Array: ");
    assert_eq!(shape(&parse_quote!(&'a mut str)), "reference");
    assert_eq!(shape(&parse_quote!(())), "tuple ");
    assert_eq!(shape(&parse_quote!((A<i32, i32>,))), "tuple A<i32,i32>,");
    assert_eq!(shape(&parse_quote!([u8; 3])), "array");
    assert_eq!(shape(&parse_quote!(!)), "never");
    for other in ["[u8]", "dyn Error", "impl Error", "fn(i32)", "*const u8", "_", "m!()"] {
        assert_eq!(shape(&syn::parse_str(other).unwrap()), "other", "{other}");
    }
}

/// Each is a type, or none, for both.
#[test]
fn unknown_types() {
    let texts = "i32|::a::b::C|crate::A<'a, 3, -1, \"x\", true, { 1 + 2 }, Vec<Vec<i32>>>|A<>|A<B,>\
        |A::<i32>::B|Self::A|self::a|super::super::A|<A as b::C<D>>::E<F>|<A>::B|()|(i32)|(i32,)\
        |(i32, A<B, C>)|[u8]|[u8; 3]|[[u8; N + 1]; { 2 }]|&A|&'a A|&'static mut [A]|&&A|*const A\
        |*mut *const A|!|_|fn()|fn(i32, name: A<B>, _: C) -> D|unsafe extern \"C\" fn(*const u8, ...)\
        |extern fn()|for<'a> fn(&'a A) -> &'a B|dyn A|dyn A + Send + 'static|Box<dyn for<'a> Fn(&'a A) -> B>\
        |Box<dyn (A) + Send>|impl A|impl Iterator<Item = A> + ?Sized|dyn Iterator<Item = { 3 }>\
        |impl A<B: C + D, E = F>|m!()|a::m![b c]|r#type|Option<&'a str>|(dyn A + 'a)\
        ||Vec<|Vec<>>|A B|A,|A;|A::|::|<A>|<A as B>|&|&'a|[|[]|[A;]|(A B)|(,)|*A|fn|fn() ->|dyn|1|\"A\"\
        |'a|A<B C>|A<,>|A<B,,>|type|A::type|pub A|A = B|#A|m!|m! a|struct A|A.b|-A";
    for text in texts.split('|') {
        let expected = syn::parse_str::<syn::Type>(text);
        let found = Type::parse_unknown.parse_str(text);
        assert_eq!(found.is_ok(), expected.is_ok(), "{text}");
        if let (Ok(found), Ok(expected)) = (found, expected) {
            assert_eq!(shown(found), shown(expected));
        }
    }
}

#[test]
fn paths() {
    for text in "a|::a|a::b|crate::a|self|super::super::a|Self|a::B<C>|::a::B::<C, D<E>>::f|<A>::b|||::|a::|a::::b\
        |1|a b|a.b|type|a::type|A<|A<B|a::<|A(B)|-a|'a"
        .split('|')
    {
        let (expected, found) = (syn::parse_str::<syn::Path>(text), syn::parse_str::<Path>(text));
        same_paths(text, found, expected);
        let found = Path::parse_mod_style.parse_str(text);
        same_paths(text, found, syn::Path::parse_mod_style.parse_str(text));
    }
}

/// Of what is none, the message is the same too, save within generic arguments: users see it.
fn same_paths(text: &str, found: syn::Result<Path>, expected: syn::Result<syn::Path>) {
    match (found, expected) {
        (Ok(found), Ok(expected)) => {
            assert_eq!(shown(&found), shown(&expected));
            assert_eq!(found.is_global(), expected.leading_colon.is_some());
            let segments = expected.segments.iter();
            assert_eq!(found.is_generic, segments.clone().any(|it| !it.arguments.is_none()));
            assert!(found.is_generic || found.segments().iter().eq(segments.map(|it| &it.ident)));
        }
        (Err(found), Err(expected)) if !text.contains('<') => {
            assert_eq!(found.to_string(), expected.to_string(), "{text}");
        }
        (found, expected) => assert_eq!(found.is_ok(), expected.is_ok(), "{text}"),
    }
}

#[test]
fn visibilities() {
    for text in "|pub|pub(crate)|pub(self)|pub(super)|pub(in a::b)|pub(in crate)|crate|pub(a)|pub(crate, a)|pub pub\
        |pub()|pub(in)|1"
        .split('|')
    {
        let (expected, found) = (syn::parse_str::<syn::Visibility>(text), visibility.parse_str(text));
        assert_eq!(found.is_ok(), expected.is_ok(), "{text}");
        if let (Ok(found), Ok(expected)) = (found, expected) {
            assert_eq!(shown(found), shown(expected));
        }
    }
}

#[test]
fn attributes() {
    for text in "#[a]|#[a::b]|#[a = 1]|#[a = \"x\"] #[b]|#[a(b c)]|#[a[b]]|#[a{b}]|#[unsafe(a)]|#[a = include_str!(\"x\")]\
        |#|#[]|#[1]|#[a b]|#[a =]|#[a()b]|#(a)|#![a]|#[a::]|#[type]"
        .split('|')
    {
        let expected = syn::Attribute::parse_outer.parse_str(text);
        let found = Attribute::parse_outer.parse_str(text);
        assert_eq!(found.is_ok(), expected.is_ok(), "{text}");
        if let (Ok(found), Ok(expected)) = (found, expected) {
            same_attributes(&found, &expected);
        }
    }
}

#[test]
fn captured_attributes() {
    for (meta, name) in [
        (quote!(thrift(id = 1)), "thrift"),
        (quote!(doc = "x"), "doc"),
        (quote!(cfg::x), "none"),
        (quote!(::cfg), "none"),
    ] {
        let meta = captured(meta);
        let attributes = quote!(#[#meta]);
        let expected = syn::Attribute::parse_outer.parse2(attributes.clone()).unwrap();
        let found = Attribute::parse_outer.parse2(attributes).unwrap();
        same_attributes(&found, &expected);
        let [found] = &found[..] else { panic!("one attribute") };
        assert_eq!(found.is(name), name != "none");
        assert_eq!(found.text().as_deref(), (name == "doc").then_some("x"));
        let read = found.parse_args_with(&mut |input| input.parse::<TokenStream>().map(drop));
        assert_eq!(read.is_ok(), name == "thrift");
    }
}

#[test]
fn arguments_of_attributes() {
    let all = |input: ParseStream<'_>| input.parse::<TokenStream>().map(drop);
    let none = |input: ParseStream<'_>| input.parse::<syn::LitStr>().map(drop);
    for text in ["#[thrift]", "#[thrift = 1]", "#[thrift(a, b)]", "#[thrift{}]", "#[thrift[1]]"] {
        let [expected] = &syn::Attribute::parse_outer.parse_str(text).unwrap()[..] else {
            panic!()
        };
        let [found] = &Attribute::parse_outer.parse_str(text).unwrap()[..] else { panic!() };
        for mut read in [all, none as fn(ParseStream<'_>) -> _] {
            let (found, expected) =
                (found.parse_args_with(&mut read), expected.parse_args_with(read));
            let message = |result: syn::Result<()>| result.err().map(|error| error.to_string());
            assert_eq!(message(found), message(expected), "{text}");
        }
    }
}
