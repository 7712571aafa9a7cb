//! What Apache's compiler reads although it is not quite right.

#![deny(warnings)]

thrift::thrift! {
    enum Color { red.dark = 3, red_light = 4 }

    const Color DARK = Color.red.dark
    const list<i32> NUMBERS = {}

    union Nothing { 1: Nothing more }

    service Log { oneway i32 write(1: string line) throws () }
}

struct Sink;

impl Log for Sink {
    async fn write(&self, _line: String) -> thrift::Result<()> {
        Ok(())
    }
}

fn main() {
    assert_eq!(DARK, Color::red_dark);
    assert_eq!(Color::red_dark.to_string(), "red.dark");
    assert!(NUMBERS.is_empty());
    let _ = LogServer::new(Sink);
}
