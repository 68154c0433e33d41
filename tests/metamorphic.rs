//! Letters changed in ways of which everybody knows what they do to the verdict: other line breaks, other names and a
//! neutral paragraph do nothing; a letter without its releasing sentences or with a reservation is no full release.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its letters has failed")]

use std::fs;
use std::path::Path;

use acquit::context::law::Law;
use acquit::context::user::UserFacts;
use acquit::eval::truth::Truth;
use acquit::extract;
use acquit::finding::Wording;
use acquit::fuse::{Fusion, Kit};
use acquit::id::{Protection, Verdict};
use acquit::model::{Learned, Model};
use acquit::reading::Reader;
use acquit::review;
use acquit::review::{Desk, Meta, Tool};
use regex::Regex;

/// Paragraphs that say nothing about anybody's debt.
const NEUTRAL: [&str; 6] = [
    "Please keep a copy of this letter with your closing papers.",
    "Our offices are closed on public holidays.",
    "The gas and the water should stay on until the day of the closing.",
    "The buyers may look at the house once more on the day before the closing.",
    "Mail for this office goes to the address at the top of this letter.",
    "The closing agent has the wiring instructions on file.",
];

/// Paragraphs that keep the debt.
const RESERVATIONS: [&str; 6] = [
    "We reserve the right to pursue you for any deficiency.",
    "Nothing in this letter waives the deficiency, which you remain obligated to pay.",
    "You will remain personally liable for the balance of the loan after the closing.",
    "The Lender may seek a deficiency judgment against you for the unpaid balance.",
    "The remaining balance is not forgiven and stays due and payable.",
    "This letter does not release you from your personal obligation under the Note.",
];

/// A labelled letter.
struct Letter {
    truth: Truth,
    text: String,
}

fn letters(corpus: &str) -> Vec<Letter> {
    let mut labels: Vec<_> =
        fs::read_dir(Path::new(corpus).join("labels")).unwrap().map(|entry| entry.unwrap().path()).collect();
    labels.sort();
    let letter = |label: &std::path::PathBuf| {
        let truth = Truth::parse(&fs::read_to_string(label).unwrap()).unwrap();
        let text = fs::read_to_string(Path::new(corpus).join("docs").join(format!("{}.txt", truth.id))).unwrap();
        Letter { truth, text }
    };
    labels.iter().map(letter).collect()
}

/// A reader with what a verdict takes besides.
struct Attorney {
    kit: Kit,
    law: Law,
}

impl Attorney {
    fn with(kit: Kit) -> Self {
        Self { kit, law: Law::compiled_in().unwrap() }
    }

    fn verdict(&self, text: &str) -> Verdict {
        let tool = Tool { version: String::new(), patterns: String::new(), model: None, readers: self.kit.readers() };
        let wording = |_: &str, _| Wording::approval_lapsed();
        let desk = Desk { tool: &tool, law: &self.law, wording: &wording, as_of: None };
        let meta = Meta { name: "letter.txt".to_owned(), sha256: None, bytes: 0, part: None };
        let pages = extract::pages(text.as_bytes());
        review::read(&self.kit, meta, &pages, &UserFacts::default(), &desk).judgement.verdict
    }

    fn borrowers(&self, text: &str) -> Vec<String> {
        let whole = acquit::resolve::whole(&self.kit, &extract::pages(text.as_bytes()), None);
        whole.facts.borrowers.map(|fact| fact.value).unwrap_or_default()
    }
}

/// Whether a block of lines is a paragraph of running text.
fn is_prose(block: &str) -> bool {
    let lines: Vec<&str> = block.lines().collect();
    let plain =
        |line: &&str| !line.trim().contains("   ") && !line.ends_with('-') && line.len() < 120 && line.len() > 20;
    lines.len() > 1
        && lines.iter().rev().skip(1).all(plain)
        && block.trim_start().starts_with(char::is_uppercase)
        && block.trim_end().ends_with('.')
        && !block.contains('\u{c}')
        && !block.trim_start().get(..3).is_some_and(|head| head.contains(['.', ')']))
}

fn blocks(text: &str) -> Vec<&str> {
    text.split("\n\n").collect()
}

/// The same words in lines of another width.
fn reflowed(text: &str, width: usize) -> String {
    let one = |block: &&str| {
        if !is_prose(block) {
            return (*block).to_owned();
        }
        let indent: String = block.chars().take_while(|c| *c == ' ').collect();
        let mut lines = vec![indent.clone()];
        for word in block.split_whitespace() {
            let last = lines.last_mut().unwrap();
            if last.len() + word.len() + 1 > width && last.len() > indent.len() {
                lines.push(format!("{indent}{word}"));
            } else {
                let gap = if last.len() > indent.len() { " " } else { "" };
                last.push_str(gap);
                last.push_str(word);
            }
        }
        lines.join("\n")
    };
    blocks(text).iter().map(one).collect::<Vec<_>>().join("\n\n")
}

/// A paragraph more, before one of the running text; which, the seed says.
fn with_paragraph(text: &str, words: &str, seed: usize) -> Option<String> {
    let mut all = blocks(text);
    let prose: Vec<usize> = (0..all.len()).filter(|&n| is_prose(all[n])).skip(1).collect();
    let at = *prose.get(seed % prose.len().max(1))?;
    let indent: String = all[at].chars().take_while(|c| *c == ' ').collect();
    let paragraph = [indent.as_str(), words].concat();
    all.insert(at, &paragraph);
    Some(all.join("\n\n"))
}

/// Other last names for the borrowers.
fn renamed(text: &str, borrowers: &[String]) -> String {
    let mut text = text.to_owned();
    for (name, other) in borrowers.iter().filter_map(|name| name.split(' ').next_back()).zip(["Thistlewood", "Okonjo"])
    {
        for (from, to) in [(name.to_owned(), other.to_owned()), (name.to_uppercase(), other.to_uppercase())] {
            let whole = Regex::new(&format!(r"\b{}\b", regex::escape(&from))).unwrap();
            text = whole.replace_all(&text, to.as_str()).into_owned();
        }
    }
    text
}

/// The letter without the sentences that release or waive.
fn bereft(letter: &Letter) -> String {
    let mut text = letter.text.clone();
    for core in [Protection::DebtRelease, Protection::DeficiencyWaiver] {
        for quote in letter.truth.protections.get(&core).into_iter().flat_map(|labelled| &labelled.evidence) {
            let words: Vec<String> = quote.split_whitespace().map(regex::escape).collect();
            let shape = Regex::new(&words.join(r"\s+")).unwrap();
            text = shape.replace_all(&text, "").into_owned();
        }
    }
    text
}

/// Letters for which a change did what it must not, each told by its id.
fn broken(
    attorney: &Attorney,
    letters: &[Letter],
    law: impl Fn(usize, &Letter, Verdict) -> Option<bool>,
) -> (Vec<String>, usize) {
    let mut asked = 0;
    let mut odd = Vec::new();
    for (n, letter) in letters.iter().enumerate() {
        let before = attorney.verdict(&letter.text);
        let Some(holds) = law(n, letter, before) else { continue };
        asked += 1;
        odd.extend((!holds).then(|| letter.truth.id.clone()));
    }
    (odd, asked)
}

fn laws(attorney: &Attorney, letters: &[Letter]) -> Vec<(&'static str, Vec<String>, usize)> {
    // A letter that the change leaves as it was tells nothing.
    let same = |letter: &Letter, text: String, before: Verdict| {
        (text != letter.text).then(|| attorney.verdict(&text) == before)
    };
    let not_full = |text: String| attorney.verdict(&text) != Verdict::FullRelease;
    let row = |name, (odd, asked)| (name, odd, asked);
    vec![
        row(
            "narrow lines",
            broken(attorney, letters, |_, letter, before| same(letter, reflowed(&letter.text, 60), before)),
        ),
        row(
            "wide lines",
            broken(attorney, letters, |_, letter, before| same(letter, reflowed(&letter.text, 100), before)),
        ),
        row(
            "a neutral paragraph",
            broken(attorney, letters, |n, letter, before| {
                same(letter, with_paragraph(&letter.text, NEUTRAL[n % NEUTRAL.len()], n)?, before)
            }),
        ),
        row(
            "other names",
            broken(attorney, letters, |_, letter, before| {
                same(letter, renamed(&letter.text, &attorney.borrowers(&letter.text)), before)
            }),
        ),
        row(
            "no releasing sentence",
            broken(attorney, letters, |_, letter, before| {
                (before == Verdict::FullRelease && letter.truth.verdict == Verdict::FullRelease)
                    .then(|| not_full(bereft(letter)))
            }),
        ),
        row(
            "a reservation",
            broken(attorney, letters, |n, letter, before| {
                let with = with_paragraph(&letter.text, RESERVATIONS[n % RESERVATIONS.len()], n)?;
                (before == Verdict::FullRelease).then(|| not_full(with))
            }),
        ),
    ]
}

/// Letters in which the reservation happens to land where it does not count: among recitals, in a quoted mail.
const DOES_NOT_STAND: [&str; 4] = ["lh-019", "r2-012", "tb-007a", "tb-007b"];

/// Letters that the patterns alone still clear without their releasing sentences, mostly for "Nothing is due from you": so
/// many of 358 at most. With both readers none of 208 was cleared for anything but words that do release (28 November 2026).
const CLEARED_BY_PATTERNS: usize = 70;

#[test]
fn the_patterns_keep_the_laws() {
    let attorney = Attorney::with(Kit::built_in().unwrap());
    let mut broken = Vec::new();
    for (law, odd, asked) in laws(&attorney, &letters("corpus/letters")) {
        let right = match law {
            // The first's parties and recitals run into each other, and a paragraph between them parts them; the others'
            // kind is a close call, figures of a payoff or of another paper with one sentence on a short sale.
            "a neutral paragraph" => odd == ["ls-015", "sb-028", "ua-006", "xa-026", "ya-024"],
            // The first's promises are numbered within a sentence; where a number begins a line, they are a list. The
            // last's options stand behind their boxes.
            "wide lines" => odd == ["oa-016", "tc-024", "uc-028", "yb-019"],
            // Their terms stand in the columns of a table, which other lines tear.
            "narrow lines" => odd == ["tb-014a", "tb-014b", "tc-024", "uc-028", "yb-019"],
            "a reservation" => odd == DOES_NOT_STAND,
            // A maker whose name is a lender's word.
            "other names" => odd == ["vc-014"],
            "no releasing sentence" => odd.len() <= CLEARED_BY_PATTERNS,
            _ => odd.is_empty(),
        };
        if !right || asked <= 100 {
            broken.push(format!("{law}: {} of {asked} broken: {odd:?}", odd.len()));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The learned reader takes its time: every other letter of those that it was never trained on.
#[test]
fn both_readers_keep_the_laws() {
    let learned = Learned::Run(Box::new(Model::built_in().unwrap()));
    let both = Attorney::with(Kit::built_in().unwrap().joined(learned, Fusion::built_in().unwrap(), Reader::Both));
    let some: Vec<Letter> = letters("corpus/unseen").into_iter().step_by(2).collect();
    for (law, odd, asked) in laws(&both, &some) {
        assert!(odd.is_empty() && asked > 4, "{law}: {} of {asked} broken: {odd:?}", odd.len());
    }
}
