//! What a build without HTTP says of it.

use thrift::Client;

#[test]
fn an_endpoint_of_http_names_the_feature_that_it_needs() {
    let error = Client::builder().connect_lazy("http://localhost:9090/users").unwrap_err();
    let text = "cannot connect to http://localhost:9090/users: \
        HTTP needs the feature `http` of the crate `thrift-core`, which is off";
    assert_eq!(error.to_string(), text);
}
