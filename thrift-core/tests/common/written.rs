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

/// A frame with headers around a message in Binary.
pub(crate) fn header_frame(seqid: i32, headers: &[(&str, &str)], message: &[u8]) -> Vec<u8> {
    let mut header = vec![0, 0];
    if !headers.is_empty() {
        header.extend([1, u8::try_from(headers.len()).unwrap()]);
    }
    for text in headers.iter().flat_map(|(name, value)| [name, value]) {
        header.push(u8::try_from(text.len()).unwrap());
        header.extend(text.as_bytes());
    }
    raw_header_frame(seqid, &header, message)
}

/// A frame with a header of these bytes, which are filled up to whole words.
pub(crate) fn raw_header_frame(seqid: i32, header: &[u8], message: &[u8]) -> Vec<u8> {
    let words = header.len().div_ceil(4);
    let mut bytes = vec![0x0f, 0xff, 0, 0];
    bytes.extend(seqid.to_be_bytes());
    bytes.extend(u16::try_from(words).unwrap().to_be_bytes());
    bytes.extend(header);
    bytes.resize(10 + 4 * words, 0);
    bytes.extend(message);
    frame(&bytes)
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
