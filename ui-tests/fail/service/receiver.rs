#[thrift::service]
trait NoReceiver {
    async fn get(id: i32) -> thrift::Result<i32>;
}

fn main() {}
