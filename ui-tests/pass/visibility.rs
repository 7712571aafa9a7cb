//! Values of structs whose fields are not all public, where these are seen.

#![deny(warnings)]

mod idl {
    thrift::thrift! {
        include "files/accounts.thrift"

        const accounts.Account HERE = {"name": "here", "secret": "known"}

        struct Uses {
            1: list<accounts.Account> accounts = [{}]
            2: accounts.Holder holder = {}
        }
    }
}

fn main() {
    let uses = idl::Uses::default();
    assert_eq!((uses.accounts[0].number, &*idl::HERE.name), (0, "here"));
    assert_eq!(uses.holder, idl::accounts::Holder::default());
    assert_ne!(uses.holder.vault, *idl::accounts::LOCKED);
}
