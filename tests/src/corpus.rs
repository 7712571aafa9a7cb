//! What the programs of `tests/corpus/run` do: all types and constants of a file, one by one.

use core::fmt::Debug;
use std::process::ExitCode;

use thrift::{DecodeOwned, Encode};

use crate::roundtrip;

/// The checks of one file.
///
/// ```
/// use std::process::ExitCode;
///
/// thrift::thrift! { struct User { 1: i32 id }  const i32 ANSWER = 42 }
///
/// let mut checks = thrift_tests::corpus::Checks::new(100);
/// checks.ty::<User>("User");
/// checks.constant("ANSWER", &ANSWER);
/// assert_eq!(checks.finish(), ExitCode::SUCCESS);
/// ```
#[derive(Debug)]
pub struct Checks {
    values: u32,
    types: u32,
    constants: u32,
    problems: Vec<String>,
}

impl Checks {
    /// Checks with so many values of each type.
    #[must_use]
    pub fn new(values: u32) -> Self {
        Self { values, types: 0, constants: 0, problems: Vec::new() }
    }

    /// Tries values of a type.
    pub fn ty<T: Encode + DecodeOwned + PartialEq + Debug>(&mut self, name: &str) {
        self.types += 1;
        if let Err(problem) = roundtrip::tries::<T>(self.values) {
            self.problems.push(format!("{name}: {problem}"));
        }
    }

    /// Evaluates a constant.
    pub fn constant<T: Encode + Debug + ?Sized>(&mut self, name: &str, value: &T) {
        self.constants += 1;
        if let Err(problem) = roundtrip::constant(value) {
            self.problems.push(format!("{name}: {problem} in {value:?}"));
        }
    }

    /// Prints the problems, and in the last line how much was tried.
    #[must_use]
    pub fn finish(self) -> ExitCode {
        for problem in &self.problems {
            println!("{problem}");
        }
        let values = u64::from(self.types) * u64::from(self.values);
        println!(
            "{} types, {values} values tried, {} constants, {} problems",
            self.types,
            self.constants,
            self.problems.len()
        );
        if self.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
