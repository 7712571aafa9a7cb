//! A client that says which of its server's answers are wrong.

use core::future::pending;
use core::time::Duration;

use tokio::net::TcpListener;

use thrift::service::{Dispatch, Request, Response};
use thrift::{Client, Server};
use thrift_tests::cross::idl::{SecondServiceServer, ThriftTestClient};
use thrift_tests::cross::{Exit, Handler, Report, check_services, check_thrift_test, services};

use crate::support::*;

thrift::thrift! {
    struct Nothing {}

    struct Double { 1: double thing }
}

/// Forgets the arguments of a method, so that its answer is another one.
struct Forgetful<D> {
    services: D,
    method: &'static str,
}

impl<D: Dispatch> Dispatch for Forgetful<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        if request.method() != self.method {
            return self.services.dispatch(request).await;
        }
        self.services.dispatch(without_arguments(&request)).await
    }
}

fn without_arguments(request: &Request) -> Request {
    let nothing = request.codec().encode(&Nothing {}).unwrap();
    Request::received(request.method(), request.is_oneway(), request.codec(), nothing.into())
}

/// Takes each zero for one without a sign.
struct Unsigned<D>(D);

impl<D: Dispatch> Dispatch for Unsigned<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        if request.method() == "testDouble" {
            let double: Double = request.codec().decode(request.arguments()).unwrap();
            if double.thing == 0.0 {
                return self.0.dispatch(without_arguments(&request)).await;
            }
        }
        self.0.dispatch(request).await
    }
}

/// Never answers the calls of a method.
struct Stuck<D> {
    services: D,
    method: &'static str,
}

impl<D: Dispatch> Dispatch for Stuck<D> {
    async fn dispatch(&self, request: Request) -> Option<Response> {
        if request.method() == self.method {
            pending::<()>().await;
        }
        self.services.dispatch(request).await
    }
}

fn forgetful(method: &'static str) -> Forgetful<impl Dispatch> {
    Forgetful { services: services(Handler::new()), method }
}

/// Each method whose answer depends on its arguments, and the group that fails with it.
const METHODS: [(&str, Exit); 21] = [
    ("testString", Exit::BASE_TYPES),
    ("testBool", Exit::BASE_TYPES),
    ("testByte", Exit::BASE_TYPES),
    ("testI32", Exit::BASE_TYPES),
    ("testI64", Exit::BASE_TYPES),
    ("testDouble", Exit::BASE_TYPES),
    ("testBinary", Exit::BASE_TYPES),
    ("testUuid", Exit::BASE_TYPES),
    ("testStruct", Exit::STRUCTS),
    ("testNest", Exit::STRUCTS),
    ("testEnum", Exit::STRUCTS),
    ("testTypedef", Exit::STRUCTS),
    ("testInsanity", Exit::STRUCTS),
    ("testMulti", Exit::STRUCTS),
    ("testMap", Exit::CONTAINERS),
    ("testStringMap", Exit::CONTAINERS),
    ("testSet", Exit::CONTAINERS),
    ("testList", Exit::CONTAINERS),
    ("testException", Exit::EXCEPTIONS),
    ("testMultiException", Exit::EXCEPTIONS),
    ("SecondService:secondtestString", Exit::BASE_TYPES),
];

#[tokio::test]
async fn each_wrong_answer_is_one_of_its_group() {
    for (method, group) in METHODS {
        let report = report_of(&format!("mem:forgets-{method}"), forgetful(method)).await;
        assert_eq!(report.exit(), group, "{method}: {:?}", report.failures());
        assert!(!report.failures().is_empty());
    }
}

#[tokio::test]
async fn a_zero_without_its_sign_is_found_out() {
    let report = report_of("mem:unsigned", Unsigned(services(Handler::new()))).await;
    assert_eq!(report.exit(), Exit::BASE_TYPES);
    assert_eq!(report.failures(), ["testDouble(-0e0): -0.0 expected, found 0.0"]);
}

#[tokio::test]
async fn the_exit_code_is_the_group() {
    for (method, group) in [
        ("testI64", Exit::BASE_TYPES),
        ("testNest", Exit::STRUCTS),
        ("testSet", Exit::CONTAINERS),
        ("testMultiException", Exit::EXCEPTIONS),
    ] {
        let server = Server::bind("127.0.0.1:0").await.unwrap();
        let port = server.endpoint().socket_addr().unwrap().port();
        tokio::spawn(server.serve(forgetful(method)));
        let output = client(&format!("--port={port} --protocol=compact")).await;
        let told = told(&output);
        assert_eq!(output.status.code(), Some(group.code().into()), "{method}: {told}");
        assert!(told.contains(&format!("client 1, time 1: {method}")), "{told}");
    }
}

/// One that has none of the methods.
#[tokio::test]
async fn another_service_fails_in_all_groups() {
    let server = SecondServiceServer::new(Handler::new());
    let report = report_of("mem:another-service", server).await;
    assert_eq!(report.exit(), Exit::GROUPS);
    let first = &report.failures()[0];
    assert!(
        first.starts_with("secondtestString(foo): \"foo\" expected, found the error"),
        "{first}"
    );
    assert!(report.failures().iter().any(|failure| failure.starts_with("testVoid():")));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_does_not_answer_is_not_asked_again() {
    let stuck = Stuck { services: services(Handler::new()), method: "testSet" };
    let report = report_of("mem:stuck", stuck).await;
    // The oneway call, at the end, is one of the base types.
    let wanted = Exit::TIMEOUT | Exit::CONTAINERS | Exit::EXCEPTIONS | Exit::BASE_TYPES;
    assert_eq!(report.exit(), wanted, "{:?}", report.failures());
    assert_eq!(report.failures().len(), 1, "{:?}", report.failures());
}

#[tokio::test(start_paused = true)]
async fn a_oneway_call_that_is_waited_for_is_found_out() {
    let mut report = Report::new();
    // Nothing is between the two, and so the call takes as long as the sleep.
    check_thrift_test(&Handler::new(), &mut report).await;
    assert_eq!(report.exit(), Exit::BASE_TYPES);
    let [failure] = report.failures() else { panic!("{:?}", report.failures()) };
    assert!(failure.starts_with("testOneway(1) in 1"), "{failure}");
    assert!(failure.ends_with("at most 200ms: true expected, found false"), "{failure}");
}

#[tokio::test]
async fn nobody_at_the_port_is_a_failure_of_everything() {
    // It is taken, and nobody listens, once the listener is gone.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let output = client(&format!("--host=127.0.0.1 --port={port}")).await;
    let wanted = (Exit::UNKNOWN | Exit::GROUPS).code();
    assert_eq!(output.status.code(), Some(wanted.into()));
    assert!(told(&output).contains("cannot connect to"), "{}", told(&output));
}

#[tokio::test]
async fn what_is_no_command_line_is_said() {
    let (server, client) = (env!("CARGO_BIN_EXE_cross-server"), env!("CARGO_BIN_EXE_cross-client"));
    for (program, options, wanted) in [
        (server, "--pipe=x", "error: `--pipe` has no meaning for this program\n"),
        (client, "--anon-pipes 3 4", "error: `--anon-pipes` has no meaning for this program\n"),
        (client, "--ssl --keys=/nowhere", "error: cannot read /nowhere/CA.pem: "),
        (server, "--host=256.0.0.1 --port=0", "error: cannot listen at "),
    ] {
        let output = run(program, options).await;
        assert_eq!(output.status.code(), Some(64), "{}", told(&output));
        assert!(told(&output).starts_with(wanted), "{}", told(&output));
    }
    for program in [server, client] {
        let output = run(program, "--help").await;
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains("Usage: cross-"));
    }
}

async fn report_of(endpoint: &str, dispatch: impl Dispatch) -> Report {
    let server = Server::bind(endpoint).await.unwrap();
    tokio::spawn(server.serve(dispatch));
    let builder = Client::builder().call_timeout(Duration::from_secs(10));
    let client = builder.connect(endpoint).await.unwrap();
    let mut report = Report::new();
    check_services(&client, &mut report).await;
    check_thrift_test(&ThriftTestClient::new(client), &mut report).await;
    report
}
