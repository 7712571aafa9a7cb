//! Compression with zlib: of one message, and of all bytes of a connection.
//!
//! Specification: RFC 1950.

mod stream;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

pub(super) use self::stream::Stream;
use super::CHUNK;
use crate::application::ApplicationKind;
use crate::error::{Error, Result};

/// The first two bytes of a stream that is written here: deflate, with a window of 32 KiB.
const HEADER: [u8; 2] = [0x78, 0x9c];

/// More than a stream has besides what it was made of, if that is short.
const LEAST: usize = 32;

/// Appends `plain` as a whole stream.
pub(super) fn compress(plain: &[u8], out: &mut Vec<u8>) -> Result<()> {
    deflate(Compress::new(Compression::default(), true), plain, FlushCompress::Finish, out)
}

/// The bytes of a whole stream, of which there may be `most`.
///
/// They take memory as they come: an input that would become too long ends where it does.
pub(super) fn decompress(input: &[u8], most: usize) -> Result<Vec<u8>> {
    let mut inflate = Inflate::new();
    let (mut plain, mut piece, mut rest) = (Vec::new(), [0; CHUNK], input);
    loop {
        let count = inflate.step(&mut rest, &mut piece)?;
        if count == 0 {
            break;
        }
        let length = plain.len() + count;
        if length > most {
            return Err(Error::limit("length without compression", length as u64, most as u64));
        }
        plain.extend_from_slice(&piece[..count]);
    }
    if inflate.ended { Ok(plain) } else { Err(broken("it ends too early")) }
}

/// Compresses all bytes that go over a connection.
///
/// All that is written together is compressed for itself: then nothing is kept between, though its
/// peer must keep what came last. Repetitions of what was sent before are not found, which costs some
/// of the length of small messages.
#[derive(Debug, Default)]
pub(crate) struct Compressor {
    begun: bool,
}

impl Compressor {
    /// Puts the bytes from `start` on in their compressed form, so that the peer can read all of them.
    pub(crate) fn compress(&mut self, bytes: &mut Vec<u8>, start: usize) -> Result<()> {
        let plain = bytes.split_off(start);
        if !self.begun {
            bytes.extend_from_slice(&HEADER);
            self.begun = true;
        }
        let blocks = Compress::new(Compression::default(), false);
        deflate(blocks, &plain, FlushCompress::Sync, bytes)
    }
}

fn deflate(
    mut state: Compress,
    plain: &[u8],
    flush: FlushCompress,
    out: &mut Vec<u8>,
) -> Result<()> {
    let mut rest = plain;
    loop {
        out.reserve(CHUNK.min(rest.len() + LEAST));
        let before = state.total_in();
        let status = state.compress_vec(rest, out, flush).map_err(cannot_compress)?;
        rest = rest.get(length(state.total_in() - before)..).unwrap_or_default();
        // With room left, nothing waits to be written.
        if status == Status::StreamEnd || rest.is_empty() && out.len() < out.capacity() {
            return Ok(());
        }
    }
}

/// Decompresses a stream, piece by piece.
#[derive(Debug)]
struct Inflate {
    state: Decompress,
    /// Whether the last piece was filled: then more of it may wait.
    full: bool,
    ended: bool,
}

impl Inflate {
    fn new() -> Self {
        Self { state: Decompress::new(true), full: false, ended: false }
    }

    /// Takes as much of the input as makes one piece, and returns how long that is; `0` when all of the
    /// input is taken, and nothing waits.
    fn step(&mut self, input: &mut &[u8], piece: &mut [u8]) -> Result<usize> {
        while !self.ended && (self.full || !input.is_empty()) {
            let (read, written) = (self.state.total_in(), self.state.total_out());
            let status = self.state.decompress(input, piece, FlushDecompress::None);
            let status = status.map_err(|error| broken(&error.to_string()))?;
            let (read, count) =
                (self.state.total_in() - read, length(self.state.total_out() - written));
            *input = input.get(length(read)..).unwrap_or_default();
            self.full = count == piece.len();
            self.ended = status == Status::StreamEnd;
            if count > 0 {
                return Ok(count);
            }
            if read == 0 && !self.ended {
                break;
            }
        }
        if !input.is_empty() {
            return Err(broken("nothing of it is left to be read"));
        }
        Ok(0)
    }
}

/// What was counted in one go, and so is the length of something in memory.
fn length(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cold]
fn cannot_compress(error: flate2::CompressError) -> Error {
    let message = format!("the message cannot be compressed: {error}");
    Error::application(ApplicationKind::InvalidTransform, message).with_source(error)
}

#[cold]
fn broken(why: &str) -> Error {
    Error::application(
        ApplicationKind::InvalidTransform,
        format!("the zlib stream is broken: {why}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    /// Bytes that become shorter, and yet have many pieces.
    fn plain(length: u32) -> Vec<u8> {
        (0..length).flat_map(|index| (index.wrapping_mul(index) / 7).to_be_bytes()).collect()
    }

    fn compressed(plain: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        compress(plain, &mut out).unwrap();
        out
    }

    #[test]
    fn what_is_compressed_comes_back() {
        for plain in [vec![], vec![7], plain(10), vec![0; CHUNK], plain(100_000), vec![9; 1 << 20]]
        {
            let mut out = b"before".to_vec();
            compress(&plain, &mut out).unwrap();
            assert_eq!(&out[..6], b"before");
            assert_eq!(decompress(&out[6..], plain.len()).unwrap(), plain);
        }
    }

    #[test]
    fn what_would_become_too_long_takes_no_memory() {
        let bomb = compressed(&vec![0; 64 << 20]);
        assert!(bomb.len() < 70_000);
        let error = decompress(&bomb, 1000).unwrap_err();
        assert_eq!(error.kind(), Kind::Limit);
        let text = "length without compression of 16384 is over the limit of 1000";
        assert_eq!(error.to_string(), text);
    }

    #[test]
    fn a_stream_that_is_cut_or_changed_is_an_error() {
        let whole = compressed(&plain(1000));
        for cut in 0..whole.len() {
            let error = decompress(&whole[..cut], 10_000).unwrap_err();
            assert_eq!(error.to_string(), "the zlib stream is broken: it ends too early");
        }
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        for bytes in [&changed[..], &[&whole[..], b"x"].concat(), b"no zlib", b"\x78\xbb\0\0\0\0"] {
            let error = decompress(bytes, 10_000).unwrap_err();
            assert_eq!(error.kind(), Kind::Application(ApplicationKind::InvalidTransform));
        }
    }

    #[test]
    fn each_part_of_a_connection_can_be_read_when_it_arrives() {
        let (mut compressor, mut inflate) = (Compressor::default(), Inflate::new());
        let mut piece = [0; 100];
        for part in [&plain(3)[..], b"x", &plain(50_000), &[0; 300], b""] {
            let mut out = b"before".to_vec();
            out.extend_from_slice(part);
            compressor.compress(&mut out, 6).unwrap();
            let (mut rest, mut found) = (&out[6..], Vec::new());
            loop {
                let count = inflate.step(&mut rest, &mut piece).unwrap();
                if count == 0 {
                    break;
                }
                found.extend_from_slice(&piece[..count]);
            }
            assert!(found == part);
        }
    }
}
