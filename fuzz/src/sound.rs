//! What must hold of every answer.

use acquit::document::{Line, Page, Pages, Source, Stretch, Unpacked};
use acquit::extract::Limits;
use acquit::segment::Structure;
use acquit::span::NormSpan;
use acquit::text::Text;

/// Pages whose spans fit, and that are never silent about what was not read.
pub fn pages(pages: &Pages) {
    let inside = |start: usize, end: usize| pages.text.get(start..end).is_some();
    for two in pages.pages.windows(2) {
        assert!(two[0].span.end < two[1].span.start, "pages overlap");
    }
    for page in &pages.pages {
        assert!(inside(page.span.start, page.span.end), "a page cuts a character");
        for line in &page.lines {
            assert!(page.span.holds(&line.span) && inside(line.span.start, line.span.end), "a line off its page");
            fits(line, pages);
        }
        told(page, pages);
    }
    for stretch in &pages.stretches {
        assert!(inside(stretch.span.start, stretch.span.end), "a stretch cuts a character");
    }
    assert!((0.0..=1.0).contains(&pages.quality), "a quality of {}", pages.quality);
    let words = pages.text.contains(char::is_alphanumeric);
    assert!(words || !pages.pages.is_empty() || !pages.troubles.is_empty(), "nothing, and no trouble");
}

/// A page that was not read carries a trouble, or the whole file does.
fn told(page: &Page, pages: &Pages) {
    let told = pages.troubles.iter().any(|trouble| trouble.page.is_none() || trouble.page == page.number);
    assert!(page.read || told, "page {:?} was not read in silence", page.number);
}

/// A line with places has one edge more than characters, all of them numbers where anybody sees the line.
fn fits(line: &Line, pages: &Pages) {
    let Some(place) = &line.place else { return };
    let words = line.span.of(&pages.text);
    assert_eq!(place.edges.len(), words.chars().count() + 1, "edges of another line");
    assert!(!words.contains('\n'), "a line feed in a line");
    let hidden = |stretch: &Stretch| stretch.source == Source::Hidden && stretch.span.overlaps(&line.span);
    let numbers = place.edges.iter().chain([&place.top, &place.bottom, &place.size]).all(|edge| edge.is_finite());
    assert!(numbers || pages.stretches.iter().any(hidden), "a place that is no number");
}

/// A text whose every byte knows the raw bytes it came from; `raw` is the text as extracted.
pub fn text(text: &Text, raw: &str) {
    for (at, c) in text.norm.char_indices() {
        let span = text.map.raw(NormSpan::new(at, at + c.len_utf8()));
        assert!(!span.is_empty() && span.end <= raw.len(), "byte {at} comes from {span:?}");
        assert!(raw.get(span.range()).is_some(), "byte {at} comes from a part of a character, {span:?}");
    }
    let lines: Vec<&str> = text.lines.iter().map(|line| text.words(line.span)).collect();
    assert_eq!(lines.join("\n"), text.norm, "the lines are not the text");
    for line in &text.lines {
        assert!(!line.span.is_empty(), "an empty line");
        let cells = line.cells.iter().all(|cell| line.span.start <= cell.at && cell.at < line.span.end);
        assert!(cells, "a cell off its line");
    }
}

/// Units that share out the text: every visible byte stands in one of them or in a mark.
pub fn structure(structure: &Structure, text: &Text) {
    let mut taken = vec![0_u8; text.norm.len()];
    for span in structure.units.iter().map(|unit| unit.span).chain(structure.marks.iter().copied()) {
        assert!(text.norm.get(span.range()).is_some(), "{span:?} cuts a character");
        taken[span.range()].iter_mut().for_each(|count| *count = count.saturating_add(1));
    }
    for (at, c) in text.norm.char_indices() {
        let free = c.is_whitespace() || c == '|';
        assert!(taken[at] == 1 || (taken[at] == 0 && free), "{c:?} at {at} stands in {} units", taken[at]);
    }
    let mut end = 0;
    for unit in &structure.units {
        assert!(unit.span.start >= end, "units overlap");
        for other in [unit.lead_in, unit.before].into_iter().flatten() {
            assert!(other.end <= unit.span.start, "a unit leans on what comes behind it");
        }
        end = unit.span.end;
    }
    let count = structure.units.len();
    assert!(structure.sections.iter().all(|section| section.first <= section.end && section.end <= count));
}

/// Members whose names lead nowhere else, within the limits.
pub fn unpacked(unpacked: &Unpacked, limits: &Limits) {
    assert!(!unpacked.members.is_empty() || !unpacked.troubles.is_empty(), "nothing, and no trouble");
    assert!(unpacked.members.len() as u64 <= limits.members, "too many members");
    let all: u64 = unpacked.members.iter().map(|member| member.bytes.len() as u64).sum();
    assert!(all <= limits.unpacked, "{all} bytes unpacked");
    let mut names: Vec<&str> = unpacked.members.iter().map(|member| member.name.as_str()).collect();
    for name in &names {
        let steers = name.starts_with('/') || name.contains(char::is_control) || name.contains('\\');
        assert!(!steers && name.split('/').all(|part| !matches!(part, "" | "." | "..")), "a name that leads elsewhere");
    }
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "two members of one name");
}

/// Whether nobody says these words, though they stand on the page.
#[must_use]
pub const fn is_unsaid(source: Source) -> bool {
    matches!(source, Source::Hidden | Source::Struck)
}
