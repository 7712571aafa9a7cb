//! Syntax trees of every shape that a text can have.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use thrift_idl::ast::{
    Annotation, Base, Const, ConstKind, ConstValue, Definition, Document, Enum, EnumValue, Field,
    FieldValue, Function, FunctionQualifier, Header, Include, Literal, Name, Namespace, Package,
    Requiredness, Service, Struct, StructKind, StructuredAnnotation, Type, TypeKind, Typedef, Xsd,
};
use thrift_idl::{Span, doc, keyword};

const AT: Span = Span::new(0, 0);

pub(crate) fn document() -> impl Strategy<Value = Document> {
    let headers = vec(header(), 0..4);
    (option::of(docs()), headers, vec(definition(), 0..5)).prop_map(
        |(docs, headers, definitions)| {
            // Without a header the first comment is about a definition.
            let docs = docs.filter(|_| !headers.is_empty());
            Document { docs, headers, definitions, unread: Vec::new() }
        },
    )
}

fn header() -> BoxedStrategy<Header> {
    let scope = prop_oneof![Just(name_of("*")), path()];
    let namespace = (scope, path(), annotations()).prop_map(|(scope, name, annotations)| {
        let annotations = if scope.text == "*" { Vec::new() } else { annotations };
        Header::Namespace(Namespace { scope, name, annotations, span: AT })
    });
    prop_oneof![
        (literal(), structured()).prop_map(|(name, structured)| Header::Package(Package {
            name,
            structured,
            span: AT
        })),
        namespace,
        (literal(), option::of(name())).prop_map(|(path, alias)| Header::Include(Include {
            path,
            alias,
            span: AT
        })),
        literal().prop_map(Header::CppInclude),
    ]
    .boxed()
}

fn definition() -> BoxedStrategy<Definition> {
    prop_oneof![
        structure().prop_map(Definition::Struct),
        enumeration().prop_map(Definition::Enum),
        typedef().prop_map(Definition::Typedef),
        constant().prop_map(Definition::Const),
        service().prop_map(Definition::Service),
    ]
    .boxed()
}

/// Annotations behind, annotations before, docs.
type Around = (Vec<Annotation>, Vec<StructuredAnnotation>, Option<String>);

fn around() -> impl Strategy<Value = Around> {
    (annotations(), structured(), option::of(docs()))
}

fn structure() -> impl Strategy<Value = Struct> {
    let kind = select(vec![StructKind::Struct, StructKind::Union, StructKind::Exception]);
    let qualifier = select(&["safe", "transient", "server"][..]).prop_map(name_of);
    (kind, vec(qualifier, 0..3), name(), any::<bool>(), vec(field(), 0..4), around()).prop_map(
        |(kind, qualifiers, name, xsd_all, fields, (annotations, structured, docs))| {
            let is_exception = kind == StructKind::Exception;
            let qualifiers = if is_exception { qualifiers } else { Vec::new() };
            let xsd_all = xsd_all && !is_exception;
            Struct {
                kind,
                qualifiers,
                name,
                xsd_all,
                fields,
                annotations,
                structured,
                docs,
                span: AT,
            }
        },
    )
}

fn field() -> BoxedStrategy<Field> {
    let attributes = option::weighted(0.1, vec(plain_field(), 0..3));
    (plain_field(), any::<bool>(), any::<bool>(), attributes)
        .prop_map(|(field, optional, nillable, attributes)| {
            let is_there = optional || nillable || attributes.is_some();
            let xsd = is_there.then(|| Box::new(Xsd { optional, nillable, attributes }));
            Field { xsd, ..field }
        })
        .boxed()
}

fn plain_field() -> BoxedStrategy<Field> {
    let requiredness = option::of(select(vec![Requiredness::Required, Requiredness::Optional]));
    let default = option::weighted(0.3, value());
    let head = (option::of(any::<i64>()), requiredness, any::<bool>());
    (head, ty(), member_name(), default, around())
        .prop_map(|((id, requiredness, reference), ty, name, default, around)| {
            let (annotations, structured, docs) = around;
            Field {
                id: id.map(|id| (id, AT)),
                requiredness: requiredness.map(|requiredness| (requiredness, AT)),
                ty,
                reference,
                name,
                default: default.map(Box::new),
                xsd: None,
                annotations,
                structured,
                docs,
                span: AT,
            }
        })
        .boxed()
}

fn enumeration() -> impl Strategy<Value = Enum> {
    let value = (member_name(), option::of(any::<i64>()), around()).prop_map(
        |(name, number, (annotations, structured, docs))| {
            let number = number.map(|number| (number, AT));
            EnumValue { name, number, annotations, structured, docs, span: AT }
        },
    );
    (name(), vec(value, 0..4), around()).prop_map(
        |(name, values, (annotations, structured, docs))| Enum {
            name,
            values,
            annotations,
            structured,
            docs,
            span: AT,
        },
    )
}

fn typedef() -> impl Strategy<Value = Typedef> {
    (ty(), name(), around()).prop_map(|(ty, name, (annotations, structured, docs))| Typedef {
        ty,
        name,
        annotations,
        structured,
        docs,
        span: AT,
    })
}

fn constant() -> impl Strategy<Value = Const> {
    (ty(), name(), value(), structured(), option::of(docs())).prop_map(
        |(ty, name, value, structured, docs)| Const { ty, name, value, structured, docs, span: AT },
    )
}

fn service() -> impl Strategy<Value = Service> {
    (name(), option::of(path()), vec(function(), 0..4), around()).prop_map(
        |(name, extends, functions, (annotations, structured, docs))| Service {
            name,
            extends,
            functions,
            annotations,
            structured,
            docs,
            span: AT,
        },
    )
}

fn function() -> impl Strategy<Value = Function> {
    let qualifier =
        option::of(select(vec![FunctionQualifier::Readonly, FunctionQualifier::Idempotent]));
    // At the start of a function, `performs` is taken for the statement of fbthrift.
    let returns = option::of(ty()).prop_filter(
        "a statement",
        |ty| !matches!(ty, Some(Type { kind: TypeKind::Named(name), .. }) if name == "performs"),
    );
    let throws = option::of(vec(plain_field(), 0..3));
    let args = vec(plain_field(), 0..4);
    (any::<bool>(), qualifier, returns, member_name(), (args, throws), around()).prop_map(
        |(oneway, qualifier, returns, name, (args, throws), (annotations, structured, docs))| {
            let qualifier = qualifier.filter(|_| !oneway).map(|qualifier| (qualifier, AT));
            Function {
                oneway: oneway.then_some(AT),
                qualifier,
                returns,
                name,
                args,
                throws_span: throws.as_ref().map(|_| AT),
                throws: throws.unwrap_or_default(),
                annotations,
                structured,
                docs,
                span: AT,
            }
        },
    )
}

fn annotations() -> impl Strategy<Value = Vec<Annotation>> {
    let annotation = (path(), text()).prop_map(|(key, value)| Annotation {
        key: key.text,
        value,
        value_span: AT,
        span: AT,
    });
    option::weighted(0.3, vec(annotation, 1..4)).prop_map(Option::unwrap_or_default)
}

fn structured() -> impl Strategy<Value = Vec<StructuredAnnotation>> {
    let annotation = (path(), option::of(field_values(scalar().boxed())))
        .prop_map(|(name, fields)| StructuredAnnotation { name, fields, span: AT });
    option::weighted(0.2, vec(annotation, 1..3)).prop_map(Option::unwrap_or_default)
}

fn field_values(value: BoxedStrategy<ConstKind>) -> impl Strategy<Value = Vec<FieldValue>> {
    let field = (member_name(), value)
        .prop_map(|(name, kind)| FieldValue { name, value: ConstValue { kind, span: AT } });
    vec(field, 0..4)
}

fn ty() -> BoxedStrategy<Type> {
    let bases = [
        Base::Bool,
        Base::Byte,
        Base::I8,
        Base::I16,
        Base::I32,
        Base::I64,
        Base::Double,
        Base::String,
        Base::Binary,
        Base::Uuid,
    ];
    let make = |kind, cpp_type, annotations| Type { kind, cpp_type, annotations, span: AT };
    let base = (select(bases.to_vec()), annotations())
        .prop_map(move |(base, annotations)| make(TypeKind::Base(base), None, annotations));
    let named = path().prop_map(move |name| make(TypeKind::Named(name.text), None, Vec::new()));
    let leaf = prop_oneof![base, named];
    leaf.prop_recursive(4, 8, 2, move |inner| {
        let kind = prop_oneof![
            inner.clone().prop_map(|item| TypeKind::List(Box::new(item))),
            inner.clone().prop_map(|item| TypeKind::Set(Box::new(item))),
            (inner.clone(), inner)
                .prop_map(|(key, value)| TypeKind::Map(Box::new(key), Box::new(value))),
        ];
        (kind, option::weighted(0.2, literal()), annotations()).prop_map(
            move |(kind, cpp_type, annotations)| make(kind, cpp_type.map(Box::new), annotations),
        )
    })
    .boxed()
}

fn value() -> BoxedStrategy<ConstValue> {
    let value = |kind| ConstValue { kind, span: AT };
    scalar()
        .prop_recursive(4, 24, 6, move |inner| {
            let item = inner.clone().prop_map(value);
            // Without fields, the name would be an item of its own.
            let in_list = item.clone().prop_filter(
                "two items",
                |item| !matches!(&item.kind, ConstKind::Struct(_, fields) if fields.is_empty()),
            );
            prop_oneof![
                vec(in_list, 0..6).prop_map(ConstKind::List),
                vec((item.clone(), item), 0..4).prop_map(ConstKind::Map),
                (path(), field_values(inner))
                    .prop_map(|(name, fields)| ConstKind::Struct(name, fields)),
            ]
        })
        .prop_map(value)
        .boxed()
}

fn scalar() -> impl Strategy<Value = ConstKind> {
    prop_oneof![
        any::<i64>().prop_map(ConstKind::Int),
        select(vec![i64::MIN, i64::MAX, 0, -1]).prop_map(ConstKind::Int),
        any::<bool>().prop_map(ConstKind::Bool),
        any::<f64>().prop_filter("a number", |v| !v.is_nan()).prop_map(ConstKind::Double),
        select(vec![0.0, -0.0, 5.0, 1e16, 1e300, 5e-324, f64::MAX]).prop_map(ConstKind::Double),
        text().prop_map(ConstKind::Literal),
        path().prop_map(|name| ConstKind::Ident(name.text)),
    ]
}

fn literal() -> impl Strategy<Value = Literal> {
    text().prop_map(|text| Literal { text, span: AT })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{0,12}", "[\"'\\\\\r\n\t\0a-cé☃/*#]{0,8}"]
}

/// What is left of a comment with this and that inside.
fn docs() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z][a-z ]{0,20}[.]", "[-a-c */\t\n\n'\"@é\u{a0}]{0,16}"]
        .prop_map(|text| format!(" {}", text.replace("*/", "")))
        .prop_filter_map("no docs", |text| {
            let is_doc = doc::is_doc(&format!("/**{text}*/")) && !text.contains("*/");
            is_doc.then(|| doc::clean(&text)).flatten()
        })
}

/// The name of a definition.
fn name() -> impl Strategy<Value = Name> {
    prop_oneof![
        4 => "[a-zA-Z_][a-zA-Z0-9_]{0,6}".boxed(),
        1 => select(&["package", "safe", "as", "readonly", "performs", "stream"][..])
            .prop_map(str::to_owned)
            .boxed(),
    ]
    .prop_filter("a keyword", |text| !keyword::is_keyword(text))
    .prop_map(|text| name_of(&text))
}

/// A name where keywords are allowed.
fn member_name() -> impl Strategy<Value = Name> {
    let keywords = keyword::KEYWORDS.into_iter().filter(|word| keyword::is_member_name(word));
    prop_oneof![4 => name(), 1 => select(keywords.collect::<Vec<_>>()).prop_map(name_of)]
}

/// A name that is used.
fn path() -> impl Strategy<Value = Name> {
    prop_oneof![
        name(),
        "[a-zA-Z_][a-z]{0,3}([.][a-z0-9_]{1,4}){1,2}".prop_map(|text| name_of(&text)),
    ]
    .prop_filter("renamed", |name| !name.text.starts_with("smalltalk"))
}

fn name_of(text: &str) -> Name {
    Name { text: text.to_owned(), span: AT }
}
