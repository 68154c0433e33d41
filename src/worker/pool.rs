//! The parent's side: children that are started when needed, kept while sound, and replaced.

use std::io;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::document::Pages;
use crate::document::Trouble;
use crate::document::What;
use crate::extract;

use super::Limits;
use super::Program;
use super::child::Worker;
use super::child::lock;
use super::ending::Failure;
use super::watch::Watch;

/// A document is tried on two children: the first may have been killed for what another did, or by hand.
const TRIES: usize = 2;

/// A number of children that read documents for any number of threads.
pub struct Pool {
    program: Program,
    limits: Limits,
    seats: Mutex<Seats>,
    free: Condvar,
    watch: Watch,
}

struct Seats {
    idle: Vec<Worker>,
    /// How many more children may be started.
    left: usize,
}

impl Pool {
    /// A pool of at most `size` children (at least one) of this very program. None is started yet.
    ///
    /// # Errors
    /// Where the path of the running program is not known or no thread can be started.
    pub fn new(size: usize, limits: Limits) -> io::Result<Self> {
        Self::of(Program::this(&limits)?, size, limits)
    }

    /// The same with another program, which must answer as [`serve`](super::serve) does.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn of(program: Program, size: usize, limits: Limits) -> io::Result<Self> {
        let seats = Mutex::new(Seats { idle: Vec::new(), left: size.max(1) });
        Ok(Self { program, limits, seats, free: Condvar::new(), watch: Watch::start(limits.wall)? })
    }

    /// Reads one document in a child; waits while all children are at work. Whatever happens to the child, this
    /// document gets an outcome and the next one a sound child.
    #[must_use]
    pub fn pages(&self, document: &[u8]) -> Pages {
        let size = document.len() as u64;
        if size > self.limits.reading.file {
            let trouble = extract::too_large(size, &self.limits.reading);
            return Pages::unread(extract::likely_format(document), trouble);
        }
        let mut seat = self.sit_down();
        let pages = self.read(document, &mut seat);
        self.stand_up(seat.filter(|worker| worker.served < self.limits.documents));
        pages
    }

    fn read(&self, document: &[u8], seat: &mut Option<Worker>) -> Pages {
        let unread = |trouble| Pages::unread(extract::likely_format(document), trouble);
        let size = document.len() as u64;
        let mut last = Failure::Crash;
        for _ in 0..TRIES {
            let mut worker = match seat.take().map_or_else(|| self.start(), Ok) {
                Ok(worker) => worker,
                Err(error) => {
                    let says = format!("The process that reads files could not be started ({error}). Run again.");
                    return unread(Trouble::whole(What::Crash, says));
                }
            };
            let fresh = worker.served == 0;
            match worker.ask(document, self.limits.wall_for(size)) {
                Ok(pages) => {
                    *seat = Some(worker);
                    return pages;
                }
                Err(failure) => last = failure,
            }
            // A child that read others before may have been short of memory because of them.
            if last == Failure::Timeout || last == Failure::Memory && fresh {
                break;
            }
        }
        unread(last.trouble(&self.limits, size))
    }

    fn start(&self) -> io::Result<Worker> {
        let worker = Worker::start(&self.program)?;
        self.watch.add(worker.process());
        Ok(worker)
    }

    /// A place in the pool: an idle child, or the right to start one.
    fn sit_down(&self) -> Option<Worker> {
        let mut seats = lock(&self.seats);
        loop {
            if let Some(worker) = seats.idle.pop() {
                return Some(worker);
            }
            if seats.left > 0 {
                seats.left -= 1;
                return None;
            }
            seats = self.free.wait(seats).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn stand_up(&self, worker: Option<Worker>) {
        let mut seats = lock(&self.seats);
        match worker {
            Some(worker) => seats.idle.push(worker),
            None => seats.left += 1,
        }
        drop(seats);
        self.free.notify_one();
    }
}
