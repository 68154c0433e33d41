//! The second reader, `pdf-extract`, asked only about pages on which the first one is in doubt.
//!
//! Its traps (extraction study, section 4): it panics, it may overflow the stack, it drops what it does not know
//! without a word, and asked for all pages it ends at the first bad one. So every page is asked for alone, on a thread
//! with a large stack. An abort is left to the process that this runs in.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::thread::Builder;

use pdf_extract::Document;
use pdf_extract::PlainTextOutput;
use pdf_extract::output_doc_page;

/// Stack of the witness's thread, in bytes.
const STACK: usize = 64 << 20;
/// Pages asked about at most: it searches the page tree anew for each.
const MOST_PAGES: usize = 50;

/// What the second reader finds on these pages (from 1), in their order; `None` where it fails.
pub(super) fn ask(bytes: &[u8], pages: &[u32]) -> Vec<Option<String>> {
    let asked = pages.get(..MOST_PAGES.min(pages.len())).unwrap_or(&[]);
    let mut answers = std::thread::scope(|scope| {
        let thread = Builder::new().name("second reader".to_owned()).stack_size(STACK);
        let running = thread.spawn_scoped(scope, || read(bytes, asked));
        running.ok().and_then(|handle| handle.join().ok()).unwrap_or_default()
    });
    answers.resize(pages.len(), None);
    answers
}

fn read(bytes: &[u8], pages: &[u32]) -> Vec<Option<String>> {
    let document = catch_unwind(|| open(bytes)).ok().flatten();
    let Some(document) = document else { return Vec::new() };
    pages.iter().map(|page| catch_unwind(AssertUnwindSafe(|| one(&document, *page))).ok().flatten()).collect()
}

fn open(bytes: &[u8]) -> Option<Document> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        document.decrypt("").ok()?;
    }
    Some(document)
}

fn one(document: &Document, page: u32) -> Option<String> {
    let mut text = String::new();
    output_doc_page(document, &mut PlainTextOutput::new(&mut text), page).ok()?;
    Some(text)
}
