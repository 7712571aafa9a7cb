//! What is on the heap follows from cycles alone: the order of declarations changes no type.

#![deny(warnings)]

macro_rules! orders {
    ($($first:ident)? { $($one:tt)* } { $($two:tt)* } { $($three:tt)* }) => {
        pub mod forwards {
            thrift::thrift! { $($one)* $($two)* $($three)* }
        }

        pub mod backwards {
            thrift::thrift! { $($three)* $($two)* $($one)* }
        }

        pub mod between {
            thrift::thrift! { $($two)* $($three)* $($one)* }
        }
    };
}

mod plain {
    orders! {
        { struct A { 1: B b, 2: required C c, 3: optional C d } }
        { struct B { 1: C c, 2: list<C> many } }
        { struct C { 1: i32 x } }
    }
}

mod cycle {
    orders! {
        { struct A { 1: B b, 2: C c } }
        { struct B { 1: optional A a, 2: list<A> many, 3: map<string, A> named } }
        { struct C { 1: i32 x } }
    }
}

mod own {
    orders! {
        { struct Tree { 1: optional Tree left, 2: Tree right, 3: list<Tree> more, 4: Leaf leaf } }
        { struct Leaf { 1: i32 x } }
        { struct Holder { 1: Tree tree, 2: required Tree other } }
    }
}

mod unions {
    orders! {
        { union Expression { 1: i64 number, 2: Sum sum, 3: list<Expression> list } }
        { struct Sum { 1: required Expression left, 2: required Expression right, 3: Name name } }
        { typedef string Name struct Top { 1: Expression expression } }
    }
}

mod aliases {
    orders! {
        { struct Node { 1: optional Next next, 2: Others others } }
        { typedef Node Next }
        { typedef list<Next> Others }
    }
}

macro_rules! check {
    ($check:ident, $family:ident: $body:expr) => {{
        {
            use $family::forwards::*;
            $body
        }
        {
            use $family::backwards::*;
            $body
        }
        {
            use $family::between::*;
            $body
        }
    }};
}

fn main() {
    check!(plain, plain: {
        let a = A::default();
        let _: B = a.b;
        let _: C = a.c;
        let _: Option<C> = a.d;
        let _: C = B::default().c;
        let _: Vec<C> = B::default().many;
    });
    check!(cycle, cycle: {
        let _: C = A::default().c;
        let _: Vec<A> = B::default().many;
        let _: std::collections::BTreeMap<String, A> = B::default().named;
        let _: Option<Box<A>> = B::default().a;
        let _: Option<Box<B>> = A::default().b;
    });
    check!(own, own: {
        let tree = Tree::default();
        let _: Option<Box<Tree>> = tree.left;
        let _: Option<Box<Tree>> = tree.right;
        let _: Vec<Tree> = tree.more;
        let _: Leaf = tree.leaf;
        let _: Tree = Holder::default().tree;
        let _: Tree = Holder::default().other;
    });
    check!(unions, unions: {
        let number = || Expression::Number(1);
        let _: Expression = Expression::List(vec![number()]);
        let sum = |left, right| Sum { left, right, name: Name::new() };
        let _: Option<Expression> = Top::default().expression;
        let sum = sum(number().into(), number().into());
        let _: Expression = Expression::Sum(sum.into());
    });
    check!(aliases, aliases: {
        let node = Node::default();
        let _: Option<Box<Next>> = node.next;
        let _: Vec<Node> = node.others;
        let _: Others = vec![];
    });
}
