//! Functions in front of clients and servers.

use std::sync::{Arc, Mutex};

use thrift::protocol::Codec;
use thrift::service::{ChannelExt, Direct, Dispatch, DispatchExt, Request, Response, ResponseKind};
use thrift::{ApplicationKind, Error, Kind, Limits, Protocol};

use crate::support::*;

#[tokio::test]
async fn a_client_gives_its_calls_headers() {
    let channel = direct(&Handler::default())
        .intercept(|request| Ok(request.with_header("second", "2")))
        .intercept(|request| Ok(request.with_header("first", "1")));
    let client = UsersClient::new(channel);
    // What was added last came first.
    assert_eq!(client.headers(&thrift::Context::new()).await.unwrap(), ["first: 1", "second: 2"]);
}

#[tokio::test]
async fn a_call_that_a_client_refuses_is_not_sent() {
    let handler = Handler::default();
    let channel = direct(&handler).intercept(|request| match request.method() {
        "touch" => Err(Error::new(Kind::Invalid, "not from here")),
        _ => Ok(request),
    });
    let client = UsersClient::new(channel);
    client.ping().await.unwrap();
    let error = client.touch(1).await.unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (Kind::Invalid, "not from here"));
    assert_eq!(handler.take(), ["ping"]);
}

#[tokio::test]
async fn a_call_that_a_server_refuses_is_answered_with_the_reason() {
    let handler = Handler::default();
    let server = UsersServer::new(handler.clone()).intercept(|request| {
        match request.context().headers().get("authorization") {
            Some("friend") => Ok(request),
            Some(_) => Err(Error::application(ApplicationKind::UnknownMethod, "a stranger")),
            None => Err(Error::new(Kind::Missing, "who are you?")),
        }
    });
    let call = |word: Option<&'static str>, oneway| {
        let request = Request::received(
            if oneway { "touch" } else { "ping" },
            oneway,
            Codec::default(),
            vec![0].into(),
        );
        match word {
            Some(word) => request.with_header("Authorization", word),
            None => request,
        }
    };
    for (word, kind) in [
        (Some("friend"), ResponseKind::Reply),
        (Some("foe"), ResponseKind::Exception),
        (None, ResponseKind::Exception),
    ] {
        let answer = server.dispatch(call(word, false)).await.unwrap();
        assert_eq!(answer.kind(), kind);
        assert!(server.dispatch(call(word, true)).await.is_none());
    }
    assert_eq!(handler.take(), ["ping", "touch"]);

    let channel = Direct::new(server);
    let error = UsersClient::new(&channel).ping().await.unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
    assert_eq!(error.message(), "who are you?");
    let foe = (&channel).intercept(|request| Ok(request.with_header("authorization", "foe")));
    let error = UsersClient::new(foe).ping().await.unwrap_err();
    assert_eq!(error.kind(), Kind::Application(ApplicationKind::UnknownMethod));
}

#[tokio::test]
async fn answers_are_changed_on_both_sides() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let server = UsersServer::new(Handler::default()).map_response(|context, mut response| {
        response.headers_mut().insert("answered", context.method());
        response
    });
    let channel = Direct::new(server).map_response({
        let seen = Arc::clone(&seen);
        move |context, response| {
            let answered = response.headers().get("answered").unwrap_or_default().to_owned();
            seen.lock().unwrap().push((context.method().to_owned(), answered));
            response
        }
    });
    let client = UsersClient::new(channel);
    client.ping().await.unwrap();
    client.refuse().await.unwrap_err();
    // It has no answer.
    client.touch(1).await.unwrap();
    let expected = ["ping", "refuse"].map(|method| (method.to_owned(), method.to_owned()));
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[tokio::test]
async fn texts_of_errors_that_are_not_declared_stay_with_the_server() {
    let server = || UsersServer::new(Handler::default());
    for protocol in [Protocol::Binary, Protocol::Compact, Protocol::Json] {
        let codec = Codec::new(protocol, Limits::NETWORK);
        let open = UsersClient::new(Direct::new(server()).with_codec(codec));
        assert_eq!(open.refuse().await.unwrap_err().message(), "the disk is full");

        let client = UsersClient::new(Direct::new(server().conceal_errors()).with_codec(codec));
        let error = client.refuse().await.unwrap_err();
        assert_eq!(error.kind(), Kind::Application(ApplicationKind::InternalError));
        assert_eq!(error.message(), "internal error");
        // What clients are meant to see is as it was.
        assert_eq!(client.ping().await.unwrap(), "pong");
        let missing = client.find(1).await.unwrap_err();
        assert!(matches!(missing, users::FindError::Missing(NotFound { id: 1 })));
    }
    let strict = server()
        .intercept(|_| Err(Error::application(ApplicationKind::Unknown, "a stranger")))
        .conceal_errors();
    let error = UsersClient::new(Direct::new(strict)).ping().await.unwrap_err();
    assert_eq!(error.message(), "a stranger");
}

#[tokio::test]
async fn headers_of_answers_outlive_their_texts() {
    let server = UsersServer::new(Handler::default())
        .map_response(|_, mut response| {
            response.headers_mut().insert("server", "1");
            response
        })
        .conceal_errors();
    let call = |method: &str| {
        Request::received(method, method == "touch", Codec::default(), vec![0].into())
    };
    let answer = server.dispatch(call("refuse")).await.unwrap();
    assert_eq!(answer.headers().get("server"), Some("1"));
    assert!(server.dispatch(call("touch")).await.is_none());
}

#[tokio::test]
async fn texts_that_are_longer_than_clients_may_send_stay_as_well() {
    let strict = Codec::new(Protocol::Binary, Limits::NETWORK.with_string(4));
    let server = UsersServer::new(Handler::default()).conceal_errors();
    let call = Request::received("refuse", false, strict, vec![0].into());
    let answer = server.dispatch(call).await.unwrap();
    let expected = Error::application(ApplicationKind::InternalError, "internal error");
    assert_eq!(answer, Response::exception(strict, &expected));
}
