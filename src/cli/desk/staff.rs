//! Documents of a run read by worker processes, in parallel.

use std::convert::Infallible;
use std::ops::ControlFlow;

use super::Office;
use crate::batch;
use crate::batch::{Input, Order, Place, Reads};
use crate::cli::args::Demands;
use crate::cli::files::Files;
use crate::cli::recall::Recall;
use crate::document::{Document, Pages, Trouble, Unpacked};
use crate::extract::Limits;
use crate::review::Review;

/// What a run keeps of a document's pages beside its review.
pub(in crate::cli) type Keep<T> = fn(&Review, &Pages) -> Vec<T>;

/// An office with the processes that read for it.
struct Staffed<'a, T> {
    office: &'a Office,
    files: &'a Files,
    recall: Option<Recall<'a>>,
    keep: Option<Keep<T>>,
}

impl<T> Reads for Staffed<'_, T> {
    type Done = (Review, Vec<T>);

    fn limits(&self) -> Limits {
        self.files.limits()
    }

    fn known(&self, document: &Document, place: Place) -> Option<Self::Done> {
        // What a run keeps of the pages is not in the cache.
        let recall = self.recall.as_ref().filter(|_| self.keep.is_none())?;
        recall.known(document, place).map(|review| (review, Vec::new()))
    }

    fn pages(&self, bytes: &[u8]) -> Pages {
        self.recall.as_ref().map_or_else(|| self.files.pages(bytes), |recall| recall.pages(bytes))
    }

    fn unpack(&self, bytes: &[u8]) -> Result<Option<Unpacked>, Trouble> {
        self.files.unpack(bytes)
    }

    fn document(&self, document: &Document, pages: &Pages, place: Place) -> Self::Done {
        let Ok(review) = self.office.on_facts(document, |user| {
            Ok::<_, Infallible>(match &self.recall {
                Some(recall) => recall.review(document, pages, place, user),
                None => self.office.read(document, pages, place, user),
            })
        });
        let kept = self.keep.map_or_else(Vec::new, |keep| keep(&review, pages));
        (review, kept)
    }

    fn whole(&self, container: &Document, pages: &Pages, parts: Vec<Self::Done>) -> Self::Done {
        let (reviews, kept): (Vec<Review>, Vec<Vec<T>>) = parts.into_iter().unzip();
        let user = self.office.facts_of(container);
        (self.office.review_whole((container, pages), reviews, &user), kept.into_iter().flatten().collect())
    }
}

/// Reads every input in worker processes and hands the reviews out in that order, with the input's index.
pub(in crate::cli) fn reviews(
    office: &Office,
    inputs: &[Input],
    (demands, order): (&Demands, Order),
    mut emit: impl FnMut(usize, Review) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let nothing: Option<Keep<()>> = None;
    reviews_with(office, inputs, (demands, order, nothing), |at, (review, _)| emit(at, review))
}

/// The same with what is kept of the pages of each input.
pub(in crate::cli) fn reviews_with<T: Send>(
    office: &Office,
    inputs: &[Input],
    (demands, order, keep): (&Demands, Order, Option<Keep<T>>),
    mut emit: impl FnMut(usize, (Review, Vec<T>)) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let threads = demands.threads().min(inputs.len().max(1));
    let files = Files::open(&demands.how, threads, demands.limits.0)?;
    let recall = office.cache.as_ref().map(|cache| Recall::new(cache, office, &files));
    let staffed = Staffed { office, files: &files, recall, keep };
    let mut failed = None;
    batch::run_each(
        inputs,
        (threads, order),
        |input| {
            let (review, kept) = batch::open_input(&staffed, input);
            (office.graded(review), kept)
        },
        |at, done| match emit(at, done) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        },
    )?;
    failed.map_or(Ok(()), Err)
}
