//! Headers to be sent.

use core::time::Duration;

use super::{
    FIXED, Head, KEY_VALUE, LENGTH, LONGEST, LONGEST_FRAME, MAGIC, MOST_HEADERS, PROTOCOLS,
    TIMEOUT, Transform, WORD, zlib,
};
use crate::error::{Error, Kind, Result};
use crate::message::{Dialect, Envelope};
use crate::protocol::compact::write_varint;
use crate::protocol::{Payload, Protocol};
use crate::transport::{Outgoing, framed};

/// Appends a message in its frame, behind its header.
pub(in crate::transport) fn write(
    out: &mut Outgoing,
    head: &Head,
    dialect: Dialect,
    envelope: &Envelope<'_>,
    payload: &Payload,
) -> Result<()> {
    if head.in_frame {
        framed::enclose(out, |out| write_frame(out, head, dialect, envelope, payload))
    } else {
        write_frame(out, head, dialect, envelope, payload)
    }
}

fn write_frame(
    out: &mut Outgoing,
    head: &Head,
    dialect: Dialect,
    envelope: &Envelope<'_>,
    payload: &Payload,
) -> Result<()> {
    let (start, before) = (out.buffer().len(), out.len());
    out.buffer().extend_from_slice(&[0; LENGTH + FIXED]);
    let words = write_header(out.buffer(), head)?;
    if head.compressed {
        let mut plain = Outgoing::default();
        dialect.write(&mut plain, envelope, payload)?;
        zlib::compress(plain.flatten(), out.buffer())?;
    } else {
        dialect.write(out, envelope, payload)?;
    }
    let length = frame_length(out.len() - before - LENGTH)?;
    let fixed: [&[u8]; 5] = [
        &length.to_be_bytes(),
        &MAGIC,
        &head.flags.to_be_bytes(),
        &head.seqid.to_be_bytes(),
        &words.to_be_bytes(),
    ];
    out.buffer()[start..][..LENGTH + FIXED].copy_from_slice(&fixed.concat());
    Ok(())
}

/// Appends what is behind the fixed part, and returns how many words that are.
fn write_header(out: &mut Vec<u8>, head: &Head) -> Result<u16> {
    let start = out.len();
    write_varint(out, protocol_number(head.protocol)?);
    out.push(head.compressed.into());
    if head.compressed {
        out.push(Transform::Zlib as u8);
    }
    write_headers(out, head)?;
    let length = (out.len() - start).next_multiple_of(WORD);
    if length > LONGEST {
        return Err(Error::limit("header length", length as u64, LONGEST as u64));
    }
    out.resize(start + length, 0);
    // The longest header has far fewer words.
    Ok(u16::try_from(length / WORD).unwrap_or(u16::MAX))
}

fn write_headers(out: &mut Vec<u8>, head: &Head) -> Result<()> {
    let timeout = head.timeout.map(milliseconds);
    let timeout = timeout.as_ref().map(|time| (TIMEOUT, time.as_bytes()));
    // The time that is left is what the call has, whoever has said something else.
    let is_timeout = |name: &str| timeout.is_some() && name.eq_ignore_ascii_case(TIMEOUT);
    let headers = head.headers.iter().filter(|(name, _)| !is_timeout(name)).chain(timeout);
    let count = headers.clone().count();
    match u32::try_from(count) {
        Ok(0) => return Ok(()),
        Ok(fits) if count <= MOST_HEADERS => {
            write_varint(out, KEY_VALUE);
            write_varint(out, fits);
        }
        _ => return Err(Error::limit("number of headers", count as u64, MOST_HEADERS as u64)),
    }
    for (name, value) in headers {
        write_bytes(out, name.as_bytes())?;
        write_bytes(out, value)?;
    }
    Ok(())
}

fn write_bytes(out: &mut Vec<u8>, bytes: &[u8]) -> Result<()> {
    // Or else one that fits no header could be a long one with a short length.
    match u32::try_from(bytes.len()) {
        Ok(length) if bytes.len() <= LONGEST => {
            write_varint(out, length);
            out.extend_from_slice(bytes);
            Ok(())
        }
        _ => Err(Error::limit("header length", bytes.len() as u64, LONGEST as u64)),
    }
}

/// A time in the next whole number of milliseconds: zero would be no limit.
fn milliseconds(time: Duration) -> String {
    time.as_nanos().div_ceil(1_000_000).clamp(1, i64::MAX as u128).to_string()
}

pub(in crate::transport) fn protocol_number(protocol: Protocol) -> Result<u32> {
    match PROTOCOLS.iter().find(|(_, known)| *known == protocol) {
        Some((number, _)) => Ok(*number),
        None => {
            let message = format!("a message in {protocol:?} cannot go behind a header");
            Err(Error::new(Kind::Version, message))
        }
    }
}

fn frame_length(length: usize) -> Result<u32> {
    match u32::try_from(length) {
        Ok(fits) if length <= LONGEST_FRAME => Ok(fits),
        _ => Err(Error::limit("frame length", length as u64, LONGEST_FRAME as u64)),
    }
}
