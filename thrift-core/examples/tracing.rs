//! Spans of calls: a front server that calls another one, as the log shows it; and a trace that goes on
//! from the one to the other.
//!
//! ```text
//! cargo run --example tracing --features tracing
//! ```

use std::error::Error;

use tracing::info;
use tracing_subscriber::fmt::format::FmtSpan;

use thrift::service::{ChannelExt, DispatchExt};
use thrift::tracing::{Traced, Tracer};
use thrift::{Client, Context, Endpoint, Server, ServerHandle, Transport};

thrift::thrift! {
    exception NotFound { 1: string name }

    service Pages {
        /** The text of a page, with the name of its author. */
        string page(1: string title) throws (1: NotFound missing)
    }

    service Authors {
        string author(1: string title) throws (1: NotFound missing) (rust.context)
    }
}

/// The trace that the program is in: its id, that of the span in it, and a flag.
const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

struct Library;

impl Authors for Library {
    async fn author(&self, cx: &Context, title: String) -> Result<String, authors::AuthorError> {
        let trace = cx.headers().get("traceparent").unwrap_or("none");
        info!(trace, "looking for the author of {title}");
        match &*title {
            "Notes" => Ok("Ada".to_owned()),
            _ => Err(NotFound { name: title }.into()),
        }
    }
}

struct Front {
    authors: AuthorsClient<Traced<Client>>,
}

impl Pages for Front {
    async fn page(&self, title: String) -> Result<String, pages::PageError> {
        // A context of its own, and yet the trace of the call that this one is made for.
        match self.authors.author(&Context::new(), title.clone()).await {
            Ok(author) => Ok(format!("{title}, by {author}")),
            Err(authors::AuthorError::Missing(missing)) => Err(missing.into()),
            Err(authors::AuthorError::Thrift(error)) => Err(error.into()),
        }
    }
}

/// Starts both servers; the handles shut them down.
async fn serve() -> thrift::Result<(Client, [ServerHandle; 2])> {
    let behind = Server::bind("127.0.0.1:0").await?;
    let (address, behind_handle) = (behind.endpoint(), behind.handle());
    tokio::spawn(behind.serve(AuthorsServer::new(Library).trace(Tracer::new())));

    let client = connect(&address).await?;
    let authors = AuthorsClient::new(client.trace(Tracer::new().endpoint(&address)));
    let front = Server::bind("127.0.0.1:0").await?;
    let (address, front_handle) = (front.endpoint(), front.handle());
    tokio::spawn(front.serve(PagesServer::new(Front { authors }).trace(Tracer::new())));
    Ok((connect(&address).await?, [front_handle, behind_handle]))
}

/// A client whose messages have headers, which traces need.
async fn connect(address: &Endpoint) -> thrift::Result<Client> {
    Client::builder().transport(Transport::Header).connect(address).await
}

// On one thread, so that the log has an order.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_span_events(FmtSpan::CLOSE).with_ansi(false).init();
    let (client, handles) = serve().await?;
    let tracer = Tracer::new().endpoint(client.endpoint());
    // Elsewhere a propagator does this.
    let propagating = client.intercept(|request| Ok(request.with_header("traceparent", TRACE)));
    let pages = PagesClient::new(propagating.trace(tracer));
    println!("{}", pages.page("Notes".into()).await?);
    match pages.page("Poems".into()).await {
        Err(pages::PageError::Missing(missing)) => println!("no page {}", missing.name),
        other => return Err(format!("a page that is not there gave {other:?}").into()),
    }
    drop(pages);
    for handle in handles {
        handle.shutdown().await;
    }
    Ok(())
}
