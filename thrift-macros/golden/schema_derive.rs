#[automatically_derived]
impl<'a, T: __thrift::Encode> __thrift::Encode for Page<'a, T> {
    fn schema() -> __thrift::schema::Type {
        __thrift::schema::Type::Struct(const {
            &__thrift::schema::Struct::new(
                    "Page",
                    __thrift::schema::StructKind::Struct,
                    const {
                        &[
                            __thrift::schema::Field::new(
                                    1i16,
                                    "items",
                                    __thrift::schema::Requiredness::Required,
                                    <Vec<T> as __thrift::Encode>::schema,
                                )
                                .with_docs("As many as fit."),
                            __thrift::schema::Field::new(
                                2i16,
                                "next",
                                __thrift::schema::Requiredness::Optional,
                                <Option<&'a str> as __thrift::Inside>::schema,
                            ),
                            __thrift::schema::Field::new(
                                    3i16,
                                    "size",
                                    __thrift::schema::Requiredness::Default,
                                    <i32 as __thrift::Encode>::schema,
                                )
                                .with_default(|| __thrift::default_value::<i32>(10)),
                        ]
                    },
                )
                .with_docs("A part of a list.")
        })
    }
}
#[automatically_derived]
impl __thrift::Encode for Level {
    fn schema() -> __thrift::schema::Type {
        __thrift::schema::Type::Enum(const {
            &__thrift::schema::Enum::new(
                "Level",
                const {
                    &[
                        __thrift::schema::EnumValue::new(
                            "Low",
                            Level::Low as __thrift::i32,
                        ),
                        __thrift::schema::EnumValue::new(
                            "High",
                            Level::High as __thrift::i32,
                        ),
                    ]
                },
            )
        })
    }
}
