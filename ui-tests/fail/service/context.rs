//! Contexts in the wrong place, of another type, or with keys. All traits are usable all the same.

use thrift::Context;

#[thrift::service]
trait Places {
    async fn last(&self, id: i32, cx: &Context) -> thrift::Result<i32>;
    async fn twice(&self, cx: &Context, other: &thrift::Context) -> thrift::Result<i32>;
    async fn both(&self, cx: &Context, id: i32, other: &Context) -> thrift::Result<i32>;
}

#[thrift::service]
trait References {
    async fn mutable(&self, cx: &mut Context) -> thrift::Result<i32>;
    async fn lives(&self, cx: &'static Context) -> thrift::Result<i32>;
    async fn of_another_name(&self, cx: &Cx) -> thrift::Result<i32>;
    async fn of_another_kind(&self, request: &RequestContext) -> thrift::Result<i32>;
    async fn of_a_task(&self, task: &core::task::Context<'_>) -> thrift::Result<i32>;
}

#[thrift::service]
trait Parts {
    async fn keys(&self, #[thrift(id = 1)] cx: &Context) -> thrift::Result<i32>;
    async fn conditional(&self, #[cfg(any())] cx: &Context) -> thrift::Result<i32>;
    async fn ignored(&self, _: &Context) -> thrift::Result<i32>;
}

#[thrift::service]
trait Same {
    async fn same(&self, cx: &Context, cx: i32) -> thrift::Result<i32>;
}

mod another {
    #[derive(Clone)]
    pub struct Context;
}

#[thrift::service]
trait Another {
    async fn of_another_type(&self, cx: &another::Context) -> thrift::Result<i32>;
}

type Cx = Context;
type RequestContext = Context;

struct Handler;

impl Places for Handler {
    async fn last(&self, _: i32, _: &Context) -> thrift::Result<i32> {
        Ok(1)
    }
    async fn twice(&self, _: &Context, _: &Context) -> thrift::Result<i32> {
        Ok(1)
    }
    async fn both(&self, _: &Context, _: i32, _: &Context) -> thrift::Result<i32> {
        Ok(1)
    }
}

fn main() {
    let _ = (PlacesServer::new(Handler), PlacesClient::new(()), PartsClient::new(()));
}
