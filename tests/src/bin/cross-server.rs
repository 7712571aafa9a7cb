//! The server of Apache's cross-language tests.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use thrift_tests::cross::{Program, run, run_server};

const HELP: &str = "\
Serves `ThriftTest` and `SecondService` to clients of any language, until it is ended.

Usage: cross-server [OPTION]...

  --host HOST              listen there (127.0.0.1)
  --port PORT              listen there (9090); 0 for any that is free
  --domain-socket PATH     listen there instead
  --transport TRANSPORT    buffered, framed, http or zlib (buffered)
  --protocol PROTOCOL      binary, compact, json, header, multi, multic, multij or multih (binary)
  --multiplex, --zlib      accepted: the server finds out
  --ssl                    speak TLS
  --keys DIR               where server.crt and server.key are (../keys)
  --server-type TYPE       simple, thread-pool, threaded or nonblocking (nonblocking)
  -n, --workers COUNT      connections that a thread-pool serves at once (4); accepted for all types
  --string-limit BYTES     refuse longer strings and binaries
  --container-limit COUNT  refuse containers with more elements
  -h, --help               print this

It prints `listening on ENDPOINT` once it does. It finds out what each client speaks, so that the
transport and the protocol are only checked. Exit code 64: the command line is wrong, or it cannot
listen.";

fn main() -> ExitCode {
    run(Program::Server, HELP, run_server).into()
}
