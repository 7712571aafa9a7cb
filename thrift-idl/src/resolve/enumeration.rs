//! Enums, rows E1 to E8.

use super::Resolver;
use super::index::{Index, Key};
use crate::ast;
use crate::code::Code;
use crate::program::{Enum, EnumValue};

impl Resolver<'_> {
    pub(super) fn enumeration(&mut self, file: u32, written: ast::Enum) -> Enum {
        let ast::Enum { name, values, annotations, docs, span, .. } = written;
        self.check_annotations(file, &annotations);
        let numbers = self.enum_numbers(file, &values);
        let mut numbered = Vec::with_capacity(values.len());
        for (place, value) in values.into_iter().enumerate() {
            let ast::EnumValue { name, annotations, docs, span, .. } = value;
            if let Some(number) = numbers[place] {
                numbered.push(EnumValue { name, number, annotations, docs, span });
            }
        }
        Enum { name, values: numbered, annotations, docs, span }
    }

    /// The numbers of the values; `None` for one that is wrong.
    fn enum_numbers(&mut self, file: u32, values: &[ast::EnumValue]) -> Vec<Option<i32>> {
        let mut names = Index::default();
        let mut next = 0;
        let mut numbers = Vec::with_capacity(values.len());
        for (place, value) in values.iter().enumerate() {
            self.check_annotations(file, &value.annotations);
            let number = value.number.map_or(next, |(number, _)| number);
            next = number.saturating_add(1);
            let ast::Name { text, span } = &value.name;
            let first = names.first(Key::name(text), place);
            if first < place {
                let message = format!("`{text}` is already a value of this enum");
                let error = self.error(file, Code::DuplicateName, *span, message);
                let error = error.label(values[first].name.span, "first used here");
                let help = "give one of them another name; two names may have the same number";
                self.report(error.help(help));
                numbers.push(None);
            } else {
                numbers.push(self.enum_number(file, value, number));
            }
        }
        numbers
    }

    fn enum_number(&mut self, file: u32, value: &ast::EnumValue, number: i64) -> Option<i32> {
        let fits = i32::try_from(number).ok();
        if fits.is_none() {
            let span = value.number.map_or(value.name.span, |(_, span)| span);
            let message = format!("enum value {number} does not fit in 32 bits");
            let error = self.error(file, Code::EnumRange, span, message);
            self.report(error.help("write a number from -2147483648 to 2147483647"));
        }
        fits
    }
}
