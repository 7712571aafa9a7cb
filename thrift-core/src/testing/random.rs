//! Numbers that look random and are the same for the same seed, in every version of everything.

use core::ops::RangeInclusive;

/// The generator `SplitMix64`, which is defined by its seven lines and thus never changes: the seed in
/// the report of a failed test must do the same in years.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number of the range, or its start if it has none.
    pub(super) fn within(&mut self, range: &RangeInclusive<u64>) -> u64 {
        let (start, end) = (*range.start(), *range.end());
        match end.saturating_sub(start).checked_add(1) {
            // The shares of the numbers differ by less than the length of the range in 2⁶⁴.
            Some(length) => start + self.next() % length,
            None => self.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_reference() {
        let mut random = Random::new(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973];
        assert_eq!([random.next(), random.next()], expected);
    }

    #[test]
    fn a_range_is_kept_to() {
        let mut random = Random::new(0);
        let mut seen = [false; 4];
        for _ in 0..100 {
            seen[usize::try_from(random.within(&(0..=3))).unwrap()] = true;
        }
        assert_eq!(seen, [true; 4]);
        assert_eq!(random.within(&(5..=5)), 5);
        #[expect(clippy::reversed_empty_ranges, reason = "a range without a number")]
        let none = 5..=1;
        assert_eq!(random.within(&none), 5);
        random.within(&(0..=u64::MAX));
    }
}
