//! What the rows have in common.

use core::fmt::Debug;

use thrift::protocol::Codec;
use thrift::{Decode, Encode, Limits, Protocol};
use thrift_tests::hex;

/// Both notations write these bytes in Binary, and the same ones in every other protocol.
#[track_caller]
pub(crate) fn written(of_idl: &impl Encode, of_derive: &impl Encode, bytes: &str) {
    assert_eq!(thrift::binary::to_vec(of_idl).unwrap(), hex::bytes(bytes), "by the IDL");
    for protocol in Protocol::ALL {
        let codec = Codec::new(*protocol, Limits::DEFAULT);
        let (of_idl, of_derive) = (codec.encode(of_idl).unwrap(), codec.encode(of_derive).unwrap());
        assert_eq!(of_idl, of_derive, "by the derive, in {protocol:?}");
    }
}

/// The value is read as it was written, in every protocol.
#[track_caller]
pub(crate) fn read_back<T>(value: &T)
where
    T: Encode + PartialEq + Debug + for<'de> Decode<'de>,
{
    for protocol in Protocol::ALL {
        let codec = Codec::new(*protocol, Limits::DEFAULT);
        let bytes = codec.encode(value).unwrap();
        assert_eq!(&codec.decode::<T>(&bytes).unwrap(), value, "in {protocol:?}");
    }
}

/// The type of a value, as a test may write it down.
pub(crate) fn is<T>(_: &T) {}
