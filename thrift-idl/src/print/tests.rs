use super::*;
use crate::ast::{ConstKind, Definition};

/// Formats, and checks that formatting again changes nothing.
fn formatted(text: &str) -> String {
    let first = format(text).unwrap();
    assert_eq!(format(&first).as_ref(), Ok(&first), "again, of {text:?}");
    first
}

fn read(text: &str) -> Document {
    let lexed = lex(text);
    let (document, diagnostics) = parse(&lexed.tokens, lexed.end);
    assert!(!diagnostics.iter().any(Diagnostic::is_error), "{diagnostics:?}");
    document
}

fn printed(text: &str) -> String {
    print(&read(text))
}

#[test]
fn headers_and_one_line_definitions_stand_together() {
    let text = "/** file */ namespace * a; cpp_include '<b>' include 'c.thrift' as d
        package \"e\" namespace rs f (g, h = '\"') typedef list<i32> L const L l = [] enum E {}
        const i8 i = 1";
    let expected = "/** file */
namespace * a
cpp_include \"<b>\"
include \"c.thrift\" as d
package \"e\"
namespace rs f (g = \"1\", h = '\"')

typedef list<i32> L
const L l = []
enum E {}
const i8 i = 1
";
    assert_eq!(printed(text), expected);
}

#[test]
fn tall_and_documented_definitions_stand_apart() {
    let text = "const i8 a = 1 /** B\n * b */ const i8 b = 2 const i8 c = 3 enum E { A B = 0x2 }
        @F const i8 d = 4 const i8 e = 5";
    let expected = "const i8 a = 1

/**
 * B
 * b
 */
const i8 b = 2

const i8 c = 3

enum E {
  A,
  B = 2,
}

@F
const i8 d = 4

const i8 e = 5
";
    assert_eq!(printed(text), expected);
}

#[test]
fn fields_have_a_line_each() {
    let text = "safe exception E {1:required map cpp_type 'M'<i8(a),list<T>>(b='c')m={1:[]},2:S&s
        x y xsd_optional xsd_nillable xsd_attrs{i32 z}(k='v') @A /** W */ @b.C{d=1} 3: bool w} (q)";
    let expected = "safe exception E {
  1: required map cpp_type \"M\" <i8 (a = \"1\"), list<T>> (b = \"c\") m = {1: []};
  2: S & s;
  x y xsd_optional xsd_nillable xsd_attrs {
    i32 z;
  } (k = \"v\");
  /** W */
  @A
  @b.C{d = 1}
  3: bool w;
} (q = \"1\")
";
    assert_eq!(printed(text), expected);
}

#[test]
fn functions_break_at_the_width() {
    let name = "x".repeat(74);
    let text = format!("service S extends p.P {{ async void {name}(1: i32 a) readonly i32 f() }}");
    let expected = format!(
        "service S extends p.P {{\n  oneway void {name}(1: i32 a);\n  readonly i32 f();\n}}\n"
    );
    assert_eq!(expected.lines().nth(1).map(str::len), Some(99));
    assert_eq!(printed(&text), expected);
    let text = format!(
        "service S {{ void {name}x(1: i32 long, @A 2: i32 b = 1) throws (1: E e), i32 g(/** D */ 1: i32 a) }}"
    );
    let expected = format!(
        "service S {{
  void {name}x(
      1: i32 long,
      @A 2: i32 b = 1,
  ) throws (1: E e);
  i32 g(
      /** D */
      1: i32 a,
  );
}}
"
    );
    assert_eq!(printed(&text), expected);
}

#[test]
fn values_break_from_the_outside() {
    let item = "x".repeat(43);
    let text = format!("const T c = [{{1: {item}, 2: {item}}} [{item}] a.B{{x = [], list = 5.0}}]");
    let expected = format!(
        "const T c = [
  {{1: {item}, 2: {item}}},
  [{item}],
  a.B{{x = [], list = 5.0}},
]
"
    );
    assert_eq!(printed(&text), expected);
}

#[test]
fn numbers_print_with_all_their_bits() {
    for value in [5.0, -0.0, 1e300, 5e-324, f64::MAX, 0.1 + 0.2, 1e16] {
        let mut document = read("const double d = 0.5");
        let Definition::Const(item) = &mut document.definitions[0] else { panic!("no const") };
        item.value.kind = ConstKind::Double(value);
        let again = read(&print(&document));
        let Definition::Const(item) = &again.definitions[0] else { panic!("no const") };
        let ConstKind::Double(read) = item.value.kind else { panic!("{:?}", item.value.kind) };
        assert_eq!(read.to_bits(), value.to_bits());
    }
    let least = "const i64 i = -9223372036854775808\n";
    assert_eq!(printed(least), least);
}

#[test]
fn formatting_keeps_numbers_and_keys_as_written() {
    assert_eq!(
        formatted("struct S { 0x0F: i32 a = +7 (k); true: double d = 1E3 (k = '1') } ()"),
        "struct S {\n  0x0F: i32 a = +7 (k);\n  true: double d = 1E3 (k = \"1\");\n}\n"
    );
}

#[test]
fn formatting_keeps_one_blank_line_between_elements() {
    let text =
        "\n\n\nconst i8 a = 1\n\n\n\nconst i8 b = 2\nconst i8 c = 3\nenum E {\n\n\n  A,\n\n\n
            B, C }\n\n";
    let expected = "const i8 a = 1

const i8 b = 2
const i8 c = 3

enum E {
  A,

  B,
  C,
}
";
    assert_eq!(formatted(text), expected);
    assert_eq!(formatted(&text.replace('\n', "\r\n")), expected);
}

#[test]
fn comments_stay_with_what_they_are_about() {
    let text = "# license

 // about a
const i8 a=1 // a too
/* S */
struct S // it
{ # begins
      // about x
   1: i32 x /* x too */
   , /* y */ 2: i32 y // y too
   // the end of S
} // S is over

  // about E
enum E { A /* first */, B }
# the end
";
    let expected = "# license

// about a
const i8 a = 1 // a too

/* S */
// it
struct S { # begins
  // about x
  1: i32 x /* x too */;
  /* y */ 2: i32 y; // y too
  // the end of S
} // S is over

// about E
enum E {
  A /* first */,
  B,
}

# the end
";
    assert_eq!(formatted(text), expected);
}

#[test]
fn comments_inside_of_an_element_stay_on_its_line_or_go_above() {
    let text = "service S {\n  void /* returns\n  nothing */ f( // none\n  1: i32 /** lost */ a )
        throws // errors\n  (1: E e)\n}\nstruct /* T */ T\n// body\n{ 1: i32 a }";
    let expected = "service S {
  // errors
  void /* returns
  nothing */ f( // none
      1: i32 /** lost */ a,
  ) throws (1: E e);
}

struct /* T */ T { // body
  1: i32 a;
}
";
    assert_eq!(formatted(text), expected);
}

#[test]
fn comments_break_what_is_in_brackets() {
    let text = "const list<i8> l = [1, // one\n /* two */ 2,\n\n # three\n 3 /* also */]
        struct A {/* none */} struct B { // none\n} const map<i8, i8> m = {/* no */}
        const list<i8> n = [ /* one */ 1, 2 /* two */ ]";
    let expected = "const list<i8> l = [
  1, // one
  /* two */ 2,

  # three
  3, /* also */
]

struct A { /* none */ }

struct B { // none
}

const map<i8, i8> m = {/* no */}
const list<i8> n = [/* one */ 1, 2 /* two */]
";
    assert_eq!(formatted(text), expected);
}

#[test]
fn doc_comments_keep_their_text_and_their_place() {
    let text = "struct S {\n      /**\n       * One\n       *   two */ 1: i32 a; /** of b */
   /** of b\n     too\n   */\n  2: i32 b /** lost */;\n  /** of T */\n}\nstruct T {}";
    let expected = "struct S {
  /**
   * One
   *   two */
  1: i32 a; /** of b */
  /** of b
    too
  */
  2: i32 b /** lost */;
  /** of T */
}

struct T {}
";
    assert_eq!(formatted(text), expected);
    let docs = |text| match &read(text).definitions[1] {
        Definition::Struct(item) => item.docs.clone(),
        _ => None,
    };
    assert_eq!(docs(expected).as_deref(), Some("of T"));
}

#[test]
fn what_means_nothing_goes_unless_docs_stand_before_it() {
    assert_eq!(formatted("struct A {}; struct B {} () ,"), "struct A {}\nstruct B {}\n");
    let odd = "struct A {} /** of B */;\n\nstruct B {} (/** of C */)\n\nstruct C {}\n";
    assert_eq!(formatted(odd), odd);
}

#[test]
fn old_words_are_replaced() {
    assert_eq!(
        formatted(
            "namespace smalltalk.x y service S { async void f(1: list<i8> /*c*/ cpp_type 'W' a) }"
        ),
        "namespace st.x y\n\nservice S {\n  oneway void f(1: list cpp_type \"W\" <i8> /*c*/ a);\n}\n"
    );
}

#[test]
fn errors_refuse_and_warnings_do_not() {
    let errors = format("struct S { 1: i32 } const i8 s = '\\q'").unwrap_err();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors.is_sorted_by_key(|error| error.span.start));
    assert_eq!(formatted("const byte b = 1"), "const byte b = 1\n");
    assert_eq!(formatted(""), "");
    assert_eq!(formatted("\u{feff} // alone"), "// alone\n");
}

#[test]
fn docs_without_a_place_are_not_lost() {
    let document = Document { docs: Some("a".to_owned()), ..read("const i8 b = 1") };
    assert_eq!(print(&document), "/** a */\nconst i8 b = 1\n");
}

#[test]
fn large_inputs_take_linear_time() {
    let deep = |inside: &str| format!("{}{inside}{}", "[".repeat(98), "]".repeat(98));
    let deep = deep(&"1, ".repeat(2000));
    let comments = "// a\n/* b\n */".repeat(5_000);
    for text in [
        format!("const T t = [{}]", "[1, [2]] ".repeat(5_000)),
        format!("const T t = [{}]", deep.repeat(5)),
        format!("struct S {{ {comments} 1: i32 {comments} a {comments}; {comments} }}"),
        format!("service S {{ {} }}", "void f(1: i32 a) throws (1: E e) (k)".repeat(5_000)),
        "const i8 a = 1 // b\n;".repeat(10_000),
        "struct S {} ()\n".repeat(10_000),
    ] {
        assert!(!format(&text).unwrap().is_empty());
        assert!(!printed(&text).is_empty());
    }
}
