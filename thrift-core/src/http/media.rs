//! Media types of messages.

use hyper::http::HeaderValue;

/// What the messages of every protocol are called.
pub(crate) const THRIFT: HeaderValue = HeaderValue::from_static("application/x-thrift");

/// What each begins with that names a protocol.
const VENDOR: &str = "application/vnd.apache.thrift.";

/// Whether it is a name of Thrift messages.
///
/// Which protocol a message is in, its first byte says: most clients use the same name for all.
pub(crate) fn is_thrift(value: &HeaderValue) -> bool {
    let Ok(value) = value.to_str() else { return false };
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/x-thrift" || essence.starts_with(VENDOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_thrift_messages_are_told_from_others() {
        for (value, expected) in [
            ("application/x-thrift", true),
            ("Application/X-Thrift; charset=utf-8", true),
            ("application/vnd.apache.thrift.binary", true),
            ("application/vnd.apache.thrift.json; charset=utf-8", true),
            ("application/x-thrift-not", false),
            ("application/json", false),
            ("text/plain; application/x-thrift", false),
            ("", false),
        ] {
            assert_eq!(is_thrift(&HeaderValue::from_static(value)), expected, "{value}");
        }
        assert!(!is_thrift(&HeaderValue::from_bytes(b"\xff").unwrap()));
    }
}
