#[automatically_derived]
impl __thrift::Encode for Role {
    fn schema() -> __thrift::schema::Type {
        __thrift::schema::Type::Enum(const {
            &__thrift::schema::Enum::new(
                    "Role",
                    const {
                        &[
                            __thrift::schema::EnumValue::new("OWNER", 1i32)
                                .with_annotations(&[("since", "2")]),
                            __thrift::schema::EnumValue::new("GUEST", 2i32),
                        ]
                    },
                )
                .with_open()
                .with_docs("Who does it.")
        })
    }
}
#[automatically_derived]
impl __thrift::Encode for Denied {
    fn schema() -> __thrift::schema::Type {
        __thrift::schema::Type::Struct(const {
            &__thrift::schema::Struct::new(
                "Denied",
                __thrift::schema::StructKind::Exception,
                const {
                    &[
                        __thrift::schema::Field::new(
                            1i16,
                            "message",
                            __thrift::schema::Requiredness::Default,
                            <::std::string::String as __thrift::Encode>::schema,
                        ),
                    ]
                },
            )
        })
    }
}
#[automatically_derived]
impl __thrift::Encode for User {
    fn schema() -> __thrift::schema::Type {
        __thrift::schema::Type::Struct(const {
            &__thrift::schema::Struct::new(
                "User",
                __thrift::schema::StructKind::Struct,
                const {
                    &[
                        __thrift::schema::Field::new(
                                1i16,
                                "id",
                                __thrift::schema::Requiredness::Required,
                                <i64 as __thrift::Encode>::schema,
                            )
                            .with_docs("Never 0."),
                        __thrift::schema::Field::new(
                                2i16,
                                "role",
                                __thrift::schema::Requiredness::Optional,
                                <::core::option::Option<Role> as __thrift::Inside>::schema,
                            )
                            .with_default(|| __thrift::default_inside::<
                                ::core::option::Option<Role>,
                            >(__thrift::Some(Role(2i32))))
                            .with_annotations(&[("redact", "1")]),
                        __thrift::schema::Field::new(
                            3i16,
                            "friends",
                            __thrift::schema::Requiredness::Default,
                            <::std::vec::Vec<User> as __thrift::Encode>::schema,
                        ),
                    ]
                },
            )
        })
    }
}
#[automatically_derived]
impl __thrift::Encode for Key {
    fn schema() -> __thrift::schema::Type {
        __thrift::schema::Type::Struct(const {
            &__thrift::schema::Struct::new(
                "Key",
                __thrift::schema::StructKind::Union,
                const {
                    &[
                        __thrift::schema::Field::new(
                            1i16,
                            "id",
                            __thrift::schema::Requiredness::Optional,
                            <i64 as __thrift::Encode>::schema,
                        ),
                        __thrift::schema::Field::new(
                            2i16,
                            "name",
                            __thrift::schema::Requiredness::Optional,
                            <::std::string::String as __thrift::Encode>::schema,
                        ),
                    ]
                },
            )
        })
    }
}
#[automatically_derived]
impl<__C> __thrift::schema::Described for BaseClient<__C> {
    fn service() -> &'static __thrift::schema::Service {
        const { &__thrift::schema::Service::new("Base", const { &[] }) }
    }
}
#[automatically_derived]
impl<__H> __thrift::schema::Described for BaseServer<__H> {
    fn service() -> &'static __thrift::schema::Service {
        <BaseClient<()> as __thrift::schema::Described>::service()
    }
}
#[automatically_derived]
impl<__C> __thrift::schema::Described for UsersClient<__C> {
    fn service() -> &'static __thrift::schema::Service {
        const {
            &__thrift::schema::Service::new(
                    "Users",
                    const {
                        &[
                            __thrift::schema::Method::new(
                                    "get",
                                    const {
                                        &[
                                            __thrift::schema::Field::new(
                                                1i16,
                                                "key",
                                                __thrift::schema::Requiredness::Required,
                                                <Key as __thrift::Encode>::schema,
                                            ),
                                            __thrift::schema::Field::new(
                                                    2i16,
                                                    "cached",
                                                    __thrift::schema::Requiredness::Default,
                                                    <bool as __thrift::Encode>::schema,
                                                )
                                                .with_default(|| __thrift::default_value::<bool>(true)),
                                        ]
                                    },
                                    <::core::result::Result<
                                        User,
                                        users::GetError,
                                    > as __thrift::Returns>::returns,
                                    <::core::result::Result<
                                        User,
                                        users::GetError,
                                    > as __thrift::Returns>::exceptions,
                                )
                                .with_docs("Looks up."),
                            __thrift::schema::Method::new(
                                    "touch",
                                    const {
                                        &[
                                            __thrift::schema::Field::new(
                                                1i16,
                                                "id",
                                                __thrift::schema::Requiredness::Default,
                                                <i64 as __thrift::Encode>::schema,
                                            ),
                                        ]
                                    },
                                    <::core::result::Result<
                                        (),
                                        ::thrift::Error,
                                    > as __thrift::Returns>::returns,
                                    <::core::result::Result<
                                        (),
                                        ::thrift::Error,
                                    > as __thrift::Returns>::exceptions,
                                )
                                .with_oneway(),
                        ]
                    },
                )
                .with_parent(<BaseServer<()> as __thrift::schema::Described>::service)
        }
    }
}
#[automatically_derived]
impl<__H> __thrift::schema::Described for UsersServer<__H> {
    fn service() -> &'static __thrift::schema::Service {
        <UsersClient<()> as __thrift::schema::Described>::service()
    }
}
