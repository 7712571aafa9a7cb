//! Clients and servers without an asynchronous runtime.
