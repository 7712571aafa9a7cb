//! Text that is JSON: commas, indentation and escapes.

use core::fmt::{Display, Write};

/// A JSON text that grows.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
    depth: usize,
    /// How many of those who write want it on one line.
    inline: u32,
    /// Whether the innermost array or object has an element yet.
    begun: bool,
}

impl Writer {
    pub(super) fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.depth += 1;
        self.begun = false;
    }

    pub(super) fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if self.begun && self.inline == 0 {
            self.line();
        }
        self.out.push(bracket);
        self.begun = true;
    }

    /// Begins an element of an array.
    pub(super) fn element(&mut self) {
        if self.begun {
            self.out.push(',');
        }
        if self.inline == 0 {
            self.line();
        } else if self.begun {
            self.out.push(' ');
        }
        self.begun = true;
    }

    /// Begins an entry of an object.
    pub(super) fn key(&mut self, key: &str) {
        self.element();
        self.string(key);
        self.out.push_str(": ");
    }

    pub(super) fn string(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\0'..='\u{1f}' => {
                    // Writing to a string cannot fail.
                    let _ = write!(self.out, "\\u{:04x}", u32::from(c));
                }
                c => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    /// Writes what looks the same in JSON: an integer, `true` or `false`.
    pub(super) fn plain(&mut self, value: &dyn Display) {
        let _ = write!(self.out, "{value}");
    }

    pub(super) fn begin_inline(&mut self) {
        self.inline += 1;
    }

    pub(super) fn end_inline(&mut self) {
        self.inline = self.inline.saturating_sub(1);
    }

    pub(super) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(core::iter::repeat_n("  ", self.depth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let mut writer = Writer::default();
        writer.string("é\"\\\n\r\t\0\u{1f}\u{7f}😀");
        assert_eq!(writer.out, "\"é\\\"\\\\\\n\\r\\t\\u0000\\u001f\u{7f}😀\"");
    }

    #[test]
    fn layout() {
        let mut writer = Writer::default();
        writer.open('{');
        writer.key("a");
        writer.open('[');
        writer.close(']');
        writer.key("b");
        writer.begin_inline();
        writer.open('[');
        for number in [1, 2] {
            writer.element();
            writer.plain(&number);
        }
        writer.close(']');
        writer.end_inline();
        writer.close('}');
        assert_eq!(writer.finish(), "{\n  \"a\": [],\n  \"b\": [1, 2]\n}\n");
    }
}
