//! What `review` and `diff` do in each of their forms: the documents are read in their order and told, what went wrong
//! with each is said, and how each ended is kept for the exit code.

use super::args::Demands;
use super::desk::{Keep, Office, reviews_with};
use super::output::Output;
use super::progress::Progress;
use super::runs::{complain, spare_the_inputs};
use crate::batch::{Input, Order};
use crate::report::accept::decisions::Decisions;
use crate::report::checked::Checked;
use crate::report::exit::{Gate, Outcome};
use crate::review::Review;

/// The documents of a run, and who reads them.
pub(super) struct Round<'a> {
    pub(super) office: &'a Office,
    pub(super) inputs: &'a [Input],
    pub(super) demands: &'a Demands,
}

impl Round<'_> {
    /// What is written to. It never takes the place of a letter that is read, nor of a folder.
    pub(super) fn output(&self) -> anyhow::Result<Output> {
        let output = self.demands.output.as_deref();
        spare_the_inputs(self.inputs, "--output", output)?;
        Output::open(output)
    }

    /// Has each document told as it is, with what is kept of its pages.
    pub(super) fn each<T: Send>(
        &self,
        keep: Option<Keep<T>>,
        mut tell: impl FnMut(usize, &Review, Vec<T>) -> anyhow::Result<()>,
    ) -> anyhow::Result<Vec<Outcome>> {
        let mut outcomes = Vec::with_capacity(self.inputs.len());
        let progress = Progress::beside(self.demands.output.as_deref(), self.inputs.len());
        reviews_with(self.office, self.inputs, (self.demands, Order::Inputs, keep), |at, (review, kept)| {
            tell(at, &review, kept)?;
            progress.pause(|| complain(&self.office.redaction().seen(&review)));
            outcomes.push(Outcome::of(&review));
            progress.step(&review);
            Ok(())
        })?;
        progress.finish();
        Ok(outcomes)
    }

    /// The same with what somebody decided on its findings, and without its people where they are to be masked.
    pub(super) fn each_decided<T: Send>(
        &self,
        decisions: &mut Decisions,
        keep: Option<Keep<T>>,
        mut tell: impl FnMut(usize, &Checked<'_>, Vec<T>) -> anyhow::Result<()>,
    ) -> anyhow::Result<Vec<Outcome>> {
        self.each(keep, |at, review, kept| {
            let checked = decided(review, self.demands, decisions);
            self.office.redaction().told(&checked, |checked| tell(at, checked, kept))
        })
    }
}

/// A file with what somebody decided. What is accepted stays in the report, and the exit code is that of the letter.
pub(super) fn decided<'a>(review: &'a Review, demands: &Demands, decisions: &mut Decisions) -> Checked<'a> {
    let gate = Gate { require: None, ..demands.gate() };
    Checked::of(review, gate, |finding| decisions.accept(finding))
}
