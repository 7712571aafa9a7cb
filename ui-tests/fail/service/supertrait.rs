trait Parent {}

#[thrift::service]
trait Child: Parent {
    async fn get(&self, id: i32) -> thrift::Result<i32>;
}

fn main() {}
