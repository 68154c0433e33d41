//! How well each page was read: `acquit extract --show-quality`.

use crate::document::{Page, Pages, SecondReader, Source};
use crate::extract::known_share;
use crate::ocr::{By, Completed};

/// A line for each page: how it was read, by which OCR engine, how many characters, the share of sure ones, the share of words that every
/// letter uses, what a second reader of the text layer says of it, and what went wrong. Troubles of the whole file come last.
pub(super) fn table(completed: &Completed) -> String {
    let pages = &completed.pages;
    let mut out = format!(
        "page  {:<10} {:<9} {:>6}  {:>5}  {:>5}  {:<8} troubles\n",
        "read as", "engine", "chars", "sure", "known", "second"
    );
    for page in &pages.pages {
        let by = page.number.and_then(|number| completed.by.get(&number));
        out += &row(pages, page, by.map_or("-", |by| By::name(*by)));
    }
    let whole = pages.troubles.iter().filter(|trouble| trouble.page.is_none());
    whole.fold(out, |out, trouble| out + "whole file: " + &trouble.says + "\n")
}

fn row(pages: &Pages, page: &Page, engine: &str) -> String {
    let text = page.span.of(&pages.text);
    let chars = text.chars().filter(|c| !c.is_whitespace()).count();
    let troubles: Vec<&str> = pages
        .troubles
        .iter()
        .filter(|trouble| trouble.page.is_some() && trouble.page == page.number)
        .map(|trouble| trouble.says.as_str())
        .collect();
    let number = page.number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    let known = known_share(text).map_or_else(|| "-".to_owned(), |share| format!("{share:.2}"));
    let sure = if chars == 0 { "-".to_owned() } else { format!("{:.2}", sure(pages, page, chars)) };
    let troubles = if troubles.is_empty() { "none".to_owned() } else { troubles.join(" ") };
    format!(
        "{number:>4}  {:<10} {engine:<9} {chars:>6}  {sure:>5}  {known:>5}  {:<8} {troubles}\n",
        read_as(pages, page),
        second(page.second)
    )
}

/// What the second reader of a text layer says; it is asked only where the first is in doubt.
const fn second(said: SecondReader) -> &'static str {
    match said {
        SecondReader::NotAsked => "-",
        SecondReader::Agrees => "agrees",
        SecondReader::Differs => "differs",
        SecondReader::Fails => "fails",
    }
}

fn read_as(pages: &Pages, page: &Page) -> &'static str {
    let is_picture = |source: Source| matches!(source, Source::Ocr | Source::Doubtful);
    let seen = sources(pages, page).any(|(source, _)| is_picture(source));
    match (page.read, seen) {
        (true, true) => "ocr",
        (true, false) => "text-layer",
        (false, true) => "ocr, poor",
        (false, false) => "unread",
    }
}

/// Share of characters that are neither guessed, nor in doubt, nor unknown, 0 to 1.
fn sure(pages: &Pages, page: &Page, chars: usize) -> f64 {
    let unsure = |(source, words): (Source, &str)| match source {
        Source::Guessed | Source::Doubtful => words.chars().filter(|c| !c.is_whitespace()).count(),
        _ => 0,
    };
    let lost = page.span.of(&pages.text).matches(char::REPLACEMENT_CHARACTER).count();
    let unsure = sources(pages, page).map(unsure).sum::<usize>() + lost;
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    (1.0 - count(unsure) / count(chars)).max(0.0)
}

fn sources<'a>(pages: &'a Pages, page: &'a Page) -> impl Iterator<Item = (Source, &'a str)> {
    let inside = |span: &crate::span::RawSpan| span.start >= page.span.start && span.end <= page.span.end;
    pages.stretches.iter().filter(move |one| inside(&one.span)).map(|one| (one.source, one.span.of(&pages.text)))
}
