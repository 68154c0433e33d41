//! What a run of many documents came to: verdicts, lenders, hazards, and what could not be read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{Hazard, Verdict};
use crate::report::exit::Outcome;
use crate::report::visible::{visible, visible_name};
use crate::review::Review;

/// Most lenders, and most unread documents, that are named.
const NAMED: usize = 20;

/// What the end of a run needs to know of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// As reports call it.
    name: String,
    outcome: Outcome,
    lender: Option<String>,
    hazards: Vec<Hazard>,
    /// Why the document, or a part of it, was not read.
    unread: Option<String>,
}

impl Note {
    pub(super) fn of(review: &Review) -> Self {
        let outcome = Outcome::of(review);
        let troubles: Vec<String> =
            review.troubles.iter().filter(|t| t.what.hides_words()).map(|t| visible(&t.to_string())).collect();
        let reason = || if troubles.is_empty() { "too little was read".to_owned() } else { troubles.join(" ") };
        Self {
            name: review.meta.name.clone(),
            outcome,
            lender: review.facts.lender.as_ref().map(|fact| visible(&fact.value)),
            hazards: review.judgement.hazards.iter().map(|hazard| hazard.id).collect(),
            unread: outcome.is_unread().then(reason),
        }
    }

    /// What the exit code asks of it.
    pub(super) const fn outcome(&self) -> Outcome {
        self.outcome
    }
}

/// The sum of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    verdicts: BTreeMap<Verdict, usize>,
    lenders: BTreeMap<String, usize>,
    hazards: BTreeMap<Hazard, usize>,
    unread: Vec<(String, String)>,
    documents: usize,
    unread_documents: usize,
}

impl Tally {
    /// Counts a document.
    pub(super) fn add(&mut self, note: &Note) {
        self.documents += 1;
        *self.verdicts.entry(note.outcome.verdict).or_default() += 1;
        if let Some(lender) = &note.lender {
            *self.lenders.entry(lender.clone()).or_default() += 1;
        }
        for hazard in &note.hazards {
            *self.hazards.entry(*hazard).or_default() += 1;
        }
        if let Some(reason) = &note.unread {
            self.unread_documents += 1;
            if self.unread.len() < NAMED {
                self.unread.push((visible_name(&note.name), reason.clone()));
            }
        }
    }

    /// How many documents there were.
    pub(super) const fn documents(&self) -> usize {
        self.documents
    }

    /// How many of them, or of whose parts, could not be read.
    pub(super) const fn unread(&self) -> usize {
        self.unread_documents
    }

    /// Tables for people: documents by verdict, by hazard and by lender, and those that could not be read.
    pub(super) fn table(&self) -> String {
        let verdicts: Vec<(String, usize)> =
            Verdict::ALL.iter().map(|v| (v.to_string(), self.verdicts.get(v).copied().unwrap_or(0))).collect();
        let mut out = rows(&verdicts) + &row("documents", self.documents);
        let hazards: Vec<(String, usize)> = self.hazards.iter().map(|(hazard, n)| (hazard.to_string(), *n)).collect();
        let lenders: Vec<(String, usize)> = self.lenders.iter().map(|(lender, n)| (lender.clone(), *n)).collect();
        for (title, counts) in [("by hazard", hazards), ("by lender", lenders)] {
            if !counts.is_empty() {
                out += &["\n", title, "\n", &rows(&most(counts))].concat();
            }
        }
        if !self.unread.is_empty() {
            out += "\nnot read, or not whole\n";
            out.extend(self.unread.iter().map(|(name, reason)| format!("{name}: {reason}\n")));
            let more = self.unread_documents - self.unread.len();
            if more > 0 {
                out += &["and ", &more.to_string(), " more\n"].concat();
            }
        }
        out.trim_end().to_owned()
    }
}

/// The largest first, then by name; no more than can be looked over.
fn most(mut counts: Vec<(String, usize)>) -> Vec<(String, usize)> {
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(NAMED);
    counts
}

fn rows(counts: &[(String, usize)]) -> String {
    counts.iter().map(|(name, count)| row(name, *count)).collect()
}

fn row(name: &str, count: usize) -> String {
    format!("{name:<32} {count:>7}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Extent;

    #[test]
    fn a_run_is_summed_up() {
        let note = |name: &str, verdict, lender: &str, hazards: &[Hazard], unread: Option<&str>| Note {
            name: name.to_owned(),
            outcome: Outcome { verdict, release: verdict, worst: None, extent: Extent::Whole },
            lender: Some(lender.to_owned()),
            hazards: hazards.to_vec(),
            unread: unread.map(str::to_owned),
        };
        let mut tally = Tally::default();
        tally.add(&note("a.pdf", Verdict::FullRelease, "Zeta Bank", &[], None));
        tally.add(&note("b.pdf", Verdict::NoRelease, "Alder Bank", &[Hazard::DeficiencyReservation], None));
        tally.add(&note("c\u{1b}.pdf", Verdict::Unreadable, "Alder Bank", &[], Some("It needs a password.")));
        let table = tally.table();
        for line in [
            "full-release                           1",
            "documents                              3",
            "by hazard\ndeficiency-reservation                 1",
            "by lender\nAlder Bank                             2\nZeta Bank                              1",
            "not read, or not whole\nc\\u{1b}.pdf: It needs a password.",
        ] {
            assert!(table.contains(line), "{line}\nin\n{table}");
        }
        for n in 0..NAMED {
            tally.add(&note(&n.to_string(), Verdict::Unreadable, "Beta Bank", &[], Some("Gone.")));
        }
        assert!(tally.table().ends_with("and 1 more"), "{}", tally.table());
        assert_eq!((tally.documents(), tally.unread()), (NAMED + 3, NAMED + 1));
    }
}
