//! Boxes lie over the words that they quote: the rectangles of an annotated letter are read back from the file, and
//! what stands under them is read again, by acquit's own reader and by `pdftotext` where it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use acquit::document::Pages;
use acquit::extract;
use lopdf::{Dictionary, Document, Object, ObjectId};
use serde_json::Value;

use super::desk::{Desk, corpus, evidence, json};
use super::illustrated::{HOW, is_there};
use super::pdftotext::{share, words};

/// Left, top, right, bottom in points from the top left corner of the page as it is shown.
type Place = [f64; 4];

/// Words as a reader places them, page by page.
type Placed = Vec<Vec<(String, Place)>>;

/// A highlight of the annotated letter.
struct Highlight {
    page: usize,
    says: Vec<u8>,
    places: Vec<Place>,
}

/// Least share of words that a quotation and what lies under its boxes have in common.
const SAME: f64 = 0.9;

/// PDFs of letters: the folders of the corpus whose files are whole.
fn letters() -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["renderings", "sample"] {
        let listed = fs::read_dir(corpus(folder)).unwrap();
        let names = listed.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        all.extend(
            names
                .filter(|name| Path::new(name).extension().is_some_and(|kind| kind == "pdf"))
                .map(|name| format!("corpus/{folder}/{name}")),
        );
    }
    all.sort();
    all
}

/// Every highlight in a file, in the order of its pages.
fn highlights(file: &Path) -> Vec<Highlight> {
    let document = Document::load(file).unwrap();
    let mut all = Vec::new();
    for (page, id) in document.get_pages() {
        let shown = |point: &[f64]| shown(&document, id, (point[0], point[1]));
        for note in document.get_page_annotations(id).unwrap() {
            let Ok(quads) = note.get(b"QuadPoints").and_then(Object::as_array) else { continue };
            let numbers = numbers(quads);
            let place = |quad: &[f64]| {
                let corners: Vec<(f64, f64)> = quad.chunks(2).map(shown).collect();
                let side = |of: fn(&(f64, f64)) -> f64, best: fn(f64, f64) -> f64| corners.iter().map(of).reduce(best);
                [
                    side(|p| p.0, f64::min).unwrap(),
                    side(|p| p.1, f64::min).unwrap(),
                    side(|p| p.0, f64::max).unwrap(),
                    side(|p| p.1, f64::max).unwrap(),
                ]
            };
            let says = note.get(b"Contents").and_then(Object::as_str).unwrap().to_vec();
            all.push(Highlight { page: page as usize, says, places: numbers.chunks(8).map(place).collect() });
        }
    }
    all
}

fn numbers(list: &[Object]) -> Vec<f64> {
    list.iter().map(|number| f64::from(number.as_float().unwrap())).collect()
}

/// What a page says of itself, or the tree above it.
fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node: &Dictionary = document.get_dictionary(page).unwrap();
    loop {
        if let Ok(value) = node.get(key) {
            return Some(document.dereference(value).unwrap().1);
        }
        node = document.dereference(node.get(b"Parent").ok()?).ok()?.1.as_dict().ok()?;
    }
}

/// A point of a page's own measure on the page as it is shown (ISO 32000-1, 7.7.3.3 and 14.11.2).
fn shown(document: &Document, page: ObjectId, (x, y): (f64, f64)) -> (f64, f64) {
    let rect = |key: &[u8]| inherited(document, page, key).map(|sides| numbers(sides.as_array().unwrap()));
    let sides = rect(b"CropBox").or_else(|| rect(b"MediaBox")).unwrap();
    let [left, bottom, right, top] = [sides[0], sides[1], sides[2], sides[3]];
    let turn = inherited(document, page, b"Rotate").map_or(0, |turn| turn.as_i64().unwrap());
    match turn.rem_euclid(360) {
        90 => (y - bottom, x - left),
        180 => (right - x, y - bottom),
        270 => (top - y, right - x),
        _ => (x - left, top - y),
    }
}

/// The words of each page as acquit's reader places them.
fn own(pages: &Pages) -> Placed {
    let of_line = |line: &acquit::document::Line| {
        let text = line.span.of(&pages.text);
        let mut at = 0;
        let mut placed = Vec::new();
        for word in text.split_inclusive(char::is_whitespace) {
            let bytes = line.span.start + at..line.span.start + at + word.trim_end().len();
            at += word.len();
            let span = acquit::span::RawSpan::new(bytes.start, bytes.end);
            if let Some(rect) = line.cut(span, &pages.text) {
                let place = [rect.x0, rect.y0, rect.x1, rect.y1].map(f64::from);
                placed.push((word.trim_end().to_owned(), place));
            }
        }
        placed
    };
    pages.pages.iter().map(|page| page.lines.iter().flat_map(of_line).collect()).collect()
}

/// The same by `pdftotext -bbox`.
fn theirs(file: &Path) -> Placed {
    let out = Command::new("pdftotext").args(["-bbox", "-cropbox"]).arg(file).arg("-").output().unwrap();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let word = |line: &str| {
        let value = |name: &str| line.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.parse::<f64>().ok();
        let words = line.split_once('>')?.1.split_once("</word>")?.0;
        Some((words.replace("&amp;", "&"), [value("xMin")?, value("yMin")?, value("xMax")?, value("yMax")?]))
    };
    text.split("<page ").skip(1).map(|page| page.lines().filter_map(word).collect()).collect()
}

/// The words whose middle lies under one of the places, moved down by so many points.
fn under(page: &[(String, Place)], boxes: &[Place], down: f64) -> Vec<String> {
    let is_under = |&&(_, [x0, y0, x1, y1]): &&(String, Place)| {
        let (x, y) = (f64::midpoint(x0, x1), f64::midpoint(y0, y1) - down);
        boxes.iter().any(|[left, top, right, bottom]| x > *left && x < *right && y > *top && y < *bottom)
    };
    page.iter().filter(is_under).map(|(word, _)| word.clone()).collect()
}

/// How many quotations of a letter lie under a highlight of theirs, and of how many.
#[derive(Default)]
struct Score {
    good: usize,
    all: usize,
}

impl Score {
    fn of(passages: &[(String, usize)], highlights: &[Highlight], placed: &Placed, down: f64) -> Self {
        let lies = |(quote, page): &&(String, usize)| {
            let quoted = words(quote);
            let mut on_page = highlights.iter().filter(|one| one.page == *page);
            on_page.any(|one| {
                let mut parts = highlights.iter().filter(|part| part.says == one.says && part.page >= one.page);
                let mut seen = Vec::new();
                parts.any(|part| {
                    // A passage may run over a page's end, and two passages may say the same.
                    let own = under(&placed[part.page - 1], &part.places, down);
                    seen.extend(own.iter().cloned());
                    [own, seen.clone()].iter().any(|found| share(&quoted, &words(&found.join("\n"))) >= SAME)
                })
            })
        };
        Self { good: passages.iter().filter(lies).count(), all: passages.len() }
    }

    fn add(&mut self, more: &Self) {
        self.good += more.good;
        self.all += more.all;
    }
}

/// What a review quotes and marks, each passage once, with its page.
fn quotes(review: &Value) -> Vec<(String, usize)> {
    let mut marked = review.clone();
    // The state has no row of its own in a report, and what is implied has no words of its own.
    marked["facts"]["state"] = Value::Null;
    if let Some(clauses) = marked["protections"].as_array_mut() {
        clauses.retain(|clause| clause["status"] != "implied");
    }
    let places: BTreeSet<(u64, u64, String, u64)> = evidence(&marked)
        .into_iter()
        .filter_map(|words| {
            let quote = words["quote"].as_str()?.to_owned();
            Some((words["start"].as_u64()?, words["end"].as_u64()?, quote, words["page"].as_u64()?))
        })
        .collect();
    places.into_iter().map(|(_, _, quote, page)| (quote, usize::try_from(page).unwrap())).collect()
}

/// The scores of one letter: by acquit's reader, by pdftotext, and by acquit's reader with every box a line too low.
fn scores(desk: &Desk, letter: &str, file: &Path) -> [Score; 3] {
    let review = json(&desk.acquit(&format!("review {HOW} --format json {letter}")).stdout);
    let run = desk.acquit(&format!("review {HOW} --format annotated-pdf --output boxed.pdf {letter}"));
    assert_eq!(run.code, 0, "{letter}: {}", run.stderr);
    let (quotes, highlights) = (quotes(&review), highlights(&desk.path("boxed.pdf")));
    let own = own(&extract::pages(&fs::read(file).unwrap()));
    let theirs = if is_there("pdftotext", "-v") { theirs(file) } else { own.clone() };
    let of = |placed: &Placed, down: f64| Score::of(&quotes, &highlights, placed, down);
    [of(&own, 0.0), of(&theirs, 0.0), of(&own, 14.0)]
}

/// Whether the annotated letter begins with the bytes of the letter. It says the same.
fn is_update(desk: &Desk, letter: &str, file: &Path) -> bool {
    let [old, new] = [file.to_owned(), desk.path("boxed.pdf")].map(|file| fs::read(file).unwrap());
    if !new.starts_with(&old) {
        return false;
    }
    assert!(new.len() > old.len(), "{letter}: nothing was added");
    assert_eq!(extract::pages(&new).text, extract::pages(&old).text, "{letter}");
    true
}

#[test]
fn an_annotated_letter_is_the_letter_with_highlights_over_what_they_quote() {
    let desk = Desk::new();
    let mut total: [Score; 3] = Default::default();
    let (letters, mut updated) = (letters(), 0);
    for letter in &letters {
        let file = corpus(letter.strip_prefix("corpus/").unwrap());
        let scores = scores(&desk, letter, &file);
        let is_update = is_update(&desk, letter, &file);
        if !is_update || scores[..2].iter().any(|score| score.good < score.all) {
            println!("{letter}: {} and {} of {}; kept: {is_update}", scores[0].good, scores[1].good, scores[0].all);
        }
        for (total, score) in total.iter_mut().zip(scores) {
            total.add(&score);
        }
        updated += usize::from(is_update);
    }
    assert!(updated * 10 >= letters.len() * 9, "{updated} of {} kept their bytes", letters.len());
    let [own, theirs, low] = &total;
    println!(
        "{} by acquit and {} by pdftotext of {} passages; a line too low: {}",
        own.good, theirs.good, own.all, low.good
    );
    assert!(own.all > 500, "{} passages are too few to say anything", own.all);
    for (reader, score) in [("acquit", own), ("pdftotext", theirs)] {
        assert!(score.good * 100 >= score.all * 99, "{reader}: {} of {}", score.good, score.all);
    }
    assert!(low.good * 10 < low.all, "boxes a line too low would pass, too: {} of {}", low.good, low.all);
}

/// The sample with its pages turned, and cut at the margins.
fn turned(turn: i64) -> Vec<u8> {
    let mut document = Document::load(corpus("sample/short-sale-approval.pdf")).unwrap();
    for id in document.get_pages().into_values() {
        let page = document.get_dictionary_mut(id).unwrap();
        page.set("Rotate", turn);
        page.set("CropBox", vec![20.into(), 24.into(), 600.into(), 780.into()]);
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_turned_and_cut_page_has_its_highlights_over_the_words_too() {
    let desk = Desk::new();
    for turn in [0, 90, 180, 270] {
        fs::write(desk.path("turned.pdf"), turned(turn)).unwrap();
        for score in &scores(&desk, "turned.pdf", &desk.path("turned.pdf"))[..2] {
            assert!(score.all > 10 && score.good == score.all, "turned by {turn}: {} of {}", score.good, score.all);
        }
    }
}
