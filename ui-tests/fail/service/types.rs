//! Arguments and results that have no Thrift type.

#[thrift::service]
trait Unsigned {
    async fn argument(&self, a: u64) -> thrift::Result<()>;
}

#[thrift::service]
trait UnsignedResult {
    async fn result(&self) -> thrift::Result<u64>;
}

#[thrift::service]
trait ForeignError {
    async fn result(&self) -> Result<i32, std::io::Error>;
}

#[thrift::service]
trait Answered {
    #[thrift(oneway)]
    async fn hidden(&self) -> Hidden;
}

type Hidden = thrift::Result<i32>;

fn main() {}
