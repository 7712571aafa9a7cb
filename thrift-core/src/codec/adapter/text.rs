//! What has a text form, as that text.

use core::fmt::Display;
use core::str::FromStr;

use super::Adapter;
use crate::error::{Error, Kind, Result};

/// A value as the `string` that it displays as and is parsed from.
///
/// ```
/// use std::net::IpAddr;
///
/// use thrift::{Adapter, adapter::Text};
///
/// let home: IpAddr = Text::from_wire("127.0.0.1".into())?;
/// assert!(home.is_loopback());
/// assert_eq!(Text::to_wire(&home), "127.0.0.1");
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text;

impl<T: Display + FromStr<Err: Display>> Adapter<T> for Text {
    type Wire = String;

    fn to_wire(value: &T) -> String {
        value.to_string()
    }

    fn from_wire(wire: String) -> Result<T> {
        wire.parse().map_err(|error| unparsed(&error))
    }
}

#[cold]
fn unparsed(error: &dyn Display) -> Error {
    Error::new(Kind::Invalid, format!("the text has not the form expected: {error}"))
}

#[cfg(test)]
mod tests {
    use core::net::Ipv4Addr;

    use super::*;

    #[test]
    fn what_does_not_parse_says_why() {
        let address = Ipv4Addr::new(10, 0, 0, 1);
        assert_eq!(Text::to_wire(&address), "10.0.0.1");
        assert_eq!(<Text as Adapter<Ipv4Addr>>::from_wire("10.0.0.1".into()).unwrap(), address);
        let error = <Text as Adapter<Ipv4Addr>>::from_wire("10.0.0".into()).unwrap_err();
        assert_eq!(error.kind(), Kind::Invalid);
        let text = "the text has not the form expected: invalid IPv4 address syntax";
        assert_eq!(error.to_string(), text);
    }
}
