//! Every annotation for Rust in every place where it does not belong.

thrift::thrift! {
    struct Struct {
        1: i32 field (
            rust.context,
            rust.derive = "Hash",
            rust.idempotent,
            rust.unknown_fields = "keep",
        )
        2: list<i32 (
            rust.attr = "doc(hidden)",
            rust.box,
            rust.context,
            rust.derive = "Hash",
            rust.idempotent,
            rust.name = "Other",
            rust.redact,
            rust.unknown_fields = "keep",
            rust.visibility = "pub(crate)",
            rust.with = "path",
        )> types
    } (
        rust.box,
        rust.context,
        rust.idempotent,
        rust.redact,
        rust.type = "i32",
        rust.with = "path",
    )

    union Union {
        1: i32 member (
            rust.context,
            rust.derive = "Hash",
            rust.idempotent,
            rust.redact,
            rust.unknown_fields = "keep",
            rust.visibility = "pub(crate)",
            rust.with = "path",
        )
    } (
        rust.box,
        rust.context,
        rust.idempotent,
        rust.redact,
        rust.type = "i32",
        rust.unknown_fields = "keep",
        rust.with = "path",
    )

    exception Exception {
        1: i32 field
    } (
        rust.box,
        rust.context,
        rust.idempotent,
        rust.redact,
        rust.type = "i32",
        rust.with = "path",
    )

    enum Enum {
        VALUE = 1 (
            rust.box,
            rust.context,
            rust.derive = "Hash",
            rust.idempotent,
            rust.redact,
            rust.type = "i32",
            rust.unknown_fields = "keep",
            rust.visibility = "pub(crate)",
            rust.with = "path",
        )
    } (
        rust.box,
        rust.context,
        rust.idempotent,
        rust.redact,
        rust.type = "i32",
        rust.unknown_fields = "keep",
        rust.with = "path",
    )

    typedef i32 Typedef (
        rust.attr = "doc(hidden)",
        rust.box,
        rust.context,
        rust.derive = "Hash",
        rust.idempotent,
        rust.redact,
        rust.unknown_fields = "keep",
        rust.with = "path",
    )

    service Service {
        i32 call(
            1: i32 argument (
                rust.attr = "doc(hidden)",
                rust.box,
                rust.context,
                rust.derive = "Hash",
                rust.idempotent,
                rust.redact,
                rust.unknown_fields = "keep",
                rust.visibility = "pub(crate)",
                rust.with = "path",
            )
        ) throws (
            1: Exception thrown (
                rust.attr = "doc(hidden)",
                rust.box,
                rust.context,
                rust.derive = "Hash",
                rust.idempotent,
                rust.redact,
                rust.type = "i32",
                rust.unknown_fields = "keep",
                rust.visibility = "pub(crate)",
                rust.with = "path",
            )
        ) (
            rust.box,
            rust.derive = "Hash",
            rust.redact,
            rust.type = "i32",
            rust.unknown_fields = "keep",
            rust.visibility = "pub(crate)",
            rust.with = "path",
        )
    } (
        rust.box,
        rust.derive = "Hash",
        rust.redact,
        rust.type = "i32",
        rust.unknown_fields = "keep",
        rust.with = "path",
    )
}

struct Handler;

impl Service for Handler {
    async fn call(&self, argument: i32) -> Result<i32, service::CallError> {
        Ok(argument)
    }
}

fn main() {
    let _ = Struct { field: 1, types: vec![] };
    let _ = (Union::Member(1), Exception::default(), Enum::VALUE, 1 as Typedef);
    let _ = ServiceServer::new(Handler);
}
