//! "Did you mean": the nearest of the names that would have fitted.

use core::cell::Cell;

/// Words longer than this are not compared, which bounds the work for one hint.
const LONGEST: usize = 64;

/// What it costs to look at a candidate, in comparisons of two letters.
const LOOKED_AT: usize = 10;

/// Finds the candidate nearest to `word`, if one is near enough to be meant; of several equally
/// near the first in the alphabet.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    Hints::default().nearest(word, candidates)
}

/// The work that hints may still take in one run: a file with many names and many mistakes would
/// have each of them compared with each.
#[derive(Debug)]
pub(crate) struct Hints {
    left: Cell<usize>,
}

impl Default for Hints {
    fn default() -> Self {
        Self { left: Cell::new(10_000_000) }
    }
}

impl Hints {
    /// Counts the look at something that is no candidate.
    pub(crate) fn spend(&self) {
        self.left.set(self.left.get().saturating_sub(LOOKED_AT));
    }

    /// [`nearest`], while there is work left to give.
    pub(crate) fn nearest<'c>(
        &self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let mut candidates = candidates.into_iter();
        self.nearest_of(word, &mut || candidates.next())
    }

    /// Compiled once, and not for every kind of iterator.
    fn nearest_of<'c>(
        &self,
        word: &str,
        next: &mut dyn FnMut() -> Option<&'c str>,
    ) -> Option<&'c str> {
        if word.len() > LONGEST || self.left.get() == 0 {
            return None;
        }
        // Something of the word must remain: of two letters one, and of one letter that letter.
        let length = word.chars().count();
        let allowed = (length / 3).max(1).min(length.checked_sub(1)?);
        // Names are ASCII. In a word that is not, a character has four bytes at most.
        let bytes = if word.is_ascii() { allowed } else { 4 * allowed };
        let mut best = None;
        while let Some(candidate) = next() {
            let similar =
                candidate.len() <= LONGEST && candidate.len().abs_diff(word.len()) <= bytes;
            let cost = LOOKED_AT + if similar { word.len() * candidate.len() } else { 0 };
            let left = self.left.get().checked_sub(cost);
            self.left.set(left.unwrap_or(0));
            left?;
            if !similar || candidate == word {
                continue;
            }
            let distance = distance(word, candidate);
            if distance <= allowed && best.is_none_or(|best| (distance, candidate) < best) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words of
/// [`LONGEST`] bytes at most; a change of case alone counts as nothing.
fn distance(left: &str, right: &str) -> usize {
    let mut letters = ['\0'; LONGEST];
    let mut count = 0;
    for (slot, letter) in letters.iter_mut().zip(right.chars()) {
        *slot = letter.to_ascii_lowercase();
        count += 1;
    }
    let right = &letters[..count];
    // The distances of the letters of `left` so far, of all but one, and of all but two, to each
    // beginning of `right`.
    let mut row: [usize; LONGEST + 1] = core::array::from_fn(|j| j);
    let (mut before, mut above);
    above = row;
    let mut last = None;
    for (i, a) in left.chars().map(|c| c.to_ascii_lowercase()).enumerate() {
        before = above;
        above = row;
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let replaced = above[j] + usize::from(a != *b);
            let mut best = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if j > 0 && a == right[j - 1] && last == Some(*b) {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
        }
        last = Some(a);
    }
    row[count]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_misspelt_word() {
        let words = ["struct", "string", "service"];
        assert_eq!(nearest("strcut", words), Some("struct"));
        assert_eq!(nearest("Service", words), Some("service"));
        assert_eq!(nearest("banana", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest("e", ["é", "ef", "E"]), Some("E"));
        assert_eq!(nearest("ab", ["cd", "cb", "bb"]), Some("bb"));
        assert_eq!(nearest(&"x".repeat(100), words), None);
    }

    #[test]
    fn hints_end_when_they_have_taken_too_much_work() {
        let hints = Hints { left: Cell::new(130) };
        assert_eq!(hints.nearest("strcut", ["struct"]), Some("struct"));
        assert_eq!(hints.nearest("strcut", ["struct"]), Some("struct"));
        assert_eq!(hints.nearest("strcut", ["struct"]), None);
    }
}
