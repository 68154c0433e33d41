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
use crate::document::Trouble;

use super::Error;
use super::Input;

/// How many documents a thread may be ahead of the output. A slow document holds the others up only after so many.
const AHEAD: usize = 4;

/// Stack of a thread, in bytes: 16 MB.
const STACK: usize = 16 << 20;

/// In which order results are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As the inputs stand.
    Inputs,
    /// As they are done: one slow document holds nobody up.
    Completion,
}

/// Reads every input, has `extract` make pages of its bytes and `work` a result of the pages, and hands the results to
/// `emit` with the input's index. At most a few documents a thread are in memory at any time. An input that cannot be
/// read comes to `work` as an empty document with its trouble. `emit` may end the batch.
///
/// # Errors
/// Where the threads cannot be started.
pub fn run<T: Send>(
    inputs: &[Input],
    how: (usize, Order),
    extract: impl Fn(&[u8]) -> Pages + Sync,
    work: impl Fn(Document, Pages) -> T + Sync,
    emit: impl FnMut(usize, T) -> ControlFlow<()>,
) -> Result<(), Error> {
    let one = |input: &Input| {
        let (document, pages) = read(input, &extract);
        work(document, pages)
    };
    run_each(inputs, how, one, emit)
}

/// The same for those who read the inputs themselves.
///
/// # Errors
/// Where the threads cannot be started.
pub fn run_each<T: Send>(
    inputs: &[Input],
    (threads, order): (usize, Order),
    one: impl Fn(&Input) -> T + Sync,
    mut emit: impl FnMut(usize, T) -> ControlFlow<()>,
) -> Result<(), Error> {
    let threads = threads.max(1);
    let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    let pool = pool.map_err(|error| Error::Threads(error.to_string()))?;
    let (done, results) = mpsc::channel();
    pool.in_place_scope_fifo(|scope| {
        let mut ahead = Ahead { order, slots: VecDeque::with_capacity(threads * AHEAD), first: 0, waiting: 0 };
        let mut started = 0;
        loop {
            while let Some(input) = inputs.get(started).filter(|_| ahead.waiting < threads * AHEAD) {
                let (index, done, one) = (started, done.clone(), &one);
                scope.spawn_fifo(move |_| {
                    // The receiver is gone only where the batch has ended.
                    let _ended = done.send((index, catch_unwind(AssertUnwindSafe(|| one(input)))));
                });
                ahead.start();
                started += 1;
            }
            if ahead.waiting == 0 {
                return;
            }
            let Ok((index, result)) = results.recv() else { return };
            ahead.done(index, result.unwrap_or_else(|panic| resume_unwind(panic)));
            while let Some((index, result)) = ahead.next() {
                if emit(index, result).is_break() {
                    return;
                }
            }
        }
    });
    Ok(())
}

/// Documents that are being read, or wait for one before them.
struct Ahead<T> {
    order: Order,
    /// In input order: those before the first that is not done. As they are done: none but the one just done.
    slots: VecDeque<Option<(usize, T)>>,
    /// Index of the first slot's input.
    first: usize,
    /// Documents that were started and not handed out.
    waiting: usize,
}

impl<T> Ahead<T> {
    fn start(&mut self) {
        self.waiting += 1;
        if self.order == Order::Inputs {
            self.slots.push_back(None);
        }
    }

    fn done(&mut self, index: usize, result: T) {
        match self.order {
            Order::Completion => self.slots.push_back(Some((index, result))),
            Order::Inputs => {
                if let Some(slot) = self.slots.get_mut(index - self.first) {
                    *slot = Some((index, result));
                }
            }
        }
    }

    fn next(&mut self) -> Option<(usize, T)> {
        let next = self.slots.front_mut().and_then(Option::take)?;
        self.slots.pop_front();
        self.first += 1;
        self.waiting -= 1;
        Some(next)
    }
}

fn read(input: &Input, extract: impl Fn(&[u8]) -> Pages) -> (Document, Pages) {
    match input.read() {
        Ok(document) => {
            let pages = extract(&document.bytes);
            (document, pages)
        }
        Err(trouble) => unread(input, trouble),
    }
}

/// What stands for an input that cannot be read: an empty document with its trouble.
pub(super) fn unread(input: &Input, trouble: Trouble) -> (Document, Pages) {
    let empty = Document { name: input.name(), bytes: Vec::new() };
    (empty, Pages::unread(Format::Unknown, trouble))
}
