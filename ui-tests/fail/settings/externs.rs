//! Files that are not included, or not one, or nowhere.

mod left {
    thrift::include_thrift!("files/left.thrift");
}

mod right {
    thrift::include_thrift!("files/right.thrift");
}

mod unknown {
    thrift::include_thrift!("files/root.thrift", extern {
        lft = crate::left,
        root = crate::root,
        elsewhere = crate::elsewhere,
    });
}

mod twice {
    thrift::include_thrift!("files/root.thrift", extern { left = crate::left, "left" = crate::right });
}

mod same {
    thrift::thrift! {
        #![extern { item = crate::item }]
        include "files/a/item.thrift"
        include "files/b/item.thrift"
    }
}

mod relative {
    thrift::include_thrift!("files/root.thrift", extern { left = crate_of_mine::left });
}

mod disputed {
    thrift::include_thrift!("files/root.thrift", extern { left = crate::left, right = crate::right });
}

mod nowhere {
    thrift::include_thrift!("files/root.thrift", extern { left = crate::nowhere });
}

fn main() {
    let _ = unknown::Root::default();
}
