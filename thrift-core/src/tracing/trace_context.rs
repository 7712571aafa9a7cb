//! The headers of the W3C's recommendation Trace Context.

use crate::service::Headers;

const PARENT: &str = "traceparent";
const STATE: &str = "tracestate";

/// Length of `00-<trace id>-<parent id>-<flags>`, version 0 of the header.
const PARENT_LENGTH: usize = 55;

/// What later versions may be long, and what a state must not be longer than (§3.3.1.5).
const LONGEST: usize = 512;

/// What a caller says of the trace of its call.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TraceContext {
    parent: String,
    state: Option<String>,
}

impl TraceContext {
    /// The trace that the headers name, if they do; what is not well-formed names none (§3.2.2, §4.3).
    pub(super) fn read(headers: &Headers) -> Option<Self> {
        let parent = headers.get(PARENT).filter(|parent| is_parent(parent))?;
        let state = headers.get(STATE).filter(|state| is_state(state));
        Some(Self { parent: parent.to_owned(), state: state.map(str::to_owned) })
    }

    /// Whether the headers already say something of a trace.
    pub(super) fn is_in(headers: &Headers) -> bool {
        headers.get_bytes(PARENT).is_some()
    }

    pub(super) fn write(&self, headers: &mut Headers) {
        headers.insert(PARENT, &self.parent);
        match &self.state {
            Some(state) => headers.insert(STATE, state),
            // One that belongs to no parent would be taken for a part of this one.
            None => drop(headers.remove(STATE)),
        }
    }
}

fn is_parent(text: &str) -> bool {
    let Some((first, rest)) = text.split_at_checked(PARENT_LENGTH) else { return false };
    let fields: Vec<_> = first.split('-').collect();
    let [version, trace, parent, flags] = fields[..] else { return false };
    let lengths = [version, trace, parent, flags].map(str::len) == [2, 32, 16, 2];
    let later = version != "00" && rest.starts_with('-') && text.len() <= LONGEST;
    lengths
        && [version, trace, parent, flags].into_iter().all(is_hex)
        && version != "ff"
        && ![trace, parent].into_iter().any(is_zero)
        && (rest.is_empty() || later)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_zero(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

fn is_state(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    #[test]
    fn what_is_read_is_written() {
        let headers = Headers::new().with("TraceParent", TRACE).with("tracestate", "a=1,b=2");
        let trace = TraceContext::read(&headers).unwrap();
        let mut written = Headers::new().with("tracestate", "old=1");
        trace.write(&mut written);
        assert_eq!(written.get("traceparent"), Some(TRACE));
        assert_eq!(written.get("tracestate"), Some("a=1,b=2"));

        let bare = TraceContext::read(&Headers::new().with("traceparent", TRACE)).unwrap();
        bare.write(&mut written);
        assert_eq!(written.get("tracestate"), None);
    }

    #[test]
    fn what_is_no_parent_is_left_out() {
        let later = TRACE.replacen("00", "01", 1);
        assert!(is_parent(TRACE) && is_parent(&later) && is_parent(&format!("{later}-more")));
        for text in [
            "",
            "00",
            &TRACE[..54],
            &format!("{TRACE}-more"),
            &format!("{later}more"),
            &format!("{later}-{}", "x".repeat(LONGEST)),
            &TRACE.replacen("00", "ff", 1),
            &TRACE.replacen("0af7651916cd43dd8448eb211c80319c", &"0".repeat(32), 1),
            &TRACE.replacen("b7ad6b7169203331", &"0".repeat(16), 1),
            &TRACE.to_uppercase(),
            &TRACE.replace('-', "_"),
            &TRACE.replacen("0a", "-a", 1),
            &"é".repeat(40),
        ] {
            assert!(!is_parent(text), "{text}");
        }
    }

    #[test]
    fn a_state_that_is_none_does_not_take_its_parent_with_it() {
        let long = "x".repeat(LONGEST + 1);
        for state in [&*long, "a=\n"] {
            let headers = Headers::new().with("traceparent", TRACE).with("tracestate", state);
            assert_eq!(TraceContext::read(&headers).unwrap().state, None);
        }
    }
}
