//! The client of Apache's cross-language tests.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use tokio::runtime::Runtime;

use thrift_tests::cross::{Program, run, run_client};

const HELP: &str = "\
Checks a server of `ThriftTest` in any language.

Usage: cross-client [OPTION]...

  --host HOST              where the server is (localhost)
  --port PORT              its port (9090)
  --domain-socket PATH     its socket, instead
  --transport TRANSPORT    buffered, framed, http or zlib (buffered)
  --protocol PROTOCOL      binary, compact, json, header, multi, multic, multij or multih (binary)
  --multiplex              name the service in calls, as the protocols `multi…` do
  --zlib                   compress the connection; with `header`, each message
  --ssl                    speak TLS
  --keys DIR               where CA.pem is, and client.crt with client.key if wanted (../keys)
  -n, --testloops COUNT    run all tests so many times (1)
  -t, --threads COUNT      with so many clients at once (1)
  -h, --help               print this

Exit code: the sum of 1 base types, 2 structs, 4 containers, 8 exceptions, for what failed or was not
executed; 64 when the command line is wrong or there is no server; 128 when it does not answer.";

fn main() -> ExitCode {
    let run_client = |options: &_| match Runtime::new() {
        Ok(runtime) => runtime.block_on(run_client(options)),
        Err(error) => Err(error.to_string()),
    };
    run(Program::Client, HELP, run_client).into()
}
