//! Every keyword of Rust as a field, and many as methods, arguments and enum values.

#![deny(warnings)]

thrift::thrift! {
    struct Keywords {
        1: i32 as, 2: i32 break, 3: i32 continue, 4: i32 crate, 5: i32 else, 6: i32 extern,
        7: i32 fn, 8: i32 for, 9: i32 if, 10: i32 impl, 11: i32 in, 12: i32 let, 13: i32 loop,
        14: i32 match, 15: i32 mod, 16: i32 move, 17: i32 mut, 18: i32 pub, 19: i32 ref,
        20: i32 return, 21: i32 self, 22: i32 static, 23: i32 super, 24: i32 trait, 25: i32 type,
        26: i32 unsafe, 27: i32 use, 28: i32 where, 29: i32 while, 30: i32 dyn, 31: i32 await,
        32: i32 abstract, 33: i32 become, 34: i32 box, 35: i32 do, 36: i32 final, 37: i32 macro,
        38: i32 override, 39: i32 priv, 40: i32 typeof, 41: i32 unsized, 42: i32 virtual,
        43: i32 yield, 44: i32 try, 45: i32 gen, 46: i32 union, 47: i32 struct, 48: i32 enum,
        49: i32 const, 50: i32 async, 51: i32 required,
    }

    enum Words { type = 1, self = 2, match = 3, async = 4 }

    service Methods {
        i32 type(1: i32 match)
        void await(1: Words impl)
        void self()
    }
}

fn main() {
    let value = Keywords { r#type: 1, self_: 2, ..Default::default() };
    let bytes = thrift::binary::to_vec(&value).unwrap();
    assert_eq!(thrift::binary::from_slice::<Keywords>(&bytes).unwrap(), value);
    assert_eq!(Words::r#match.0, 3);
}
