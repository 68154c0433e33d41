//! What the document says of its loan, people, money and dates.

use crate::report::key_facts;
use crate::report::memo::Block;
use crate::report::memo::Pen;
use crate::report::memo::Table;
use crate::report::visible::visible;
use crate::report::words;
use crate::review::Review;

/// Every fact that the document states, with its place.
pub(super) fn table(pen: &mut Pen<'_>, review: &Review) {
    let rows: Vec<[String; 2]> = key_facts::of(review)
        .into_iter()
        .map(|fact| {
            let place = fact.evidence.first().map_or_else(String::new, |words| format!(" ({})", words::place(words)));
            [fact.name.to_owned(), format!("{}{place}", visible(&fact.value))]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    pen.heading("Key facts");
    pen.put(Block::Table(Table { head: ["Fact", "As the document states it"], rows }));
}
