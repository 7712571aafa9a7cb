//! Each file is one module, however many files include it, named by its `namespace rs`.

#![deny(warnings)]

mod idl {
    thrift::thrift! {
        include "files/diamond/left.thrift"
        include "files/diamond/right.thrift"
        include "files/diamond/a/item.thrift"
        include "files/diamond/b/item.thrift" as second

        struct Top { 1: left.Left left, 2: right.Right right, 3: item.Item item, 4: second.Other other }
    }
}

fn main() {
    let bottom = idl::depths::Bottom { x: 1 };
    let top = idl::Top {
        left: idl::left::Left { bottom: bottom.clone() },
        right: idl::right::Right { bottom },
        item: idl::item::Item {},
        other: idl::item_of_b::Other {},
    };
    assert_eq!(top.left.bottom, top.right.bottom);
}
