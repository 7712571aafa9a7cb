//! "Did you mean": the nearest of the words that would have fitted.
//!
//! What the front end of the IDL says of names in a file, for the keys of the macros, which are
//! there without it.

/// Words longer than this are not compared, which bounds the work for one hint.
const LONGEST: usize = 64;

/// Finds the candidate nearest to `word`, if one is near enough to be meant; of several equally
/// near the first in the alphabet.
pub(crate) fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    if word.len() > LONGEST {
        return None;
    }
    let word: Vec<char> = word.chars().collect();
    // Something of the word must remain: of two letters one, and of one letter that letter.
    let allowed = (word.len() / 3).max(1).min(word.len().checked_sub(1)?);
    let mut nearest: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.len() > LONGEST {
            continue;
        }
        let letters: Vec<char> = candidate.chars().collect();
        if letters == word {
            continue;
        }
        let found = (distance(&word, &letters), *candidate);
        if found.0 <= allowed && nearest.is_none_or(|nearest| found < nearest) {
            nearest = Some(found);
        }
    }
    nearest.map(|(_, candidate)| candidate)
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words; a
/// change of case alone counts as nothing.
fn distance(left: &[char], right: &[char]) -> usize {
    let is_same = |i: usize, j: usize| left[i].eq_ignore_ascii_case(&right[j]);
    // The distances between each beginning of `left` and each of `right`.
    let mut first = Vec::new();
    for j in 0..=right.len() {
        first.push(j);
    }
    let mut rows = vec![first];
    for i in 0..left.len() {
        let mut row = vec![i + 1];
        for j in 0..right.len() {
            let replaced = rows[i][j] + usize::from(!is_same(i, j));
            let mut best = replaced.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && is_same(i, j - 1) && is_same(i - 1, j) {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_the_misspelt_word() {
        let words = ["required", "default", "deprecated_ids"];
        assert_eq!(nearest("requierd", &words), Some("required"));
        assert_eq!(nearest("Default", &words), Some("default"));
        assert_eq!(nearest("banana", &words), None);
        assert_eq!(nearest("", &words), None);
        assert_eq!(nearest("ab", &["cd", "cb", "bb"]), Some("bb"));
        assert_eq!(nearest(&"x".repeat(100), &words), None);
    }

    proptest! {
        /// A mistake has one hint, whoever reports it. The candidates there are ASCII.
        #[test]
        fn the_front_end_finds_the_same(
            word in "[abAé]{0,8}",
            candidates in prop::collection::vec("[abA]{0,8}", 0..6),
        ) {
            let candidates: Vec<_> = candidates.iter().map(String::as_str).collect();
            let found = thrift_idl::nearest(&word, candidates.iter().copied());
            prop_assert_eq!(nearest(&word, &candidates), found);
        }
    }
}
