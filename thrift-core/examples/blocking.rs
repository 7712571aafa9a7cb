//! A service, its server and its clients without an asynchronous runtime.
//!
//! ```text
//! cargo run --example blocking --features blocking
//! ```

use std::collections::HashMap;
use std::error::Error;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use thrift::blocking::{Client, Server};

thrift::thrift! {
    exception Unknown { 1: string word }

    service Counter {
        /** Counts the words of a text. */
        i32 count(1: string text)
        /** How often a word was counted. */
        i64 seen(1: string word) throws (1: Unknown unknown)
        oneway void forget(1: string word)
    }
}

/// Handlers are `async`, as they are for other servers. This one waits for nothing, and could block.
#[derive(Default)]
struct Words {
    seen: Mutex<HashMap<String, i64>>,
}

impl Words {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, i64>> {
        // Whoever panicked meanwhile left no word half counted.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counter for Words {
    async fn count(&self, text: String) -> thrift::Result<i32> {
        let mut seen = self.lock();
        let mut count = 0_i32;
        for word in text.split_whitespace() {
            *seen.entry(word.to_lowercase()).or_default() += 1;
            count = count.saturating_add(1);
        }
        Ok(count)
    }

    async fn seen(&self, word: String) -> Result<i64, counter::SeenError> {
        let seen = self.lock().get(&word).copied();
        seen.ok_or_else(|| Unknown { word }.into())
    }

    async fn forget(&self, word: String) -> thrift::Result<()> {
        self.lock().remove(&word);
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::bind("127.0.0.1:0")?.max_connections(16);
    let (endpoint, handle) = (server.endpoint(), server.handle());
    println!("serving at {endpoint}");
    let serving = thread::spawn(move || server.serve(CounterServer::new(Words::default())));

    let counter = CounterClient::connect_blocking(&endpoint)?;
    println!("{} words", counter.count("the quick brown fox and the lazy dog".into())?);
    println!("`the` was seen {} times", counter.seen("the".into())?);
    match counter.seen("cat".into()) {
        Err(counter::SeenError::Unknown(unknown)) => println!("nobody saw a {}", unknown.word),
        other => return Err(format!("`cat` gave {other:?}").into()),
    }

    // Each thread has a clone, and as many connections as are allowed carry a call at a time.
    let client = Client::builder()
        .max_connections(2)
        .call_timeout(Duration::from_secs(5))
        .connect(&endpoint)?;
    let counter = CounterBlockingClient::new(client);
    let counting: Vec<_> = (0..4)
        .map(|_| {
            let counter = counter.clone();
            thread::spawn(move || counter.count("one more fox".into()))
        })
        .collect();
    for thread in counting {
        thread.join().expect("the thread does not panic")?;
    }
    println!("`fox` was seen {} times", counter.seen("fox".into())?);
    counter.forget("fox".into())?;

    handle.shutdown();
    serving.join().expect("the server does not panic")?;
    Ok(())
}
