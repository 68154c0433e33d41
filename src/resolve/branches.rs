//! State branches ("If the property is in California, we waive the deficiency; elsewhere we keep it"): contract 8.24.
//!
//! The state only chooses between the document's own branches. Where it is known, the other states' branches are blanked
//! out, byte for byte, and the condition of its own is; where it is not, what such a branch gives does not count and what
//! it takes does.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;

use crate::reading::{Effect, Reading};
use crate::span::UnitSpan;
use crate::survey::states;
use crate::text::Twofold;

/// Words that open a branch: where the property lies, or "elsewhere" after a branch that names states.
static OPENING: Twofold = Twofold::new(opening);
/// One state's name.
static NAME: Twofold = Twofold::new(|| format!(r"\b(?:{})\b", names()));

/// A branch that is a row of its own: a list of states, or "all other states", and a colon.
static ROW: Twofold = Twofold::new(|| {
    let names = names();
    format!(
        r"^(?:(?:Propert(?:y|ies)|Houses?|Homes?|Real\s+estate|Land)\s+(?:(?:located|situated)\s+)?in\s+)?(?:(?:{names})(?:(?:,\s*(?:or|and)?|\s+or|\s+and)\s*(?:{names}))*|(?:[Aa](?:ll|ny)|[Ee](?:ach|very))\s+other\s+states?)\s*:"
    )
});

/// Words that go on about what the row itself says: "a schedule for paying it will be offered".
static GOES_ON: Twofold = Twofold::new(|| r"(?i)\b(?:paying|repaying)\s+(?:it|that|this)\b".to_owned());

/// Words by which a sentence speaks of more than its row.
static EVERYWHERE: Twofold = Twofold::new(|| {
    r"(?i)\b(?:states?|wherever|anywhere|everywhere|elsewhere|(?:any|each|every|either)\s+case|all\s+cases|in\s+addition|also|letter|approval|always|owe[sd]?|claims?|liab\w+|collect\w*|keeps?|remains?|reserv\w+|agreed)\b"
        .to_owned()
});

/// The first words of the names.
static FIRST_WORDS: LazyLock<Option<DoubleArrayAhoCorasick<u32>>> = LazyLock::new(|| {
    let first = states::named().filter_map(|(_, name)| name.split_whitespace().next());
    let spelled: BTreeSet<String> = first.flat_map(|word| [word.to_owned(), word.to_uppercase()]).collect();
    DoubleArrayAhoCorasick::new(spelled).ok()
});

/// Longest unit, in bytes, in which branches are told apart: a longer one is no sentence, and each branch costs its length.
const LONGEST: usize = 20_000;

/// The names as headings and sentences write them, longest first: "West Virginia" before "Virginia".
fn names() -> String {
    let mut names: Vec<String> = states::named().flat_map(|(_, name)| [name.to_owned(), name.to_uppercase()]).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.join("|").replace(' ', r"\s+")
}

fn opening() -> String {
    let names = names();
    let list =
        format!(r"(?:the\s+)?(?:[Ss]tates?\s+of\s+)?(?:{names})(?:(?:,\s*(?:or|and)?|\s+or|\s+and)\s*(?:{names}))*");
    let others = r"(?:any|all|every|each|an)?\s*(?:other|another|different)\s+states?";
    let what = r"(?:(?:the|your|this|that|any|all|a|an|each)\s+)?(?:(?:mortgaged|subject|secured|real)\s+)*(?:propert(?:y|ies)|homes?|houses?|premises|real\s+estate|collateral|it|one|those|loans?)";
    let is = r"(?:(?:that|which)\s+)?(?:(?:is|are|lies?|stands?|being)\s+)?(?P<not>not\s+)?(?:(?:located|situated|lying)\s+)?";
    let place = format!(r"(?:(?P<out>outside(?:\s+of)?)|in|within)\s+(?:(?P<list>{list})|(?P<others>{others}))");
    let lead = r"(?:\b(?:[Ii]f|[Ww]here|[Ww]hen|[Ff]or|[Aa]s\s+to|[Ww]ith\s+respect\s+to|[Ii]n\s+the\s+case\s+of)\s+)";
    let start = format!(
        r"^(?:Propert(?:y|ies)|Houses?|Homes?|Real\s+estate|Land)\s+(?:(?:located|situated)\s+)?in\s+(?:(?P<head>{list})|{others})|^(?P<only>{names})\s+(?:properties|property|loans)\b|^(?P<row>{list})\s*:|^(?P<bare>(?:{names})(?:(?:,\s*(?:or|and)?|\s+or|\s+and)\s*(?:{names}))*)\s*$|^(?P<rests>(?:[Aa](?:ll|ny)|[Ee](?:ach|very))\s+other\s+states?)\s*(?::|$)"
    );
    let elsewhere = format!(r"\b(?:[Ee]lsewhere|[Oo]therwise|[Ii]f\s+not)\b|\b[Ii]n\s+{others}");
    format!(r"{lead}{what}\s+{is}(?:{place}|elsewhere)|{start}|(?P<rest>{elsewhere})")
}

/// Whether a branch is the one for this property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is.
    Own,
    /// The state is not known.
    Open,
    /// It is for other states.
    Foreign,
}

/// On which side of the states' borders a branch holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// "In Ohio".
    Inside,
    /// "Outside Ohio", "not in Ohio".
    Outside,
}

/// A branch in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Branch {
    /// Everything that hangs on the state.
    whole: UnitSpan,
    /// The words that name the state, and the comma or colon behind them.
    condition: UnitSpan,
    fit: Fit,
}

/// The branches of a document, read in order: "any other state" means other than those named before.
#[derive(Debug)]
pub struct Branches<'a> {
    state: Option<&'a str>,
    named: BTreeSet<&'static str>,
    /// States that stood alone on a line: one may be a letterhead's, two are branches.
    alone: BTreeSet<&'static str>,
    /// The paragraph that a row of states opened last, and whether the row is this property's.
    row: Option<(u32, Fit)>,
    unread: bool,
}

/// A passage with its branches settled.
#[derive(Debug)]
pub struct Settled<'a> {
    /// The same number of bytes, blanks where nothing is said for this property.
    pub words: Cow<'a, str>,
    /// Stretches that hold in some states, where the property's is not known.
    open: Vec<UnitSpan>,
    /// Conditions that the property's state meets, which were blanked.
    met: Vec<UnitSpan>,
}

impl Settled<'_> {
    /// Whether a reading counts for this property: where the state is not known, what a branch gives does not.
    #[must_use]
    pub fn counts(&self, reading: &Reading) -> bool {
        let gives = matches!(reading.effect, Effect::Protects(..));
        !gives || !self.open.iter().any(|open| open.overlaps(&reading.evidence))
    }

    /// Whether a part of the passage hangs on a state that is not known.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// A quotation with the condition that it hangs on: who reads it should see for which states it is said.
    #[must_use]
    pub fn quoted(&self, evidence: UnitSpan) -> UnitSpan {
        let stands_before = |met: &&UnitSpan| {
            let between = self.words.get(met.end..evidence.start);
            between.is_some_and(|words| words.trim().is_empty())
        };
        let start = self.met.iter().find(stands_before).map_or(evidence.start, |met| met.start);
        UnitSpan::new(start, evidence.end)
    }
}

impl<'a> Branches<'a> {
    /// No branch read yet; `state` is the postal code of the property's state, if it is known.
    #[must_use]
    pub const fn new(state: Option<&'a str>) -> Self {
        Self { state, named: BTreeSet::new(), alone: BTreeSet::new(), row: None, unread: false }
    }

    /// Every passage as it stands: no branch is told from another.
    #[must_use]
    pub const fn unread() -> Self {
        Self { state: None, named: BTreeSet::new(), alone: BTreeSet::new(), row: None, unread: true }
    }

    /// Settles the branches of one passage.
    pub fn settle<'w>(&mut self, words: Cow<'w, str>) -> Settled<'w> {
        let branches = self.branches(&words);
        if branches.is_empty() {
            return Settled { words, open: Vec::new(), met: Vec::new() };
        }
        let mut bytes = words.into_owned();
        let (mut open, mut met) = (Vec::new(), Vec::new());
        for branch in branches {
            match branch.fit {
                Fit::Own => {
                    bytes = blanked(&bytes, branch.condition);
                    met.push(branch.condition);
                }
                Fit::Foreign => bytes = blanked(&bytes, branch.whole),
                Fit::Open => open.push(branch.whole),
            }
        }
        Settled { words: Cow::Owned(bytes), open, met }
    }

    /// Whether the row of states that opened this paragraph is this property's; of a row for others, what later sentences take
    /// counts all the same, since they may speak of every state, unless they go on about what the row said.
    pub(super) fn row_above(&mut self, words: &str, paragraph: u32) -> Option<Fit> {
        if self.unread {
            return None;
        }
        if ROW.is_in(words) {
            let first = self.branches(words).first().map(|branch| branch.fit);
            self.row = first.map(|fit| (paragraph, fit));
            return None;
        }
        let (_, fit) = self.row.filter(|(opened, _)| *opened == paragraph)?;
        let is_beyond = fit == Fit::Foreign && (!GOES_ON.is_in(words) || EVERYWHERE.is_in(words));
        Some(if is_beyond { Fit::Open } else { fit })
    }

    /// Whether what stands below these words holds for this property; `None` where they open no branch.
    pub(super) fn below(&mut self, words: &str) -> Option<Fit> {
        self.branches(words).last().map(|branch| branch.fit)
    }

    fn branches(&mut self, words: &str) -> Vec<Branch> {
        // Nothing differs from states that nobody named.
        if self.unread || self.named.is_empty() && !names_states(words) {
            return Vec::new();
        }
        if words.len() > LONGEST {
            return vec![Branch {
                whole: UnitSpan::new(0, words.len()),
                condition: UnitSpan::new(0, 0),
                fit: Fit::Open,
            }];
        }
        let Some(opening) = OPENING.of(words) else { return Vec::new() };
        let mut all: Vec<Branch> = Vec::new();
        for found in opening.captures_iter(words) {
            let Some(at) = found.get(0) else { continue };
            let is_rest = found.name("rest").is_some();
            if is_rest && (all.is_empty() || !opens_clause(words, at.start())) && !at.as_str().contains("state") {
                continue;
            }
            let list = ["list", "head", "only", "row", "bare"].iter().find_map(|name| found.name(name));
            if let Some(bare) = found.name("bare") {
                self.alone.extend(states_in(bare.as_str()));
                if self.alone.len() < 2 {
                    continue;
                }
            }
            let outside = found.name("not").is_some() != found.name("out").is_some();
            let side = if outside { Side::Outside } else { Side::Inside };
            let Some(fit) = self.fit(list.map(|list| list.as_str()), side) else { continue };
            let (whole, condition) = extent(words, at.start(), at.end());
            if let Some(last) = all.last_mut().filter(|last| last.whole.end > whole.start) {
                last.whole.end = whole.start.max(last.condition.end);
            }
            all.push(Branch { whole, condition, fit });
        }
        all
    }

    /// Whether a branch for these states, or for those not named so far, is the property's; `None` where no state has
    /// been named that others could differ from.
    fn fit(&mut self, list: Option<&str>, side: Side) -> Option<Fit> {
        let here: BTreeSet<&'static str> = list.map_or_else(BTreeSet::new, states_in);
        let named = if list.is_some() { &here } else { &self.named };
        if named.is_empty() {
            return None;
        }
        let holds = self.state.map(|state| (named.contains(state) == list.is_some()) == (side == Side::Inside));
        self.named.extend(here);
        Some(match holds {
            Some(true) => Fit::Own,
            Some(false) => Fit::Foreign,
            None => Fit::Open,
        })
    }
}

/// Whether a state's name, or its first word, stands in the words: many are asked, few do, and the shapes of branches are
/// slow to look for.
fn names_states(words: &str) -> bool {
    FIRST_WORDS.as_ref().is_some_and(|first| first.find_iter(words).next().is_some())
}

/// Postal codes of the states that words name.
fn states_in(words: &str) -> BTreeSet<&'static str> {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = NAME.of(words).into_iter().flat_map(|name| name.find_iter(words)).map(|found| plain(found.as_str()));
    found
        .filter_map(|name| states::named().find(|(_, known)| known.eq_ignore_ascii_case(&name)).map(|(code, _)| code))
        .collect()
}

/// The postal code of the state that words name, if they name one and no other.
#[must_use]
pub fn only_state(words: &str) -> Option<&'static str> {
    let all = states_in(words);
    all.first().copied().filter(|_| all.len() == 1)
}

/// Where clauses part: after a semicolon or the end of a sentence.
fn parts(words: &str, at: usize) -> bool {
    let rest = &words.as_bytes()[at..];
    rest.starts_with(b";") || (rest.starts_with(b".") && rest.get(1).is_none_or(u8::is_ascii_whitespace))
}

fn clause_start(words: &str, at: usize) -> usize {
    (0..at).rev().find(|&n| parts(words, n)).map_or(0, |n| n + 1)
}

/// Whether nothing but a conjunction stands between the clause's beginning and this byte.
fn opens_clause(words: &str, at: usize) -> bool {
    let before = words[clause_start(words, at)..at].trim().trim_end_matches(',').trim_end_matches(':');
    before.len() <= 3 || ["and", "but", "or", "however", "provided that"].contains(&before.to_lowercase().as_str())
}

/// What hangs on a condition that stands at these bytes, and the condition with its comma.
fn extent(words: &str, from: usize, to: usize) -> (UnitSpan, UnitSpan) {
    let start = clause_start(words, from);
    if !opens_clause(words, from) {
        return (UnitSpan::new(start, to), UnitSpan::new(from, to));
    }
    let mark = words[to..].len() - words[to..].trim_start_matches([' ', ',', ':', '-', '\u{2014}', '\u{2013}']).len();
    let end = (to..words.len()).find(|&n| parts(words, n)).map_or(words.len(), |n| n + 1);
    (UnitSpan::new(from, end), UnitSpan::new(from, (to + mark).min(end)))
}

fn blanked(words: &str, span: UnitSpan) -> String {
    [&words[..span.start], &" ".repeat(span.len()), &words[span.end..]].concat()
}

#[cfg(test)]
mod tests;
