//! Where a finding stands: the file, lines of a plain text, page and line of anything else.

use serde_json::Value;
use serde_json::json;

use crate::document::Format;
use crate::evidence::Evidence;
use crate::report::checked::Checked;
use crate::report::checked::Document;
use crate::report::visible::visible;
use crate::report::words;

use super::File;
use super::said;

/// The line of the file on which words begin, from 1; none where the file is no plain text.
#[must_use]
pub fn line(checked: &Checked<'_>, words: &Evidence) -> Option<u32> {
    let review = checked.review;
    if review.format != Format::Text {
        return None;
    }
    let before = match words.page.and_then(|page| usize::try_from(page).ok()) {
        Some(page) => *review.lines_before.get(page.checked_sub(1)?)?,
        None => 0,
    };
    Some(before + words.line)
}

impl File<'_> {
    pub(super) fn artifact_location(&self) -> Value {
        json!({"uri": self.uri, "index": self.index})
    }

    /// The place of words, or of the document.
    pub(super) fn place(&self, document: &Document<'_>, words: Option<&Evidence>) -> Value {
        let mut physical = json!({"artifactLocation": self.artifact_location()});
        let name = super::visible_document(document.review);
        let Some(words) = words else {
            let logical = json!([{"fullyQualifiedName": name, "kind": "document"}]);
            return json!({"physicalLocation": physical, "logicalLocations": logical});
        };
        if let Some(first) = line(self.checked, words) {
            let more = u32::try_from(words.quote.matches('\n').count()).unwrap_or(0);
            physical["region"] = json!({"startLine": first, "endLine": first + more, "snippet": {"text": words.quote}});
        }
        let place = words::place(words);
        json!({
            "physicalLocation": physical,
            "logicalLocations": [{"fullyQualifiedName": format!("{name}: {place}"), "name": place, "kind": "passage"}],
            "message": {"text": said(&format!("“{}”", visible(&words.quote)))},
        })
    }
}
