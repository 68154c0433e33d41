//! Sentences: where a paragraph is cut.

use std::ops::Range;

/// Words with a full stop that never end a sentence, lower case.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "messrs", "hon", "rev", "bro", "sis", "fr", "gen", "gov", "capt", "lt", "col", "sgt",
    "prof", "mt", "ft", "wm", "chas", "thos", "geo", "sec", "secs", "art", "arts", "para", "paras", "par", "pp", "pg",
    "vol", "ch", "sub", "subd", "cf", "e.g", "i.e", "viz", "vs", "v", "cal", "civ", "proc", "fla", "stat", "rev",
    "ann", "fed", "reg", "approx", "ref", "re", "fig", "exh", "attn", "tel", "ext", "bk", "dtd", "inst", "instr",
    "cert", "rec", "doc", "docs", "gov't", "st", "ste", "bldg", "fl", "ph", "u.s.c", "c.f.r", "a.k.a", "f.k.a",
    "d.b.a", "div", "corp'n", "op", "orig", "p.s", "n.b",
];

/// Words with a full stop that may end one: what follows decides.
const SHORTS: &[&str] = &[
    "inc", "corp", "co", "ltd", "llc", "cos", "bros", "n.a", "f.s.b", "f.a", "s.s.b", "l.p", "l.l.c", "p.a", "p.c",
    "p.s", "u.s", "u.s.a", "d.c", "jr", "sr", "esq", "et al", "al", "etc", "ave", "blvd", "rd", "ln", "ct", "hwy",
    "dr", "apt", "dept", "assn", "ass'n", "calif", "ariz", "nev", "wash", "tex", "ill", "mich", "minn", "mass", "conn",
    "penn", "ore", "colo", "code", "a.m", "p.m", "am", "pm", "est", "acct", "amt", "encl", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "max", "min", "no",
    "nos", "s.a", "c.u", "hrs", "ph.d", "m.d", "j.d", "p.o", "n.w", "n.e", "s.w", "s.e", "n.y", "n.c", "s.c", "n.j",
];

/// Words that open a sentence and hardly ever follow an abbreviation inside one.
const OPENERS: &[&str] = &[
    "The", "We", "You", "Your", "Our", "If", "This", "That", "These", "It", "Its", "Upon", "When", "Once", "After",
    "Any", "All", "Each", "Please", "Nothing", "No", "They", "He", "She", "There", "As", "In", "For", "On", "At", "By",
    "To", "Lender", "Borrower", "Neither", "Such", "A", "An", "Until", "Should", "Where", "With", "Both", "However",
    "I", "My", "Payment", "Proceeds", "Funds", "From", "Not", "Do", "Be", "Before", "Subject", "Every", "Nor", "But",
    "And", "Or",
];

/// Cuts the words of one paragraph into sentences; ranges count within `words` and hold no outer blanks.
pub(super) fn sentences(words: &str) -> Vec<Range<usize>> {
    let shut = Shut::of(words);
    let (bytes, mut out, mut start) = (words.as_bytes(), Vec::new(), 0);
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'.', b'?', b'!', bytes.get(at..).unwrap_or(&[])) {
        let stop = at + found;
        let end =
            stop + 1 + bytes.get(stop + 1..).unwrap_or(&[]).iter().take_while(|b| b"\"').]!?".contains(b)).count();
        at = end.max(stop + 1);
        if ends(words, start, stop, end) && !shut.inside(words, start, stop, end) {
            push(words, start..end, &mut out);
            start = end;
        }
    }
    push(words, start..words.len(), &mut out);
    out
}

fn push(words: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let Some(part) = words.get(range.clone()) else { return };
    let head = part.len() - part.trim_start().len();
    let core = part.trim();
    if !core.is_empty() {
        out.push(range.start + head..range.start + head + core.len());
    }
}

/// Whether the sign at `stop`, with closing signs up to `end`, ends a sentence that opens at `start`.
fn ends(words: &str, start: usize, stop: usize, end: usize) -> bool {
    let (before, after) = (words.get(start..stop).unwrap_or(""), words.get(end..).unwrap_or(""));
    if !after.starts_with([' ', '\n']) {
        return false;
    }
    let next = after.trim_start();
    let opens = next.trim_start_matches(['"', '\'', '(', '[', '*']);
    if next.is_empty()
        || !opens.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '$' || c == '\u{a7}')
    {
        return next.is_empty();
    }
    if words.as_bytes().get(stop) != Some(&b'.') || end > stop + 1 {
        return end > stop + 1 && !is_initial(before) || words.as_bytes().get(stop) != Some(&b'.');
    }
    let head = before.rsplit([' ', '\n']).next().unwrap_or("");
    let bare = head.trim_start_matches(['(', '"', '\'', '[']).to_ascii_lowercase();
    let word = opens.split([' ', '\n', ',', '.', ':']).next().unwrap_or("");
    if matches!(bare.as_str(), "no" | "nos") {
        return !word.bytes().any(|b| b.is_ascii_digit() || b == b'X') || before.trim().len() <= 3;
    }
    if TITLES.contains(&bare.as_str()) && !(bare == "st" || bare == "dr") {
        return false;
    }
    let short = SHORTS.contains(&bare.as_str())
        || is_initial(before)
        || (bare.contains('.') && bare.len() <= 8)
        || matches!(bare.as_str(), "st" | "dr");
    !short || (opens_sentence(word) && !(is_initial(before) && word.len() == 1))
}

/// Whether a word, as it is or in capitals, opens a sentence and hardly ever follows an abbreviation inside one.
fn opens_sentence(word: &str) -> bool {
    let in_capitals = || word.len() > 1 && !word.bytes().any(|b| b.is_ascii_lowercase());
    OPENERS.iter().any(|opener| word == *opener || opener.eq_ignore_ascii_case(word) && in_capitals())
}

/// Whether the words end in a single capital, as the initial of a name.
fn is_initial(before: &str) -> bool {
    let mut words = before.rsplit([' ', '\n']);
    let head = words.next().unwrap_or("").trim_start_matches(['(', '"']);
    let named = words.find(|word| !word.is_empty()).unwrap_or("");
    let part = matches!(
        named,
        "Exhibit" | "Part" | "Schedule" | "Annex" | "Paragraph" | "Section" | "Line" | "line" | "part" | "and"
    );
    head.len() == 1 && head.bytes().all(|b| b.is_ascii_uppercase()) && !part && head != "I"
}

/// Brackets and quotations that hold full stops of their own.
struct Shut {
    spans: Vec<Range<usize>>,
}

impl Shut {
    /// Longest quotation or bracket that keeps its sentences together, bytes.
    const LONGEST: usize = 700;

    fn of(words: &str) -> Self {
        let (mut spans, mut open, mut quote) = (Vec::new(), Vec::new(), None);
        for (at, byte) in words.bytes().enumerate() {
            match byte {
                b'(' | b'[' => open.push(at),
                b')' | b']' => spans.extend(open.pop().filter(|from| at - from <= Self::LONGEST).map(|from| from..at)),
                b'"' => match quote.take() {
                    Some(from) if at - from <= Self::LONGEST => spans.push(from..at),
                    _ => quote = Some(at),
                },
                _ => {}
            }
        }
        spans.sort_by_key(|span| span.start);
        Self { spans }
    }

    /// Whether a stop lies inside a quotation, or inside a bracket that opened after the sentence did.
    fn inside(&self, words: &str, start: usize, stop: usize, end: usize) -> bool {
        let lead = words.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let opened = |span: &Range<usize>| {
            let quoted = words.as_bytes().get(span.start) == Some(&b'"');
            start + lead < span.start || (quoted && start <= span.start)
        };
        let before = self.spans.partition_point(|span| span.start < stop);
        let near = self.spans.iter().take(before).rev().take(12);
        near.clone().any(|span| opened(span) && stop < span.end && end <= span.end)
    }
}
