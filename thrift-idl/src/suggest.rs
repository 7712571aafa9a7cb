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
    let hints = Hints::default();
    let mut search = hints.search(word)?;
    for candidate in candidates {
        search.look_at(candidate)?;
    }
    search.nearest()
}

/// [`nearest`] of a list.
pub(crate) fn nearest_of<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    nearest(word, candidates.iter().copied())
}

/// The work that hints may still take in one run: a file with many names and many mistakes would
/// have each of them compared with each.
#[derive(Debug)]
pub(crate) struct Hints {
    left: Cell<usize>,
}

/// A search for the candidate nearest to a word, as [`nearest`] is, while there is work left to
/// give.
pub(crate) struct Search<'s, 'c> {
    hints: &'s Hints,
    word: &'s str,
    /// How far the nearest may be from the word.
    allowed: usize,
    /// How much longer or shorter it may be.
    bytes: usize,
    best: Option<(usize, &'c str)>,
}

impl Default for Hints {
    fn default() -> Self {
        Self { left: Cell::new(10_000_000) }
    }
}

impl Hints {
    /// Begins a search, unless nothing can be near or no work is left.
    pub(crate) fn search<'s, 'c>(&'s self, word: &'s str) -> Option<Search<'s, 'c>> {
        if word.len() > LONGEST || self.left.get() == 0 {
            return None;
        }
        // Something of the word must remain: of two letters one, and of one letter that letter.
        let length = word.chars().count();
        let allowed = (length / 3).max(1).min(length.checked_sub(1)?);
        // Names are ASCII. In a word that is not, a character has four bytes at most.
        let bytes = if word.is_ascii() { allowed } else { 4 * allowed };
        Some(Search { hints: self, word, allowed, bytes, best: None })
    }

    fn spend(&self, cost: usize) -> Option<()> {
        let left = self.left.get().checked_sub(cost);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ())
    }
}

impl<'c> Search<'_, 'c> {
    /// Looks at a candidate; `None` when no work is left, which ends the search without a result.
    pub(crate) fn look_at(&mut self, candidate: &'c str) -> Option<()> {
        let word = self.word;
        let similar =
            candidate.len() <= LONGEST && candidate.len().abs_diff(word.len()) <= self.bytes;
        self.hints.spend(LOOKED_AT + if similar { word.len() * candidate.len() } else { 0 })?;
        if similar && candidate != word {
            let found = (distance(word, candidate), candidate);
            if found.0 <= self.allowed && self.best.is_none_or(|best| found < best) {
                self.best = Some(found);
            }
        }
        Some(())
    }

    /// Counts the look at something that is no candidate.
    pub(crate) fn pass(&self) -> Option<()> {
        self.hints.spend(LOOKED_AT)
    }

    pub(crate) fn nearest(self) -> Option<&'c str> {
        self.best.map(|(_, candidate)| candidate)
    }
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words of
/// [`LONGEST`] bytes at most; a change of case alone counts as nothing.
fn distance(left: &str, right: &str) -> usize {
    let mut letters = ['\0'; LONGEST];
    let mut count = 0;
    for letter in right.chars() {
        letters[count] = letter.to_ascii_lowercase();
        count += 1;
    }
    let right = &letters[..count];
    // The distances of the letters of `left` so far, of all but one, and of all but two, to each
    // beginning of `right`.
    let mut row = [0; LONGEST + 1];
    for (j, distance) in row.iter_mut().enumerate() {
        *distance = j;
    }
    let (mut before, mut above);
    above = row;
    let mut last = None;
    for a in left.chars() {
        let a = a.to_ascii_lowercase();
        before = above;
        above = row;
        row[0] += 1;
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
        let nearest = || {
            let mut search = hints.search("strcut")?;
            search.look_at("struct")?;
            search.nearest()
        };
        assert_eq!(nearest(), Some("struct"));
        assert_eq!(nearest(), Some("struct"));
        assert_eq!(nearest(), None);
    }
}
