//! What was not read, and what is odd about the reading.

use crate::document::Trouble;
use crate::judge::Extent;
use crate::report::terminal::Sheet;
use crate::report::visible::visible;
use crate::review::Review;

/// Pages and words that nobody read, then notes on the rest.
pub(super) fn troubles(sheet: &mut Sheet, review: &Review) {
    let (hiding, notes): (Vec<_>, Vec<_>) = review.troubles.iter().partition(|trouble| trouble.what.hides_words());
    if review.judgement.extent != Extent::Whole {
        list(sheet, "Not read", &hiding);
        if hiding.is_empty() {
            let pages: Vec<String> = review.unread.iter().map(u32::to_string).collect();
            sheet.hung(2, 2, &format!("pages {}", pages.join(", ")));
        }
    }
    if !notes.is_empty() {
        list(sheet, "Notes on the reading", &notes);
    }
}

fn list(sheet: &mut Sheet, title: &str, troubles: &[&Trouble]) {
    sheet.title(title);
    for trouble in troubles {
        sheet.hung(2, 2, &visible(&trouble.to_string()));
    }
}
