//! What a peer may ask for.

/// What a peer may ask for; more is an error before memory or time is spent on it.
///
/// ```
/// use thrift::{Limits, binary, protocol::{Codec, Protocol}};
///
/// let strict = Codec::new(Protocol::Binary, Limits::default().with_string(16));
/// let bytes = binary::to_vec("a string that is too long")?;
/// let error = strict.decode::<String>(&bytes).unwrap_err();
/// assert_eq!(error.to_string(), "byte 4: string length of 25 is over the limit of 16");
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "TConfiguration")]
#[non_exhaustive]
pub struct Limits {
    /// Levels of structs and containers inside each other; 64 unless set.
    pub depth: u32,
    /// Bytes of a message; 100 MiB unless set, and 16 MiB on the network.
    pub message: usize,
    /// Bytes of a `string` or `binary`; as much as the message unless set.
    pub string: usize,
    /// Elements of a container; as many as the message can hold unless set.
    pub container: usize,
    /// Bytes of heap for each byte of input; 64 unless set.
    ///
    /// All that decoding allocates keeps to it, text included. A value is larger than its bytes: an
    /// empty string takes one byte in Compact and 24 in memory, a map of one short pair of strings 27
    /// bytes in Binary and over 600 for the node of its tree.
    pub memory_per_byte: usize,
    /// Bytes of heap that any message may take, however short it is; 256 KiB unless set.
    ///
    /// A tree of large structs takes a node with room for eleven of them.
    pub memory_floor: usize,
}

impl Limits {
    /// The limits of values in memory: messages up to 100 MiB.
    pub const DEFAULT: Self = Self {
        depth: 64,
        message: 100 * 1024 * 1024,
        string: usize::MAX,
        container: usize::MAX,
        memory_per_byte: 64,
        memory_floor: 256 * 1024,
    };

    /// The limits of values from the network: messages up to 16 MiB.
    pub const NETWORK: Self = Self { message: 16 * 1024 * 1024, ..Self::DEFAULT };

    /// Changes the greatest depth.
    ///
    /// Decoding uses the stack of its thread for each level: a limit in the thousands asks for a
    /// thread with a larger stack.
    #[must_use]
    pub const fn with_depth(mut self, levels: u32) -> Self {
        self.depth = levels;
        self
    }

    /// Changes the greatest length of a message, in bytes.
    #[must_use]
    pub const fn with_message(mut self, bytes: usize) -> Self {
        self.message = bytes;
        self
    }

    /// Changes the greatest length of a `string` or `binary`, in bytes.
    #[must_use]
    pub const fn with_string(mut self, bytes: usize) -> Self {
        self.string = bytes;
        self
    }

    /// Changes the greatest number of elements in a container.
    #[must_use]
    pub const fn with_container(mut self, elements: usize) -> Self {
        self.container = elements;
        self
    }

    /// Changes how many bytes of heap each byte of input may take; less than one for its text is as
    /// much as one.
    #[must_use]
    pub const fn with_memory_per_byte(mut self, bytes: usize) -> Self {
        self.memory_per_byte = bytes;
        self
    }

    /// Changes how many bytes of heap any message may take, however short it is.
    #[must_use]
    pub const fn with_memory_floor(mut self, bytes: usize) -> Self {
        self.memory_floor = bytes;
        self
    }

    /// The heap that a message of `input` bytes may take beside its text: no byte of it is copied
    /// twice, and so room for text is set aside, and nobody has to count it.
    pub(crate) fn memory(&self, input: usize) -> usize {
        let whole = input.saturating_mul(self.memory_per_byte).max(self.memory_floor);
        whole.saturating_sub(input)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
