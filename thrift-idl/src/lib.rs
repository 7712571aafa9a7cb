//! Thrift IDL.
