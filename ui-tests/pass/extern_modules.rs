//! Files whose items are in a module that is there already: two modules share a third, and each
//! type of the IDL is one type in Rust.

#![deny(warnings)]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use thrift::Result;
use thrift::protocol::Codec;
use thrift::service::{Channel, Dispatch, Request, Response};

mod shared {
    thrift::include_thrift!("files/extern/shared.thrift");
}

mod b_c {
    thrift::thrift! {
        #![extern { common = crate::shared::basics }]
        include "files/extern/common.thrift"
        struct Odd { 1: double odd, 2: common.Id id }
    }
}

mod users {
    thrift::include_thrift!(
        "files/extern/users.thrift",
        include_dir = "files/extern/more",
        include_dir = "files/extern",
        extern {
            shared = crate::shared,
            common = crate::shared::basics,
            "odd-name" = crate::b_c,
        },
    );
}

mod groups {
    pub mod inner {
        thrift::thrift! {
            //! Paths may be relative: they begin where the macro stands.
            #![include_dir = "files/extern"]
            #![include_dir = "files/extern/more"]
            #![extern { shared = super::super::shared }]
            include "shared.thrift"
            include "local.thrift"

            struct Group { 1: list<shared.User> members, 2: local.Note note }

            service Groups extends shared.Base {
                Group first() throws (1: shared.Denied denied)
            }
        }
    }
}

mod beside {
    pub mod there {
        thrift::include_thrift!("files/extern/common.thrift");
    }

    thrift::thrift!(#![extern { common = self::there }] r#"
        include 'files/extern/common.thrift'
        struct Holder { 1: common.Id id }
    "#);
}

struct Handler;

impl shared::Base for Handler {
    async fn find(&self, key: shared::Key) -> std::result::Result<shared::User, shared::base::FindError> {
        match key {
            shared::Key::Id(id) => Ok(shared::User { id, name: "Ada".into(), ..Default::default() }),
            _ => Err(shared::Denied { reason: "no id".into() }.into()),
        }
    }

    async fn ping(&self) -> Result<()> {
        Ok(())
    }
}

impl users::local::Notes for Handler {
    async fn last(&self) -> std::result::Result<users::local::Note, users::local::notes::LastError> {
        Ok(users::local::Note { by: users::ROOT.clone(), text: "hello".into() })
    }
}

impl users::Users for Handler {
    async fn all(&self, after: shared::basics::Id) -> std::result::Result<shared::Team, users::users::AllError> {
        let user: users::Account = shared::User { id: after, ..Default::default() };
        Ok(vec![user])
    }
}

impl groups::inner::Groups for Handler {
    async fn first(&self) -> std::result::Result<groups::inner::Group, groups::inner::groups::FirstError> {
        Err(shared::Denied { reason: "none".into() })?
    }
}

struct Direct<D>(D);

impl<D: Dispatch> Channel for Direct<D> {
    fn codec(&self) -> Codec {
        Codec::default()
    }

    async fn send(&self, request: Request) -> Result<Option<Response>> {
        Ok(self.0.dispatch(request).await)
    }
}

/// Nothing here waits for anything.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("there is nothing to wait for"),
    }
}

fn values() {
    let page = users::Page {
        account: users::ROOT.clone(),
        keys: [users::KEY.clone()].into(),
        odd: b_c::Odd { id: shared::basics::Id { value: 3 }, odd: 0.5 },
        ..Default::default()
    };
    assert_eq!(page.role, shared::Role::ADMIN);
    assert_eq!(page.limit, shared::LIMIT);
    assert_eq!(page.owner.id, shared::basics::Id { value: -1 });
    assert_eq!(page.account.friend.as_ref().unwrap().name, "you");
    let bytes = thrift::binary::to_vec(&page).unwrap();
    assert_eq!(thrift::binary::from_slice::<users::Page>(&bytes).unwrap(), page);

    let members = vec![page.account, page.owner];
    let note = groups::inner::local::Note { by: members[0].clone(), text: String::new() };
    let group = groups::inner::Group { members, note };
    let bytes = thrift::binary::to_vec(&group).unwrap();
    assert_eq!(thrift::binary::from_slice::<groups::inner::Group>(&bytes).unwrap(), group);

    let _ = beside::Holder { id: beside::there::Id { value: 1 } };
}

fn services() {
    use groups::inner::Groups;
    use shared::Base;
    use users::Users;
    use users::local::Notes;

    let client = users::UsersClient::new(Direct(users::UsersServer::new(Handler)));
    now(client.ping()).unwrap();
    let id = shared::basics::Id { value: 7 };
    assert_eq!(now(client.find(users::KEY.clone())).unwrap().id, id);
    let error = now(client.find(shared::Key::Name("Ada".into()))).unwrap_err();
    assert!(matches!(error, shared::base::FindError::Denied(denied) if denied.reason == "no id"));
    assert_eq!(now(client.last()).unwrap().by.name, "root");
    assert_eq!(now(client.all(id)).unwrap()[0].id, shared::basics::Id { value: 7 });

    let client = groups::inner::GroupsClient::new(Direct(groups::inner::GroupsServer::new(Handler)));
    assert_eq!(now(client.find(users::KEY.clone())).unwrap().name, "Ada");
    assert!(now(client.first()).is_err());
}

fn main() {
    values();
    services();
}
