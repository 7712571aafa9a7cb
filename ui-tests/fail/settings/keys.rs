//! Settings that are not there, twice there, or not what they should be.

mod unknown {
    thrift::thrift! { #![crat = ::thrift, includedir = "files", nonsense] struct A {} }
}

mod twice {
    thrift::thrift! {
        #![crate = ::thrift, crate = ::other]
        #![extern {}, extern {}]
        struct A {}
    }
}

mod malformed {
    thrift::thrift! { #![extern = crate::a] #![include_dir = files] #![crate] struct A {} }

    thrift::include_thrift!("files/left.thrift" include_dir = "files");

    thrift::include_thrift!(include_dir = "files");

    pub mod unfinished {
        thrift::include_thrift!("files/root.thrift", include_dir);
    }
}

mod paths {
    thrift::thrift! { #![crate = super::thrift] struct A {} }
}

mod folders {
    thrift::thrift! { #![include_dir = "nowhere"] struct A {} }
    thrift::include_thrift!("files/root.thrift", include_dir = "files/root.thrift");
}

fn main() {
    let _ = (unknown::A {}, twice::A {}, malformed::A {}, paths::A {}, folders::A {});
    let _ = malformed::unfinished::Root::default();
}
