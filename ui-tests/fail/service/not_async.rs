#[thrift::service]
trait Blocking {
    fn get(&self, id: i32) -> thrift::Result<i32>;
}

fn main() {}
