//! Fields that only the module of their file sees, in values that other files write.

mod named {
    // The constants are at fault, and nothing else.
    thrift::include_thrift!("files/values.thrift");
}

mod written {
    thrift::thrift! {
        include "files/hidden.thrift"

        const list<hidden.Account> ALL = [{"name": "a", "secret": "b", "number": 1}]

        struct Uses {
            1: map<string, hidden.Account> accounts = {"a": {"name": "a"}}
            2: hidden.Holder holder = {"account": {"secret": "c"}}
            // Its own file sees what is in it.
            3: hidden.Holder right = {}
            4: hidden.Account account
        }
    }
}

fn main() {
    let _ = (named::LEFT.clone(), written::Uses::default());
}
