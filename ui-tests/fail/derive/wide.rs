//! A discriminant that the wire has no room for.

#[derive(thrift::ThriftEnum)]
#[repr(i64)]
enum Wide {
    Small = 1,
    Large = 0x1_0000_0001,
}

fn main() {}
