//! A file and what it includes, each once, as modules.

#![deny(warnings)]

mod idl {
    thrift::include_thrift!("files/orders.thrift");
}

fn main() {
    let order = idl::Order {
        customer: idl::people::Person { name: "Ada".into(), home: idl::places::City { name: "London".into() } },
        from: idl::places::City { name: "Paris".into() },
        ..Default::default()
    };
    assert_eq!(order.count, idl::people::DEFAULT_COUNT);
    assert_eq!(idl::HOME.name, "Rome");
    let bytes = thrift::binary::to_vec(&order).unwrap();
    assert_eq!(thrift::binary::from_slice::<idl::Order>(&bytes).unwrap(), order);
}
