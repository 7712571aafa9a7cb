//! What is said of TLS where there is none.

use thrift::{Client, Kind, Server};

#[tokio::test]
async fn an_endpoint_of_tls_names_the_feature() {
    let text =
        "tls://127.0.0.1:0: TLS needs the feature `tls` of the crate `thrift-core`, which is off";
    let error = Client::builder().connect_lazy("tls://127.0.0.1:0").unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    assert_eq!(error.to_string(), format!("cannot connect to {text}"));
    let error = Server::bind("tls://127.0.0.1:0").await.unwrap_err();
    assert_eq!(error.kind(), Kind::Transport);
    assert_eq!(error.to_string(), format!("cannot listen at {text}"));
}
