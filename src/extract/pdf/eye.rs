//! What a person sees of the glyphs of a page: each glyph is marked as hidden or struck, or left as it is.

use hayro_syntax::object::Array;
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;

use crate::document::Source;
use crate::extract::pdf::field::unseen_words;
use crate::extract::pdf::ink::Ink;
use crate::extract::pdf::strike::Struck;
use crate::extract::pdf::strike::is_letter;
use crate::extract::pdf::strike::struck;
use crate::extract::pdf::trace::Veil;
use crate::extract::pdf::trace::veils;

/// Share of a page that its image takes up where the page is a scan.
const SCANNED: f64 = 0.85;
/// Letters of a text layer for each letter that is seen beside the image (a fax line, a stamp, a page number).
const LAYER: usize = 3;
/// Annotations looked at on one page at most.
const MOST: usize = 5_000;

/// What is seen of a page. Numbers are of letters and digits.
#[derive(Debug, Default)]
pub(super) struct Sights {
    /// Seen for sure.
    pub seen: usize,
    /// Painted by the mode that shows nothing, with an image at their place.
    pub layer: usize,
    /// Of which nobody can tell whether they are seen.
    pub doubtful: usize,
    /// That a line runs through, of which nobody can tell whether it strikes them.
    pub crossed: usize,
    /// Tick boxes that hold an image.
    pub unclear_boxes: usize,
    /// Share of the page under images that may be scans, 0 to 1.
    pub scan_share: f64,
    /// Words in fields and notes that are flagged as hidden.
    pub unseen_fields: usize,
}

impl Sights {
    /// Whether the page is an image over nearly all of it.
    pub(super) fn is_scan(&self) -> bool {
        self.scan_share >= SCANNED
    }

    /// Whether the page is a scan with a text layer, as OCR makes it, so that the layer's words are what a person sees as
    /// far as anybody knows: an image over nearly all of the page, and words painted by the mode that shows nothing over
    /// it, far more than are printed beside it. Words that are hidden in another way (white, tiny, clipped away, covered)
    /// are no layer, whatever the page is.
    pub(super) fn is_searchable_scan(&self) -> bool {
        self.is_scan() && self.layer > 0 && self.layer >= LAYER * self.seen
    }
}

/// Marks the glyphs of a page, all of it painted, and says what is seen.
pub(super) fn look_over(page: &Page<'_>, ink: &mut Ink) -> Sights {
    let veils = veils(&ink.glyphs, &ink.traces, &ink.areas);
    let shows: Vec<bool> = veils.iter().map(|veil| *veil != Veil::Hidden).collect();
    let Struck { glyphs: struck, doubtful } = struck(page, &ink.glyphs, &shows, (&ink.bars, &ink.areas));
    let count = |what: Veil| {
        let letters = ink.glyphs.iter().zip(&veils).filter(|(glyph, veil)| **veil == what && is_letter(glyph));
        letters.count()
    };
    let sights = Sights {
        seen: count(Veil::None),
        layer: count(Veil::Layer),
        doubtful: count(Veil::Doubtful),
        crossed: doubtful,
        unclear_boxes: 0,
        scan_share: ink.areas.scan_share(ink.page),
        unseen_fields: unseen_fields(page),
    };
    let layer = sights.is_searchable_scan();
    for ((glyph, veil), struck) in ink.glyphs.iter_mut().zip(&veils).zip(&struck) {
        if *veil == Veil::Hidden || (*veil == Veil::Layer && !layer) {
            glyph.source = Some(Source::Hidden);
        } else if *struck {
            glyph.source = Some(Source::Struck);
        }
    }
    sights
}

fn unseen_fields(page: &Page<'_>) -> usize {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return 0 };
    annotations.iter::<Dict<'_>>().take(MOST).map(|dict| unseen_words(&dict)).sum()
}
