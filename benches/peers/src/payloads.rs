//! Every payload with the rows of every implementation that can express it.

use bytes::Bytes;
use thrift::{Decode, Encode};

use crate::case::{Case, MEMCPY, OURS, Op, Protocol, Rows};
use crate::options::Options;
use crate::ours::{self, Binary, Compact, Wire, borrowed, owned, shared};
use crate::parquet;
use crate::peers::{apache, compact_thrift, pilota};
use crate::values;

/// Why something cannot be compared: it did not write the bytes that the others write.
pub type Result<T, E = String> = std::result::Result<T, E>;

/// The rows, and what is left out of them.
#[derive(Default)]
pub struct Cases {
    pub cases: Vec<Case>,
    /// The name of a payload, and what has no row.
    pub notes: Vec<(&'static str, String)>,
}

macro_rules! payload {
    ($all:ident, $label:literal, $value:expr, $name:ident, $borrowed:ty) => {{
        let mut payload = payload!(@without_compact_thrift $all, $label, $value, $name, $borrowed);
        compact_thrift::add::<compact_thrift::$name, owned::$name>(&mut payload)?;
    }};
    (@without_compact_thrift $all:ident, $label:literal, $value:expr, $name:ident, $borrowed:ty) => {{
        let mut payload = Payload::new(&mut $all, $label, $value)?;
        payload.ours::<shared::$name, $borrowed>()?;
        apache::add::<apache::payloads::$name, owned::$name>(&mut payload)?;
        pilota::add::<pilota::payloads::$name, owned::$name>(&mut payload)?;
        payload
    }};
}

/// Makes the rows that are asked for, and hands them over: those of the shapes, and then those of
/// each footer. A footer is a million allocations, and among those the allocator is slower for
/// everybody, so that one is gone before the next is made. Returns what is left out.
///
/// # Errors
///
/// Fails when an implementation does not write the bytes that the others write.
pub fn each(options: &Options, mut run: impl FnMut(Vec<Case>)) -> Result<Vec<String>> {
    let mut left_out = Vec::new();
    let mut pass = |mut all: Cases| {
        all.cases.retain(|case| options.wants(case));
        all.notes.retain(|(payload, _)| all.cases.iter().any(|case| case.payload == *payload));
        left_out.extend(all.notes.into_iter().map(|(_, note)| note));
        run(all.cases);
    };
    pass(shapes()?);
    if options.wants_footers() {
        for footer in parquet::FOOTERS {
            pass(parquet::cases(footer)?);
        }
    }
    Ok(left_out)
}

fn shapes() -> Result<Cases> {
    let mut all = Cases::default();
    payload!(all, "1-small", values::small(), Small, borrowed::Small<'static>);
    payload!(@without_compact_thrift all, "2-nested", values::nested(), Nested, borrowed::Nested<'static>)
        .leave_out(compact_thrift::NAME, "Compact", "it has no sets");
    payload!(all, "3-strings", values::strings(), Strings, borrowed::Strings<'static>);
    payload!(all, "4-blob1M", values::blob(), Blob, borrowed::Blob<'static>);
    payload!(all, "5a-i64x100k", values::longs(), Longs, borrowed::Longs);
    payload!(all, "5b-f64x100k", values::doubles(), Doubles, borrowed::Doubles);
    payload!(all, "6-logbatch", values::log_batch(1_000), LogBatch, borrowed::LogBatch<'static>);
    payload!(all, "7-jaeger", values::batch(1_000), Batch, borrowed::Batch<'static>);
    Ok(all)
}

/// A value, as this repository encodes it.
pub struct Payload<'a, T> {
    all: &'a mut Cases,
    pub name: &'static str,
    pub value: T,
    pub binary: &'static Bytes,
    pub compact: &'static Bytes,
}

impl<'a, T: Encode + Decode<'static> + Clone + PartialEq + 'static> Payload<'a, T> {
    pub(crate) fn new(all: &'a mut Cases, name: &'static str, value: T) -> Result<Self> {
        let binary = encoded::<Binary, T>(name, &value)?;
        let compact = encoded::<Compact, T>(name, &value)?;
        Ok(Self { all, name, value, binary, compact })
    }

    fn ours<S, B>(&mut self) -> Result<()>
    where
        S: Encode + Decode<'static> + 'static,
        B: Encode + Decode<'static> + 'static,
    {
        self.notations_agree::<Binary, S, B>()?;
        self.notations_agree::<Compact, S, B>()?;
        let (value, again) = (self.value.clone(), self.value.clone());
        let (binary, compact) = (self.binary, self.compact);
        ours::add::<Binary, T, S, B>(&mut self.rows(Protocol::Binary, OURS), binary, value);
        ours::add::<Compact, T, S, B>(&mut self.rows(Protocol::Compact, OURS), compact, again);
        self.memcpy(Protocol::Binary);
        self.memcpy(Protocol::Compact);
        Ok(())
    }

    /// Makes sure that what is read as shared and borrowed is the same value.
    pub(crate) fn notations_agree<W, S, B>(&self) -> Result<()>
    where
        W: Wire,
        S: Encode + Decode<'static>,
        B: Encode + Decode<'static>,
    {
        let bytes = self.bytes(W::PROTOCOL);
        let shared = W::from_bytes::<S>(bytes).and_then(|value| W::to_vec(&value));
        let borrowed = W::from_slice::<B>(bytes).and_then(|value| W::to_vec(&value));
        let mut appended = Vec::new();
        let appended = W::append(&mut appended, &self.value).map(|()| appended);
        for (what, again) in [("shared", shared), ("borrowed", borrowed), ("appended", appended)] {
            let same = again.is_ok_and(|again| again == *bytes);
            same.then_some(()).ok_or(format!("{}: ours, {what}, has other bytes", self.name))?;
        }
        Ok(())
    }
}

impl<T> Payload<'_, T> {
    /// The encoded value.
    #[must_use]
    pub fn bytes(&self, protocol: Protocol) -> &'static Bytes {
        match protocol {
            Protocol::Binary => self.binary,
            Protocol::Compact => self.compact,
        }
    }

    /// Where the rows of an implementation go.
    pub fn rows(&mut self, protocol: Protocol, implementation: &'static str) -> Rows<'_> {
        let bytes = self.bytes(protocol).len();
        let (cases, payload) = (&mut self.all.cases, self.name);
        Rows { cases, payload, protocol, implementation, bytes }
    }

    /// Adds what only copies the encoded value.
    pub fn memcpy(&mut self, protocol: Protocol) {
        let bytes = self.bytes(protocol);
        let mut out = Vec::with_capacity(bytes.len());
        let mut rows = self.rows(protocol, MEMCPY);
        rows.add(Op::Encode, move || {
            out.clear();
            out.extend_from_slice(bytes);
            std::hint::black_box(&out);
        });
        rows.add(Op::EncodeNew, move || bytes.to_vec());
    }

    /// Says what has no rows, and why.
    pub fn leave_out(&mut self, implementation: &str, what: &str, why: &str) {
        let note = format!("{}: {implementation}, {what}: {why}", self.name);
        self.all.notes.push((self.name, note));
    }
}

impl<T: Decode<'static> + PartialEq> Payload<'_, T> {
    /// Makes sure that a peer writes the same.
    ///
    /// # Errors
    ///
    /// Fails when the bytes are others, unless they only have another order of the same elements.
    pub fn same(&self, protocol: Protocol, peer: &str, bytes: &[u8]) -> Result<()> {
        let expected = self.bytes(protocol);
        if bytes == expected {
            return Ok(());
        }
        // Maps that hash have no order to agree on, so that what is read from them is compared.
        let copy: &'static [u8] = Box::leak(bytes.into());
        let read = match protocol {
            Protocol::Binary => thrift::binary::from_slice::<T>(copy),
            Protocol::Compact => thrift::compact::from_slice::<T>(copy),
        };
        if bytes.len() == expected.len() && read.is_ok_and(|value| value == self.value) {
            return Ok(());
        }
        let at = bytes.iter().zip(expected).take_while(|(left, right)| left == right).count();
        let (peers, ours) = (bytes.len(), expected.len());
        Err(format!(
            "{}: {peer} writes other bytes of {protocol} than we do: {peers} instead of {ours}, \
             with the first difference at {at}",
            self.name
        ))
    }
}

pub(crate) fn encoded<W: Wire, T: Encode + Decode<'static> + PartialEq>(
    name: &str,
    value: &T,
) -> Result<&'static Bytes> {
    let problem = |error| format!("{name}: ours does not write or read {}: {error}", W::PROTOCOL);
    let bytes = W::to_vec(value).map_err(problem)?;
    let bytes: &'static Bytes = Box::leak(Box::new(bytes.into()));
    if W::from_slice::<T>(bytes).map_err(problem)? != *value {
        return Err(format!("{name}: ours reads another value of {} than it wrote", W::PROTOCOL));
    }
    Ok(bytes)
}
