//! Methods that no service has. The traits, their clients and servers are usable all the same.

#[thrift::service]
trait Receivers {
    async fn none() -> thrift::Result<i32>;
    async fn argument(id: i32) -> thrift::Result<i32>;
    async fn mutable(&mut self) -> thrift::Result<i32>;
    async fn owned(self) -> thrift::Result<i32>
    where
        Self: Sized;
    async fn typed(self: &Self) -> thrift::Result<i32>;
}

#[thrift::service]
trait Forms {
    fn blocking(&self, id: i32) -> thrift::Result<i32>;
    async fn infallible(&self, id: i32);
    async fn with_type<T>(&self, it: T) -> thrift::Result<i32>;
    async fn with_lifetime<'a>(&'a self) -> thrift::Result<i32>;
    async fn with_bound(&self) -> thrift::Result<i32>
    where
        Self: Sized;
    async fn with_body(&self) -> thrift::Result<i32> {
        Ok(1)
    }
    const LIMIT: i32;
    type Item;
}

#[thrift::service]
trait Generic<T> {
    async fn get(&self) -> thrift::Result<i32>;
}

#[thrift::service]
trait Borrowing<'a> {
    async fn get(&self) -> thrift::Result<i32>;
}

#[thrift::service]
trait Plain {
    async fn result(&self) -> i32;
    async fn list(&self) -> Vec<i32>;
    async fn unit(&self) -> ();
    async fn optional(&self) -> Option<i32>;
}

trait Parent {}

#[thrift::service]
trait Child: Parent {
    async fn get(&self) -> thrift::Result<i32>;
}

#[thrift::service]
trait Outlives: 'static + Clone {
    async fn get(&self) -> thrift::Result<i32>;
}

#[thrift::service]
struct NotATrait {
    field: i32,
}

#[thrift::service]
impl NotATrait {
    #[thrift(oneway)]
    fn get(&self) -> i32 {
        self.field
    }
}

#[thrift::service(rename = "camelCase")]
#[thrift(rename_all = "camelCase", rename_all = "snake_case")]
trait Keys {
    #[thrift(onway)]
    async fn misspelt(&self) -> thrift::Result<()>;
    #[thrift(oneway, oneway)]
    async fn twice(&self, #[thrift(id = 1, id = 2)] it: i32) -> thrift::Result<()>;
    #[thrift(oneway = true)]
    async fn value(&self, #[thrift(idd = 1)] it: i32) -> thrift::Result<()>;
    #[thrift(name = "a b")]
    async fn name(&self, #[thrift(name = 3)] it: i32) -> thrift::Result<()>;
}

#[thrift::service]
trait Names {
    #[thrift(name = "second")]
    async fn first(&self) -> thrift::Result<()>;
    async fn second(&self) -> thrift::Result<()>;
    async fn get_it(&self) -> thrift::Result<()>;
    #[allow(non_snake_case)]
    async fn getIt(&self) -> thrift::Result<()>;
    async fn arguments(&self, #[thrift(name = "b")] a: i32, b: i32) -> thrift::Result<()>;
}

struct Handler;

impl Parent for Handler {}

impl Child for Handler {
    async fn get(&self) -> thrift::Result<i32> {
        Ok(1)
    }
}

impl Keys for Handler {
    async fn misspelt(&self) -> thrift::Result<()> {
        Ok(())
    }
    async fn twice(&self, _: i32) -> thrift::Result<()> {
        Ok(())
    }
    async fn value(&self, _: i32) -> thrift::Result<()> {
        Ok(())
    }
    async fn name(&self, _: i32) -> thrift::Result<()> {
        Ok(())
    }
}

async fn calls() -> thrift::Result<()> {
    let client = KeysClient::connect("localhost:9090").await?;
    client.twice(1).await?;
    let forms = FormsClient::new(());
    let _ = forms.clone();
    let _ = NotATrait { field: 1 }.get();
    Ok(())
}

fn main() {
    let _ = (KeysServer::new(Handler), ChildServer::new(Handler), calls());
}
