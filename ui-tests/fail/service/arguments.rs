//! Borrowed arguments, ids used twice, types without encoding, results that are none.

#[thrift::service]
trait Arguments {
    async fn borrowed(&self, name: &str) -> thrift::Result<i32>;
    async fn twice(&self, #[thrift(id = 2)] a: i32, b: i32) -> thrift::Result<i32>;
    async fn unsigned(&self, a: u64) -> thrift::Result<()>;
}

#[thrift::service]
trait Outputs {
    async fn foreign_error(&self) -> Result<i32, std::io::Error>;
}

fn main() {}
