//! What was not read, and what is odd about the reading.

use crate::document::Trouble;
use crate::judge::Extent;
use crate::report::memo::Block;
use crate::report::memo::Pen;
use crate::report::visible::visible;
use crate::review::Review;

/// Pages and words that nobody read, then notes on the rest.
pub(super) fn troubles(pen: &mut Pen<'_>, review: &Review) {
    let (hiding, notes): (Vec<_>, Vec<_>) = review.troubles.iter().partition(|trouble| trouble.what.hides_words());
    if review.judgement.extent != Extent::Whole {
        list(pen, "Not read", &hiding);
        if hiding.is_empty() {
            let pages: Vec<String> = review.unread.iter().map(u32::to_string).collect();
            pen.put(Block::Item(format!("pages {}", pages.join(", ")), Vec::new()));
        }
    }
    if !notes.is_empty() {
        list(pen, "Notes on the reading", &notes);
    }
}

fn list(pen: &mut Pen<'_>, title: &str, troubles: &[&Trouble]) {
    pen.heading(title);
    for trouble in troubles {
        pen.put(Block::Item(visible(&trouble.to_string()), Vec::new()));
    }
}
