//! Web pages (HTML) to one page without a number.
//!
//! The crate html5ever cuts the bytes into tags and text; no tree is built, because trees cost the square of the depth
//! of nesting. What a tag means for its text (hidden, struck, a list, a cell) is kept on a stack. Nothing that the page
//! refers to is fetched. `crate::extract::flow` says how the text comes out.

mod charset;
mod element;
mod input;
mod items;
mod look;
mod page;
mod sheet;
mod shown;
mod stack;
mod tags;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::BufferQueue;
use html5ever::tokenizer::Tokenizer;
use html5ever::tokenizer::TokenizerOpts;

use crate::document::Format;
use crate::document::Pages;
use crate::extract::Limits;

use self::page::Page;

/// Reads bytes that begin like a web page.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Pages {
    let text = charset::text(bytes);
    let tokens = Tokenizer::new(Page::new(&text, limits), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let _done = tokens.feed(&input);
    tokens.end();
    super::flow::pages(Format::Html, &tokens.sink.finish(), limits)
}

#[cfg(test)]
mod tests;
