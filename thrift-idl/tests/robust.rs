//! Whatever comes in: no panic, an end, and every place inside of the input.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use thrift_idl::{Kind, Span, Token, lex, parse, parse_text};

use crate::invariants::{check, check_format};

#[path = "support/invariants.rs"]
mod invariants;

/// Marsaglia's xorshift: the same inputs every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

const WORDS: &[&str] = &[
    "struct",
    "union",
    "exception",
    "enum",
    "typedef",
    "const",
    "service",
    "namespace",
    "include",
    "extends",
    "throws",
    "oneway",
    "void",
    "required",
    "optional",
    "i32",
    "string",
    "uuid",
    "bool",
    "list<",
    "set<",
    "map<",
    ">",
    "A",
    "B",
    "C",
    "A.x",
    "B.y",
    "x",
    "y",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    ",",
    ";",
    "=",
    "&",
    "*",
    "@",
    "-",
    "1",
    "2:",
    "-7",
    "0xff",
    "1.5",
    "'s'",
    "\"t\"",
    "true",
    "false",
    "/** d */",
    "# c\n",
    "\n",
    "byte",
    "xsd_attrs",
    "cpp_type",
    "é",
    ".",
    "rs",
];

#[test]
fn random_bytes() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..2000 {
        let length = random.below(200);
        let bytes: Vec<u8> = (0..length).map(|_| random.next().to_le_bytes()[0]).collect();
        check(&String::from_utf8_lossy(&bytes));
        check(&bytes.iter().map(|b| char::from(b & 0x7f)).collect::<String>());
    }
}

#[test]
fn random_words() {
    let mut random = Random(42);
    for _ in 0..20_000 {
        let length = random.below(60);
        let words: Vec<&str> = (0..length).map(|_| WORDS[random.below(WORDS.len())]).collect();
        let text = words.join(" ");
        check(&text);
        check_format(&text);
    }
}

/// Good files with something taken out, put in, or exchanged.
#[test]
fn mutated_files() {
    const FILE: &str = "namespace rs a /** d */ typedef list<i32> L const L l = [1, 2] \
        enum E { A = 1, B } struct S { 1: required i32 x = 5, 2: optional S next, 3: E e = E.A, \
        4: map<string, L> m = {'a': l} } union U { 1: i32 a, 2: S s } const S s = {'x': 3} \
        exception X { 1: U u = {'a': 1} } service P { void f() } \
        service Q extends P { i32 g(1: S s = {'x': 1}) throws (1: X x), oneway void h() }";
    let words: Vec<&str> = FILE.split(' ').collect();
    let mut random = Random(7);
    check(FILE);
    assert!(parse_text(FILE).diagnostics.is_empty());
    for _ in 0..5000 {
        let mut mutated = words.clone();
        for _ in 0..=random.below(4) {
            let at = random.below(mutated.len());
            match random.below(3) {
                0 => drop(mutated.remove(at)),
                1 => mutated.insert(at, WORDS[random.below(WORDS.len())]),
                _ => mutated[at] = words[random.below(words.len())],
            }
        }
        let text = mutated.join(" ");
        check(&text);
        check_format(&text);
    }
}

/// Tokens that no text gives, with indices for spans as a macro makes them.
#[test]
fn random_tokens() {
    let mut random = Random(1234);
    for _ in 0..5000 {
        let count = u32::try_from(random.below(40)).unwrap();
        let tokens: Vec<Token<'_>> = (0..count)
            .map(|index| {
                let word = WORDS[random.below(WORDS.len())];
                let kind = lex(word).tokens.pop().map_or(Kind::Unknown("".into()), |t| t.kind);
                Token::new(kind, Span::new(index, index))
            })
            .collect();
        let (_, diagnostics) = parse(&tokens, Span::new(count, count));
        assert!(diagnostics.iter().all(|d| d.span.end <= count));
    }
}

#[test]
fn large_inputs_take_linear_time() {
    let many =
        |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    let chain = many(20_000, &|n| format!("typedef list<T{}> T{n}\n", n + 1));
    check(&format!("{chain} typedef i32 T20000"));
    check(&many(20_000, &|n| format!("const i32 c{n} = c{}\n", n + 1)));
    check(&many(20_000, &|n| format!("struct S{n} {{ 1: required S{} s }}\n", n + 1)));
    check(&many(20_000, &|n| format!("service S{n} extends S{} {{ void f{n}() }}\n", n + 1)));
    check(&format!("enum E {{ {} }}", many(50_000, &|n| format!("V{n} "))));
    for open in ["struct S { 1: list<", "const i32 x = [", "(", "{", "service S { void f(", "@a("] {
        check(&open.repeat(20_000));
    }
    check(&"/*".repeat(50_000));
    check(&"'".repeat(50_001));
}

#[test]
fn constants_cannot_grow_without_bound() {
    let line = |m: usize| {
        let n = m + 1;
        format!("typedef list<T{m}> T{n} const T{n} c{n} = [c{m}, c{m}]\n")
    };
    let text: String = (0..60).map(line).collect();
    let text = format!("typedef i32 T0 const T0 c0 = 1\n{text}");
    let parsed = parse_text(&text);
    assert!(parsed.diagnostics.iter().any(|d| d.code == thrift_idl::Code::TooLarge));
}
