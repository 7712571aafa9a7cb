//! Every key in every place where it does not belong: on services and on their parts.

#[thrift::service]
#[thrift(
    default = 1,
    deprecated_ids(7),
    id = 1,
    name = "x",
    oneway,
    other,
    required,
    reserved(3),
    skip,
    transparent,
    unknown,
    value = 1,
    with = path,
)]
trait Service {
    #[thrift(
        crate = ::thrift,
        default = 1,
        deprecated_ids(7),
        id = 1,
        other,
        rename_all = "camelCase",
        required,
        reserved(3),
        skip,
        transparent,
        unknown,
        value = 1,
        with = path,
    )]
    async fn call(
        &self,
        #[thrift(
            crate = ::thrift,
            deprecated_ids(7),
            idempotent,
            oneway,
            other,
            rename_all = "camelCase",
            reserved(3),
            skip,
            transparent,
            unknown,
            value = 1,
            with = path,
        )]
        it: i32,
    ) -> thrift::Result<i32>;
}

struct Handler;

impl Service for Handler {
    async fn call(&self, it: i32) -> thrift::Result<i32> {
        Ok(it)
    }
}

fn main() {
    let _ = (ServiceServer::new(Handler), ServiceClient::new(()));
}
