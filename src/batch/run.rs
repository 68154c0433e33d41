//! Runs a batch: any number of threads, the same results in the same order.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::panic::resume_unwind;
use std::sync::mpsc;

use rayon::ThreadPoolBuilder;

use crate::document::Document;
use crate::document::Format;
use crate::document::Pages;

use super::Error;
use super::Input;

/// How many documents a thread may be ahead of the output. A slow document holds the others up only after so many.
const AHEAD: usize = 4;

/// Stack of a thread, in bytes: 16 MB.
const STACK: usize = 16 << 20;

/// Reads every input, has `extract` make pages of its bytes and `work` a result of the pages, and hands the results to
/// `emit` with the input's index, in input order. At most a few documents a thread are in memory at any time. An input
/// that cannot be read comes to `work` as an empty document with its trouble. `emit` may end the batch.
///
/// # Errors
/// Where the threads cannot be started.
pub fn run<T: Send>(
    inputs: &[Input],
    threads: usize,
    extract: impl Fn(&[u8]) -> Pages + Sync,
    work: impl Fn(Document, Pages) -> T + Sync,
    mut emit: impl FnMut(usize, T) -> ControlFlow<()>,
) -> Result<(), Error> {
    let threads = threads.max(1);
    let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    let pool = pool.map_err(|error| Error::Threads(error.to_string()))?;
    let one = |input: &Input| {
        let (document, pages) = read(input, &extract);
        work(document, pages)
    };
    let (done, results) = mpsc::channel();
    pool.in_place_scope_fifo(|scope| {
        let mut ahead = VecDeque::with_capacity(threads * AHEAD);
        let (mut started, mut emitted) = (0, 0);
        while emitted < inputs.len() {
            while let Some(input) = inputs.get(started).filter(|_| ahead.len() < threads * AHEAD) {
                let (index, done, one) = (started, done.clone(), &one);
                scope.spawn_fifo(move |_| {
                    // The receiver is gone only where the batch has ended.
                    let _ended = done.send((index, catch_unwind(AssertUnwindSafe(|| one(input)))));
                });
                ahead.push_back(None);
                started += 1;
            }
            let Ok((index, result)) = results.recv() else { return };
            if let Some(slot) = ahead.get_mut(index - emitted) {
                *slot = Some(result.unwrap_or_else(|panic| resume_unwind(panic)));
            }
            while let Some(result) = ahead.front_mut().and_then(Option::take) {
                ahead.pop_front();
                if emit(emitted, result).is_break() {
                    return;
                }
                emitted += 1;
            }
        }
    });
    Ok(())
}

fn read(input: &Input, extract: impl Fn(&[u8]) -> Pages) -> (Document, Pages) {
    match input.read() {
        Ok(document) => {
            let pages = extract(&document.bytes);
            (document, pages)
        }
        Err(trouble) => {
            let empty = Document { name: input.name(), bytes: Vec::new() };
            (empty, Pages::unread(Format::Unknown, trouble))
        }
    }
}
