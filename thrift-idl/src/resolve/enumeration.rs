//! Enums, rows E1 to E8.

use std::collections::HashMap;

use super::Resolver;
use crate::ast;
use crate::code::Code;
use crate::program::{Enum, EnumValue};
use crate::token::Span;

impl Resolver<'_> {
    pub(super) fn enumeration(&mut self, file: u32, written: &ast::Enum) -> Enum {
        let mut values = Vec::new();
        let mut names: HashMap<&str, Span> = HashMap::new();
        let mut next = 0;
        for value in &written.values {
            let number = value.number.map_or(next, |(number, _)| number);
            next = number.saturating_add(1);
            if let Some(first) = names.get(value.name.text.as_str()) {
                let message = format!("`{}` is already a value of this enum", value.name.text);
                let error = self.error(file, Code::DuplicateName, value.name.span, message);
                let help = "give one of them another name; two names may have the same number";
                self.report(error.label(*first, "first used here").help(help));
                continue;
            }
            names.insert(&value.name.text, value.name.span);
            if let Some(number) = self.enum_number(file, value, number) {
                let ast::EnumValue { name, annotations, docs, span, .. } = value.clone();
                values.push(EnumValue { name, number, annotations, docs, span });
            }
        }
        let ast::Enum { name, annotations, docs, span, .. } = written.clone();
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
