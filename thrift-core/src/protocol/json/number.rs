//! Integers in text: their digits, and what stands for less than an integer.

/// The most digits of an integer, and its sign.
const LONGEST: usize = 20;

/// Appends an integer; faster than its `Display`, which there is one of for each field.
pub(in crate::protocol) fn write(out: &mut Vec<u8>, value: i64) {
    let mut text = [0; LONGEST];
    let mut start = LONGEST;
    let mut rest = value.unsigned_abs();
    for place in text.iter_mut().rev() {
        start -= 1;
        *place = digit(rest);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&text[start..]);
}

fn digit(value: u64) -> u8 {
    const DIGITS: &[u8; 10] = b"0123456789";
    DIGITS[(value % 10) as usize]
}

/// What an integer, or a word in its place, is read as.
pub(in crate::protocol) trait Integer: Sized {
    /// The value that is written so, if there is one.
    fn read(text: &str) -> Option<Self>;
}

macro_rules! integers {
    ($($ty:ty)*) => {$(
        impl Integer for $ty {
            fn read(text: &str) -> Option<Self> {
                read(text)?.try_into().ok()
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 }

// In the header of a message.
#[cfg(any(feature = "blocking", feature = "net"))]
integers! { u8 }

fn read(text: &str) -> Option<i64> {
    // `parse` takes a plus, which no number in JSON has.
    if text.starts_with('+') { None } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_display() {
        let powers = (0..19).map(|power| 10_i64.pow(power));
        let near = powers.flat_map(|power| [power - 1, power, power + 1]);
        for value in near.chain([i64::MAX, 1_234_567_890_123_456_789]) {
            for value in [value, -value, !value] {
                let mut out = Vec::new();
                write(&mut out, value);
                assert_eq!(out, value.to_string().as_bytes());
            }
        }
    }
}
