//! The notations mean the same: a block and the derives written by hand expand to one codec.

mod written;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use crate::ctxt::Ctxt;
use crate::generate::optional::{Schema, forced};
use crate::generate::paths::Krate;
use crate::generate::{default, enumeration, exception, method_error, service, structure, union};
use crate::lower::{derive, idl};
use crate::model::{DefaultValue, Docs, EnumForm, Item, Model, Service, Struct};
use crate::source::{self, Source};
use crate::{check, corpus, syntax};

fn model_of(block: TokenStream) -> Model {
    let cx = Ctxt::new();
    let source = source::block(&cx, block);
    let model = lower(&cx, &source);
    assert_eq!(cx.finish().to_string(), "");
    model
}

fn lower(cx: &Ctxt, source: &Source) -> Model {
    idl::program(cx, &source.settings, &source.program, source)
}

/// The codecs of a block, without the types that it declares.
fn codecs_of_block(block: TokenStream) -> String {
    let codecs = model_of(block).items.into_iter().map(|item| match item {
        Item::Struct(item) => structure_codec(&seen_alone(item)),
        Item::Union(item) => union::codec(&item),
        Item::Service(item) => {
            let errors = item.methods.iter().filter_map(|method| method.errors.as_ref());
            errors.map(method_error::implementation).collect()
        }
        Item::Enum(_) | Item::Alias(_) | Item::Const(_) => TokenStream::new(),
    });
    let krate = Krate::default();
    codecs.map(|codec| shown(&krate.anonymous(&codec))).collect()
}

fn structure_codec(item: &Struct) -> TokenStream {
    let codec = structure::codec(item);
    let implementation = item.exception.map(|text| exception::implementation(item, text));
    quote!(#codec #implementation)
}

/// Of a program it is known which types have a blank, and what defaults are; a derive sees one item
/// alone, and any expression.
fn seen_alone(mut item: Struct) -> Struct {
    for default in item.fields.iter_mut().filter_map(|field| field.default.as_mut()) {
        *default = DefaultValue::Expr(default::value(default));
    }
    Struct { blank: item.blank_of_unknown(), ..item }
}

/// Expansions name the types of fields, which the user spells without the whole path, and with or
/// without blanks.
fn shown(codec: &TokenStream) -> String {
    let text = codec.to_string().replace(">>", "> >");
    let modules = [
        "thrift :: private",
        "core :: option",
        "std :: boxed",
        "std :: collections",
        "std :: string",
        "std :: vec",
        "thrift",
    ];
    modules.iter().fold(text, |text, module| text.replace(&format!(":: {module} :: "), ""))
}

fn derived(derive: fn(&syntax::Item) -> TokenStream, input: &syntax::Item) -> String {
    shown(&derive(input))
}

/// Docs are written alike, and so are descriptions; those of enums differ, since only those of an
/// IDL are open.
#[test]
fn descriptions() {
    forced::with::<Schema, _>(|| {
        let block = quote! {
            /** A place. */
            struct Point {
                /**
                 * How far.
                 *
                 *  Or not.
                 */
                1: required i32 x,
                2: optional list<string> tags = [],
                3: string name = "nobody",
            }
        };
        let written = parse_quote! {
            /// A place.
            struct Point {
                /// How far.
                ///
                ///  Or not.
                #[thrift(id = 1, required)]
                x: i32,
                #[thrift(id = 2, default = __thrift::Vec::new())]
                tags: Option<Vec<String>>,
                #[thrift(id = 3, default = __thrift::String::from("nobody"))]
                name: String,
            }
        };
        let codecs = codecs_of_block(block);
        assert!(codecs.contains("How far.\\n\\n Or not."));
        assert_eq!(codecs, derived(crate::expand::structure, &written));
        for test in [structs, names_on_the_wire, exceptions, unions, errors_of_methods] {
            test();
        }
    });
}

#[test]
fn structs() {
    let block = quote! {
        struct Point {
            2: optional list<string> tags,
            1: required i32 x,
            3: string name,
            4: i64 count = 3,
            5: map<string, Point> children,
            6: optional Point twin,
        }
    };
    let written = parse_quote! {
        pub struct Point {
            #[thrift(id = 2)]
            pub tags: Option<Vec<String>>,
            #[thrift(id = 1, required)]
            pub x: i32,
            #[thrift(id = 3)]
            pub name: String,
            #[thrift(id = 4, default = 3i64)]
            pub count: i64,
            #[thrift(id = 5)]
            pub children: BTreeMap<String, Point>,
            #[thrift(id = 6)]
            pub twin: Option<Box<Point>>,
        }
    };
    assert_eq!(codecs_of_block(block), derived(crate::expand::structure, &written));
}

#[test]
fn names_on_the_wire() {
    let block = quote!(struct Names { 1: i32 fooBar, 2: i32 type });
    let written = parse_quote! {
        #[thrift(rename_all = "camelCase")]
        struct Names {
            #[thrift(id = 1)]
            foo_bar: i32,
            #[thrift(id = 2)]
            r#type: i32,
        }
    };
    assert_eq!(codecs_of_block(block), derived(crate::expand::structure, &written));
}

#[test]
fn exceptions() {
    let block = quote!(exception Failed { 1: i32 code, 2: string message });
    let written = parse_quote! {
        struct Failed {
            #[thrift(id = 1)]
            code: i32,
            #[thrift(id = 2)]
            message: String,
        }
    };
    assert_eq!(codecs_of_block(block), derived(crate::expand::exception, &written));
}

#[test]
fn unions() {
    let block = quote!(union Choice { 1: i32 number, 2: list<double> many });
    let written = parse_quote! {
        #[thrift(rename_all = "camelCase")]
        enum Choice {
            #[thrift(id = 1)]
            Number(i32),
            #[thrift(id = 2)]
            Many(Vec<f64>),
            #[thrift(unknown)]
            Unknown(UnknownField),
        }
    };
    assert_eq!(codecs_of_block(block), derived(crate::expand::union, &written));
}

/// An enum of an IDL is open, and a Rust enum has variants: what they share is the wire.
#[test]
fn enums_share_the_wire() {
    let wire = |form: EnumForm| {
        let cx = Ctxt::new();
        let input = parse_quote!(
            enum Color {
                #[thrift(value = 1)]
                RED,
            }
        );
        let (_, mut item) = derive::enumeration(&cx, &input);
        assert!(cx.finish().is_empty());
        item.form = form;
        enumeration::wire(&item, None).to_string()
    };
    assert_eq!(wire(EnumForm::Newtype), wire(EnumForm::Variants { unknown: None }));
}

#[test]
fn errors_of_methods() {
    let block = quote! {
        exception Missing { 1: i32 id }
        service Store { void get() throws (3: Missing missing) }
    };
    let written = parse_quote! {
        enum GetError {
            #[thrift(id = 3)]
            Missing(super::Missing),
            #[thrift(other)]
            Thrift(thrift::Error),
        }
    };
    let both = codecs_of_block(block);
    let missing = parse_quote!(
        struct Missing {
            #[thrift(id = 1)]
            id: i32,
        }
    );
    let exception = derived(crate::expand::exception, &missing);
    assert_eq!(both, format!("{exception}{}", derived(crate::expand::errors, &written)));
}

/// Each file there is, written as annotated Rust, is the same again.
#[test]
fn every_file_of_the_corpus() {
    let mut compared = 0;
    for path in corpus::files() {
        let path = path.to_str().expect("a path in UTF-8");
        let cx = Ctxt::new();
        let source = source::file(&cx, quote!(#path)).expect("the file is there");
        let mut model = lower(&cx, &source);
        check::block(&cx, &mut model, &source);
        // The type `uuid` is a feature.
        cx.finish();
        let modules = model.modules.into_iter().flat_map(|module| module.items);
        compared += modules.chain(model.items).map(compare).count();
    }
    assert!(compared > 10, "the files of the calculator are always there");
}

#[test]
fn every_kind_of_field() {
    let model = model_of(quote! {
        struct Point { 1: double x, 2: double y = 0.1 }
        struct All {
            1: required i32 required,
            2: optional string optional = "a, b",
            3: map<double, set<Point>> keys = {1.5: [{"x": 1.0}]},
            4: optional All next,
            5: All closed,
            6: string text (rust.type = "&'a str"),
            7: i64 adapted (rust.type = "Duration", rust.with = "my::millis"),
            8: list<i32> boxed = [1, 2] (rust.box),
            9: map<i32, i32> table = {1: 2} (rust.type = "HashMap"),
        } (rust.unknown_fields = "keep")
        union Either { 1: All all, 2: list<Either> many, 3: i32 (rust.type = "Small") small }
        exception Failed { 1: string message, 2: Point at }
        service Calls {
            Point call(1: i32 a = 3, 2: set<double> b, 3: required Point c) throws (1: Failed failed)
            oneway void tell(7: string x)
            void nothing()
        }
    });
    model.items.into_iter().for_each(compare);
}

fn compare(item: Item) {
    let in_anonymous = |codec: TokenStream| Krate::default().anonymous(&codec).to_string();
    match item {
        // Ids below 1 are those of an IDL that lets them be numbered.
        Item::Struct(item) if item.fields.iter().any(|field| field.id.value < 1) => {}
        Item::Struct(item) => {
            let item = seen_alone(item);
            assert_eq!(
                in_anonymous(structure_codec(&item)),
                in_anonymous(structure_codec(&Struct {
                    exception: item.exception,
                    ..written::structure(&item)
                }))
            );
        }
        Item::Union(item) => {
            assert_eq!(
                in_anonymous(union::codec(&item)),
                in_anonymous(union::codec(&written::union(&item)))
            );
        }
        Item::Service(item) => compare_services(item),
        Item::Enum(_) | Item::Alias(_) | Item::Const(_) => {}
    }
}

/// The trait of the block has docs, a parent and a module of errors, which a trait of Rust has in
/// other ways.
fn compare_services(mut item: Service) {
    for errors in item.methods.iter().filter_map(|method| method.errors.as_ref()) {
        assert_eq!(
            method_error::implementation(errors).to_string(),
            method_error::implementation(&written::errors(errors)).to_string()
        );
    }
    let written = written::service(&item);
    item.docs = Docs::default();
    item.parent = None;
    item.module = None;
    item.supertraits = TokenStream::new();
    for method in &mut item.methods {
        method.docs = Docs::default();
        method.errors = None;
        method.arguments.fields.iter_mut().for_each(|field| field.docs = Docs::default());
        let alone = Struct::undeclared(
            method.arguments.ident.clone(),
            method.arguments.generics.clone(),
            Vec::new(),
        );
        method.arguments = seen_alone(core::mem::replace(&mut method.arguments, alone));
    }
    let declared = |item| service::declared(&Krate::default(), item).to_string();
    assert_eq!(declared(&item), declared(&written));
}
