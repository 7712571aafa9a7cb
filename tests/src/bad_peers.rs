//! What the test of the same name and its processes share: a service, and its calls byte by byte.

thrift::thrift! {
    service Target {
        string echo(1: string text)
        string large(1: i32 length)
        oneway void fail()
    }
}

const CALL: u8 = 1;
const REPLY: u8 = 2;
const ONEWAY: u8 = 4;

/// A framed call with one text.
#[must_use]
pub fn call(method: &str, text: &str) -> Vec<u8> {
    frame(CALL, method, &string_field(1, text))
}

/// A framed call with one number.
#[must_use]
pub fn call_with_number(method: &str, number: i32) -> Vec<u8> {
    let mut fields = vec![8, 0, 1];
    fields.extend(number.to_be_bytes());
    frame(CALL, method, &fields)
}

/// A framed oneway call without arguments.
#[must_use]
pub fn oneway(method: &str) -> Vec<u8> {
    frame(ONEWAY, method, &[])
}

/// The framed reply to a call that returns a text.
#[must_use]
pub fn reply(method: &str, text: &str) -> Vec<u8> {
    frame(REPLY, method, &string_field(0, text))
}

fn string_field(id: u8, text: &str) -> Vec<u8> {
    [&[11, 0, id][..], &length(text.len()), text.as_bytes()].concat()
}

fn frame(kind: u8, method: &str, fields: &[u8]) -> Vec<u8> {
    let seqid = 7_i32.to_be_bytes();
    let name = [&length(method.len()), method.as_bytes()].concat();
    let message = [&[0x80, 1, 0, kind][..], &name, &seqid, fields, &[0]].concat();
    [&length(message.len())[..], &message].concat()
}

fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}
