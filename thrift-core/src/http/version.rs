//! Versions of HTTP.

/// A version of HTTP that a client speaks.
///
/// ```
/// use thrift::Client;
/// use thrift::http::Version;
///
/// let client = Client::builder()
///     .http_version(Version::Http2)
///     .connect_lazy("http://127.0.0.1:9090/")?;
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Version {
    /// HTTP/1.1, which every server speaks: one call at a time over a connection.
    Http1,
    /// HTTP/2: any number of calls at a time over a connection.
    Http2,
}
