//! Writes as one type, reads as another.

use std::fmt::Debug;

use thrift::{DecodeOwned, Encode};
use thrift_tests::{codecs, told};

/// What was written is read as `read`, whatever the protocol.
#[track_caller]
pub(crate) fn reads<T: DecodeOwned + PartialEq + Debug>(written: &impl Encode, read: &T) {
    for codec in codecs() {
        let bytes = codec.encode(written).unwrap();
        let found: T = codec.decode(&bytes).unwrap();
        assert_eq!(found, *read, "{:?}", codec.protocol);
    }
}

/// What was written is no `T`, whatever the protocol: for the same reason, at the same place, and
/// at some byte of it.
#[track_caller]
pub(crate) fn refuses<T: DecodeOwned + Debug>(written: &impl Encode, message: &str) {
    for codec in codecs() {
        let bytes = codec.encode(written).unwrap();
        let error = codec.decode::<T>(&bytes).unwrap_err();
        assert_eq!(told(&error), message, "{:?}", codec.protocol);
        assert!(error.offset().is_some_and(|at| at <= bytes.len()), "{error:?}");
    }
}

/// What was written goes through a program that knows it as a `T`, and is read again as it was: byte
/// for byte if it goes on in the protocol in which it came, and as the same value in any other.
#[track_caller]
pub(crate) fn passes<T, W>(written: &W)
where
    T: Encode + DecodeOwned + Debug,
    W: Encode + DecodeOwned + PartialEq + Debug,
{
    for from in codecs() {
        let bytes = from.encode(written).unwrap();
        let proxy: T = from.decode(&bytes).unwrap();
        assert_eq!(from.encode(&proxy).unwrap(), bytes, "{:?}: {proxy:?}", from.protocol);
        for to in codecs() {
            let found: W = to.decode(&to.encode(&proxy).unwrap()).unwrap();
            assert_eq!(found, *written, "{:?} to {:?}: {proxy:?}", from.protocol, to.protocol);
        }
    }
}

/// Rows of a table, each of what is written and what is read: tests in both notations, whose types
/// are in the modules `idl` and `derived`, and a test that both write the same.
macro_rules! rows {
    ($($name:ident: $written:expr => $read:expr;)*) => {
        mod rows_of_idl {
            use super::idl::*;

            $(
                #[test]
                fn $name() {
                    crate::evolution::support::reads(&$written, &$read);
                }
            )*
        }

        mod rows_of_derives {
            use super::derived::*;

            $(
                #[test]
                fn $name() {
                    crate::evolution::support::reads(&$written, &$read);
                }
            )*
        }

        mod rows_of_both {
            $(
                #[test]
                fn $name() {
                    for codec in thrift_tests::codecs() {
                        let of_idl = {
                            use super::idl::*;
                            codec.encode(&$written).unwrap()
                        };
                        let of_derives = {
                            use super::derived::*;
                            codec.encode(&$written).unwrap()
                        };
                        assert_eq!(of_derives, of_idl, "{:?}", codec.protocol);
                    }
                }
            )*
        }
    };
}

pub(crate) use rows;
