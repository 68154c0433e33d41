//! Letters built by hand for tests: pages of text, and what a reader would say of their words.

use crate::document::Format;
use crate::document::Line;
use crate::document::Method;
use crate::document::Page;
use crate::document::Pages;
use crate::document::Place;
use crate::document::SecondReader;
use crate::document::Trouble;
use crate::document::What;
use crate::evidence::Evidence;
use crate::id::Hazard;
use crate::id::Kind;
use crate::id::Protection;
use crate::reading::Effect;
use crate::reading::Reader;
use crate::reading::Strength;
use crate::resolve::Found;
use crate::resolve::Mentioned;
use crate::resolve::Whole;
use crate::span::RawSpan;
use crate::survey::Fact;
use crate::survey::Facts;

/// A letter under construction. Words come first, then what they do.
pub(crate) struct Letter {
    pub(crate) pages: Pages,
    pub(crate) whole: Whole,
}

/// A letter of this kind with these pages.
pub(crate) fn letter(kind: Kind, texts: &[&str]) -> Letter {
    let mut pages = Pages {
        format: Format::Pdf,
        method: Method::TextLayer,
        text: texts.join("\u{c}"),
        pages: Vec::new(),
        stretches: Vec::new(),
        troubles: Vec::new(),
        quality: 1.0,
    };
    let mut at = 0;
    for (number, text) in (1..).zip(texts) {
        let span = RawSpan::new(at, at + text.len());
        pages.pages.push(Page {
            number: Some(number),
            span,
            lines: lines(text, at),
            read: true,
            second: SecondReader::NotAsked,
        });
        at = span.end + 1;
    }
    let whole = Whole {
        kind,
        found: Vec::new(),
        facts: Facts::default(),
        obligors: Vec::new(),
        insurer_mentioned: Mentioned::No,
        junior_mentioned: Mentioned::No,
        foreclosure_mentioned: Mentioned::No,
        language: crate::survey::Language::English,
    };
    Letter { pages, whole }
}

/// Lines of ten-point type, every character six points wide.
#[expect(clippy::cast_precision_loss, reason = "a test page has a few hundred characters")]
fn lines(text: &str, mut at: usize) -> Vec<Line> {
    let line = |(row, words): (usize, &str)| {
        let span = RawSpan::new(at, at + words.len());
        at = span.end + 1;
        let top = 72.0 + 14.0 * row as f32;
        let edges = (0..=words.chars().count()).map(|n| 72.0 + 6.0 * n as f32).collect();
        Line { span, place: Some(Place { turn: 0, top, bottom: top + 10.0, edges, size: 10.0, bold: false }) }
    };
    text.split('\n').enumerate().map(line).collect()
}

impl Letter {
    fn quote(&self, words: &str) -> Evidence {
        let start = self.pages.text.find(words).unwrap_or_else(|| panic!("the letter does not say: {words}"));
        Evidence::at(&self.pages, RawSpan::new(start, start + words.len()), "sample", Reader::Patterns)
    }

    fn adds(mut self, effect: Effect, evidence: Evidence) -> Self {
        match self.whole.found.iter_mut().find(|found| found.effect == effect) {
            Some(found) => found.evidence.push(evidence),
            None => self.whole.found.push(Found { effect, evidence: vec![evidence] }),
        }
        self.whole.found.sort_by_key(|found| found.effect);
        self
    }

    /// The words give the protection, clean.
    pub(crate) fn gives(self, id: Protection, words: &str) -> Self {
        let evidence = self.quote(words);
        self.adds(Effect::Protects(id, Strength::Present), evidence)
    }

    /// The words give the protection, qualified.
    pub(crate) fn half_gives(self, id: Protection, words: &str) -> Self {
        let evidence = self.quote(words);
        self.adds(Effect::Protects(id, Strength::Weak), evidence)
    }

    /// The words are a hazard.
    pub(crate) fn risks(self, id: Hazard, words: &str) -> Self {
        let evidence = self.quote(words);
        self.adds(Effect::Endangers(id), evidence)
    }

    /// The words are a hazard, turned by these cues.
    pub(crate) fn risks_by(self, id: Hazard, words: &str, cues: &[&str]) -> Self {
        let cues: Vec<String> = cues.iter().map(|cue| (*cue).to_owned()).collect();
        let evidence = self.quote(words).with_cues(&cues);
        self.adds(Effect::Endangers(id), evidence)
    }

    /// The page could not be read; what it says stays for the tests.
    pub(crate) fn unread(mut self, number: u32) -> Self {
        for page in self.pages.pages.iter_mut().filter(|page| page.number == Some(number)) {
            page.read = false;
        }
        self.trouble(Trouble::on(number, What::NoText, "The page is an image without text; have it read by OCR."))
    }

    /// Something went wrong.
    pub(crate) fn trouble(mut self, trouble: Trouble) -> Self {
        self.pages.troubles.push(trouble);
        self
    }

    /// Sets the facts.
    pub(crate) fn states(mut self, set: impl FnOnce(&mut Facts, &dyn Fn(&str, &str) -> Fact<String>)) -> Self {
        let mut facts = std::mem::take(&mut self.whole.facts);
        set(&mut facts, &|value, words| Fact { value: value.to_owned(), evidence: vec![self.quote(words)] });
        self.whole.facts = facts;
        self
    }

    /// Names these borrowers.
    pub(crate) fn names(mut self, borrowers: &[&str]) -> Self {
        let evidence = borrowers.iter().map(|name| self.quote(name)).collect();
        let value = borrowers.iter().map(|name| (*name).to_owned()).collect();
        self.whole.obligors.clone_from(&value);
        self.whole.facts.borrowers = Some(Fact { value, evidence });
        self
    }
}
