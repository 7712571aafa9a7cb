//! Enums, rows E1 to E8.

use super::Resolver;
use super::seen::Seen;
use crate::ast;
use crate::code::Code;
use crate::program::{Enum, EnumValue};

impl Resolver<'_> {
    pub(super) fn enumeration(&mut self, file: u32, written: ast::Enum) -> Enum {
        let ast::Enum { name, values, annotations, docs, span, .. } = written;
        let mut names = Seen::new();
        let mut next = 0;
        let mut numbers: Vec<Option<i32>> = Vec::with_capacity(values.len());
        self.check_annotations(file, &annotations);
        for value in &values {
            self.check_annotations(file, &value.annotations);
            let number = value.number.map_or(next, |(number, _)| number);
            next = number.saturating_add(1);
            let ast::Name { text, span } = &value.name;
            if let Some(first) = names.first(text.as_str(), *span) {
                let message = format!("`{text}` is already a value of this enum");
                let error = self.error(file, Code::DuplicateName, *span, message);
                let help = "give one of them another name; two names may have the same number";
                self.report(error.label(first, "first used here").help(help));
                numbers.push(None);
            } else {
                numbers.push(self.enum_number(file, value, number));
            }
        }
        let numbered = values.into_iter().zip(numbers).filter_map(|(value, number)| {
            let ast::EnumValue { name, annotations, docs, span, .. } = value;
            Some(EnumValue { name, number: number?, annotations, docs, span })
        });
        let values = numbered.collect();
        Enum { name, values, annotations, docs, span }
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
