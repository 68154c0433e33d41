//! A page of Markdown for each protection and hazard: what it is, why it matters, what to ask for, how grave it is, and
//! sentences of the pattern files that read as it and that do not.

use std::fmt::Write as _;

use crate::finding::FindingId;
use crate::finding::Wording;
use crate::id::Kind;
use crate::id::Protection;
use crate::judge::severity;
use crate::judge::severity::Shape;
use crate::pattern::Authority;
use crate::pattern::Meta;
use crate::pattern::Patterns;
use crate::pattern::Shown;
use crate::report::markdown::inert;
use crate::severity::Severity;

/// Most sentences of one sort on a page.
const SENTENCES: usize = 3;

/// What stands in the pattern files as a near miss.
const NEAR_MISS: &str = "silent";

/// The list of all pages, then each of them, in the contract's order: file name and text.
#[must_use]
pub fn all(patterns: &Patterns) -> Vec<(String, String)> {
    let pages = FindingId::all().map(|id| (format!("{id}.md"), page(patterns, id)));
    std::iter::once(("README.md".to_owned(), list(patterns))).chain(pages).collect()
}

/// Every id with its title and its gravest severity.
fn list(patterns: &Patterns) -> String {
    let mut out = String::from(
        "# Clauses and hazards\n\nEvery protection that acquit looks for, and every wording that it warns of: what it is, \
         why it matters, how grave it is, the words to ask for, the authority, and sentences that read as it and that do \
         not.\n",
    );
    let mut section = "";
    for id in FindingId::all() {
        if section != class(id) {
            section = class(id);
            // Writing to a string cannot fail.
            let _ = write!(out, "\n## {section}\n\n| id | what it is | at its gravest |\n|---|---|---|\n");
        }
        let gravest = severity::rows(id).map(|(_, s, n)| s.max(n)).max();
        let gravest = gravest.map_or("", Severity::as_str);
        let _ = writeln!(out, "| [`{id}`]({id}.md) | {} | {gravest} |", inert(&meta(patterns, id).title));
    }
    out + &footer("the files under `patterns`")
}

/// The page of one id.
fn page(patterns: &Patterns, id: FindingId) -> String {
    let meta = meta(patterns, id);
    let mut out = format!("# {id}\n\n**{}.** {}\n", inert(&meta.title), standing(id));
    // Writing to a string cannot fail.
    let _ = write!(out, "\n## Why it matters\n\n{}\n", inert(&meta.why));
    if meta.deed_why != meta.why {
        let _ = write!(out, "\nIn a deed in lieu: {}\n", inert(&meta.deed_why));
    }
    let _ = write!(out, "\n## What to ask for\n\n> {}\n", inert(&meta.ask));
    if meta.deed_ask != meta.ask {
        let _ = write!(out, "\nIn a deed in lieu:\n\n> {}\n", inert(&meta.deed_ask));
    }
    if meta.request != meta.ask {
        let _ = write!(out, "\nThe letter to the lender asks for:\n\n> {}\n", inert(&meta.request));
    }
    out + &grades(id) + &sentences(patterns, id) + &authority(&meta) + &footer(&source(id))
}

/// The file that a page is made from.
fn source(id: FindingId) -> String {
    match id {
        FindingId::Protection(id) => format!("`patterns/protections/{id}.toml`"),
        FindingId::Hazard(id) => format!("`patterns/hazards/{id}.toml`"),
        FindingId::ApprovalLapsed => "the program".to_owned(),
    }
}

fn footer(source: &str) -> String {
    format!("\n---\n\nMade from {source} by `acquit docs`. This is not legal advice.\n")
}

/// What the pattern files say of an id; the date that has passed is no pattern's.
fn meta(patterns: &Patterns, id: FindingId) -> Meta {
    patterns.meta(id.as_str()).cloned().unwrap_or_else(|| {
        let Wording { title, why, ask, request, authority } = Wording::approval_lapsed();
        let cited = authority.into_iter().map(|cite| Authority {
            cite: cite.words,
            says: String::new(),
            state: cite.state,
            kind: cite.kind,
            checked: String::new(),
            verified: true,
        });
        let (deed_why, deed_ask, deed_request) = (why.clone(), ask.clone(), request.clone());
        Meta { title, deed_why, why, deed_ask, ask, request, deed_request, authority: cited.collect() }
    })
}

/// The section of the list that an id stands in.
fn class(id: FindingId) -> &'static str {
    match id {
        FindingId::Protection(id) if Protection::CORE.contains(&id) => "Core clauses",
        FindingId::Protection(_) => "Further protections",
        FindingId::Hazard(id) if id.weakens() => "Hazards that weaken a release",
        FindingId::Hazard(_) => "Other hazards",
        FindingId::ApprovalLapsed => "Dates",
    }
}

/// What it is to the verdict, and in which papers it is looked for.
fn standing(id: FindingId) -> &'static str {
    match id {
        FindingId::Protection(id) if Protection::CORE.contains(&id) => {
            "One of the three core clauses, in short sale letters and deeds in lieu."
        }
        FindingId::Protection(id) => match (id.applies_to(Kind::ShortSale), id.applies_to(Kind::DeedInLieu)) {
            (true, false) => "A further protection in short sale letters; without it the verdict stays as it is.",
            (false, true) => "A further protection in deeds in lieu; without it the verdict stays as it is.",
            _ => "A further protection in short sale letters and deeds in lieu; without it the verdict stays as it is.",
        },
        FindingId::Hazard(id) if id.frees_nobody() => "A hazard: where it is found, the verdict is `no-release`.",
        FindingId::Hazard(id) if id.weakens() => "A hazard: where it is found, the verdict is never `full-release`.",
        FindingId::Hazard(_) => "A hazard that leaves the verdict as it is.",
        FindingId::ApprovalLapsed => {
            "It leaves the verdict as it is, and is looked for where the day is known: `review` takes today, `scan` and \
             `check` take `--as-of`."
        }
    }
}

/// The rows of the severity table.
fn grades(id: FindingId) -> String {
    let head =
        "\n## How grave\n\n| where it is | and a statute bars the deficiency | and none is known to |\n|---|---|---|\n";
    let row = |(shape, s, n): (Shape, Severity, Severity)| format!("| {} | {s} | {n} |\n", words(shape));
    severity::rows(id).map(row).fold(head.to_owned(), |all, row| all + &row)
}

/// A shape of the table in words.
const fn words(shape: Shape) -> &'static str {
    match shape {
        Shape::Missing => "missing",
        Shape::MissingBesideWaiver => "missing, and the deficiency is waived",
        Shape::MissingBesideNoRelease => "missing, and so is the release of the debt",
        Shape::Weak => "weak: the words of the clause are qualified",
        Shape::Implied => "only implied by a release of the whole debt",
        Shape::Found => "found",
        Shape::Unlawful => "found, and a statute forbids to ask for it",
        Shape::WithRelease => "found, and the lender releases the borrower",
        Shape::Mutual => "found, and both sides give it up",
    }
}

/// Sentences that read as it, and near misses.
fn sentences(patterns: &Patterns, id: FindingId) -> String {
    let all = patterns.examples(id.as_str(), SENTENCES);
    if all.is_empty() {
        return "\n## Sentences\n\nNo single sentence shows it: it is told of the document as a whole.\n".to_owned();
    }
    let (misses, read): (Vec<&Shown>, Vec<&Shown>) = all.iter().partition(|shown| shown.filed == NEAR_MISS);
    let line = |shown: &&Shown| format!("- {}: “{}”\n", shown.filed, starred(&shown.starred));
    let miss = |shown: &&Shown| format!("- “{}”\n", starred(&shown.starred));
    let read: String = read.iter().map(line).collect();
    let misses: String = misses.iter().map(miss).collect();
    format!("\n## Sentences that read as it\n\n{read}\n## Sentences that do not\n\n{misses}")
}

/// A sentence with the words that a report must quote in bold. Bold begins and ends at a letter or a digit, since
/// Markdown knows it by that.
fn starred(sentence: &str) -> String {
    let mut out = String::new();
    for (at, part) in sentence.split("**").enumerate() {
        let core = part.trim_matches(|c: char| !c.is_alphanumeric());
        match part.split_once(core) {
            Some((before, after)) if at % 2 == 1 && !core.is_empty() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "{}**{}**{}", inert(before), inert(core), inert(after));
            }
            _ => out.push_str(&inert(part)),
        }
    }
    out
}

/// Law and practice, with the day on which somebody looked.
fn authority(meta: &Meta) -> String {
    let mut out = String::new();
    for (at, source) in meta.authority.iter().enumerate() {
        let head = if at == 0 { "\n## Authority\n\n" } else { "" };
        let kind = match source.kind {
            Some(Kind::ShortSale) => ", of short sales",
            Some(Kind::DeedInLieu) => ", of deeds in lieu",
            _ => "",
        };
        let state = source.state.as_deref().map_or_else(String::new, |state| format!(" ({state}{kind})"));
        let says = if source.says.is_empty() { String::new() } else { format!(": {}", inert(&source.says)) };
        let looked = if source.checked.is_empty() { String::new() } else { format!(" Looked at {}.", source.checked) };
        let seen = if source.verified { "" } else { " Not verified." };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{head}- {}{state}{says}{looked}{seen}", inert(&source.cite));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages() -> Vec<(String, String)> {
        all(Patterns::built_in().unwrap())
    }

    #[test]
    fn every_id_has_a_page_that_says_all_of_it() {
        let pages = pages();
        assert_eq!(pages.len(), FindingId::all().count() + 1);
        for (id, (name, page)) in FindingId::all().zip(&pages[1..]) {
            assert_eq!(name, &format!("{id}.md"));
            assert!(page.starts_with(&format!("# {id}\n\n**")), "{page}");
            for part in ["## Why it matters\n\n", "## What to ask for\n\n> ", "## How grave\n\n", "not legal advice"] {
                assert!(page.contains(part), "{id}: no {part:?}\n{page}");
            }
            assert!(pages[0].1.contains(&format!("[`{id}`]({id}.md)")), "{id} is not in the list");
            let shown = Patterns::built_in().unwrap().examples(id.as_str(), SENTENCES);
            let sentences = page.split("\n## Authority").next().unwrap();
            let lines = sentences.lines().filter(|line| line.starts_with("- ") && line.contains('“')).count();
            assert_eq!(lines, shown.len(), "{id}: a line for each sentence\n{page}");
        }
    }

    #[test]
    fn the_table_of_a_page_is_the_contracts() {
        let pages = pages();
        let of = |id: &str| &pages.iter().find(|(name, _)| name == &format!("{id}.md")).unwrap().1;
        for (id, row) in [
            ("debt-release", "| missing | medium | critical |"),
            ("debt-release", "| missing, and the deficiency is waived | low | medium |"),
            ("deficiency-waiver", "| only implied by a release of the whole debt | info | info |"),
            ("deficiency-reservation", "| found | high | critical |"),
            ("seller-contribution", "| found, and a statute forbids to ask for it | high | high |"),
            ("covenant-not-to-sue", "| missing, and so is the release of the debt | low | low |"),
            ("approval-lapsed", "| found | high | high |"),
        ] {
            assert!(of(id).contains(row), "{id}: {row}\n{}", of(id));
        }
    }

    #[test]
    fn bold_begins_and_ends_at_a_letter() {
        for (sentence, shown) in [
            ("We **waive it** now.", "We **waive it** now."),
            ("The Trust **releases its [lien] [**all].", "The Trust **releases its \\[lien**\\] \\[all\\]."),
            ("**“As is.”** *", "“**As is**.” \\*"),
            ("[ ] **—** none", "\\[ \\] — none"),
        ] {
            assert_eq!(starred(sentence), shown);
        }
    }
}
