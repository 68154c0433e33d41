//! A sentence that a page break cuts in two: what stands between its halves is the foot of one page and the head of the next.

use super::furniture::{Line, is_prose};
use crate::text::Above;

/// How many lines the foot of a page, and the head of the next, may have.
const EDGE: usize = 4;

/// Cuts foot and head where a line of text without an end stands above them, and one that goes on below.
pub(super) fn cut(lines: &[Line<'_>], gone: &mut [bool]) {
    for at in (1..lines.len()).filter(|&at| lines[at].raw.above == Above::Break) {
        let foot = lines[..at].iter().rev().take_while(|line| may_go(line)).take(EDGE + 1).count();
        let head = lines[at..].iter().take_while(|line| may_go(line)).take(EDGE + 1).count();
        let (last, next) = (at.checked_sub(foot + 1).and_then(|n| lines.get(n)), lines.get(at + head));
        let (Some(last), Some(next)) = (last, next) else { continue };
        let is_short = foot <= EDGE && head <= EDGE && foot + head > 0;
        if is_short && is_unfinished(&last.words) && next.words.starts_with(|c: char| c.is_lowercase()) {
            gone[at - foot..at + head].fill(true);
        }
    }
}

/// A line that may be foot or head of a page: no running text, no short end of a sentence, no row with a sum.
fn may_go(line: &Line<'_>) -> bool {
    let words = line.words.trim();
    let is_text = is_prose(words) || words.starts_with(char::is_lowercase) || words.ends_with(['.', ';', ',']);
    let says = words.split_whitespace().any(|word| VERBS.contains(&word.to_lowercase().as_str()));
    !is_text && !says && !words.contains('$')
}

/// Words that a sentence in capitals has, and no letterhead.
const VERBS: [&str; 14] =
    ["is", "are", "be", "not", "no", "shall", "will", "may", "must", "remains", "remain", "you", "waives", "reserves"];

/// A line of running text that is no end of a sentence.
fn is_unfinished(words: &str) -> bool {
    is_prose(words) && !words.trim_end().ends_with(['.', ':', ';', '?', '!', '"', ')'])
}
