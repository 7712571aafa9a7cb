//! Comments and strings.

/// A doc comment, each line after `indent`; nothing for no docs.
pub(super) fn docs(docs: &str, indent: &str, out: &mut String) {
    // None of these can stand in a comment: Apache's compiler crashes on a NUL.
    let docs = docs.replace(['\r', '\0'], "").replace("*/", "* /");
    if docs.trim().is_empty() {
        return;
    }
    if !docs.contains('\n') {
        out.extend([indent, "/** ", docs.trim(), " */\n"]);
        return;
    }
    out.extend([indent, "/**\n"]);
    for line in docs.split('\n').map(str::trim_end) {
        out.extend([indent, " *", if line.is_empty() { "" } else { " " }, line, "\n"]);
    }
    out.extend([indent, " */\n"]);
}

/// A string, in the quotes that need no escapes, double ones if possible.
pub(super) fn quoted(text: &str, out: &mut String) {
    let quote = if text.contains('"') && !text.contains('\'') { '\'' } else { '"' };
    out.push(quote);
    for part in text.chars() {
        let escape = match part {
            '\r' => 'r',
            '\n' => 'n',
            '\t' => 't',
            '\\' => '\\',
            _ if part == quote => part,
            _ => {
                out.push(part);
                continue;
            }
        };
        out.extend(['\\', escape]);
    }
    out.push(quote);
}
