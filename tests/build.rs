//! A build script that uses the codec alone, where the program has services, connections and
//! descriptions: it compiles if nothing is made that its core has no names for.

use thrift::{ThriftEnum, ThriftStruct, ThriftUnion};

thrift::thrift! {
    struct Idl { 1: i32 number = 3 }
    union Choice { 1: Idl idl }
    enum Color { RED = 1 }
    exception Failed { 1: string message }
    service Base { Idl get() throws (1: Failed failed) }
    service Calls extends Base { oneway void wake(1: Choice choice) }
}

#[derive(ThriftStruct, Debug, PartialEq)]
struct Derived {
    #[thrift(id = 1)]
    number: i32,
}

#[derive(ThriftUnion)]
enum Shape {
    #[thrift(id = 1)]
    Derived(Derived),
}

#[derive(ThriftEnum)]
enum Level {
    Low = 1,
}

#[cfg(feature = "script-services")]
#[thrift::service]
trait Written {
    async fn get(&self, #[thrift(required)] level: Level) -> thrift::Result<Shape>;
}

fn main() -> thrift::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let bytes = thrift::binary::to_vec(&Idl::default())?;
    assert_eq!(thrift::binary::from_slice::<Derived>(&bytes)?, Derived { number: 3 });
    let shape = Shape::Derived(Derived { number: 3 });
    assert!(thrift::binary::to_vec(&shape)?.ends_with(&[&*bytes, &[0]].concat()));
    Ok(())
}
