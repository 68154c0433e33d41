//! Pages that are pictures: read by Tesseract, which the user installs and this program starts, and by the models of a
//! second engine, where the user names their folder.
//!
//! The picture goes to Tesseract's standard input and words with boxes and confidence come back, so that nothing of a
//! document touches the disk. What is read poorly is said to be so, and its page stays unread (contract 8.22).

mod agree;
mod boxes;
mod clean;
mod engine;
mod engines;
#[cfg(feature = "ocr-rten")]
mod models;
mod models_error;
mod reading;
mod table;
#[cfg(not(feature = "ocr-rten"))]
mod unbuilt;
mod word;

use std::collections::BTreeMap;

use crate::document::Method;
use crate::document::Pages;
use crate::document::Picture;
use crate::document::Trouble;
use crate::document::What;
use crate::extract::agreement;

use self::engine::Engine;
use self::engines::Engines;
#[cfg(not(feature = "ocr-rten"))]
use self::unbuilt as models;

pub use self::models::Models;
pub use self::models::SECOND;
pub use self::models_error::ModelsError;
pub use self::reading::By;
use self::reading::Grade;
use self::reading::Reading;

/// Share of words from which a text layer and a picture say the same.
const SAME: f64 = 0.8;

/// How to get an engine, as one command.
const INSTALL: &str = "apt-get install tesseract-ocr tesseract-ocr-osd";

/// Which pages are read from their pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// Those whose text is missing, garbled, or read differently by two readers.
    #[default]
    Auto,
    /// All pages that can be painted.
    Always,
    /// None.
    Never,
}

/// A reader of pictures, if there is one on this machine.
#[derive(Debug)]
pub struct Ocr {
    when: When,
    engines: Engines,
}

/// A document whose pictures were read.
#[derive(Debug, Clone, PartialEq)]
pub struct Completed {
    /// Its pages.
    pub pages: Pages,
    /// Which engine read a page, by the page's number; pages that were not read from their pictures are left out.
    pub by: BTreeMap<u32, By>,
    /// Whether another run would read the same.
    pub came: Came,
}

/// How the reading of a document's pictures came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Came {
    /// Every engine read what it was given, or there is none.
    #[default]
    Through,
    /// An engine failed or was stopped on a page: another time it may not.
    Short,
}

impl Ocr {
    /// A reader that reads these pages.
    #[must_use]
    pub fn new(when: When) -> Self {
        Self { when, engines: Engines::default() }
    }

    /// The same with a second engine, for pages that Tesseract reads poorly and where it is missing.
    #[must_use]
    pub fn with_models(self, models: Option<Models>) -> Self {
        Self { engines: Engines { models, ..self.engines }, ..self }
    }

    /// Tesseract's name and version, for people; `None` where it is missing.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.engines.tesseract().map(Engine::version)
    }

    /// Whether a document has pages that are to be read from their pictures.
    #[must_use]
    pub fn wants(&self, pages: &Pages) -> bool {
        !wanted(pages, self.when).is_empty()
    }

    /// What a reading of pictures depends on beside the pictures and a folder of models, in words.
    #[must_use]
    pub fn identity(&self) -> String {
        let engine = self.engines.tesseract().map_or_else(|| "none".to_owned(), Engine::identity);
        format!("{:?} {engine} {SECOND}", self.when)
    }

    /// Reads the pages that are to be read from their pictures, which `picture` paints by number, from 1.
    #[must_use]
    pub fn complete(&self, mut pages: Pages, picture: impl Fn(u32) -> Result<Picture, Trouble>) -> Completed {
        let wanted = wanted(&pages, self.when);
        let mut tally = Tally::default();
        for index in wanted {
            let Some(number) = pages.pages.get(index).and_then(|page| page.number) else { continue };
            if self.when == When::Never || self.engines.are_missing() {
                advise(&mut pages, number, self.when);
            } else {
                let read = picture(number).and_then(|picture| self.engines.read(&picture));
                tally.hear(&read);
                settle(&mut pages, (index, number), read, &mut tally);
            }
        }
        tally.close(&mut pages);
        Completed { pages, by: tally.by, came: tally.came }
    }
}

/// Troubles that a picture of the page may mend.
fn is_mended(what: What) -> bool {
    matches!(what, What::NoText | What::Garbled | What::Disagreement)
}

/// Whether the page's words are somebody else's OCR, laid unseen over its image: the image is what a person sees.
fn is_layer(what: What) -> bool {
    what == What::OcrLayer
}

/// The pages to read from their pictures, as indices.
fn wanted(pages: &Pages, when: When) -> Vec<usize> {
    let is_wanted = |index: &usize| {
        let Some(page) = pages.pages.get(*index) else { return false };
        let troubles: Vec<What> =
            pages.troubles.iter().filter(|t| page.number.is_some() && t.page == page.number).map(|t| t.what).collect();
        let beyond_help = troubles.iter().any(|what| matches!(what, What::LimitReached | What::Crash));
        let doubted = !page.read && troubles.iter().any(|what| is_mended(*what));
        let layered = troubles.iter().any(|what| is_layer(*what));
        page.number.is_some() && !beyond_help && (doubted || layered || when == When::Always)
    };
    (0..pages.pages.len()).filter(is_wanted).collect()
}

/// What to do about a page that nobody reads.
fn advise(pages: &mut Pages, number: u32, when: When) {
    let advice = if when == When::Never {
        " Leave out --ocr never to have it read, or read it by eye.".to_owned()
    } else {
        format!(" No OCR engine was found; install one with: {INSTALL}. Then run again, or read the page by eye.")
    };
    for trouble in pages.troubles.iter_mut().filter(|t| t.page == Some(number) && is_mended(t.what)) {
        trouble.says.push_str(&advice);
    }
}

/// Puts down what was read of a page.
fn settle(pages: &mut Pages, (index, number): (usize, u32), read: Result<Reading, Trouble>, tally: &mut Tally) {
    let reading = match read {
        Ok(reading) => reading,
        Err(trouble) => return pages.troubles.push(Trouble { page: Some(number), ..trouble }),
    };
    let grade = reading.grade();
    let typed = pages.pages.get(index).is_some_and(|page| page.read);
    if typed && grade != Grade::Good {
        // A text layer stands where the picture is no better.
        return;
    }
    if typed {
        compare(pages, (index, number), &reading);
    }
    if grade == Grade::Unseen {
        let says = "The page shows marks, but no words could be made out in its picture; read it by eye.";
        return pages.troubles.push(Trouble::on(number, What::PoorScan, says));
    }
    let layer = pages.pages.get(index).map_or("", |page| page.span.of(&pages.text));
    if is_garbled(pages, number) && !shows_as_much(&reading, layer) {
        // A font that nobody can read may be one that nobody can paint: the picture proves nothing.
        let says = "The page holds text that its picture does not show; read it by eye in a viewer.";
        return pages.troubles.push(Trouble::on(number, What::PoorScan, says));
    }
    tally.count(number, &reading);
    let settled = |what| is_mended(what) || is_layer(what);
    pages.troubles.retain(|trouble| trouble.page != Some(number) || !settled(trouble.what));
    pages.put(index, reading.seen());
    if grade == Grade::Poor {
        if let Some(page) = pages.pages.get_mut(index) {
            page.read = false;
        }
        let says = "The page's picture is too poor to go by what was made out in it; read it by eye, or have it scanned \
                    again at 300 dots an inch.";
        pages.troubles.push(Trouble::on(number, What::PoorScan, says));
    }
    pages.troubles.sort_by_key(|trouble| trouble.page);
}

/// Whether the page's text layer has signs without a meaning, or two readers read it otherwise.
fn is_garbled(pages: &Pages, number: u32) -> bool {
    let doubtful = |trouble: &Trouble| matches!(trouble.what, What::Garbled | What::Disagreement);
    pages.troubles.iter().any(|trouble| trouble.page == Some(number) && doubtful(trouble))
}

/// Whether a picture shows something, and half as many signs as the layer has at least.
fn shows_as_much(reading: &Reading, layer: &str) -> bool {
    let signs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    reading.grade() != Grade::Blank && 2 * signs(&reading.seen().text) >= signs(layer)
}

/// Says so where a page's text layer and its picture do not hold the same words: the picture is gone by.
fn compare(pages: &mut Pages, (index, number): (usize, u32), reading: &Reading) {
    let layer = pages.pages.get(index).map_or("", |page| page.span.of(&pages.text));
    let share = agreement(layer, &reading.seen().text);
    if share < SAME {
        let says = format!(
            "The text laid under the page shares {:.0} % of its words with what the page shows. What it shows was read; \
             compare both by eye.",
            100.0 * share
        );
        pages.troubles.push(Trouble::on(number, What::HiddenText, says));
    }
}

/// How much was read from pictures, and how surely.
#[derive(Debug, Default)]
struct Tally {
    pages: usize,
    characters: usize,
    sure: usize,
    by: BTreeMap<u32, By>,
    came: Came,
}

impl Tally {
    /// Notes whether every engine that was asked for a page has answered.
    fn hear(&mut self, read: &Result<Reading, Trouble>) {
        if read.as_ref().map_or(Came::Short, Reading::came) == Came::Short {
            self.came = Came::Short;
        }
    }

    fn count(&mut self, number: u32, reading: &Reading) {
        self.by.insert(number, reading.by());
        self.pages += 1;
        self.characters += reading.characters();
        self.sure += reading.sure();
    }

    /// Says how the text came about, and how much of it is sure.
    fn close(&self, pages: &mut Pages) {
        if self.pages == 0 {
            return;
        }
        let all = pages.text.chars().filter(|c| !c.is_whitespace()).count();
        let typed = all.saturating_sub(self.characters);
        let was = if pages.method == Method::TextLayer { pages.quality } else { 1.0 };
        pages.method = if typed == 0 { Method::Ocr } else { Method::Mixed };
        #[expect(clippy::cast_precision_loss, reason = "a share of at most 20 million characters")]
        let (typed, sure, all) = (typed as f32, self.sure as f32, all.max(1) as f32);
        pages.quality = ((typed * was + sure) / all).clamp(0.0, 1.0);
    }
}

#[cfg(test)]
mod tests;
