#[thrift::service]
trait Infallible {
    async fn get(&self, id: i32);
}

fn main() {}
