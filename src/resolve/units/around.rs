//! What stands around a unit, as the readers are shown it.

use std::borrow::Cow;

use crate::segment;
use crate::span::NormSpan;
use crate::text::Text;

/// Most bytes of a heading, a lead-in or the unit before that are shown: as many as of a unit at one time. All units of a
/// list are shown their lead-in, so a longer one would be read as often as it has items.
const MOST: usize = 6_000;

/// The words of a span on one line, of an overlong one its end.
pub(super) fn flat(text: &Text, span: Option<NormSpan>) -> Cow<'_, str> {
    let Some(span) = span else { return Cow::Borrowed("") };
    let from = span.start.max(span.end.saturating_sub(MOST));
    let from = (from..span.end).find(|&at| text.norm.is_char_boundary(at)).unwrap_or(span.end);
    segment::words(text, NormSpan::new(from, span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_overlong_context_the_end_is_shown() {
        let text = |norm: String| Text { norm, ..Text::default() };
        let (short, long) = (text("Lender will\nnot:".to_owned()), text("\u{e9}".repeat(5_000) + " not:"));
        assert_eq!(flat(&short, Some(NormSpan::new(0, 16))), "Lender will not:");
        let shown = flat(&long, Some(NormSpan::new(0, long.norm.len())));
        assert!(shown.ends_with("\u{e9} not:") && shown.len() <= MOST && shown.len() > MOST - 2);
        assert_eq!(flat(&short, None), "");
    }
}
