//! What borrows from a message cannot outlive it.

mod services {
    thrift::thrift! {
        struct Borrowed { 1: string name (rust.type = "&'a str") }
        typedef string (rust.type = "&'a str") Text
        exception Failed { 1: string message (rust.type = "&'a str") }

        service Calls {
            void argument(1: string it (rust.type = "&'a str"))
            void structure(1: Borrowed it)
            void listed(1: list<Borrowed> it)
            Borrowed result()
            Text alias()
            void thrown() throws (1: Failed failed)
        }
    }

    pub struct Handler;

    impl Calls for Handler {
        async fn argument(&self, _: &'static str) -> thrift::Result<()> {
            Ok(())
        }
        async fn structure(&self, _: Borrowed<'static>) -> thrift::Result<()> {
            Ok(())
        }
        async fn listed(&self, _: Vec<Borrowed<'static>>) -> thrift::Result<()> {
            Ok(())
        }
        async fn result(&self) -> thrift::Result<Borrowed<'static>> {
            Ok(Borrowed { name: "" })
        }
        async fn alias(&self) -> thrift::Result<&'static str> {
            Ok("")
        }
        async fn thrown(&self) -> Result<(), calls::ThrownError> {
            Ok(())
        }
    }
}

fn main() {
    let _ = services::CallsServer::new(services::Handler);
}
