//! Messages written by hand.

/// `struct { 1: i32 number }`
pub(crate) fn number(number: i32) -> Vec<u8> {
    let mut bytes = vec![8, 0, 1];
    bytes.extend(number.to_be_bytes());
    bytes.push(0);
    bytes
}

pub(crate) const CALL: u8 = 1;
pub(crate) const REPLY: u8 = 2;
pub(crate) const EXCEPTION: u8 = 3;
pub(crate) const ONEWAY: u8 = 4;

/// A message in strict Binary.
pub(crate) fn message(kind: u8, name: &str, seqid: i32, body: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x80, 1, 0, kind];
    bytes.extend(u32::try_from(name.len()).unwrap().to_be_bytes());
    bytes.extend(name.as_bytes());
    bytes.extend(seqid.to_be_bytes());
    bytes.extend(body);
    bytes
}

/// A message in old Binary.
pub(crate) fn old_message(kind: u8, name: &str, seqid: i32, body: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(name.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(name.as_bytes());
    bytes.push(kind);
    bytes.extend(seqid.to_be_bytes());
    bytes.extend(body);
    bytes
}

/// A frame around a message.
pub(crate) fn frame(message: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(message.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(message);
    bytes
}

/// The body of an application exception.
pub(crate) fn exception(text: &str, kind: i32) -> Vec<u8> {
    let mut bytes = vec![11, 0, 1];
    bytes.extend(u32::try_from(text.len()).unwrap().to_be_bytes());
    bytes.extend(text.as_bytes());
    bytes.extend([8, 0, 2]);
    bytes.extend(kind.to_be_bytes());
    bytes.push(0);
    bytes
}
