//! What documents are held against: the gate, the baseline, the review file, the labels, an older run.

use std::path::PathBuf;

use anyhow::bail;

use super::super::args::Check;
use super::super::decisions;
use super::super::decisions::parsed;
use super::super::output::{Output, note, shown};
use super::super::redaction::Redaction;
use super::labels::Labels;
use crate::finding::Finding;
use crate::report::accept::baseline::Baseline;
use crate::report::accept::{Acceptance, By};
use crate::report::checked::{Checked, Fate, Remark};
use crate::report::compare::OldRun;
use crate::report::exit::{FailOn, Gate};
use crate::review::{Review, Tool};

/// Everything that a document is held against.
pub(super) struct Standards {
    gate: Gate,
    acceptance: Acceptance,
    baseline: Option<PathBuf>,
    reviews: PathBuf,
    labels: Option<Labels>,
    old: Option<(PathBuf, OldRun)>,
    redaction: Redaction,
    /// The baseline to be written.
    fresh: Option<(PathBuf, Baseline)>,
}

impl Standards {
    /// Reads the user's files.
    pub(super) fn read(args: &Check) -> anyhow::Result<Self> {
        let gate = args.demands.gate();
        if args.write_baseline.is_some() && gate.fail_on == FailOn::Never {
            bail!(
                "--write-baseline writes the findings that fail the run, and with --fail-on never none does; name a severity"
            );
        }
        let (reviews, decisions) = decisions::read(args.reviews.as_deref(), args.demands.as_of)?;
        let baseline = args.baseline.as_deref().map(|file| parsed(file, "baseline", Baseline::parse)).transpose()?;
        let older =
            |file: &PathBuf| -> anyhow::Result<_> { Ok((file.clone(), parsed(file, "older run", OldRun::parse)?)) };
        let old = args.compare.as_ref().map(older);
        Ok(Self {
            gate,
            acceptance: Acceptance { baseline: baseline.unwrap_or_default(), decisions },
            baseline: args.baseline.clone(),
            reviews,
            labels: args.expect.as_deref().map(Labels::read).transpose()?,
            old: old.transpose()?,
            redaction: Redaction::of(&args.demands.masking),
            fresh: args.write_baseline.clone().map(|file| (file, Baseline::default())),
        })
    }

    /// Holds a file against them.
    pub(super) fn hold<'a>(&mut self, review: &'a Review) -> Checked<'a> {
        let mut checked = Checked::of(review, self.gate, |finding| self.acceptance.of(finding));
        if let Some(labels) = &mut self.labels {
            checked.remarks.extend(labels.differences(review).into_iter().map(Remark::Differs));
        }
        if let Some((_, old)) = &mut self.old {
            checked.remarks.extend(old.flip(review));
        }
        if let Some((_, fresh)) = &mut self.fresh {
            for held in checked.documents.iter().flat_map(|document| &document.findings) {
                let known = held.accepted().is_some_and(|accepted| accepted.by == By::Baseline);
                if known || held.fate == Fate::Fails {
                    match self.redaction {
                        Redaction::None => fresh.add(held.finding),
                        // The fingerprint knows the finding, without its words.
                        Redaction::People => fresh.add(&Finding { evidence: Vec::new(), ..held.finding.clone() }),
                    }
                }
            }
        }
        checked
    }

    /// What is to be said of the files themselves, once all documents have been through.
    pub(super) fn notes(&self, tool: &Tool) -> Vec<String> {
        let decisions = self.acceptance.decisions.remarks();
        let mut notes: Vec<String> =
            decisions.iter().map(|(line, says)| format!("{}:{line}: {says}", shown(&self.reviews))).collect();
        let gone = self.acceptance.baseline.gone();
        if let Some(file) = self.baseline.as_deref().filter(|_| gone > 0) {
            let says = "of its findings were not met; write it anew with --write-baseline";
            notes.push(format!("{}: {gone} {says}", shown(file)));
        }
        notes.extend(self.labels.iter().flat_map(Labels::notes));
        notes.extend(self.old.iter().map(|(file, old)| format!("{}: {}", shown(file), old.summary(tool))));
        notes
    }

    /// Writes the baseline, where one is asked for.
    pub(super) fn write_baseline(self) -> anyhow::Result<()> {
        let Some((file, baseline)) = self.fresh else { return Ok(()) };
        let mut output = Output::open(Some(&file))?;
        output.text(&baseline.to_json())?;
        output.finish()?;
        note(&format!("{}: {} findings written", shown(&file), baseline.len()));
        Ok(())
    }
}
