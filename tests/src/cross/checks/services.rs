//! Several services on one port.

use thrift::{Client, Kind};

use super::Report;
use crate::cross::idl::{SecondService, SecondServiceClient, ThriftTest, ThriftTestClient};
use crate::cross::{Exit, SECOND_SERVICE};

pub(super) async fn check(client: &Client, report: &mut Report) {
    report.group(Exit::BASE_TYPES);
    let second = SecondServiceClient::new(client.service(SECOND_SERVICE));
    let answer = async {
        let answer = second.secondtest_string("foo".to_owned()).await?;
        // The contract says the one, and the server in C++ the other.
        Ok(if answer == "testString(\"foo\")" { "foo".to_owned() } else { answer })
    };
    report.answers("secondtestString(foo)", answer, &"foo".to_owned()).await;
    let misplaced = ThriftTestClient::new(client.service(SECOND_SERVICE));
    let unknown = |kind| matches!(kind, Kind::Application(_));
    report.fails("testVoid of SecondService", misplaced.test_void(), unknown).await;
}
