//! What is half typed is one mistake, whatever it may be the beginning of.

thrift::thrift! {
    include "files/half_typed.thrift"

    struct Draft {
        1: string title,
        2: Dra
    }

    struct Second {
        1: opt
        2: i32 size,
    }

    struct Third {
        1: half_typed.Addr
    }

    struct Fourth {
        1: half_typed
    }

    struct Fifth {
        1: Drafts
    }

    struct Sixth {
        1: State.OPEN
    }

    enum State { OPEN, SHUT }

    const i32 LIMIT = LIMI

    service Drafts {
        Draft get(1: Sec number)
        list<Dra
    }
}

fn main() {
    thrift::thrift! {
        struct Local { 1: Loca other }
    }

    let local = Local::default();
    let draft = Draft { title: String::new() };
}
