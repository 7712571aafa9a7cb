//! Annotations that are misspelt, and values that they cannot have.

mod misspelt {
    thrift::thrift! {
        struct Fields {
            1: i32 a (rust.nam = "b"),
            2: i32 b (rust.typ = "UserId"),
            3: i32 c (rust.boxed),
            4: i32 d (rust.redacted),
            5: i32 e (rust.wiht = "path"),
            6: i32 f (rust.visiblity = "private"),
            7: i32 g (rust.attrs = "doc(hidden)"),
            8: i32 h (rust.nonsense),
            9: i32 i (rust.name.long = "b"),
        } (rust.derives = "Hash", rust.unknown_field = "keep")
        service Calls { void call() (rust.contxt, rust.idempotnt) } (rust.cx)
    }
}

mod names {
    thrift::thrift! {
        struct Names {
            1: i32 empty (rust.name = ""),
            2: i32 blank (rust.name = "a b"),
            3: i32 digit (rust.name = "1x"),
            4: i32 path (rust.name = "a::b"),
            5: i32 nothing (rust.name),
        }
    }
}

mod flags {
    thrift::thrift! {
        struct Flags {
            1: i32 boxed (rust.box = "yes"),
            2: i32 redacted (rust.redact = "true"),
        }
        service Calls { void call() (rust.context = "yes") } (rust.idempotent = "no")
        struct Kept {} (rust.unknown_fields = "drop")
        struct Bare {} (rust.unknown_fields)
    }
}

mod visibilities {
    thrift::thrift! {
        struct Empty {} (rust.visibility = "")
        struct Word {} (rust.visibility = "public")
        struct Path {} (rust.visibility = "pub(nowhere)")
        struct Nothing {} (rust.visibility)
    }
}

mod derives {
    thrift::thrift! {
        struct Empty {} (rust.derive = "")
        struct Wrong {} (rust.derive = "Hash Eq")
        struct Attribute {} (rust.derive = "#[derive(Hash)]")
    }
}

mod attributes {
    thrift::thrift! {
        struct Empty {} (rust.attr = "")
        struct Open {} (rust.attr = "serde(")
        struct Behind {} (rust.attr = "#[doc(hidden)] pub")
    }
}

mod types {
    thrift::thrift! {
        struct Types {
            1: i32 empty (rust.type = ""),
            2: i32 wrong (rust.type = "Vec<"),
            3: string lifetime (rust.type = "&'b str"),
            4: string missing (rust.type = "&str"),
            5: string inside (rust.type = "std::borrow::Cow<'de, str>"),
            6: map<i32, i32> feature (rust.type = "IndexMap"),
            7: string shared (rust.type = "ByteString"),
            8: double ordered (rust.type = "OrderedFloat"),
        }
        typedef string Text (rust.type = "&'x str")
    }
}

mod adapters {
    thrift::thrift! {
        struct Adapters {
            1: i32 empty (rust.with = ""),
            2: i32 wrong (rust.with = "a b"),
            3: i32 by_default = 3 (rust.type = "u32", rust.with = "thrift::adapter::Bits"),
        }
    }
}

fn main() {
    let _ = names::Names::default();
    let _ = types::Types::default();
    let _ = adapters::Adapters::default();
}
