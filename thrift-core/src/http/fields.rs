//! Headers as header fields, and back.

use core::time::Duration;

use hyper::http::header::{CONNECTION, COOKIE, HeaderMap, HeaderName, HeaderValue};

use crate::error::{Error, Kind, Result};
use crate::service::Headers;

/// The time that a client waits for the answer, in milliseconds.
const CLIENT_TIMEOUT: HeaderName = HeaderName::from_static("client-timeout");

/// Fields that are about the connection or the transfer, and not about the call.
const OF_HTTP: [&str; 16] = [
    "client-timeout",
    "connection",
    "date",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

/// Whether a field is HTTP's own, and neither taken nor given.
fn is_of_http(name: &str) -> bool {
    let starts_with = |prefix: &str| {
        name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    starts_with("accept")
        || starts_with("content-")
        || OF_HTTP.iter().any(|of_http| name.eq_ignore_ascii_case(of_http))
}

/// Adds a field for each header, save for those that are HTTP's own.
///
/// # Errors
///
/// Fails on a header that HTTP cannot carry as it is.
pub(crate) fn give(headers: &Headers, fields: &mut HeaderMap) -> Result<()> {
    for (name, value) in headers.iter().filter(|(name, _)| !is_of_http(name)) {
        let is_padded =
            [value.first(), value.last()].iter().flatten().any(|byte| matches!(byte, b' ' | b'\t'));
        if is_padded {
            return Err(no_field(name, "its value begins or ends with white space"));
        }
        let field = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| no_field(name, "its name is no token"))?;
        let value = HeaderValue::from_bytes(value)
            .map_err(|_| no_field(name, "its value has a byte that no field may have"))?;
        fields.insert(field, value);
    }
    Ok(())
}

#[cold]
fn no_field(name: &str, why: &str) -> Error {
    Error::new(Kind::Invalid, format!("HTTP cannot carry the header {name:?}: {why}"))
}

/// The headers that came as fields, without those that are HTTP's own and those that the sender meant
/// for the connection alone (RFC 9110, section 7.6.1).
pub(crate) fn take(fields: &HeaderMap) -> Headers {
    let mut headers = Headers::new();
    for name in fields.keys().filter(|name| !is_of_http(name.as_str())) {
        if is_of_connection(fields, name) {
            continue;
        }
        // RFC 9113, section 8.2.3: cookies come in parts.
        let between = if *name == COOKIE { &b"; "[..] } else { b", " };
        let values: Vec<_> = fields.get_all(name).iter().map(HeaderValue::as_bytes).collect();
        headers.insert(name, values.join(between));
    }
    headers
}

fn is_of_connection(fields: &HeaderMap, name: &HeaderName) -> bool {
    let listed = fields.get_all(CONNECTION).iter().filter_map(|value| value.to_str().ok());
    listed
        .flat_map(|names| names.split(','))
        .any(|of| of.trim().eq_ignore_ascii_case(name.as_str()))
}

/// Says how long the client waits: a millisecond at least, since it waits at all.
pub(crate) fn with_timeout(fields: &mut HeaderMap, left: Duration) {
    let milliseconds = u64::try_from(left.as_millis()).unwrap_or(u64::MAX).max(1);
    fields.insert(CLIENT_TIMEOUT, HeaderValue::from(milliseconds));
}

/// How long the client waits, if it says so.
///
/// # Errors
///
/// Fails when it says it in a way that is not understood: it would rely on what nobody does.
pub(crate) fn timeout(fields: &HeaderMap) -> Result<Option<Duration>> {
    let mut values = fields.get_all(CLIENT_TIMEOUT).iter();
    let Some(value) = values.next() else { return Ok(None) };
    match milliseconds(value) {
        Some(milliseconds) if values.next().is_none() => {
            Ok(Some(Duration::from_millis(milliseconds)))
        }
        _ => Err(Error::new(Kind::Invalid, "`client-timeout` is no number of milliseconds")),
    }
}

fn milliseconds(value: &HeaderValue) -> Option<u64> {
    let text = value.to_str().ok()?;
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // What does not fit is longer than anybody waits.
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut fields = HeaderMap::new();
        for (name, value) in pairs {
            fields.append(*name, HeaderValue::from_static(value));
        }
        fields
    }

    #[test]
    fn headers_pass_both_ways_and_those_of_http_neither_way() {
        let headers = Headers::new()
            .with("Tenant", "7")
            .with("empty", "")
            .with("latin", [0xe9])
            .with("Host", "elsewhere")
            .with("content-LENGTH", "0")
            .with("Accept-Encoding", "gzip")
            .with("Connection", "close");
        let mut given = HeaderMap::new();
        give(&headers, &mut given).unwrap();
        assert_eq!(given.len(), 3);
        let taken = take(&given);
        assert_eq!(taken.get("tenant"), Some("7"));
        assert_eq!(taken.get("empty"), Some(""));
        assert_eq!(taken.get_bytes("latin"), Some(&[0xe9][..]));

        let of_http = fields(&[("host", "a"), ("user-agent", "b"), ("content-type", "c")]);
        assert!(take(&of_http).is_empty());
    }

    #[test]
    fn every_name_of_http_is_found_whatever_its_case() {
        for name in OF_HTTP.iter().chain(&["accept", "accept-charset", "content-encoding"]) {
            assert!(is_of_http(name) && is_of_http(&name.to_ascii_uppercase()), "{name}");
        }
        assert!(!is_of_http("authorization") && !is_of_http("hostess") && !is_of_http("content"));
    }

    #[test]
    fn repeated_fields_are_joined() {
        let taken = take(&fields(&[("a", "1"), ("b", "x"), ("a", "2"), ("a", "3, 4")]));
        assert_eq!(taken.get("a"), Some("1, 2, 3, 4"));
        assert_eq!(taken.get("b"), Some("x"));
        let taken = take(&fields(&[("cookie", "a=1"), ("cookie", "b=2")]));
        assert_eq!(taken.get("cookie"), Some("a=1; b=2"));
    }

    #[test]
    fn what_is_of_the_connection_is_not_taken() {
        let taken = take(&fields(&[
            ("connection", "keep-alive, X-Hop"),
            ("connection", "other"),
            ("x-hop", "1"),
            ("other", "2"),
            ("end", "3"),
        ]));
        assert_eq!(taken.iter().collect::<Vec<_>>(), [("end", &b"3"[..])]);
    }

    #[test]
    fn what_http_cannot_carry_is_an_error_that_names_the_header() {
        for (name, value, why) in [
            ("a", &b"1\r\nb: 2"[..], "its value has a byte that no field may have"),
            ("a", b"\0", "its value has a byte that no field may have"),
            ("a", b" 1", "its value begins or ends with white space"),
            ("a", b"1\t", "its value begins or ends with white space"),
            ("a b", b"1", "its name is no token"),
            ("", b"1", "its name is no token"),
            ("a\r\n", b"1", "its name is no token"),
        ] {
            let headers = Headers::new().with(name, value);
            let error = give(&headers, &mut HeaderMap::new()).unwrap_err();
            let text = format!("HTTP cannot carry the header {name:?}: {why}");
            assert_eq!(error.to_string(), text);
        }
    }

    #[test]
    fn the_timeout_is_a_number_of_milliseconds() {
        assert_eq!(timeout(&HeaderMap::new()).unwrap(), None);
        for (value, expected) in [("0", 0), ("1500", 1500), ("99999999999999999999999", u64::MAX)] {
            let found = timeout(&fields(&[("client-timeout", value)])).unwrap();
            assert_eq!(found, Some(Duration::from_millis(expected)));
        }
        for value in ["", "-1", "+1", "1.5", "1s", " 1 2", "0x1"] {
            let error = timeout(&fields(&[("client-timeout", value)])).unwrap_err();
            assert_eq!(error.to_string(), "`client-timeout` is no number of milliseconds");
        }
        assert!(timeout(&fields(&[("client-timeout", "1"), ("client-timeout", "2")])).is_err());

        let mut given = HeaderMap::new();
        with_timeout(&mut given, Duration::from_micros(2500));
        assert_eq!(timeout(&given).unwrap(), Some(Duration::from_millis(2)));
        with_timeout(&mut given, Duration::ZERO);
        assert_eq!(timeout(&given).unwrap(), Some(Duration::from_millis(1)));
    }
}
